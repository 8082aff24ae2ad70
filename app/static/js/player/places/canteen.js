/* The school canteen: counter, tables, the menu on the wall. */
import { at, circle, floor, horn, line, path, pot, rect, shading, times, window } from "../shapes.js";

const plate = (x, food) => at(x, 0, path("M-44 -6 H44 L34 8 H-34Z", "#fff") + path("M-28 -6 Q0 -34 28 -6Z", food));

const table = (x, y) =>
  at(
    x,
    y,
    rect(0, 0, 320, 22, "#f2b35e", 10) +
      rect(14, 22, 292, 12, "#d99a45", 6) +
      line("M50 34 L36 150 M270 34 L284 150", "#59627d", 11) +
      plate(90, "#e58f4f") +
      plate(220, "#7fb069") +
      path("M140 -2 L146 -44 H172 L178 -2Z", "#bfe6f2") +
      rect(146, -30, 26, 28, "#f3c0a0", 3),
  );

const counter =
  rect(0, 0, 520, 28, "#f6efe2", 8) +
  rect(14, 28, 492, 190, "#d97a50") +
  rect(14, 28, 492, 16, "#c26541") +
  times(6, (index) => horn(80 + index * 72, 130, 1.6, "#ffdca8")) +
  path("M40 0 C44 -78 140 -78 144 0Z", "#b9c3cf") +
  circle(92, -64, 10, "#8a97ad") +
  path("M190 0 L196 -54 H300 L306 0Z", "#9aa6b5") +
  path("M204 -54 Q248 -84 292 -54Z", "#f3d9a0") +
  plate(380, "#e58f4f") +
  plate(466, "#f4c64d");

const menu =
  rect(-12, -12, 344, 214, "#8a6548", 12) +
  rect(0, 0, 320, 190, "#33404f", 6) +
  line("M40 44H190M40 84H230M40 124H170M40 160H210", "#e8eef2", 7) +
  line("M260 44H288M260 84H288M260 124H288M260 160H288", "#f4c64d", 7);

export const PLACE = {
  ground: 800,
  draw: (id) => ({
    sky: `<defs>${shading(id("wall"), [0, "#fff6e6"], [1, "#fbe6c8"])}</defs>${rect(-600, -300, 2800, 1500, `url(#${id("wall")})`)}`,
    main:
      `<defs>${shading(id("glass"), [0, "#8fd0ee"], [1, "#d8f1fb"])}${shading(id("floor"), [0, "#e9d9bd"], [1, "#d2bd97"])}</defs>` +
      rect(-300, 430, 2200, 230, "#cfe6dc") +
      times(22, (index) => line(`M${-290 + index * 100} 436V656`, "#b5d3c6", 3)) +
      floor(660, `url(#${id("floor")})`, "#bda67c", "#8fbfa9") +
      window(-180, 120, 260, 260, id("glass")) +
      window(180, 120, 260, 260, id("glass")) +
      at(560, 130, menu) +
      at(1000, 440, counter) +
      window(1240, 120, 260, 240, id("glass")) +
      pot(1600, 664, 1.2) +
      table(-20, 620) +
      table(420, 596),
  }),
};
