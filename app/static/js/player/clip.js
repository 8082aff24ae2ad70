/* One clip on a page. `render` shows it as it is at its position and depends on nothing else, so that seeking,
   stills and films come for free. */
import { Ask, Events } from "./ask.js";
import { Controls } from "./controls.js";
import { button, clamp, element, icon } from "./draw.js";
import { Captions, Overlay } from "./overlay.js";
import { Route } from "./route.js";
import { Stage } from "./stage.js";
import { buildTimeline } from "./timeline.js";

const NARROW = 560;
const NARROW_SHAPE = 1.16;
const NORMAL_CAP = (navigator.hardwareConcurrency || 4) <= 4 ? 30 : 60;
const CALM_CAP = 15;
const MEASURED = 60;
// Frames a second below which swaying and clouds stop, and below which the clip becomes a storyboard.
const CALM_BELOW = 18;
const STORYBOARD_BELOW = 10;
const LONGEST_FRAME = 250;
let count = 0;

export class Clip {
  constructor(root, data, { locale, addresses, ...options }) {
    Object.assign(this, { root, data, ...options, position: 0, answers: [], isCalm: false, isLoud: true });
    this.prefix = `clip${++count}`;
    this.language = Math.max(0, data.languages.indexOf(locale));
    this.events = new Events(root, addresses);
    this.transport = new Transport(this);
    this.build();
    this.tell(this.language);
    new ResizeObserver(() => this.layOut()).observe(this.frame);
    this.layOut();
  }

  build() {
    const { root } = this;
    root.classList.add("clip");
    root.classList.toggle("clip--capture", Boolean(this.isCapture));
    const show = element("div", "clip-show", root);
    this.frame = element("div", "clip-stage", show);
    this.stage = new Stage(this.frame, this.data, this.art, this.prefix);
    const { Split, Screens } = this.art;
    if (Split) this.split = new Split(this.frame, this);
    this.overlay = new Overlay(this.frame, this);
    if (Screens) this.screens = new Screens(this);
    this.ask = new Ask(show, this);
    this.startButton = button("clip-start", this.frame, () => this.toggle());
    icon("play-fill", this.startButton);
    this.captions = new Captions(root, this);
    if (this.isCapture) this.captions.toggle();
    this.controls = new Controls(root, this);
  }

  text = (texts) => texts[this.language];

  word = (name) => this.words[this.data.languages[this.language]][name];

  speak(language) {
    const mark = this.route.markAt(this.position);
    this.tell(language);
    this.position = this.route.positionOf(mark);
    this.ask.write();
    this.changed();
    this.voice?.write();
    this.voice?.stop();
    if (this.transport.isPlaying) this.voice?.begin();
  }

  tell(language) {
    this.language = language;
    this.root.lang = this.data.languages[language];
    this.root.classList.toggle("clip--still", this.isStoryboard);
    this.timeline = buildTimeline(this.data, language, this.isStoryboard);
    this.route = new Route(this.timeline.beats, this.answers);
    this.overlay.write();
    this.screens?.write();
    this.captions.shown = undefined;
  }

  layOut() {
    const width = this.frame.clientWidth || 960;
    this.isNarrow = width < NARROW;
    const height = this.isCapture ? this.frame.clientHeight : Math.round(width * (this.isNarrow ? NARROW_SHAPE : 9 / 16));
    if (!this.isCapture) this.frame.style.height = `${height}px`;
    Object.assign(this, { width, height, fontSize: clamp(width * 0.0235, 15.5, 34) });
    this.frame.parentNode.style.fontSize = `${this.fontSize}px`;
    this.root.classList.toggle("clip--narrow", this.isNarrow);
    this.changed();
  }

  becomeStoryboard() {
    this.isStoryboard = true;
    this.transport.pause();
    const mark = this.route.markAt(this.position);
    this.tell(this.language);
    this.position = this.route.positionOf(mark);
    this.changed();
  }

  get isAtStart() {
    return this.position < 0.05 && !this.transport.isPlaying && !this.isCapture;
  }

  get isAtEnd() {
    return this.position >= this.route.duration - 0.05;
  }

  toggle() {
    if (this.transport.isPlaying) this.pause();
    else this.play();
  }

  play() {
    if (this.ask.isOpen) return;
    const isFirst = this.isAtStart || this.isAtEnd;
    if (this.isAtEnd) this.seek(0);
    this.unlockSound();
    if (isFirst) this.events.tell("started");
    // The start button vanishes: the focus stays with the clock.
    if (document.activeElement === this.startButton) this.controls.playButton.focus({ preventScroll: true });
    if (this.isStoryboard) this.showAt(this.position + 0.1);
    else this.transport.play();
    if (!this.isStoryboard) this.voice?.begin();
    this.changed();
  }

  pause() {
    this.transport.pause();
    this.voice?.stop();
    this.changed();
  }

  seek(position) {
    this.ask.close();
    const goal = clamp(position, 0, this.route.duration);
    this.answers = this.answers.slice(0, this.route.asks.filter(({ at }) => at <= goal).length);
    this.route = new Route(this.timeline.beats, this.answers);
    this.position = Math.min(goal, this.route.duration);
    this.voice?.stop();
    this.changed();
    if (this.transport.isPlaying) this.voice?.begin();
  }

  showAt(position) {
    this.position = clamp(position, 0, this.route.duration);
    this.changed();
  }

  advance(seconds) {
    const before = this.position;
    const after = Math.min(this.route.duration, before + seconds);
    const asked = this.route.asks.find(({ at, number }) => before < at && after >= at - 0.02 && this.answers[number] == null);
    this.position = asked ? asked.at - 0.03 : after;
    this.playSounds(before, this.position);
    this.render();
    if (asked) {
      this.pause();
      this.ask.open(asked);
    } else if (this.isAtEnd) {
      this.pause();
      this.events.tell("finished");
    }
  }

  playSounds(before, after) {
    const [from, to] = [this.route.toScript(before), this.route.toScript(after)];
    for (const { time, name } of this.timeline.sounds) if (time > from && time <= to) this.effect(name);
    this.voice?.hear(from, to);
  }

  /** Nobody needs the effects to understand: they come with the first press, or the clip stays silent. */
  unlockSound() {
    if (this.sound) this.sound.unlock();
    else import("./sound.js").then(({ Sound }) => (this.sound ||= new Sound()).unlock(), () => {});
  }

  effect(name) {
    if (this.isLoud) this.sound?.play(name);
  }

  take({ number, at }, choice) {
    this.answers = [...this.answers.slice(0, number), choice];
    this.route = new Route(this.timeline.beats, this.answers);
    this.position = at;
    if (this.isStoryboard) {
      this.changed();
      this.controls.nextButton.focus({ preventScroll: true });
      this.controls.nextButton.click();
    } else {
      this.controls.playButton.focus({ preventScroll: true });
      this.play();
    }
  }

  changed() {
    this.controls.write();
    this.startButton.setAttribute("aria-label", this.word("play"));
    this.render();
  }

  render() {
    try {
      this.draw(this.route.toScript(this.position));
    } catch (error) {
      this.transport.pause();
      this.events.tell("failed", error);
    }
  }

  draw(time) {
    this.arrange(time);
    const frame = this.stage.show(this.timeline, time, this.isStoryboard, this.isCalm);
    this.split?.show(time);
    this.overlay.show(time, frame);
    this.screens?.show(time);
    this.captions.show(time);
    this.controls.showTime();
    this.startButton.hidden = !this.isAtStart;
    this.tellBeat();
  }

  arrange(time) {
    const isSplit = Boolean(this.split) && this.timeline.partner.at(time) >= 0;
    this.stage.resize(this.width / (isSplit ? 2 : 1), this.height, this.isNarrow);
    this.root.classList.toggle("clip--split", isSplit);
  }

  headOf(person, time, frame) {
    return this.split?.headOf(person, time) || this.stage.headOf(person, this.timeline, time, frame);
  }

  tellBeat() {
    const { index } = this.route.markAt(this.position);
    if (index === this.beat) return;
    this.beat = index;
    this.events.tell("beat", { index });
    if (this.isStoryboard) this.voice?.tell(this.timeline.beats[index], 0);
  }
}

class Transport {
  constructor(clip) {
    Object.assign(this, { clip, isPlaying: false, rate: 1, cap: NORMAL_CAP });
    document.addEventListener("visibilitychange", () => document.hidden && clip.pause());
  }

  play() {
    if (this.isPlaying) return;
    this.isPlaying = true;
    this.last = performance.now();
    this.measure = { frames: 0, since: this.last };
    requestAnimationFrame((now) => this.step(now));
  }

  pause() {
    this.isPlaying = false;
  }

  step(now) {
    if (!this.isPlaying) return;
    const passed = now - this.last;
    if (passed >= 1000 / this.cap - 2) {
      this.last = now;
      this.clip.advance((Math.min(passed, LONGEST_FRAME) / 1000) * this.rate);
      this.watch(now);
    }
    if (this.isPlaying) requestAnimationFrame((next) => this.step(next));
  }

  watch(now) {
    const { measure } = this;
    measure.frames++;
    if (measure.frames < MEASURED) return;
    const speed = (measure.frames * 1000) / (now - measure.since);
    if (speed < STORYBOARD_BELOW) this.clip.becomeStoryboard();
    else if (speed < CALM_BELOW && this.cap > CALM_CAP) {
      this.cap = CALM_CAP;
      this.clip.isCalm = true;
    }
    this.measure = { frames: 0, since: now };
  }
}
