/* Order task: two buttons move a row and its new place is said aloud; the hidden select of each row
   carries the place, as without scripts.
   Buttons and their words come from the <template> of the row. */
export function enhanceOrder(root) {
  for (const list of root.querySelectorAll("[data-order]")) {
    list.classList.add("order--live");
    const said = document.createElement("p");
    said.className = "sr";
    said.setAttribute("role", "status");
    list.after(said);
    for (const row of list.children) addButtons(list, row);
    renumber(list);
  }
}

function addButtons(list, row) {
  const box = row.querySelector("template").content.cloneNode(true);
  const [up, down] = box.querySelectorAll("button");
  up.addEventListener("click", () => move(list, row, up, row.previousElementSibling));
  down.addEventListener("click", () => move(list, row, down, row.nextElementSibling));
  row.querySelector("select").tabIndex = -1;
  row.append(box);
}

function move(list, row, button, neighbour) {
  if (!neighbour) return;
  list.insertBefore(row, button.dataset.move === "up" ? neighbour : neighbour.nextSibling);
  renumber(list);
  button.focus();
  say(list, row);
}

function say(list, row) {
  const place = [...list.children].indexOf(row) + 1;
  list.nextElementSibling.textContent = `${row.querySelector("label").textContent}: ${list.dataset.said.replace("#", place)}`;
}

function renumber(list) {
  [...list.children].forEach((row, at) => {
    row.querySelector("select").value = at + 1;
    row.querySelector("[data-move=up]").setAttribute("aria-disabled", at === 0);
    row.querySelector("[data-move=down]").setAttribute("aria-disabled", at === list.children.length - 1);
  });
}
