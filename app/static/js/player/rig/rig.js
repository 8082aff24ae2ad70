/* A person as a pure function: `update` shows the person as they are at one moment. */
import { drawBackpack, drawTorso } from "./clothes.js";
import { drawHead } from "./head.js";
import { drawArms, drawLegs, drawSkirt, SEATS } from "./limbs.js";
import { draw, fill, mix, path, round, set, shade, stepped } from "./svg.js";

const STANDS_STILL = {
  x: 0,
  y: 0,
  dir: 1, // 1 to the right, -1 to the left
  turn: 0.8, // of the face, -1 to 1
  time: 0,
  still: false, // no breathing, no swaying
  walk: 0, // phase of the steps
  stride: 0, // 0 to 1
  talk: { open: 0, width: 1 },
  isTalking: false,
  browLift: 0,
  gesture: 0,
  nod: 0,
  blink: 0,
};

// Other bodies than those of people, by name: a part of the rig that a clip loads adds its own.
export const PUPPETS = {};

/** Whoever has this look. */
export const bodyOf = (look, parent) => new (PUPPETS[look.puppet] || Actor)(look, parent);

export class Actor {
  /**
   * @param spec a line of the cast
   * @param parent the SVG element to stand in
   */
  constructor(spec, parent) {
    const look = (this.look = lookOf(spec));
    this.scale = (spec.scale || 1) * look.scale;
    this.root = draw("g", {}, parent);
    draw("ellipse", { rx: 74, ry: 12, cy: 2, fill: "#1d2b4f", opacity: 0.16 }, this.root);
    this.moves = [SEATS[spec.wheelchair ? "wheelchair" : "stool"](this.root, look)];
    this.body = draw("g", {}, this.root);
    const headBack = draw("g", {}, this.body);
    drawBackpack(this.body, look);
    this.legs = draw("g", {}, this.body);
    this.moves.push(drawLegs(this.legs, look), drawSkirt(this.body, look));
    const torso = drawTorso(this.body, look);
    const neck = fill(this.body, "", look.skinShade);
    if (torso.collar) this.body.append(torso.collar);
    const head = draw("g", {}, this.body);
    this.moves.push(torso.move, (frame) => moveNeck(neck, frame), drawHead(headBack, head, look));
    this.arms = draw("g", {}, this.body);
    this.moves.push(drawArms(this.arms, look), drawSweat(this.body));
  }

  /** @param state mood, pose and whatever differs from STANDS_STILL */
  update(state) {
    const frame = this.frameOf({ ...STANDS_STILL, ...state });
    set(this.root, "transform", path`translate(${frame.x} ${frame.y})` + ` scale(${this.scale})`);
    set(this.body, "transform", path`translate(0 ${frame.bob}) rotate(${(frame.pose.lean + frame.stride * 2) * frame.dir})`);
    for (const move of this.moves) move(frame);
    // Where something can be put into the near hand.
    this.hand = frame.hand;
  }

  /** What several parts need to know about this moment. */
  frameOf(state) {
    const { look } = this;
    const { mood, pose, dir } = state;
    const sit = this.sitsIn(pose);
    const stride = look.spec.wheelchair ? 0 : state.stride;
    const breath = state.still ? 0 : stepped(Math.sin(state.time * 2.1 + (look.spec.seed || 0) * 3) * 1.6, 0.4);
    const bob = stride * Math.abs(Math.sin(state.walk)) * -7 + sit * look.legs * 0.42;
    return {
      ...state,
      stride,
      // Arms turn the wheels while somebody in a wheelchair rolls.
      swing: state.stride,
      breath,
      bob,
      sit,
      tilt: mood.head * dir + stepped(state.nod, 0.25),
      headX: dir * (4 + mood.drop * 0.5),
      headY: look.headY + mood.drop + breath * 0.6 - pose.shrug * 0.2,
      shoulderY: look.shoulderY + breath * 0.4 - pose.shrug,
    };
  }

  /** Height of the head's centre and top above the ground, in stage units. */
  get headY() {
    return this.look.headY * this.scale;
  }

  get topY() {
    return this.look.topY * this.scale;
  }

  /** How far a seated person's head comes down. */
  sinking(pose) {
    return mix(0, this.look.legs * 0.42 * this.scale, this.sitsIn(pose));
  }

  sitsIn(pose) {
    return this.look.spec.wheelchair ? 1 : pose.sit;
  }
}

function moveNeck(neck, { shoulderY, headX, headY }) {
  const low = shoulderY + 6;
  const high = headY + 40;
  set(neck, "d", path`M-19 ${low} L-17 ${high} L${17 + headX} ${high} L19 ${low} Q0 ${shoulderY + 24} -19 ${low}Z`);
}

function drawSweat(parent) {
  const drop = fill(parent, "M0 -14 C8 0 10 6 0 10 C-10 6 -8 0 0 -14Z", "#8fd0f5", { opacity: 0 });
  return ({ mood, time, headX, headY, dir }) => {
    set(drop, "opacity", round(mood.sweat));
    if (mood.sweat > 0) set(drop, "transform", path`translate(${headX - 62 * dir} ${headY - 40 + ((time * 12) % 10)})`);
  };
}

/* --- what a line of the cast means: lengths of the body and colours of every part --- */

const BUILDS = {
  child: { legs: 92, torso: 104, head: 0.98, shoulder: 46, scale: 0.92 },
  teen: { legs: 128, torso: 124, head: 0.98, shoulder: 52, scale: 1 },
  adult: { legs: 168, torso: 146, head: 0.9, shoulder: 60, scale: 1.04 },
};

/** Feet stand at y = 0, up is negative. */
function lookOf(spec) {
  const build = BUILDS[spec.age || "teen"];
  const hipY = -build.legs - 14;
  const shoulderY = hipY - build.torso;
  const headY = shoulderY - 72 * build.head - 8;
  return {
    ...build,
    ...coloursOf(spec),
    spec,
    hipY,
    shoulderY,
    headY,
    topY: headY - 96 * build.head,
    hasSkirt: spec.outfit === "uniform-skirt" || spec.outfit === "dress",
  };
}

function coloursOf(spec) {
  const skin = spec.skin || "#f3c7a3";
  const hair = spec.hairColor || "#2d2433";
  const top = spec.top || "#2a9d8f";
  const bottom = spec.bottom || "#3b4a6b";
  return {
    skin,
    skinShade: shade(skin, -0.13),
    skinLine: shade(skin, -0.3),
    hair,
    hairLight: shade(hair, 0.16),
    hairShade: shade(hair, -0.25),
    top,
    topShade: shade(top, -0.16),
    topLight: shade(top, 0.14),
    bottom,
    bottomShade: shade(bottom, -0.18),
    shoes: spec.shoes || "#f4f1ea",
  };
}
