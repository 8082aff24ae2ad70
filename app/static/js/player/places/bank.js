/* The hall of an invented bank: counter, queue number, plants. */
import { at, circle, floor, horn, line, path, pot, rect, shading, times, window } from "../shapes.js";

const counter = (x) =>
  at(
    x,
    430,
    rect(0, 0, 360, 26, "#f6efe2", 8) +
      rect(12, 26, 336, 204, "#1f7d8f") +
      rect(12, 26, 336, 14, "#17697a") +
      rect(40, 70, 280, 120, "#2a92a3", 10) +
      times(3, (index) => horn(110 + index * 70, 130, 1.5, "#f4d27a")) +
      // Glass with a gap for hands.
      rect(20, -190, 320, 190, "#d8f0f6", 6, 'opacity=".55"') +
      line("M20 -190H340M20 -190V0M340 -190V0M180 -190V-60", "#fff", 7) +
      rect(60, -52, 90, 52, "#33405e", 6) +
      rect(68, -46, 74, 38, "#9fd8ee", 3) +
      rect(240, -16, 84, 16, "#e9eef3", 4) +
      rect(248, -26, 68, 10, "#f4c64d", 3),
  );

const ticketMachine =
  rect(0, 0, 96, 210, "#e9eef3", 16) +
  rect(14, 18, 68, 64, "#17697a", 8) +
  line("M28 40H68M28 58H54", "#fff", 6) +
  rect(24, 104, 48, 10, "#33405e", 5) +
  path("M30 110 h36 v36 h-36Z", "#fff") +
  line("M38 124H58M38 134H52", "#8a97ad", 4) +
  rect(-10, 206, 116, 16, "#b9c3cf", 8);

const bench =
  rect(0, 0, 300, 26, "#d98a4f", 12) + rect(0, -66, 300, 44, "#e09a60", 16) + line("M34 26V96M266 26V96", "#59627d", 12);

const screen =
  rect(-12, -12, 344, 134, "#33405e", 12) +
  rect(0, 0, 320, 110, "#123a4d", 6) +
  rect(24, 28, 108, 54, "#f4c64d", 8) +
  line("M48 64V46l-8 6M66 64h24M84 46v22", "#4a3200", 7) +
  line("M158 44H290M158 68H252", "#bfe6f2", 7);

export const PLACE = {
  ground: 800,
  draw: (id) => ({
    sky: `<defs>${shading(id("wall"), [0, "#f7f1e6"], [1, "#efe4d0"])}</defs>${rect(-600, -300, 2800, 1500, `url(#${id("wall")})`)}`,
    main:
      `<defs>${shading(id("glass"), [0, "#8fd0ee"], [1, "#d8f1fb"])}${shading(id("floor"), [0, "#dfe6ea"], [1, "#c3cfd6"])}</defs>` +
      rect(-300, -60, 2200, 116, "#1f7d8f") +
      rect(-300, 52, 2200, 10, "#f4c64d") +
      times(28, (index) => horn(-260 + index * 78, 10, 1.3, "#8fd3de")) +
      floor(660, `url(#${id("floor")})`, "#a9b8c2", "#d8c7a4") +
      line("M200 660L-60 1500M620 660L540 1500M1000 660L1080 1500M1420 660L1680 1500", "#a9b8c2", 3, 'opacity=".5"') +
      window(-200, 150, 300, 420, id("glass")) +
      window(1500, 150, 300, 420, id("glass")) +
      counter(430) +
      counter(830) +
      at(650, 96, screen) +
      at(1270, 452, ticketMachine) +
      at(110, 580, bench) +
      pot(60, 668, 1.15) +
      pot(1460, 668, 1.2),
    front: "",
  }),
};
