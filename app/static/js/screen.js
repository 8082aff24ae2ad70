/* The class's screen: one slide at a time, moved by large buttons, by keys and by a presenter. The address
   behind # says where the class is. What the teacher enters stays on this device until it is sent. */
import { draft, keepDraft, dropDraft } from "./kept.js";

const NEXT = ["ArrowRight", "PageDown"];
const BACK = ["ArrowLeft", "PageUp"];
/* Presenters send these; nobody types them into a field. */
const ANYWHERE = ["PageDown", "PageUp"];
const FIELDS = "input, select, textarea, [role=slider]";
/* A page that was open longer tells nothing about the lesson. */
const LONGEST_LESSON = 45;

const slides = [...document.querySelectorAll("[data-slide]")];
const form = document.querySelector("form[data-draft]");
const opened = performance.now();
let current;

function show(isFirst) {
  const wanted = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const slide = wanted?.closest("[data-slide]") || current || slides[0];
  for (const one of slides) one.hidden = one !== slide;
  showPlace(slide, wanted);
  pauseOthers(slide);
  if (slide.id === "end") tellMinutes();
  const hasMoved = slide !== current;
  current = slide;
  if (isFirst || !hasMoved) return;
  scrollTo(0, 0);
  slide.querySelector("h2").focus({ preventScroll: true });
}

/* Of a story only the place where the class is. */
function showPlace(slide, wanted) {
  for (const story of slide.querySelectorAll("[data-story]")) {
    const places = [...story.querySelectorAll("[data-place]")];
    const place = places.includes(wanted) ? wanted : places.find((one) => !one.hidden && one.dataset.seen) || places[0];
    for (const one of places) one.hidden = one !== place;
    place.dataset.seen = "yes";
    for (const choice of place.querySelectorAll("details[open]")) if (place === wanted) choice.open = false;
  }
}

function pauseOthers(slide) {
  for (const clip of document.querySelectorAll(".clip")) if (!slide.contains(clip)) clip.clip?.pause();
}

function turn(event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (!ANYWHERE.includes(event.key) && event.target.closest(FIELDS)) return;
  const rel = NEXT.includes(event.key) ? "next" : BACK.includes(event.key) ? "prev" : "";
  if (!rel) return;
  event.preventDefault();
  event.stopPropagation();
  current.querySelector(`.slide__nav [rel=${rel}]`)?.click();
}

/* Hands that go up after the answer is known say nothing. */
function reveal(details) {
  if (details.open) details.scrollIntoView({ block: "start" });
  const ask = details.closest("[data-ask]");
  for (const field of ask ? ask.querySelectorAll("[data-hands]") : []) field.readOnly = details.open;
}

function tellMinutes() {
  const field = form?.elements.minutes;
  const minutes = Math.round((performance.now() - opened) / 60000);
  if (!field || field.dataset.typed || minutes < 1 || minutes > LONGEST_LESSON) return;
  field.value = minutes;
}

function keepEntries() {
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrf_token");
  keepDraft(form.dataset.draft, { fields: fields.map(([name, value]) => [name, String(value)]), hash: location.hash });
}

/* The page was loaded again in the middle of a lesson: with the same key it still counts once. */
function bringBack(kept) {
  for (const [name, value] of kept.fields) {
    const field = form.elements[name];
    if (!field || name === "booster") continue;
    field.value = value;
    if (value) field.dataset && (field.dataset.typed = "yes");
  }
  if (!location.hash && kept.hash) location.hash = kept.hash;
}

function watchLine() {
  const line = document.querySelector("[data-line]");
  addEventListener("offline", () => (line.hidden = false));
  addEventListener("online", () => (line.hidden = true));
}

function followForm() {
  const kept = draft(form.dataset.draft);
  if (kept && !form.querySelector(".error")) bringBack(kept);
  form.addEventListener("input", (event) => {
    event.target.dataset.typed = "yes";
    keepEntries();
  });
  /* From here on the form itself is kept, with its key, until the server has it. */
  form.addEventListener("submit", () => dropDraft(form.dataset.draft));
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("[data-hands]")) event.preventDefault();
  });
}

addEventListener("hashchange", () => show(false));
document.addEventListener("keydown", turn, { capture: true });
document.addEventListener("toggle", (event) => event.target.matches("[data-reveal]") && reveal(event.target), true);
watchLine();
if (form) followForm();
if (document.querySelector("[role=alert]")) location.hash = "end";
show(true);
