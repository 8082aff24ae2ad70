/* The question, and what the page is told. No answer is called wrong; seeking closes a question, playing does not
   pass it. */
import { post } from "../kept.js";
import { button, element, icon } from "./draw.js";

/** The page may listen; nothing but an answer leaves the device. */
export class Events {
  constructor(root, addresses) {
    Object.assign(this, { root, ...addresses });
  }

  tell(name, detail = {}) {
    this.root.dispatchEvent(new CustomEvent(`clip:${name}`, { bubbles: true, detail }));
  }

  /** What is said to this choice: {verdict, reply, again}. A clip for staff has it in itself. */
  async answered(ask, choice) {
    this.tell("answered", { ask: ask.id, choice: choice.id });
    const isKept = ask.node && this.answers;
    if (choice.verdict && !isKept) return choice;
    const asked = isKept
      ? post(this.answers, [["node", ask.node], ["choice", choice.id]])
      : fetch(`${this.replies}/${ask.id}/${choice.id}`).then((reply) => (reply.ok ? reply.json() : {}));
    const told = await asked.catch(() => ({}));
    return choice.verdict ? choice : told;
  }
}

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

  open(asked) {
    Object.assign(this, { asked, chosen: null });
    this.draw();
    this.root.hidden = false;
    this.root.scrollIntoView({ block: "nearest" });
    this.buttons[0].focus({ preventScroll: true });
  }

  close() {
    this.root.hidden = true;
    this.asked = null;
  }

  write() {
    if (!this.isOpen) return;
    const { chosen, told } = this;
    this.draw();
    if (chosen != null) this.reply(chosen, told);
  }

  draw() {
    const { clip, asked, root } = this;
    const { beat } = asked;
    const id = `${clip.prefix}-question`;
    root.replaceChildren();
    root.classList.remove("clip-ask--done");
    root.setAttribute("aria-labelledby", id);
    const box = element("div", "clip-ask__box", root);
    const head = element("div", "clip-ask__head", box);
    icon("question-fill", element("i", "", head));
    const words = element("div", "", head);
    element("small", "", words, clip.word("decide"));
    element("h3", "", words, clip.text(beat.text)).id = id;
    const list = element("div", "clip-ask__choices", box);
    this.buttons = beat.choices.map(({ text }, index) => {
      const one = button("clip-ask__choice", list, () => this.choose(index));
      element("b", "", one, String(index + 1));
      element("span", "", one, clip.text(text));
      return one;
    });
    this.answer = element("div", "clip-ask__reply", box);
    this.answer.setAttribute("role", "status");
    this.answer.hidden = true;
  }

  async choose(index) {
    const { asked, clip } = this;
    if (asked.isSending) return;
    asked.isSending = true;
    const told = await clip.events.answered(asked.beat, asked.beat.choices[index]);
    asked.isSending = false;
    if (this.asked !== asked) return;
    clip.effect(told.verdict);
    this.reply(index, told);
    this.onward.focus({ preventScroll: true });
  }

  /** @param told {verdict, reply, again}; without a verdict the line is away and the answer waits */
  reply(index, told = this.asked.beat.choices[index]) {
    const { clip, answer } = this;
    const { verdict = "", reply, again } = told;
    Object.assign(this, { chosen: index, told });
    this.buttons.forEach((one, number) => {
      one.dataset.verdict = number === index ? verdict : "";
      one.classList.toggle("is-dimmed", number !== index);
    });
    this.root.classList.add("clip-ask--done");
    answer.replaceChildren();
    answer.dataset.verdict = verdict;
    answer.hidden = false;
    icon(verdict === "good" ? "check-circle-fill" : "lightbulb-fill", answer);
    element("p", "", answer, reply ? clip.text(reply) : clip.word("kept"));
    this.onward = button("clip-ask__onward", answer, () => this.goOn(index, again));
    element("span", "", this.onward, clip.word(again ? "think" : "continue"));
    icon("caret-right", this.onward);
  }

  goOn(index, again) {
    const { asked, clip } = this;
    if (again) return this.open(asked);
    this.close();
    clip.take(asked, index);
  }
}
