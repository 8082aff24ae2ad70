/* The stage: places, people and props, seen by a camera. It shows one moment of a timeline. */
import { Camera, layer, Scenery, viewBox } from "./camera.js";
import { element, style } from "./dom.js";
import { draw, round, set } from "./rig/svg.js";
import { bodyOf } from "./rig/rig.js";
import { mouthAt } from "./speech.js";
import { isSeen } from "./timeline.js";

const STRIDE_LENGTH = 46;
const SILENT = { open: 0, width: 1 };

export class Stage {
  /** @param prefix makes the ids of this stage unique */
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
    this.scenery[this.place].look(frame, this.ratio, still || isCalm ? 0 : time * this.width * 0.004);
    const view = viewBox(frame, this.ratio);
    if (this.view !== view) this.crowd.setAttribute("viewBox", (this.view = view));
    for (const person in this.actors) this.showPerson(person, timeline.people[person], time, still, isCalm);
    for (const prop in timeline.props) this.showProp(prop, timeline.props[prop].at(time));
    return frame;
  }

  showPerson(person, tracks, time, still, isCalm) {
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
      blink: still ? 0 : blinkAt(time, actor.look.spec.seed),
    });
  }

  showProp(name, where) {
    const group = (this.props[name] ||= drawProp(this.art.props[name], this.crowd));
    const hand = this.actors[where?.hand]?.hand;
    const isThere = hand || where?.x != null;
    set(group, "display", isThere ? "inline" : "none");
    if (!isThere) return;
    const parent = hand ? hand.grip : this.crowd;
    if (group.parentNode !== parent) parent.append(group);
    const { x, y } = hand || { x: where.x, y: this.ground + 34 - lowest(group) };
    set(group, "transform", `translate(${round(x)} ${round(y)})`);
  }

  project(x, y, frame) {
    const scale = this.height / frame.height;
    return [(x - frame.x) * scale + this.width / 2, (y - frame.y) * scale + this.height / 2];
  }

  /** Where the top of somebody's head is seen, in pixels. */
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

/** Mouth, brows, a nodding head and a moving hand of somebody who speaks. */
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
