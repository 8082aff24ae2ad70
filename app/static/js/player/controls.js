/* Buttons, the bar with its marks, and the languages. Everything works by keyboard. */
import { button, clamp, element, icon, setIcon, style } from "./draw.js";

const RATES = [1, 1.25, 0.75];
const KEYS = { ArrowRight: 2, ArrowUp: 2, ArrowLeft: -2, ArrowDown: -2, PageUp: 10, PageDown: -10, Home: -1e6, End: 1e6 };

const minutes = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

export class Controls {
  constructor(parent, clip) {
    this.clip = clip;
    this.root = element("div", "clip-controls", parent);
    this.playButton = this.key("play-fill", () => clip.toggle(), "clip-key--play");
    this.backButton = this.key("skip-back-fill", () => turnPage(clip, -1));
    this.nextButton = this.key("skip-forward-fill", () => turnPage(clip, 1), "clip-key--play");
    this.drawBar();
    this.time = element("span", "clip-time", this.root);
    this.drawFull(parent);
    this.speedButton = button("clip-key clip-key--text", this.root, () => this.changeRate());
    this.captionButton = this.key("closed-captioning", () => this.toggleCaptions());
    this.soundButton = this.key("speaker-high-fill", () => this.toggleSound());
    this.drawLanguages();
  }

  key(glyph, onPress, more = "") {
    const made = button(`clip-key ${more}`, this.root, onPress);
    made.glyph = icon(glyph, made);
    return made;
  }

  drawBar() {
    const { clip } = this;
    const bar = (this.bar = element("div", "clip-bar", this.root));
    bar.tabIndex = 0;
    bar.setAttribute("role", "slider");
    bar.setAttribute("aria-valuemin", 0);
    this.filled = element("div", "clip-bar__filled", bar);
    this.marks = element("div", "", bar);
    this.knob = element("div", "clip-bar__way", bar);
    element("div", "clip-bar__knob", this.knob);
    const seek = (event) => {
      const { left, width } = bar.getBoundingClientRect();
      clip.seek(clamp((event.clientX - left) / width) * clip.route.duration);
    };
    bar.addEventListener("pointerdown", (event) => {
      clip.pause();
      bar.setPointerCapture(event.pointerId);
      seek(event);
    });
    bar.addEventListener("pointermove", (event) => bar.hasPointerCapture(event.pointerId) && seek(event));
    bar.addEventListener("keydown", (event) => {
      if (!(event.key in KEYS)) return;
      event.preventDefault();
      clip.seek(clip.position + KEYS[event.key]);
    });
  }

  drawLanguages() {
    const group = element("div", "clip-languages", this.root);
    group.setAttribute("role", "group");
    this.languageGroup = group;
    this.languages = this.clip.data.languages.map((code, index) => {
      const one = button("", group, () => this.clip.speak(index));
      one.lang = code;
      one.textContent = code.toUpperCase();
      return one;
    });
  }

  drawFull(root) {
    const isFull = () => document.fullscreenElement === root;
    const change = () => (isFull() ? document.exitFullscreen() : root.requestFullscreen());
    // A browser may still refuse: the clip then stays as it is.
    this.fullButton = this.key("corners-out", () => change().catch(() => {}));
    this.fullButton.hidden = !document.fullscreenEnabled;
    root.addEventListener("fullscreenchange", () => this.write());
    this.isFull = isFull;
  }

  changeRate() {
    const { transport } = this.clip;
    transport.rate = RATES[(RATES.indexOf(transport.rate) + 1) % RATES.length];
    this.write();
  }

  toggleCaptions() {
    this.clip.captions.toggle();
    this.clip.changed();
  }

  toggleSound() {
    this.clip.isLoud = !this.clip.isLoud;
    this.write();
  }

  write() {
    const { clip } = this;
    const { isPlaying, rate } = clip.transport;
    const [word, glyph] = isPlaying ? ["pause", "pause-fill"] : clip.isAtEnd ? ["again", "arrow-counter-clockwise"] : ["play", "play-fill"];
    const label = (node, text) => node.setAttribute("aria-label", text);
    const press = (node, isOn) => node.setAttribute("aria-pressed", isOn);
    label(this.playButton, clip.word(word));
    setIcon(this.playButton.glyph, glyph);
    label(this.backButton, clip.word("back"));
    label(this.nextButton, clip.word("next"));
    label(this.bar, clip.word("scene"));
    label(this.captionButton, clip.word("captions"));
    label(this.soundButton, clip.word("sound"));
    label(this.languageGroup, clip.word("languages"));
    label(this.fullButton, clip.word(this.isFull() ? "window" : "full"));
    setIcon(this.fullButton.glyph, this.isFull() ? "corners-in" : "corners-out");
    press(this.captionButton, clip.captions.areOn);
    press(this.soundButton, clip.isLoud);
    this.speedButton.textContent = `${rate}×`;
    label(this.speedButton, `${clip.word("speed")} ${rate}×`);
    this.playButton.hidden = this.speedButton.hidden = clip.isStoryboard;
    this.backButton.hidden = this.nextButton.hidden = !clip.isStoryboard;
    this.languages.forEach((one, index) => press(one, index === clip.language));
    this.marks.replaceChildren();
    for (const { at } of clip.route.asks) element("b", "clip-bar__mark", this.marks).style.left = `${(at / clip.route.duration) * 100}%`;
  }

  /** Moved by transforms, so that no frame lays out the page. */
  showTime() {
    const { position, route, isStoryboard } = this.clip;
    const part = clamp(position / route.duration);
    style(this.filled, "transform", `scaleX(${part.toFixed(3)})`);
    style(this.knob, "transform", `translateX(${(part * 100).toFixed(1)}%)`);
    const text = isStoryboard ? this.pageNumber() : `${minutes(position)} / ${minutes(route.duration)}`;
    if (this.time.textContent === text) return;
    this.time.textContent = text;
    this.bar.setAttribute("aria-valuemax", Math.round(route.duration));
    this.bar.setAttribute("aria-valuenow", Math.round(position));
    this.bar.setAttribute("aria-valuetext", text);
  }

  pageNumber() {
    const pictures = picturesOf(this.clip.route);
    return `${pictureAt(pictures, this.clip.position) + 1} / ${pictures.length}`;
  }
}

/* --- the storyboard: still pictures, one for each beat that tells something --- */

const WITHOUT_PICTURE = ["walk", "leave", "wait", "set", "split", "prop", "label", "goto"];
// Late enough to see the whole message or card, early enough to see the bubble.
const KEY_MOMENT = 0.97;

function picturesOf(route) {
  let asked = 0;
  return route
    .marks()
    .filter(({ beat }) => !WITHOUT_PICTURE.includes(beat.verb))
    .map(({ piece, index, beat }) => ({
      at: route.positionOf({ piece, index, part: beat.verb === "title" ? 0.5 : KEY_MOMENT }),
      ask: beat.verb === "ask" ? route.asks[asked++] : null,
    }));
}

const pictureAt = (pictures, position) => Math.max(0, pictures.filter(({ at }) => at <= position + 0.01).length - 1);

function turnPage(clip, by) {
  const pictures = picturesOf(clip.route);
  const next = pictures[pictureAt(pictures, clip.position) + by];
  if (!next) return;
  if (by < 0) clip.seek(next.at);
  else clip.showAt(next.at);
  if (next.ask && clip.answers[next.ask.number] == null) clip.ask.open(next.ask);
}
