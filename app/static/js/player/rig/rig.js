/* A person as a pure function: `update` shows the person as they are at one moment. */
import { drawBackpack, drawTorso } from "./outfits.js";
import { drawHead } from "./head.js";
import { clamp, draw, fill, line, mix, path, round, set, shade, stepped } from "../draw.js";

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
  holds: false, // a thing in the near hand
};

// Other bodies than those of people, by name: a part of the rig that a clip loads adds its own.
export const PUPPETS = {};

export const bodyOf = (look, parent) => new (PUPPETS[look.puppet] || Actor)(look, parent);

export class Actor {
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

  update(state) {
    const frame = this.frameOf({ ...STANDS_STILL, ...state });
    set(this.root, "transform", path`translate(${frame.x} ${frame.y})` + ` scale(${this.scale})`);
    set(this.body, "transform", path`translate(0 ${frame.bob}) rotate(${(frame.pose.lean + frame.stride * 2) * frame.dir})`);
    for (const move of this.moves) move(frame);
    this.hand = frame.hand;
  }

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

  get headY() {
    return this.look.headY * this.scale;
  }

  get topY() {
    return this.look.topY * this.scale;
  }

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

/* --- arms reach for a point --- */

const FINGERS = ["", "M-7 -8 l-5 -15 M0 -10 v-19 M8 -8 l5 -15", "M3 -10 l1 -21"];

function drawArms(parent, look) {
  const arms = [-1, 1].map((side) => drawArm(parent, look, side));
  return (frame) => arms.forEach((arm) => moveArm(arm, look, frame));
}

function drawArm(parent, { spec, top, skin, skinShade }, side) {
  const sleeve = spec.sleeve || top;
  const group = draw("g", {}, parent);
  const joined = { "stroke-linejoin": "round" };
  const shadow = line(group, "", shade(sleeve, -0.2), 36, { ...joined, opacity: 0.55 });
  const grip = draw("g", {}, group);
  const hand = draw("g", {}, group);
  const phone = drawPhone(hand);
  const fingers = line(hand, "", skin, 10.5);
  draw("circle", { r: 16.5, fill: skin, stroke: skinShade, "stroke-width": 2, "stroke-opacity": 0.7 }, hand);
  draw("ellipse", { cx: -10, cy: -11, rx: 5.6, ry: 9, fill: skin, transform: "rotate(-28 -10 -11)" }, hand);
  line(hand, "M-4 -8 q4 5 1 10", skinShade, 2.6);
  const limb = line(group, "", sleeve, 34, { ...joined, "stroke-linecap": "butt" });
  const joint = draw("circle", { r: 17, fill: sleeve }, group);
  const cuff = line(group, "", spec.cuff || shade(sleeve, -0.16), 36, { "stroke-linecap": "butt" });
  return { side, shadow, grip, hand, phone, fingers, limb, joint, cuff };
}

function drawPhone(hand) {
  const phone = draw("g", { opacity: 0 }, hand);
  draw("rect", { x: -15, y: -50, width: 33, height: 60, rx: 7, fill: "#23263b" }, phone);
  draw("rect", { x: -11.5, y: -46, width: 26, height: 52, rx: 4, fill: "#8fd3ff" }, phone);
  for (const [x, y, width, colour] of [[-8, -40, 17, "#fff"], [-4, -28, 17, "#ffe08a"], [-8, -16, 14, "#fff"]]) {
    draw("rect", { x, y, width, height: 8, rx: 4, fill: colour }, phone);
  }
  return phone;
}

function moveArm(arm, look, frame) {
  const { side } = arm;
  const near = side > 0 ? (frame.dir + 1) / 2 : (1 - frame.dir) / 2;
  const shoulder = { x: side * (look.shoulder - 13), y: frame.shoulderY + 9 };
  const goal = aim(frame, side, near);
  const hand = reach(shoulder, goal, side, look);
  const { wrist, angle, x, y } = bend(arm, shoulder, hand, look);
  if (near > 0.5) frame.hand = { x: hand.x + x, y: hand.y + y, grip: arm.grip };
  set(arm.cuff, "d", path`M${wrist.x - x * 9} ${wrist.y - y * 9} L${wrist.x + x} ${wrist.y + y}`);
  const holdsPhone = !frame.holds && frame.pose.phone * near > 0.5;
  set(arm.hand, "transform", path`translate(${hand.x + x} ${hand.y + y}) rotate(${holdsPhone ? side * 6 : angle}) scale(${side} 1)`);
  set(arm.phone, "opacity", holdsPhone ? 1 : 0);
  set(arm.fingers, "d", FINGERS[goal.y < 80 && !(frame.holds && near > 0.5) ? Math.round(frame.pose.hand) : 0]);
}

function aim({ pose, time, swing, walk, dir, breath, gesture }, side, near) {
  let x = mix(pose.farX, pose.nearX, near);
  let y = mix(pose.farY, pose.nearY, near);
  if (pose.wave * near > 0.1) {
    x += Math.sin(time * 9) * 16 * pose.wave * near;
    y += Math.cos(time * 9) * 3 * pose.wave;
  }
  if (swing) {
    // A wide swing would make both hands meet before the body.
    const wave = Math.sin(walk + (side > 0 ? Math.PI : 0));
    x = mix(x, 17 + side * dir * wave * 20, swing * 0.9);
    y = mix(y, 102 - Math.abs(wave) * 10, swing * 0.9);
  }
  return { x: x + (near > 0.5 ? gesture * 4 : 0), y: y + breath * 0.5 - gesture * 5 * near };
}

function reach(shoulder, goal, side, { torso }) {
  let x = (goal.x * torso) / 124;
  let y = (goal.y * torso) / 124;
  const distance = Math.hypot(x, y);
  const longest = torso * 0.92 * 0.995;
  if (distance > longest) {
    x *= longest / distance;
    y *= longest / distance;
  }
  return { x: shoulder.x + side * x, y: shoulder.y + y };
}

/** Two circles meet in two elbows; the lower, outer one looks natural. */
function elbowOf(shoulder, hand, side, upper, fore) {
  const x = hand.x - shoulder.x;
  const y = hand.y - shoulder.y;
  const distance = Math.hypot(x, y) || 1;
  const direction = Math.atan2(y, x);
  const spread = Math.acos(clamp((upper * upper + distance * distance - fore * fore) / (2 * upper * distance), -1, 1));
  const at = (angle) => ({ x: shoulder.x + Math.cos(angle) * upper, y: shoulder.y + Math.sin(angle) * upper });
  const naturalness = (elbow) => elbow.y * 0.8 + elbow.x * side;
  const [one, other] = [at(direction + spread), at(direction - spread)];
  return naturalness(one) > naturalness(other) ? one : other;
}

function bend({ side, limb, shadow, joint }, shoulder, hand, { torso }) {
  const elbow = elbowOf(shoulder, hand, side, torso * 0.47, torso * 0.45);
  const near = { x: mix(shoulder.x, elbow.x, 0.86), y: mix(shoulder.y, elbow.y, 0.86) };
  const far = { x: mix(hand.x, elbow.x, 0.86), y: mix(hand.y, elbow.y, 0.86) };
  const length = Math.hypot(hand.x - far.x, hand.y - far.y) || 1;
  const x = (hand.x - far.x) / length;
  const y = (hand.y - far.y) / length;
  const wrist = { x: hand.x - x * 12, y: hand.y - y * 12 };
  const d = path`M${shoulder.x} ${shoulder.y} C${near.x} ${near.y} ${far.x} ${far.y} ${wrist.x} ${wrist.y}`;
  set(limb, "d", d);
  set(shadow, "d", d);
  set(shadow, "transform", `translate(${side * -3.5} 1)`);
  set(joint, "cx", round(shoulder.x));
  set(joint, "cy", round(shoulder.y));
  return { wrist, x, y, angle: (Math.atan2(y, x) * 180) / Math.PI + 90 };
}

/* --- legs --- */

function drawLegs(parent, look) {
  const legs = [-1, 1].map((side) => drawLeg(parent, look, side));
  return (frame) => legs.forEach((leg) => moveLeg(leg, look, frame));
}

function drawLeg(parent, look, side) {
  const { spec, hasSkirt } = look;
  const cloth = hasSkirt ? spec.tights || "#4a4560" : look.bottom;
  const group = draw("g", {}, parent);
  const limb = line(group, "", side > 0 ? cloth : shade(cloth, -0.1), hasSkirt ? 27 : 40, {
    "stroke-linecap": hasSkirt ? "round" : "butt",
    "stroke-linejoin": "round",
  });
  return { side, limb, shoe: drawShoe(group, look) };
}

function drawShoe(parent, { spec, shoes }) {
  const shoe = draw("g", {}, parent);
  fill(shoe, "M-21 1 L-22 -17 Q-21 -29 -6 -29 Q8 -29 12 -20 Q32 -16 33 -3 L33 1 Z", shoes);
  fill(shoe, "M-22 -5 L34 -5 Q35 3 29 4 L-18 4 Q-23 4 -22 -5Z", spec.sole || shade(shoes, -0.18));
  if (!spec.plainShoes) line(shoe, "M4 -23 L11 -13 M-3 -24 L3 -13", shade(shoes, -0.25), 3);
  return shoe;
}

function moveLeg({ side, limb, shoe }, look, { walk, stride, dir, bob, sit }) {
  const hipX = look.shoulder * 0.42;
  const angle = walk + (side > 0 ? 0 : Math.PI);
  const lift = stride * Math.max(0, Math.cos(angle));
  const footX = side * (hipX + 4 + sit * 10) * (1 - stride * 0.7) + stride * Math.sin(angle) * 44 * dir;
  const footY = -lift * 20 - bob - (look.spec.wheelchair ? 8 : 0);
  const kneeX = mix((side * hipX + footX) / 2 + lift * 15 * dir, side * (hipX + 20), sit);
  const kneeY = mix((look.hipY + footY) / 2 - 4, look.hipY + 16, sit);
  const hipY = look.hipY - 4;
  set(limb, "d", path`M${side * hipX} ${hipY} Q${kneeX} ${kneeY} ${footX} ${footY - 20}`);
  const toe = stride > 0.3 ? (dir < 0 ? -1 : 1) : side;
  set(shoe, "transform", path`translate(${footX} ${footY - 4}) scale(${toe} 1) rotate(${lift * 16})`);
}

export const HEMS = {
  "uniform-skirt": { reach: 0.5, flare: 24, colour: ({ bottom }) => bottom, folds: ({ bottomShade }) => bottomShade },
};

function drawSkirt(parent, look) {
  const { spec, hipY, legs, shoulder } = look;
  const garment = HEMS[spec.outfit];
  if (!garment) return () => {};
  const { reach, flare } = garment;
  const cloth = fill(parent, "", garment.colour(look));
  const folds = garment.folds && line(parent, "", garment.folds(look), 3);
  const half = shoulder - 8;
  return ({ walk, stride, sit }) => {
    const swing = Math.sin(walk * 2) * 3 * stride;
    const hem = round(mix(hipY + legs * reach + 4, hipY + legs * 0.42, sit));
    const right = round(half + flare + swing);
    const left = round(-half - flare + swing);
    set(cloth, "d", path`M${-half} ${hipY - 10} L${half} ${hipY - 10} Q${half + flare * 0.67} ${(hipY + hem) / 2} ${right} ${hem} Q0 ${hem + 14} ${left} ${hem}Z`);
    if (folds) set(folds, "d", path`M-16 ${hipY + 18} L${swing - 24} ${hem + 2} M16 ${hipY + 18} L${swing + 24} ${hem + 2}`);
  };
}

export const SEATS = { stool: drawStool };

function drawStool(parent, { legs, shoulder }) {
  const stool = draw("g", { opacity: 0 }, parent);
  const seat = -legs * 0.52;
  line(stool, `M${-shoulder + 6} ${seat} L${-shoulder - 4} 2 M${shoulder - 6} ${seat} L${shoulder + 4} 2`, "#8a6548", 9);
  draw("rect", { x: -shoulder - 6, y: seat - 8, width: shoulder * 2 + 12, height: 15, rx: 7, fill: "#b98050" }, stool);
  return ({ sit }) => set(stool, "opacity", sit > 0.5 ? 1 : 0);
}
