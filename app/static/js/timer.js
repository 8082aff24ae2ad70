/* The time of a quiz: one calm line that changes once a minute, hidden by choice for all quizzes. It is
   said aloud only twice, and when the time is over. The server decides; this only tells. */
const SAID = [5, 1];
const HIDDEN = "adal-timer-hidden";
const MINUTE = 60;

export function enhanceTimers(root) {
  for (const timer of root.querySelectorAll("[data-timer]")) run(timer);
}

function run(timer) {
  const end = performance.now() + Number(timer.dataset.seconds) * 1000;
  let shown = Math.ceil(Number(timer.dataset.seconds) / MINUTE);
  addSwitch(timer);
  const tick = () => {
    if (!timer.isConnected) return;
    const seconds = Math.max(0, (end - performance.now()) / 1000);
    const minutes = Math.ceil(seconds / MINUTE);
    if (minutes !== shown) {
      shown = minutes;
      write(timer, minutes);
      if (SAID.includes(minutes)) say(timer);
    }
    if (seconds === 0) finish(timer);
    else setTimeout(tick, Math.min(1000, seconds * 1000));
  };
  tick();
}

function write(timer, minutes) {
  const { one, over } = timer.dataset;
  const text = timer.querySelector("[data-timer-text]");
  text.textContent = minutes === 0 ? over : minutes === 1 ? one : text.dataset.many.replace("#", minutes);
}

function say(timer) {
  timer.querySelector("[data-timer-said]").textContent = timer.querySelector("[data-timer-text]").textContent;
}

function addSwitch(timer) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "btn btn--quiet" });
  const show = (isHidden) => {
    timer.querySelector(".note").hidden = isHidden;
    button.textContent = isHidden ? timer.dataset.show : timer.dataset.hide;
  };
  button.addEventListener("click", () => {
    const isHidden = !timer.querySelector(".note").hidden;
    keepChoice(isHidden);
    show(isHidden);
  });
  timer.append(button);
  show(keptChoice());
}

/* A browser may refuse to keep anything: then the choice lasts for this page. */
function keepChoice(isHidden) {
  try {
    localStorage.setItem(HIDDEN, isHidden ? "yes" : "");
  } catch {
    /* nothing is kept */
  }
}

function keptChoice() {
  try {
    return localStorage.getItem(HIDDEN) === "yes";
  } catch {
    return false;
  }
}

/* What is chosen is saved first, then the quiz is handed in with all that is saved. */
async function finish(timer) {
  say(timer);
  const saves = [];
  document.querySelector("form[data-autosave]")?.dispatchEvent(new CustomEvent("save-now", { detail: saves }));
  await Promise.all(saves);
  document.querySelector("form[data-time-over]")?.submit();
}
