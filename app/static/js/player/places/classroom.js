/* A classroom: blackboard, windows, desks. */
import { at, circle, floor, horn, line, path, pot, rect, shading, times, window } from "../shapes.js";

const desk = (x, y, books) =>
  at(x, y, rect(0, 0, 250, 20, "#d9a066", 8) + rect(10, 20, 230, 44, "#c98f52", 4) + line("M24 64 L12 150 M226 64 L238 150", "#59627d", 10) + books);

const book = (x, colour, height = 18) => rect(x, -height, 74, height, colour, 4) + rect(x + 6, -height + 5, 62, 5, "#fff", 2, 'opacity=".6"');

const board =
  rect(-14, -14, 668, 300, "#b98550", 12) +
  rect(0, 0, 640, 272, "#2f6b57", 6) +
  line("M50 66H300M50 112H238M50 158H268", "#d6ebe2", 7, 'opacity=".85"') +
  // A circle with its radius: a lesson is going on.
  `<circle cx="478" cy="132" r="74" fill="none" stroke="#ffd98a" stroke-width="6"/>` +
  line("M478 132 L542 96", "#ffd98a", 6) +
  circle(478, 132, 7, "#ffd98a") +
  rect(190, 278, 240, 16, "#d9b98a", 6) +
  rect(214, 268, 44, 10, "#fff", 4) +
  rect(270, 268, 34, 10, "#ef9a8f", 4);

const clock = circle(0, 0, 44, "#fff") + circle(0, 0, 37, "#eef4f6") + line("M0 0V-24M0 0L16 9", "#33405e", 6);

const shelf =
  rect(0, 0, 190, 14, "#b98550", 5) +
  [["#ef6f6c", 14], ["#f4c64d", 46], ["#2aa6a6", 76], ["#8f7bd8", 108], ["#5aa877", 138]]
    .map(([colour, x], index) => rect(x, -74 - (index % 3) * 10, 26, 74 + (index % 3) * 10, colour, 3))
    .join("");

export const PLACE = {
  ground: 800,
  draw: (id) => ({
    sky: `<defs>${shading(id("wall"), [0, "#eef7f1"], [1, "#dcece4"])}</defs>${rect(-600, -300, 2800, 1500, `url(#${id("wall")})`)}`,
    main:
      `<defs>${shading(id("glass"), [0, "#8fd0ee"], [1, "#d8f1fb"])}${shading(id("floor"), [0, "#e6cfa4"], [1, "#d2b484"])}</defs>` +
      rect(-300, 470, 2200, 190, "#bfdccd") +
      rect(-300, 462, 2200, 12, "#9cc7b3") +
      floor(660, `url(#${id("floor")})`, "#b99a68", "#9cc7b3") +
      window(-170, 130, 230, 300, id("glass")) +
      window(150, 130, 230, 300, id("glass")) +
      at(500, 128, board) +
      at(820, 66, clock) +
      at(1250, 330, shelf) +
      window(1500, 130, 230, 300, id("glass")) +
      times(7, (index) => horn(1222 + index * 42, 180, 1, "#e0a94a")) +
      rect(1200, 150, 300, 5, "#e0a94a") +
      rect(1200, 202, 300, 5, "#e0a94a") +
      pot(1260, 660, 0.9) +
      desk(40, 616, book(40, "#e4573f") + book(130, "#4d9de0", 26)) +
      desk(1330, 616, book(60, "#7a5aa8") + path("M164 0 L172 -40 H212 L220 0Z", "#f4c64d")) +
      desk(690, 600, book(120, "#2aa6a6")),
    front: "",
  }),
};
