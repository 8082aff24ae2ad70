/* Buttons, the bar with its marks, and the languages. Everything works by keyboard. */
import { button, element, icon, setIcon, style } from "./dom.js";
import { clamp } from "./rig/svg.js";
import { pictureAt, picturesOf, turnPage } from "./storyboard.js";

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
    this.bar = element("div", "clip-bar", this.root);
    this.bar.tabIndex = 0;
    this.bar.setAttribute("role", "slider");
    this.bar.setAttribute("aria-valuemin", 0);
    this.filled = element("div", "clip-bar__filled", this.bar);
    this.marks = element("div", "", this.bar);
    this.knob = element("div", "clip-bar__knob", this.bar);
    const seek = (event) => {
      const box = this.bar.getBoundingClientRect();
      this.clip.seek(clamp((event.clientX - box.left) / box.width) * this.clip.route.duration);
    };
    this.bar.addEventListener("pointerdown", (event) => {
      this.clip.pause();
      this.bar.setPointerCapture(event.pointerId);
      seek(event);
    });
    this.bar.addEventListener("pointermove", (event) => this.bar.hasPointerCapture(event.pointerId) && seek(event));
    this.bar.addEventListener("keydown", (event) => {
      if (!(event.key in KEYS)) return;
      event.preventDefault();
      this.clip.seek(this.clip.position + KEYS[event.key]);
    });
  }

  drawLanguages() {
    const group = element("div", "clip-languages", this.root);
    group.setAttribute("role", "group");
    this.languages = this.clip.data.languages.map((code, index) => {
      const one = button("", group, () => this.clip.speak(index));
      one.lang = code;
      one.textContent = code.toUpperCase();
      return one;
    });
  }

  changeRate() {
    const { transport } = this.clip;
    transport.rate = RATES[(RATES.indexOf(transport.rate) + 1) % RATES.length];
    this.write();
  }

  toggleCaptions() {
    this.clip.captions.toggle();
    this.write();
    this.clip.render();
  }

  toggleSound() {
    this.clip.sound.isOn = !this.clip.sound.isOn;
    this.write();
  }

  /** Labels and states, after anything but the time has changed. */
  write() {
    const { clip } = this;
    const { isPlaying, rate } = clip.transport;
    const label = (node, word) => node.setAttribute("aria-label", clip.word(word));
    label(this.playButton, isPlaying ? "pause" : clip.isAtEnd ? "again" : "play");
    setIcon(this.playButton.glyph, isPlaying ? "pause-fill" : clip.isAtEnd ? "arrow-counter-clockwise" : "play-fill");
    label(this.backButton, "back");
    label(this.nextButton, "next");
    label(this.bar, "scene");
    label(this.captionButton, "captions");
    label(this.soundButton, "sound");
    this.captionButton.setAttribute("aria-pressed", clip.captions.areOn);
    this.soundButton.setAttribute("aria-pressed", clip.sound.isOn);
    this.speedButton.textContent = `${rate}×`;
    this.speedButton.setAttribute("aria-label", `${clip.word("speed")} ${rate}×`);
    this.playButton.hidden = this.speedButton.hidden = clip.isStoryboard;
    this.backButton.hidden = this.nextButton.hidden = !clip.isStoryboard;
    this.languages.forEach((one, index) => one.setAttribute("aria-pressed", index === clip.language));
    this.marks.replaceChildren();
    for (const { at } of clip.route.asks) element("b", "clip-bar__mark", this.marks).style.left = `${(at / clip.route.duration) * 100}%`;
  }

  showTime() {
    const { position, route, isStoryboard } = this.clip;
    const part = `${(clamp(position / route.duration) * 100).toFixed(2)}%`;
    style(this.filled, "width", part);
    style(this.knob, "left", part);
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
