/* The line below the stage: who speaks and what, also what is written on screens. On from the start, never
   over a face; a screen reader hears each line once. */
import { element } from "./dom.js";
import { inkOf } from "./overlay.js";

export class Captions {
  constructor(parent, clip) {
    this.clip = clip;
    this.areOn = true;
    this.root = element("div", "clip-caption", parent);
    this.root.setAttribute("aria-live", "polite");
    this.name = element("b", "", this.root);
    this.line = element("span", "", this.root);
  }

  toggle() {
    this.areOn = !this.areOn;
    this.root.hidden = !this.areOn;
  }

  show(time) {
    const cue = this.clip.timeline.cues.find(({ start, end }) => time >= start && time < end);
    if (this.shown === cue) return;
    this.shown = cue;
    const member = cue && this.clip.data.cast[cue.who || cue.from];
    this.name.textContent = member ? `${this.clip.text(member.name)}: ` : "";
    if (member) this.name.style.color = inkOf(member);
    this.line.textContent = cue ? cue.text : "";
  }
}
