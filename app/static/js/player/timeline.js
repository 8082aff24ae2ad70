/* From beats to tracks of one language; `still` leaves out every movement between two beats. */
import { MOODS, POSES } from "./rig/acting.js";
import { clamp, mix } from "./draw.js";

const OFF = -400;
const CENTRE = 800;
const STEP = 0.33;
const GAP = 0.2;
// A jump takes no time: another part may begin at the same moment.
const JUST_BEFORE = 0.001;
// Poses of a moment: unless somebody says otherwise, the arms come down two beats later.
const GESTURES = ["wave", "show-phone", "explain", "point", "shock", "shrug", "cheer"];

const facing = (side) => (side === "left" ? -1 : 1);

export function buildTimeline(data, language, still) {
  return new Builder(data, language, still).build();
}

class Builder {
  constructor(data, language, still) {
    Object.assign(this, { data, language, pace: still ? 0 : 1 });
    this.people = {};
    for (const person in data.cast) this.people[person] = this.enters(person, data.start[person]);
    this.camera = [{ time: -1, lasts: 0, shot: "wide" }];
    this.places = new Track(0);
    this.focus = new Track(CENTRE);
    this.partner = new Track(-1);
    this.partners = [];
    this.props = {};
    this.cues = [];
    this.screens = [];
    this.cards = [];
    this.titles = [];
    this.sounds = [];
    this.gestures = {};
  }

  enters(person, entrance) {
    return {
      x: new Track(entrance ? entrance.x : OFF),
      dir: new Track(entrance ? facing(entrance.face) : 1),
      mood: new Track(MOODS[entrance ? entrance.mood : "neutral"]),
      pose: new Track(POSES[entrance ? entrance.pose : "idle"]),
      lines: [],
      walks: [],
    };
  }

  build() {
    const beats = this.scheduled();
    beats.forEach((beat, index) => {
      this.index = index;
      this.relax(beat.start);
      this.direct(beat, beats, index);
      const play = this[beat.verb];
      if (play) play.call(this, beat, beats);
      this.acts(beat.start, beat.act);
    });
    this.sounds.sort((one, other) => one.time - other.time);
    const { people, camera, places, focus, partner, partners, props, cues, screens, cards, titles, sounds } = this;
    return { beats, people, camera, places, focus, partner, partners, props, cues, screens, cards, titles, sounds };
  }

  scheduled() {
    let clock = 0;
    let before = 0;
    return this.data.beats.map((beat, index) => {
      const start = index && beat.together ? before + beat.together : clock + (beat.gap ?? (index ? GAP : 0));
      const end = start + beat.lasts[this.language];
      before = start;
      clock = Math.max(clock, end);
      return { ...beat, index, start, end };
    });
  }

  inLanguage(text) {
    return text[this.language];
  }

  sound(time, name) {
    this.sounds.push({ time, name });
  }

  direct(beat, beats, index) {
    if (beat.shot && beat.verb !== "set") this.shoot(beat, beats[index - 1], beats[index - 2]);
    for (const person in beat.move || {}) this.travel(person, beat.start, beat.start + 0.7, beat.move[person], "inOut");
  }

  /** After a question the camera starts early: the answering bubble needs room. */
  shoot(beat, ...before) {
    const isFirst = beat.verb === "title" || beat.start < 0.1;
    const afterAsk = before.some((one) => one && one.verb === "ask") || (before[0] && before[0].verb === "label");
    const time = Math.max(0, beat.start - (afterAsk ? 0.68 : 0.25) * this.pace);
    this.camera.push({ time, lasts: isFirst ? 0 : 0.85 * this.pace, shot: beat.shot });
  }

  acts(time, acts) {
    for (const person in acts || {}) this.act(person, time, acts[person]);
  }

  act(person, time, { mood, pose }) {
    const { people, pace } = this;
    if (mood) people[person].mood.to(time, MOODS[mood], 0.35 * pace);
    if (!pose) return;
    people[person].pose.to(time, POSES[pose], 0.45 * pace, "back");
    if (GESTURES.includes(pose)) this.gestures[person] = this.index;
    else delete this.gestures[person];
  }

  relax(time) {
    for (const person in this.gestures) {
      if (this.index - this.gestures[person] >= 2) this.act(person, time, { pose: "idle" });
    }
  }

  travel(person, start, end, to, ease) {
    const { x, walks } = this.people[person];
    const from = x.at(start);
    x.to(start, to, (end - start) * this.pace, ease);
    if (this.pace) walks.push({ start, end, from });
  }

  attend(time, x) {
    this.focus.to(time, x, 0.6 * this.pace, "inOut");
  }

  onStage(time) {
    return Object.keys(this.people).filter((person) => isSeen(this.people[person].x.at(time)));
  }

  title({ start, end }) {
    this.titles.push({ start, end });
  }

  narrate({ start, end, text }) {
    this.cues.push({ start, end, text: this.inLanguage(text) });
  }

  say(beat) {
    const { who, start, end } = beat;
    const text = this.inLanguage(beat.text);
    this.act(who, start, beat);
    this.attend(start, this.people[who].x.at(start));
    this.people[who].lines.push({ start, end, shapes: shapesOf(text, start, end) });
    this.faceEachOther(who, start);
    this.cues.push({ start, end, who, text });
    this.sound(start, "pop");
  }

  faceEachOther(who, time) {
    const speaker = this.people[who];
    const others = this.onStage(time).filter((person) => person !== who);
    const here = speaker.x.at(time);
    const nearest = others.sort((one, other) => this.gap(one, here, time) - this.gap(other, here, time))[0];
    if (nearest) speaker.dir.to(time, this.people[nearest].x.at(time) > here ? 1 : -1, 0.28 * this.pace);
    for (const other of others) {
      this.people[other].dir.to(time + 0.12, here > this.people[other].x.at(time) ? 1 : -1, 0.3 * this.pace);
    }
  }

  gap(person, here, time) {
    return Math.abs(this.people[person].x.at(time) - here);
  }

  react(beat) {
    this.attend(beat.start, this.people[beat.who].x.at(beat.start));
    this.act(beat.who, beat.start, beat);
    if (beat.mood === "shocked") this.sound(beat.start + 0.1, "gasp");
  }

  walk(beat) {
    const { who, start, end, from, to } = beat;
    const person = this.people[who];
    person.x.to(start, from);
    person.dir.to(start, to > from ? 1 : -1);
    person.pose.to(start, POSES.idle);
    this.act(who, start, beat);
    this.travel(who, start, end, to, "even");
    this.attend(start, isSeen(to) ? to : CENTRE);
    for (let time = start + 0.1; time < end; time += STEP) this.sound(time, "step");
  }

  leave(beat) {
    this.walk(beat);
  }

  screen(beat) {
    const { start, end, screen } = beat;
    const moments = beat.at[this.language].map((moment) => start + moment);
    this.screens.push({ start, end, moments, kind: beat.verb, screen });
    this.sound(start, beat.verb === "call" ? "ding" : "whoosh");
    linesOf(screen).forEach(({ who, text }, index) => {
      const from = moments[index] ?? start;
      this.sound(from, "ding");
      this.cues.push({ start: from, end: moments[index + 1] ?? end, from: who, text: this.inLanguage(text), isWritten: true });
    });
  }

  card(beat) {
    const moments = beat.at[this.language].map((moment) => beat.start + moment);
    this.cards.push({ start: beat.start, end: beat.end, moments, card: beat.card });
    for (const moment of moments) this.sound(moment, "pop");
    // The card itself is text to read; the caption only names it.
    this.cues.push({ start: beat.start, end: beat.end, text: this.inLanguage(beat.card.title), isWritten: true });
  }

  set({ start, set, people, shot = "wide" }) {
    this.places.to(start, this.data.sets.indexOf(set));
    this.focus.to(start, CENTRE);
    this.camera.push({ time: start, lasts: 0, shot });
    this.partner.to(start, -1);
    const comesAlong = !Object.keys(people).length;
    if (!comesAlong) for (const person in this.people) this.place(person, start, people[person]);
  }

  place(person, time, entrance) {
    const { x, dir } = this.people[person];
    x.to(time, entrance ? entrance.x : OFF);
    if (!entrance) return;
    dir.to(time, facing(entrance.face));
    this.dispose(person, time, entrance);
  }

  dispose(person, time, { mood, pose }) {
    this.people[person].mood.to(time, MOODS[mood]);
    this.people[person].pose.to(time, POSES[pose]);
  }

  split(beat) {
    for (const person in beat.people) this.dispose(person, beat.start, beat.people[person]);
    if (beat.people) this.partners.push(beat);
    this.partner.to(beat.start, beat.people ? this.partners.length - 1 : -1);
  }

  prop({ start, prop, x, hand }) {
    const track = this.props[prop] || (this.props[prop] = new Track(null));
    track.to(start, x != null ? { x } : hand ? { hand } : null);
  }

  /** A part that is reached by a jump begins as the stage was left at the jump. */
  label({ start, after }, beats) {
    if (after == null) return;
    const then = beats[after].end - JUST_BEFORE;
    this.gestures = {};
    for (const { x, dir, mood, pose } of Object.values(this.people)) {
      for (const track of [x, dir, mood, pose]) track.to(start, track.at(then));
    }
    for (const track of [this.places, this.focus, this.partner, ...Object.values(this.props)]) track.to(start, track.at(then));
    const shot = shotAt(this.camera, then);
    this.camera.push({ time: start, lasts: 0, shot: shot === "ask" && !beats[this.index + 1].shot ? "two" : shot });
  }
}

for (const verb of ["phone", "sms", "call", "post", "page", "form"]) Builder.prototype[verb] = Builder.prototype.screen;

/* --- values that change over time: asking for a moment never depends on what was asked before --- */

export const EASE = {
  inOut: (part) => (part < 0.5 ? 4 * part ** 3 : 1 - (2 - 2 * part) ** 3 / 2),
  out: (part) => 1 - (1 - part) ** 3,
  back: (part) => 1 + 2.7 * (part - 1) ** 3 + 1.7 * (part - 1) ** 2,
  even: (part) => part,
};

export function blend(from, to, part) {
  if (typeof to === "number") return mix(from, to, part);
  const made = {};
  for (const name in to) made[name] = mix(from[name], to[name], part);
  return made;
}

export class Track {
  constructor(value) {
    this.keys = [{ time: -1, lasts: 0, from: value, value }];
  }

  /** From this moment on towards `value`. Keys are added in the order of time. */
  to(time, value, lasts = 0, ease = "inOut") {
    this.keys.push({ time, lasts, ease: EASE[ease], from: this.at(time), value });
  }

  at(time) {
    const key = this.keyAt(time);
    if (!key.lasts || time >= key.time + key.lasts) return key.value;
    return blend(key.from, key.value, key.ease(clamp((time - key.time) / key.lasts)));
  }

  keyAt(time) {
    let index = this.keys.length - 1;
    while (index && this.keys[index].time > time) index--;
    return this.keys[index];
  }
}

export const isSeen = (x) => x > -200 && x < 1800;

export function shotAt(camera, time) {
  let index = camera.length - 1;
  while (index && camera[index].time > time) index--;
  return camera[index].shot;
}

function linesOf(screen) {
  if (screen.messages) return screen.messages.map(({ sender, text }) => ({ who: sender, text }));
  if (screen.texts) return screen.texts.map((text) => ({ who: screen.sender, text }));
  const { author, text, comments = [], title, sub, sender } = screen;
  if (author) return [{ who: author, text }, ...comments.map((one) => ({ who: one.sender, text: one.text }))];
  const alone = text || sub || title;
  return alone ? [{ who: sender, text: alone }] : [];
}

/* --- mouth shapes from letters, alike in the three languages --- */

const VOWELS = {
  "аәяaä": [0.85, 1],
  "оөёo": [0.7, 0.7],
  "уұүюuw": [0.42, 0.55],
  "иіыйiy": [0.38, 1.12],
  "еэe": [0.55, 1.08],
};
const SHAPES = new Map(Object.entries(VOWELS).flatMap(([letters, shape]) => [...letters].map((one) => [one, shape])));
const CLOSED = "мпбmpb .!?,…:;—–«»“”";

const weight = (letter) => (/[.!?…]/.test(letter) ? 4 : /[,:;—–]/.test(letter) ? 2.5 : letter === " " ? 0.6 : SHAPES.has(letter) ? 1.25 : 1);

function shapesOf(text, start, end) {
  const letters = [...text.toLowerCase()];
  const unit = (end - start - 0.45) / letters.reduce((sum, letter) => sum + weight(letter), 0);
  let time = start + 0.05;
  const shapes = letters.map((letter) => {
    const [open, width] = SHAPES.get(letter) || [CLOSED.includes(letter) ? 0 : 0.22, 1];
    const shape = { time, open, width };
    time += weight(letter) * unit;
    return shape;
  });
  return [...shapes, { time, open: 0, width: 1 }];
}

export function mouthAt(shapes, time) {
  const last = shapes.length - 1;
  if (time < shapes[0].time || time > shapes[last].time) return { open: 0, width: 1 };
  let index = 0;
  while (index < last - 1 && shapes[index + 1].time <= time) index++;
  const before = shapes[Math.max(0, index - 1)];
  const here = shapes[index];
  const next = shapes[Math.min(index + 1, last)];
  const part = clamp((time - here.time) / Math.max(0.001, next.time - here.time));
  return {
    open: mix((before.open + here.open * 2) / 3, (here.open * 2 + next.open) / 3, part),
    width: mix(here.width, next.width, part),
  };
}
