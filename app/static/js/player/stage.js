/* The stage: places, people and props, seen by a camera. It shows one moment of a timeline. */
import { clamp, draw, element, mix, round, set, stepped, style } from "./draw.js";
import { bodyOf } from "./rig/rig.js";
import { blend, EASE, isSeen, mouthAt, shotAt } from "./timeline.js";

const STRIDE_LENGTH = 46;
// Of clouds, in widths a second: in two minutes they do not reach the edge of their layer.
const DRIFT = 0.0014;
const SILENT = { open: 0, width: 1 };

export class Stage {
  constructor(parent, data, art, prefix) {
    Object.assign(this, { data, art, prefix, scenery: {}, actors: {}, props: {} });
    this.root = element("div", "clip-view", parent);
    this.behind = element("div", "clip-layers", this.root);
    this.crowd = layer("actors", this.root);
    this.before = element("div", "clip-layers", this.root);
    for (const person in data.cast) {
      const { look } = data.cast[person];
      if (look) this.actors[person] = bodyOf(look, this.crowd);
    }
    this.camera = new Camera(this);
    this.enter(data.set);
  }

  enter(name) {
    if (this.place === name) return;
    this.place = name;
    this.scenery[name] ||= new Scenery(this.art.places[name], `${this.prefix}-${name}`, this.behind, this.before);
    for (const one in this.scenery) this.scenery[one].show(one === name);
    this.ground = this.scenery[name].ground;
  }

  resize(width, height, isNarrow) {
    Object.assign(this, { width, height, ratio: width / height, isNarrow });
  }

  show(timeline, time, still, isCalm) {
    this.enter(this.data.sets[timeline.places.at(time)]);
    const frame = this.camera.frame(timeline, time);
    this.scenery[this.place].look(frame, this.ratio, still || isCalm ? 0 : time * this.width * DRIFT);
    const view = viewBox(frame, this.ratio);
    if (this.view !== view) this.crowd.setAttribute("viewBox", (this.view = view));
    const holders = Object.values(timeline.props).map((where) => where.at(time)?.hand);
    for (const person in this.actors) this.showPerson(person, timeline.people[person], time, still, isCalm, holders.includes(person));
    for (const prop in timeline.props) this.showProp(prop, timeline.props[prop].at(time));
    return frame;
  }

  showPerson(person, tracks, time, still, isCalm, holds) {
    const actor = this.actors[person];
    const x = tracks.x.at(time);
    const seen = isSeen(x);
    style(actor.root, "display", seen ? "inline" : "none");
    if (!seen) return;
    const mood = tracks.mood.at(time);
    const dir = tracks.dir.at(time);
    actor.update({
      x,
      y: this.ground,
      dir,
      turn: dir * 0.8 * (1 - mood.lookY * 0.25),
      mood,
      pose: tracks.pose.at(time),
      time: still ? 0 : time,
      still: still || isCalm,
      ...stepsAt(tracks.walks, x, time),
      ...speechAt(tracks.lines, time, still),
      holds,
      blink: still ? 0 : blinkAt(time, actor.look.spec.seed),
    });
  }

  showProp(name, where) {
    const group = (this.props[name] ||= drawProp(this.art.props[name], this.crowd));
    const hand = this.actors[where?.hand]?.hand;
    const parent = hand ? hand.grip : where?.x != null && this.crowd;
    set(group, "display", parent ? "inline" : "none");
    if (!parent) return;
    if (group.parentNode !== parent) parent.append(group);
    const { x, y } = hand || { x: where.x, y: this.ground + 34 - lowest(group) };
    set(group, "transform", `translate(${round(x)} ${round(y)})`);
  }

  project(x, y, frame) {
    const scale = this.height / frame.height;
    return [(x - frame.x) * scale + this.width / 2, (y - frame.y) * scale + this.height / 2];
  }

  headOf(person, timeline, time, frame) {
    const { x, pose } = timeline.people[person];
    const actor = this.actors[person];
    const top = this.ground + actor.topY - 14 * actor.scale + actor.sinking(pose.at(time));
    return this.project(x.at(time), top, frame);
  }
}

function drawProp(text, parent) {
  const group = draw("g", {}, parent);
  group.innerHTML = text;
  return group;
}

/** How far a thing reaches down: what hangs from a hand stands on the ground when it is put down. */
function lowest(group) {
  if (group.lowest === undefined) {
    const { y, height } = group.getBBox();
    group.lowest = round(y + height);
  }
  return group.lowest;
}

function stepsAt(walks, x, time) {
  const walk = walks.find(({ start, end }) => time >= start && time <= end);
  if (!walk) return {};
  const stride = Math.min(1, (time - walk.start) / 0.2, (walk.end - time) / 0.25 + 0.02);
  return { walk: (x - walk.from) / STRIDE_LENGTH, stride };
}

function speechAt(lines, time, still) {
  const spoken = lines.find(({ start, end }) => time >= start && time <= end);
  if (!spoken) return { talk: SILENT };
  if (still) return { talk: { open: 0.35, width: 1 }, isTalking: true };
  const since = time - spoken.start;
  const talk = mouthAt(spoken.shapes, time);
  const strength = Math.min(1, since * 2, Math.max(0, spoken.end - time - 0.3) * 2);
  return {
    talk,
    isTalking: talk.open > 0.02,
    browLift: talk.open * 2.5,
    gesture: Math.sin(since * 5) * 0.6 * strength,
    nod: Math.sin(since * 3.1) * 1.6,
  };
}

function blinkAt(time, seed) {
  const moment = (time * 0.9 + seed * 1.37) % 3.1;
  return moment < 0.16 ? Math.sin((moment / 0.16) * Math.PI) : 0;
}

/* --- the camera: a frame is the centre and the height of what is seen, in stage units (1600 by 900) --- */

const TALL = 900;
const BELOW_FEET = 62;
// The part of the picture that a bubble of three lines needs above a head.
const BESIDE_A_CARD = 0.54;
const ROOM_TO_SPEAK = { narrow: 0.33, wide: 0.29 };

class Camera {
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
    if (kind === "aside") this.makeRoom(frame, width);
    frame.x = clamp(frame.x, width / 2 - 60, (kind === "aside" ? 1860 : 1660) - width / 2);
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

  group(kind, { people, focus }, time) {
    const { ratio, isNarrow, ground } = this.stage;
    const seen = Object.keys(people).filter((person) => isInPicture(people[person].x.at(time)));
    const places = seen.map((person) => people[person].x.at(time));
    const [low, high] = places.length ? [Math.min(...places), Math.max(...places)] : [800, 800];
    const [margin, least] = isNarrow ? [250, 640] : [330, 745];
    const needed = (high - low + margin) / (kind === "aside" && !isNarrow ? BESIDE_A_CARD : 1);
    const height = kind === "wide" ? TALL : Math.min(TALL, Math.max(needed / ratio, least, this.heightToSpeak(seen)));
    // Too narrow for everybody: as far as needed to whoever speaks, walks or reacts.
    const spare = kind === "aside" ? 0 : Math.max(0, (needed - height * ratio) / 2);
    const middle = clamp(focus.at(time), (low + high) / 2 - spare, (low + high) / 2 + spare);
    const x = kind === "wide" && ratio > 1 ? mix(middle, 800, 0.75) : middle;
    // A question covers what is below: heads at the upper edge.
    const y = kind === "ask" && !isNarrow ? ground - this.tallest(seen) + height * 0.45 : Math.min(TALL - height / 2, ground + BELOW_FEET - height / 2);
    return { x, y, height };
  }

  tallest(seen) {
    const { actors } = this.stage;
    return Math.max(0, ...seen.map((person) => (actors[person] ? -actors[person].topY : 0)));
  }

  heightToSpeak(seen) {
    const { isNarrow } = this.stage;
    return (this.tallest(seen) + BELOW_FEET) / (1 - (isNarrow ? ROOM_TO_SPEAK.narrow : ROOM_TO_SPEAK.wide));
  }

  makeRoom(frame, width) {
    if (this.stage.isNarrow) frame.y += frame.height * 0.2;
    else frame.x += width * 0.25;
  }
}

const isInPicture = (x) => x > 150 && x < 1450;

/* --- a place as layers, each with ids of its own, so that two clips on a page do not share them --- */

const LAYERS = ["sky", "clouds", "main"];
const PARALLAX = { sky: 0.55, clouds: 0.45, main: 1, front: 1.12 };
const MIDDLE = { x: 800, y: 450, height: 900 };

const layer = (name, parent) =>
  draw("svg", { class: `clip-layer clip-layer--${name}`, preserveAspectRatio: "xMidYMid slice", "aria-hidden": "true" }, parent);

class Scenery {
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

  look(frame, ratio, drift) {
    for (const name in this.layers) {
      const svg = this.layers[name];
      const view = name === "main" ? viewBox(frame, ratio) : viewBox(far(frame, PARALLAX[name]), ratio, name === "clouds" ? 1.36 : 1);
      if (svg.view !== view) svg.setAttribute("viewBox", (svg.view = view));
    }
    if (this.layers.clouds) style(this.layers.clouds, "transform", drift ? `translateX(${stepped(drift)}px)` : "none");
  }
}

function far(frame, follows) {
  return {
    x: mix(MIDDLE.x, frame.x, follows),
    y: mix(MIDDLE.y, frame.y, follows),
    height: mix(MIDDLE.height, frame.height, 0.35 + 0.65 * follows),
  };
}

function viewBox({ x, y, height }, ratio, wider = 1) {
  const width = height * ratio * wider;
  return [x - width / 2, y - height / 2, width, height].map((one) => one.toFixed(1)).join(" ");
}
