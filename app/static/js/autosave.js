/* Quiz answers are saved while the pupil chooses, so that another device, a dead battery or the end of
   the time finds them. A save that fails is not told: the answer is still on the page, and the button
   sends it with its own key. */
const PAUSE = 700;

export function enhanceAutosave(root) {
  for (const form of root.querySelectorAll("form[data-autosave]")) watch(form);
}

function watch(form) {
  let waiting = 0;
  let line = Promise.resolve();
  /* One after the other: an older choice must not arrive last. */
  const save = () => {
    clearTimeout(waiting);
    line = line.then(() => send(form));
    return line;
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, PAUSE);
  };
  form.addEventListener("change", soon);
  form.addEventListener("input", soon);
  form.addEventListener("click", (event) => {
    if (event.target.closest("[data-move]")) soon();
  });
  form.addEventListener("submit", () => clearTimeout(waiting), { capture: true });
  form.addEventListener("save-now", (event) => event.detail.push(save()));
}

async function send(form) {
  if (!form.isConnected) return;
  try {
    await fetch(form.dataset.autosave, {
      method: "POST",
      body: new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)])),
      keepalive: true,
    });
  } catch {
    /* The line is away: the button keeps and resends. */
  }
}
