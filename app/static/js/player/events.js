/* What happens in a clip. The page may listen; nothing but an answer leaves the device. */
import { drop, keep } from "../kept.js";

const REFUSED = [400, 404, 405, 409, 410, 413, 422];
const NOTHING_TOLD = {};

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
    const asked = isKept ? record(this.answers, ask.node, choice.id) : tellOf(fetch(`${this.replies}/${ask.id}/${choice.id}`));
    const told = asked.catch(() => NOTHING_TOLD);
    return choice.verdict ? choice : told;
  }
}

async function tellOf(request) {
  const reply = await request;
  return reply.ok ? reply.json() : NOTHING_TOLD;
}

/** Without a line the choice stays on the device and is sent later. */
async function record(action, node, choice) {
  const key = newKey();
  const fields = [
    ["csrf_token", document.body.dataset.csrf || ""],
    ["submission_key", key],
    ["node", node],
    ["choice", choice],
  ];
  keep(key, action, fields);
  const reply = await fetch(action, { method: "POST", body: new URLSearchParams(fields) });
  const isJson = reply.headers.get("Content-Type")?.includes("json");
  if (isJson || REFUSED.includes(reply.status)) drop(key);
  return isJson && reply.ok ? reply.json() : NOTHING_TOLD;
}

/** randomUUID exists only on secure pages. */
function newKey() {
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
}
