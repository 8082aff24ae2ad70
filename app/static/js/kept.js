/* Answers kept on this device until the server has them, each under its submission key.
   They belong to one pupil (body data-owner) and leave with "switch pupil" and "sign out". */
const PREFIX = "adal:answer:";

const owner = () => document.body.dataset.owner || "";

export function keep(key, action, fields) {
  const entry = { key, action, fields, owner: owner() };
  quietly(() => localStorage.setItem(PREFIX + key, JSON.stringify(entry)));
}

export function drop(key) {
  quietly(() => localStorage.removeItem(PREFIX + key));
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
  for (const key of names()) quietly(() => localStorage.removeItem(key));
}

function everything() {
  return names().flatMap((name) => quietly(() => [JSON.parse(localStorage.getItem(name))]) || []);
}

function names() {
  return quietly(() => Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) || [];
}

/* Storage may be full, forbidden or damaged: the page then works as without it. */
function quietly(step) {
  try {
    return step();
  } catch {
    return undefined;
  }
}
