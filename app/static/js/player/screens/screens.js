/* Screens in the hand of somebody: a phone that slides in, or a window for a web page. Only the clips that show
   one load this; what stands on it is drawn by kinds.js. */
import { clamp, element, opacity, style } from "../draw.js";
import { arrived } from "../overlay.js";
import { EASE } from "../timeline.js";
import { KINDS } from "./kinds.js";

const LEAVES = 0.35;
const SHAKES = 0.25;

export class Screens {
  constructor(clip) {
    this.clip = clip;
    this.root = element("div", "clip-phone", clip.overlay.root);
    this.face = element("div", "clip-phone__screen", this.root);
  }

  /** Forget what is drawn, after a change of language. */
  write() {
    this.shown = null;
  }

  show(time) {
    const { timeline, isStoryboard, overlay } = this.clip;
    const found = timeline.screens.find(({ start, end }) => time >= start - 0.01 && time < end + (isStoryboard ? 0 : LEAVES));
    opacity(this.root, found ? 1 : 0);
    if (!found) return opacity(overlay.dim, 0);
    if (this.shown !== found) this.draw(found);
    this.fit();
    const stay = time > found.end ? 1 - EASE.inOut(clamp((time - found.end) / LEAVES)) : 1;
    this.place(found, time, EASE.back(arrived(time, found.start, 0.5, isStoryboard)), stay);
    this.rows.forEach((row, index) => showRow(row, time, found.moments[index] ?? found.start, isStoryboard));
    opacity(overlay.dim, Math.min(arrived(time, found.start, 0.35, isStoryboard), stay) * 0.62);
  }

  draw(found) {
    this.shown = found;
    this.face.replaceChildren();
    this.root.className = `clip-phone clip-phone--${found.kind}`;
    this.isWindow = found.kind === "page" || found.kind === "form";
    this.rows = KINDS[found.kind](this.face, found.screen, this.clip) || [];
  }

  /** Letters on the screen grow with it, but never below 15 px. */
  fit() {
    const { width, height, isNarrow } = this.clip;
    const [wide, shape, letters] = this.isWindow
      ? [Math.min(width * 0.92, height * 1.1), isNarrow ? 1.1 : 0.8, 26]
      : [isNarrow ? Math.min(width * 0.84, height * 0.72) : Math.min(width * 0.36, height * 0.66), 1.86, 18.5];
    style(this.root, "width", `${wide.toFixed(0)}px`);
    style(this.root, "height", `${Math.min(height * 0.94, wide * shape).toFixed(0)}px`);
    style(this.root, "fontSize", `${Math.max(15, wide / letters).toFixed(2)}px`);
  }

  /** It slides in and shakes with every message. */
  place(found, time, come, stay) {
    const { height, isStoryboard } = this.clip;
    const since = isStoryboard ? -1 : found.moments.map((moment) => time - moment).find((one) => one > 0 && one < SHAKES) ?? -1;
    const shake = since < 0 ? 0 : Math.sin(since * 60) * 2.5 * (1 - since / SHAKES);
    const down = (1 - come + 1 - stay) * height * 0.9;
    const turn = this.isWindow ? 0 : -2 + (1 - come) * 8;
    style(this.root, "transform", `translate(-50%,-50%) translate(${shake.toFixed(1)}px,${down.toFixed(1)}px) rotate(${turn.toFixed(2)}deg)`);
  }
}

function showRow(row, time, moment, still) {
  const part = EASE.back(arrived(time, moment, 0.34, still));
  style(row, "display", time >= moment ? "flex" : "none");
  style(row, "transform", `scale(${(0.5 + 0.5 * part).toFixed(3)})`);
  style(row, "opacity", clamp(part * 1.4).toFixed(2));
}
