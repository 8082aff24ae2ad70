/* A shot names what to see; the frame is solved for the shape of the screen. A frame is the centre and the height
   of what is seen, in stage units (1600 by 900). */
import { style } from "./dom.js";
import { clamp, draw, mix } from "./rig/svg.js";
import { blend, EASE, shotAt } from "./timeline.js";

const TALL = 900;
const BELOW_FEET = 62;
// The part of the picture that a bubble of three lines needs above a head.
const ROOM_TO_SPEAK = { narrow: 0.33, wide: 0.22 };

export class Camera {
  constructor(stage) {
    this.stage = stage;
  }

  frame(timeline, time) {
    const { camera } = timeline;
    let index = camera.length - 1;
    while (index && camera[index].time > time) index--;
    const key = camera[index];
    const goal = this.solve(key.shot, timeline, time);
    if (!key.lasts || time >= key.time + key.lasts) return goal;
    const from = this.solve(shotAt(camera.slice(0, index), time), timeline, time);
    return blend(from, goal, EASE.inOut((time - key.time) / key.lasts));
  }

  solve(shot, timeline, time) {
    const [kind, who] = shot.split(" ");
    const frame = kind === "close" ? this.close(timeline.people[who], who, time) : this.group(kind, timeline, time);
    const width = frame.height * this.stage.ratio;
    if (kind === "ask") frame.y += frame.height * (this.stage.isNarrow ? 0.3 : 0.26);
    if (kind === "aside") this.makeRoom(frame, width);
    frame.x = clamp(frame.x, width / 2 - 60, 1660 - width / 2);
    return frame;
  }

  close({ x, dir, pose }, who, time) {
    const { isNarrow, ground, actors } = this.stage;
    const height = isNarrow ? 520 : 500;
    const actor = actors[who];
    const headY = ground + actor.headY + actor.sinking(pose.at(time));
    return {
      x: x.at(time) + (isNarrow ? 0 : 30 * dir.at(time)),
      y: headY - 96 * actor.scale - height * 0.36 + height / 2,
      height,
    };
  }

  /** Everybody who is on the stage; `wide` shows the place as well. */
  group(kind, { people, focus }, time) {
    const { ratio, isNarrow, ground } = this.stage;
    const seen = Object.keys(people).filter((person) => isInPicture(people[person].x.at(time)));
    const places = seen.map((person) => people[person].x.at(time));
    const [low, high] = places.length ? [Math.min(...places), Math.max(...places)] : [800, 800];
    const [margin, least] = isNarrow ? [250, 640] : [330, 745];
    const needed = high - low + margin;
    const height = kind === "wide" ? TALL : Math.min(TALL, Math.max(needed / ratio, least, this.heightToSpeak(seen)));
    // Too narrow for everybody: as far as needed to whoever speaks, walks or reacts.
    const spare = Math.max(0, (needed - height * ratio) / 2);
    const middle = clamp(focus.at(time), (low + high) / 2 - spare, (low + high) / 2 + spare);
    return { x: kind === "wide" && ratio > 1 ? mix(middle, 800, 0.75) : middle, y: Math.min(TALL - height / 2, ground + BELOW_FEET - height / 2), height };
  }

  heightToSpeak(seen) {
    const { actors, isNarrow } = this.stage;
    const tallest = Math.max(0, ...seen.map((person) => (actors[person] ? -actors[person].topY : 0)));
    return (tallest + BELOW_FEET) / (1 - (isNarrow ? ROOM_TO_SPEAK.narrow : ROOM_TO_SPEAK.wide));
  }

  /** Space for a card: beside the people, or below them on a narrow screen. */
  makeRoom(frame, width) {
    if (this.stage.isNarrow) frame.y += frame.height * 0.2;
    else frame.x += width * 0.25;
  }
}

const isInPicture = (x) => x > 150 && x < 1450;

/* --- a place as layers, each with ids of its own, so that two clips on a page do not share them --- */

const LAYERS = ["sky", "clouds", "main"];
// How much a layer follows the camera: less is farther away.
const PARALLAX = { sky: 0.55, clouds: 0.45, main: 1, front: 1.12 };
const MIDDLE = { x: 800, y: 450, height: 900 };

export const layer = (name, parent) =>
  draw("svg", { class: `clip-layer clip-layer--${name}`, preserveAspectRatio: "xMidYMid slice", "aria-hidden": "true" }, parent);

export class Scenery {
  constructor(place, prefix, behind, before) {
    this.ground = place.ground;
    const drawn = place.draw((name) => `${prefix}-${name}`);
    this.layers = {};
    for (const name of LAYERS) if (drawn[name]) this.add(name, drawn[name], behind);
    if (drawn.front) this.add("front", drawn.front, before);
  }

  add(name, text, parent) {
    this.layers[name] = layer(name, parent);
    // Our own drawing, never an author's text.
    this.layers[name].innerHTML = text;
  }

  show(isShown) {
    for (const svg of Object.values(this.layers)) style(svg, "display", isShown ? "block" : "none");
  }

  /** Seen through this frame; only layers whose view has changed are painted again. */
  look(frame, ratio, drift) {
    for (const name in this.layers) {
      const svg = this.layers[name];
      const view = name === "main" ? viewBox(frame, ratio) : viewBox(far(frame, PARALLAX[name]), ratio, name === "clouds" ? 1.36 : 1);
      if (svg.view !== view) svg.setAttribute("viewBox", (svg.view = view));
    }
    if (this.layers.clouds) style(this.layers.clouds, "transform", drift ? `translateX(${drift.toFixed(1)}px)` : "none");
  }
}

function far(frame, follows) {
  return {
    x: mix(MIDDLE.x, frame.x, follows),
    y: mix(MIDDLE.y, frame.y, follows),
    height: mix(MIDDLE.height, frame.height, 0.35 + 0.65 * follows),
  };
}

export function viewBox({ x, y, height }, ratio, wider = 1) {
  const width = height * ratio * wider;
  return [x - width / 2, y - height / 2, width, height].map((one) => one.toFixed(1)).join(" ");
}
