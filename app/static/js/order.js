/* Order task: two buttons move a row; the hidden select of each row carries its place, as without scripts.
   Buttons and their words come from the <template> of the row. */
export function enhanceOrder(root) {
  for (const list of root.querySelectorAll("[data-order]")) {
    list.classList.add("order--live");
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
}

function renumber(list) {
  [...list.children].forEach((row, at) => {
    row.querySelector("select").value = at + 1;
    row.querySelector("[data-move=up]").setAttribute("aria-disabled", at === 0);
    row.querySelector("[data-move=down]").setAttribute("aria-disabled", at === list.children.length - 1);
  });
}
