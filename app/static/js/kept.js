/* Answers kept on this device until the server has them, each under its submission key.
   They belong to one pupil (body data-owner) and leave with "switch pupil" and "sign out". */
const PREFIX = "adal:answer:";
/* What is being entered and not sent yet, by the name of its form. */
const DRAFT = "adal:draft:";
/* Of another day: the lesson is over. */
const OLDEST_DRAFT = 12 * 3600 * 1000;
/* Refused for good: sending again would not help. */
export const REFUSED = [400, 404, 405, 409, 410, 413, 422];

const owner = () => document.body.dataset.owner || "";

export function keep(key, action, fields) {
  const entry = { key, action, fields, owner: owner() };
  quietly(() => localStorage.setItem(PREFIX + key, JSON.stringify(entry)));
}

export function drop(key) {
  quietly(() => localStorage.removeItem(PREFIX + key));
}

export function keepDraft(name, entries) {
  const entry = { ...entries, owner: owner(), at: Date.now() };
  quietly(() => localStorage.setItem(DRAFT + name, JSON.stringify(entry)));
}

export function draft(name) {
  const entry = quietly(() => JSON.parse(localStorage.getItem(DRAFT + name)));
  return entry && entry.owner === owner() && Date.now() - entry.at < OLDEST_DRAFT ? entry : null;
}

export function dropDraft(name) {
  quietly(() => localStorage.removeItem(DRAFT + name));
}

/* Sends an answer that is not a form's. What the server says to it comes back as JSON; without a line the
   answer stays here and is sent later. */
export async function post(action, fields) {
  const key = newKey();
  const all = [["csrf_token", document.body.dataset.csrf || ""], ["submission_key", key], ...fields];
  keep(key, action, all);
  const reply = await fetch(action, { method: "POST", body: new URLSearchParams(all) });
  const isSaid = (reply.headers.get("Content-Type") || "").includes("json");
  if (isSaid || REFUSED.includes(reply.status)) drop(key);
  return isSaid && reply.ok ? reply.json() : {};
}

/* randomUUID exists only on secure pages; a school's own server may have none. */
function newKey() {
  const bytes = [...crypto.getRandomValues(new Uint8Array(16))];
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
}

/* What this pupil still has to send; answers of somebody else stay untouched. */
export function mine() {
  return everything().filter((entry) => owner() && entry.owner === owner());
}

export function anything() {
  return everything().length > 0;
}

export function clearOnLeaving() {
  for (const form of document.querySelectorAll("form[data-clear-drafts]")) {
    form.addEventListener("submit", clear);
  }
}

function clear() {
  quietly(() => sessionStorage.clear());
  for (const key of [...names(PREFIX), ...names(DRAFT)]) quietly(() => localStorage.removeItem(key));
}

function everything() {
  return names(PREFIX).flatMap((name) => quietly(() => [JSON.parse(localStorage.getItem(name))]) || []);
}

function names(prefix) {
  return quietly(() => Object.keys(localStorage).filter((name) => name.startsWith(prefix))) || [];
}

/* Storage may be full, forbidden or damaged: the page then works as without it. */
function quietly(step) {
  try {
    return step();
  } catch {
    return undefined;
  }
}
