/* What is written over and below the stage. HTML, so that it wraps and never falls below a readable size. */
import { clamp, element, icon, opacity, style } from "./draw.js";
import { EASE } from "./timeline.js";

export const arrived = (time, start, lasts, still) => (still ? Number(time >= start) : clamp((time - start) / lasts));
export const remaining = (time, end, lasts, still) => (still ? Number(time < end) : clamp((end - time) / lasts));

const during = (list, time, after = 0) => list.find(({ start, end }) => time >= start && time < end + after);
export const inkOf = ({ look }) => (look ? look.ink : "#4a5d6e");

export class Overlay {
  constructor(parent, clip) {
    this.clip = clip;
    this.root = element("div", "clip-over", parent);
    element("div", "clip-vignette", this.root);
    this.bubble = element("div", "clip-bubble", this.root);
    this.speaker = element("b", "clip-bubble__name", this.bubble);
    this.words = element("span", "clip-bubble__text", this.bubble);
    this.tail = element("i", "clip-bubble__tail", this.bubble);
    this.narration = element("div", "clip-narration", this.root);
    this.title = element("div", "clip-title", this.root);
    this.dim = element("div", "clip-dim", this.root);
    this.card = element("div", "clip-card", this.root);
  }

  write() {
    const { data, text } = this.clip;
    this.title.replaceChildren();
    element("div", "clip-title__hoist", this.title);
    const words = element("div", "clip-title__words", this.title);
    element("span", "clip-title__topic", words, text(data.topic));
    element("h2", "", words, text(data.title));
    element("p", "", words, text(data.goal));
    if (data.note) element("p", "clip-title__note", words, text(data.note));
    this.shownCard = this.shownLine = null;
  }

  show(time, frame) {
    const { titles, cues, cards } = this.clip.timeline;
    const spoken = cues.filter((cue) => time >= cue.start && time < cue.end && !cue.isWritten);
    this.showTitle(during(titles, time - 0.4), time);
    this.showBubble(spoken.find(({ who }) => who), time, frame);
    this.showNarration(spoken.find(({ who }) => !who), time);
    this.showCard(during(cards, time, 0.6), time);
  }

  showTitle(title, time) {
    const { isStoryboard, isAtStart } = this.clip;
    const shown = title ? remaining(time, title.end + 0.1, 0.5, isStoryboard) : 0;
    opacity(this.title, time < 0.1 ? 1 : shown);
    if (!shown) return;
    const slide = isAtStart ? 1 : EASE.out(arrived(time, title.start, 0.7, isStoryboard));
    style(this.title.lastChild, "transform", `translateX(${((slide - 1) * 40).toFixed(1)}px)`);
  }

  showBubble(line, time, frame) {
    const { isStoryboard, width } = this.clip;
    const { bubble } = this;
    if (!line) {
      style(bubble, "visibility", "hidden");
      this.shownLine = null;
      return;
    }
    if (this.shownLine !== line || this.shownWidth !== width) this.writeBubble(line);
    const { x, y, tail, stretch } = this.placeBubble(line, time, frame);
    const grown = 0.72 + 0.28 * EASE.back(arrived(time, line.start, 0.32, isStoryboard));
    style(bubble, "transform", `translate(${x.toFixed(1)}px,${y.toFixed(1)}px) scale(${grown.toFixed(3)})`);
    style(bubble, "transformOrigin", `${tail.toFixed(0)}px ${this.bubbleHeight}px`);
    style(this.tail, "transform", `translateX(${tail.toFixed(0)}px) scaleY(${stretch.toFixed(2)})`);
    opacity(bubble, Math.min(arrived(time, line.start, 0.12, isStoryboard), remaining(time, line.end, 0.16, isStoryboard)));
  }

  /** Its size is read once: reading it makes the browser lay out the page. */
  writeBubble(line) {
    const { data, text, stage, width, fontSize, isNarrow } = this.clip;
    const { bubble } = this;
    const member = data.cast[line.who];
    this.speaker.textContent = text(member.name);
    this.speaker.style.color = inkOf(member);
    this.words.textContent = line.text;
    bubble.style.maxWidth = `${Math.min(width * (isNarrow ? 0.86 : 0.4), stage.width - fontSize * 1.4, fontSize * 17)}px`;
    Object.assign(this, { bubbleWidth: bubble.offsetWidth, bubbleHeight: bubble.offsetHeight, shownLine: line, shownWidth: width });
  }

  placeBubble({ who }, time, frame) {
    const { timeline, stage, fontSize, isNarrow } = this.clip;
    const { bubbleWidth, bubbleHeight } = this;
    const [headX, headY, left = 0] = this.clip.headOf(who, time, frame);
    const margin = fontSize * 0.7;
    const aside = timeline.people[who].dir.at(time) * (isNarrow ? -0.1 : -0.22);
    const x = clamp(headX - bubbleWidth / 2 + aside * bubbleWidth, left + margin, left + stage.width - bubbleWidth - margin);
    let highest = headY;
    for (const person in stage.actors) {
      const [otherX, otherY] = this.clip.headOf(person, time, frame);
      // A bubble covers nobody's face.
      if (otherX > x - margin && otherX < x + bubbleWidth + margin) highest = Math.min(highest, otherY);
    }
    const y = Math.max(margin, highest - bubbleHeight - fontSize * 0.75);
    const stretch = Math.max(1, (headY - y - bubbleHeight) / fontSize + 0.25);
    return { x, y, stretch, tail: clamp(headX - x, fontSize * 1.6, bubbleWidth - fontSize * 1.6) };
  }

  showNarration(cue, time) {
    const { captions, isStoryboard } = this.clip;
    if (!cue || captions.areOn) return opacity(this.narration, 0);
    if (this.narration.textContent !== cue.text) this.narration.textContent = cue.text;
    opacity(this.narration, Math.min(arrived(time, cue.start, 0.25, isStoryboard), remaining(time, cue.end, 0.2, isStoryboard)));
  }

  showCard(found, time) {
    const { isStoryboard, isNarrow } = this.clip;
    if (!found) return opacity(this.card, 0);
    if (this.shownCard !== found) this.writeCard(found);
    opacity(this.card, arrived(time, found.start, 0.2, isStoryboard));
    const away = ((1 - EASE.back(arrived(time, found.start, 0.5, isStoryboard))) * 70).toFixed(1);
    style(this.card, "transform", isNarrow ? `translateY(${away}px)` : `translateY(-50%) translateX(${away}px)`);
    this.entries.forEach((entry, index) => {
      const part = isStoryboard ? 1 : arrived(time, found.moments[index], 0.4);
      opacity(entry, clamp(part * 2));
      style(entry, "transform", `translateX(${((1 - EASE.back(part)) * 30).toFixed(1)}px)`);
    });
  }

  writeCard(found) {
    const { text } = this.clip;
    this.shownCard = found;
    this.card.replaceChildren();
    element("h3", "", this.card, text(found.card.title));
    this.entries = found.card.items.map((item, index) => {
      const entry = element("div", `clip-card__entry clip-card__entry--${index % 4}`, this.card);
      icon(item.icon || "check", element("i", "", entry));
      element("span", "", entry, text(item.text));
      return entry;
    });
  }
}

export class Captions {
  constructor(parent, clip) {
    Object.assign(this, { clip, areOn: true });
    this.root = element("div", "clip-caption", parent);
    // A screen reader hears each line once.
    this.root.setAttribute("aria-live", "polite");
    this.name = element("b", "", this.root);
    this.line = element("span", "", this.root);
  }

  toggle() {
    this.areOn = !this.areOn;
    this.root.hidden = !this.areOn;
  }

  show(time) {
    const { timeline, data, text } = this.clip;
    const cue = during(timeline.cues, time);
    if (this.shown === cue) return;
    this.shown = cue;
    const member = cue && data.cast[cue.who || cue.from];
    this.name.textContent = member ? `${text(member.name)}: ` : "";
    if (member) this.name.style.setProperty("--name", inkOf(member));
    this.line.textContent = cue ? cue.text : "";
  }
}
