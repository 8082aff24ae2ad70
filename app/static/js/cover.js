/* Blanks the screen when somebody comes near: one tap, or Esc twice. Nothing is asked of the server.
   A modal dialog lies over everything, so that no key and no reader reaches what is below. */
const PAUSE = 1000;

const button = document.querySelector("[data-cover]");
if (button) watch(button);

function watch(button) {
  const cover = makeCover(button.dataset.cover);
  let last = 0;
  button.addEventListener("click", () => lay(cover));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat || cover.open) return;
    if (event.timeStamp - last < PAUSE) lay(cover);
    last = event.timeStamp;
  });
}

function makeCover(text) {
  const cover = document.createElement("dialog");
  const back = document.createElement("button");
  cover.className = "cover";
  back.type = "button";
  back.textContent = text;
  cover.append(back);
  document.body.append(cover);
  // Esc covers, it never uncovers: a third press must not show the page.
  cover.addEventListener("cancel", (event) => event.preventDefault());
  cover.addEventListener("keydown", (event) => {
    if (event.key === "Escape") event.preventDefault();
  });
  back.addEventListener("click", () => lift(cover));
  return cover;
}

function lay(cover) {
  cover.dataset.title = document.title;
  document.title = "…";
  cover.showModal();
}

function lift(cover) {
  document.title = cover.dataset.title;
  cover.close();
}
