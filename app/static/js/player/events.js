/* What happens in a clip: started, beat, answered, finished. The page may listen; nothing but the answer to a
   question of the lesson leaves the device. */
import { drop, keep } from "../kept.js";

const REFUSED = [400, 404, 405, 409, 410, 413, 422];

export class Events {
  /** @param answerUrl where choices are recorded; none in a preview */
  constructor(root, answerUrl) {
    Object.assign(this, { root, answerUrl });
  }

  tell(name, detail = {}) {
    this.root.dispatchEvent(new CustomEvent(`clip:${name}`, { bubbles: true, detail }));
  }

  answered(ask, choice) {
    this.tell("answered", { ask: ask.id, choice: choice.id });
    if (ask.node && this.answerUrl) record(this.answerUrl, ask.node, choice.id);
  }
}

/** The server marks and stores the choice. Without a line it stays on the device and is sent later. */
async function record(action, node, choice) {
  const key = newKey();
  const fields = [
    ["csrf_token", document.body.dataset.csrf || ""],
    ["submission_key", key],
    ["node", node],
    ["choice", choice],
  ];
  keep(key, action, fields);
  try {
    const reply = await fetch(action, { method: "POST", body: new URLSearchParams(fields) });
    const asksToSignIn = new URL(reply.url).pathname === document.body.dataset.signIn;
    if ((reply.ok && !asksToSignIn) || REFUSED.includes(reply.status)) drop(key);
  } catch {
    // The line is away: resend.js tries again.
  }
}

/** randomUUID exists only on secure pages; a school's own server may have none. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
