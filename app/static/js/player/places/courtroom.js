/* A court room: the judge's bench, tables of both sides. Scales instead of any real emblem. */
import { at, circle, floor, horn, line, path, rect, shading, times, window } from "../shapes.js";

const scales =
  circle(0, 0, 92, "#f4e3c3") +
  `<circle r="80" fill="none" stroke="#c9a15a" stroke-width="6"/>` +
  line("M0 -52V46M-46 -34H46M-24 48H24", "#9a7436", 8) +
  circle(0, -54, 8, "#9a7436") +
  line("M-46 -34 L-66 10 M-46 -34 L-26 10 M46 -34 L26 10 M46 -34 L66 10", "#9a7436", 3.5) +
  path("M-70 10 H-22 Q-26 32 -46 32 T-70 10Z M22 10 H70 Q66 32 46 32 T22 10Z", "#c9a15a");

const chair = (height) => rect(-50, -height, 100, height + 20, "#7a3f44", 18) + rect(-38, 14 - height, 76, height - 20, "#93525a", 14);

const bench =
  at(130, 0, chair(120)) +
  at(330, 0, chair(170)) +
  at(530, 0, chair(120)) +
  rect(-14, 0, 688, 30, "#c98f5c", 8) +
  rect(0, 30, 660, 220, "#a8744a") +
  times(4, (index) => rect(22 + index * 158, 56, 140, 160, "#94633d", 6) + horn(92 + index * 158, 138, 2.2, "#dcae76")) +
  rect(-30, 238, 720, 26, "#8a5a38", 6) +
  at(300, 0, rect(0, -14, 74, 14, "#2f6b8f", 3) + rect(4, -26, 66, 12, "#f6f1e6", 2)) +
  at(96, 0, line("M0 0 q2 -36 22 -48", "#49566e", 5) + circle(24, -50, 9, "#33405e"));

const table = (words) =>
  rect(0, 0, 300, 22, "#c98f5c", 8) +
  rect(14, 22, 272, 126, "#a8744a", 4) +
  rect(30, 40, 240, 90, "#94633d", 6) +
  words;

const papers = (x) => rect(x, -8, 70, 8, "#fff", 2) + rect(x + 10, -16, 70, 8, "#f1e6cf", 2);
const lamp = (x) => line(`M${x} 0V-40`, "#49566e", 6) + path(`M${x - 34} -40 H${x + 34} L${x + 20} -74 H${x - 20}Z`, "#2f7d6b");

export const PLACE = {
  ground: 800,
  draw: (id) => ({
    sky: `<defs>${shading(id("wall"), [0, "#f7efdf"], [1, "#ecdfc6"])}</defs>${rect(-600, -300, 2800, 1500, `url(#${id("wall")})`)}`,
    main:
      `<defs>${shading(id("glass"), [0, "#8fd0ee"], [1, "#d8f1fb"])}${shading(id("floor"), [0, "#c7a27a"], [1, "#a98560"])}</defs>` +
      rect(-300, 430, 2200, 230, "#c99f6f") +
      times(19, (index) => rect(-290 + index * 116, 446, 96, 200, "#bd9060", 4)) +
      rect(-300, 420, 2200, 14, "#a8744a") +
      times(28, (index) => horn(-270 + index * 80, 56, 1, "#c9a15a")) +
      rect(-300, 28, 2200, 5, "#c9a15a") +
      rect(-300, 78, 2200, 5, "#c9a15a") +
      floor(660, `url(#${id("floor")})`, "#8f6c4a", "#8a5a38") +
      window(-200, 130, 250, 270, id("glass")) +
      window(160, 130, 250, 270, id("glass")) +
      window(1190, 130, 250, 270, id("glass")) +
      window(1550, 130, 250, 270, id("glass")) +
      at(800, 210, scales) +
      path("M-300 1500 L300 660 H1300 L1900 1500Z", "#9c4550", 'opacity=".32"') +
      at(470, 430, bench) +
      at(20, 600, table(papers(60) + lamp(220))) +
      at(1280, 600, table(papers(160) + lamp(70))),
  }),
};
