/* Match by tapping: choose a card, then its place; or drag it there, as decoration. The menus stay the
   answer, for the keyboard, for screen readers and without scripts; the cards only set them. */
export function enhancePairs(root) {
  for (const box of root.querySelectorAll("[data-pairs]")) build(box);
}

function build(box) {
  const rows = [...box.querySelectorAll(".pair")];
  const board = document.createElement("div");
  board.className = "pairs js-pairs";
  board.setAttribute("aria-hidden", "true");
  const state = { box, rows, chosen: null, cards: new Map(), places: new Map() };
  const bank = column("pairs__bank");
  for (const option of targetsOf(rows[0])) {
    const card = piece("pairs__card", option.textContent);
    card.draggable = true;
    card.addEventListener("click", () => choose(state, option.value));
    card.addEventListener("dragstart", (event) => {
      event.dataTransfer.setData("text/plain", option.value);
      choose(state, option.value, true);
    });
    state.cards.set(option.value, card);
    bank.append(card);
  }
  for (const row of rows) {
    const place = piece("pairs__place", "");
    place.addEventListener("click", () => put(state, row));
    place.addEventListener("dragover", (event) => event.preventDefault());
    place.addEventListener("drop", (event) => {
      event.preventDefault();
      put(state, row);
    });
    row.querySelector("select").addEventListener("change", () => draw(state));
    state.places.set(row, place);
    row.querySelector("label").after(place);
  }
  board.append(bank);
  box.prepend(board);
  box.classList.add("pairs--live");
  draw(state);
}

function column(name) {
  const part = document.createElement("div");
  part.className = name;
  return part;
}

/* No tab stop and no name: for fingers and the mouse. The menu beside it says the same aloud. */
function piece(name, text) {
  const part = document.createElement("button");
  Object.assign(part, { type: "button", className: `btn ${name}`, tabIndex: -1, textContent: text });
  part.setAttribute("aria-hidden", "true");
  return part;
}

function targetsOf(row) {
  return [...row.querySelectorAll("option")].filter((option) => option.value);
}

function choose(state, value, isDragged = false) {
  state.chosen = state.chosen === value && !isDragged ? null : value;
  draw(state);
}

/* A chosen card goes to the place, from wherever it was; without one, the place gives its card back. */
function put(state, row) {
  for (const other of state.rows) {
    const menu = other.querySelector("select");
    if (other !== row && state.chosen && menu.value === state.chosen) menu.value = "";
  }
  const menu = row.querySelector("select");
  menu.value = state.chosen ?? "";
  state.chosen = null;
  menu.dispatchEvent(new Event("change", { bubbles: true }));
}

function draw(state) {
  const taken = new Set(state.rows.map((row) => row.querySelector("select").value));
  for (const [value, card] of state.cards) {
    card.hidden = taken.has(value);
    card.classList.toggle("is-on", state.chosen === value);
  }
  for (const [row, place] of state.places) {
    const menu = row.querySelector("select");
    place.textContent = menu.value ? menu.selectedOptions[0].textContent : state.box.dataset.pairs;
    place.classList.toggle("is-on", Boolean(menu.value));
    place.classList.toggle("is-ready", Boolean(state.chosen));
  }
}
