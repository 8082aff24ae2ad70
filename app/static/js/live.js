/* A class page that is open while the class works follows it. Each question is answered by the server with one
   light look; the page itself is fetched only when something has moved. Without this, a reload does it. */
const SOON = 8000;
const LATEST = 120_000;
/* Nobody looks at a page so long without touching it; the session is not to be kept awake by it. */
const LONGEST = 45 * 60_000;

const mark = document.querySelector("[data-live]");
let known = mark?.dataset.pulse;
let pause = SOON;
let timer = 0;
let asked = false;
let touched = Date.now();

async function look() {
  if (document.hidden || asked || Date.now() - touched > LONGEST) return;
  asked = true;
  const found = await ask();
  asked = false;
  if (found && found !== known) await follow(found);
  else pause = Math.min(pause * 1.5, LATEST);
  plan();
}

function plan() {
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(look, pause);
}

/* The new mark, or nothing: unchanged, no line, signed out. */
async function ask() {
  try {
    const reply = await fetch(mark.dataset.live, { headers: { "If-None-Match": `"${known}"` }, redirect: "error", cache: "no-store" });
    return reply.status === 204 ? (reply.headers.get("ETag") || "").replaceAll(/^W\/|"/g, "") : null;
  } catch {
    return null;
  }
}

async function follow(found) {
  try {
    const reply = await fetch(location.pathname, { redirect: "error" });
    if (!reply.ok) return;
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const parts = [...document.querySelectorAll("[data-live-part]")];
    /* Whoever is reading a name or about to press a button is not disturbed. */
    if (parts.some((part) => part.contains(document.activeElement))) return;
    for (const part of parts) exchange(part, page.querySelector(`[data-live-part="${part.dataset.livePart}"]`));
    known = found;
    pause = SOON;
  } catch {
    /* The next look tries again. */
  }
}

function exchange(part, fresh) {
  if (!fresh) return;
  const open = [...part.querySelectorAll("details")].map((one) => one.open);
  [...fresh.querySelectorAll("details")].forEach((one, at) => (one.open = Boolean(open[at])));
  part.replaceWith(fresh);
}

function wake() {
  touched = Date.now();
  if (pause === SOON) return;
  pause = SOON;
  plan();
}

if (mark) {
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) clearTimeout(timer);
    else {
      touched = Date.now();
      pause = SOON;
      look();
    }
  });
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, wake, { passive: true });
  plan();
}
