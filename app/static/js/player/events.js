/* What happens in a clip. The page may listen; nothing but an answer leaves the device. */
import { post } from "../kept.js";

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
