/* Quick exit: blanks the page at once and leaves no "back" entry. Shift three times does the same:
   no other key in between, two seconds apart at most. The address comes from the link. */
const PAUSE = 2000;

export function watchQuickExit() {
  const link = document.querySelector("[data-quick-exit]");
  if (!link) return;
  const leave = () => {
    document.body.hidden = true;
    document.title = "";
    location.replace(link.href);
  };
  let taps = 0;
  let last = 0;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", (event) => {
    if (event.repeat) return;
    const near = event.timeStamp - last < PAUSE;
    taps = event.key !== "Shift" ? 0 : near ? taps + 1 : 1;
    last = event.timeStamp;
    if (taps === 3) leave();
  });
}
