/* A double click sends a form once: the answer to the first is the one that stays on the screen. */
const PAUSE = 10_000;
const sent = new WeakMap();

export function sendOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented) return;
    if (event.timeStamp - (sent.get(form) ?? -PAUSE) < PAUSE) event.preventDefault();
    else sent.set(form, event.timeStamp);
  });
}
