/* The question. The clock stands, the focus is in the dialogue and goes back afterwards; no answer is
   called wrong. Seeking closes it, playing does not pass it. */
import { button, element, icon } from "./dom.js";

export class Ask {
  constructor(parent, clip) {
    this.clip = clip;
    this.root = element("div", "clip-ask", parent);
    this.root.setAttribute("role", "dialog");
    this.root.hidden = true;
  }

  get isOpen() {
    return !this.root.hidden;
  }

  /** @param asked one of the route's asks */
  open(asked) {
    this.asked = asked;
    this.chosen = null;
    this.draw();
    this.root.hidden = false;
    this.buttons[0].focus({ preventScroll: true });
  }

  close() {
    this.root.hidden = true;
    this.asked = null;
  }

  /** Drawn again in another language, with the same answer. */
  write() {
    if (!this.isOpen) return;
    const { chosen } = this;
    this.draw();
    if (chosen != null) this.reply(chosen);
  }

  draw() {
    const { clip, asked } = this;
    const { beat } = asked;
    const id = `${clip.prefix}-question`;
    this.root.replaceChildren();
    this.root.classList.remove("clip-ask--done");
    this.root.setAttribute("aria-labelledby", id);
    const box = element("div", "clip-ask__box", this.root);
    const head = element("div", "clip-ask__head", box);
    icon("question-fill", element("i", "", head));
    const words = element("div", "", head);
    element("small", "", words, clip.word("decide"));
    element("h3", "", words, clip.text(beat.text)).id = id;
    const list = element("div", "clip-ask__choices", box);
    this.buttons = beat.choices.map((choice, index) => this.drawChoice(list, choice, index));
    this.answer = element("div", "clip-ask__reply", box);
    this.answer.setAttribute("role", "status");
    this.answer.hidden = true;
  }

  drawChoice(list, choice, index) {
    const one = button("clip-ask__choice", list, () => this.choose(index));
    element("b", "", one, String(index + 1));
    element("span", "", one, this.clip.text(choice.text));
    return one;
  }

  choose(index) {
    const { beat } = this.asked;
    const choice = beat.choices[index];
    this.clip.sound.play(choice.verdict);
    this.clip.events.answered(beat, choice);
    this.reply(index);
    this.onward.focus({ preventScroll: true });
  }

  reply(index) {
    const { clip, asked } = this;
    const choice = asked.beat.choices[index];
    const isGood = choice.verdict === "good";
    this.chosen = index;
    this.buttons.forEach((one, number) => {
      one.dataset.verdict = number === index ? choice.verdict : "";
      one.classList.toggle("is-dimmed", number !== index);
    });
    this.root.classList.add("clip-ask--done");
    this.answer.replaceChildren();
    this.answer.dataset.verdict = choice.verdict;
    this.answer.hidden = false;
    icon(isGood ? "check-circle-fill" : "lightbulb-fill", this.answer);
    element("p", "", this.answer, clip.text(choice.reply));
    this.onward = button("clip-ask__onward", this.answer, () => this.goOn(choice, index));
    element("span", "", this.onward, clip.word(choice.again ? "think" : "continue"));
    icon("caret-right", this.onward);
  }

  goOn(choice, index) {
    const { asked } = this;
    if (choice.again) {
      this.open(asked);
      return;
    }
    this.close();
    this.clip.take(asked, index);
  }
}
