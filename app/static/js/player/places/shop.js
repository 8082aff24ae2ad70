/* A small shop: shelves, a counter with a till, a fridge. No brands. */
import { at, circle, floor, horn, line, path, rect, shading, times, window } from "../shapes.js";

const box = (x, colour, width = 46, height = 62) => rect(x, -height, width, height, colour, 5) + rect(x + 6, 16 - height, width - 12, height * 0.36, "#fff", 4, 'opacity=".75"');
const bottle = (x, colour) => path(`M${x} 0 V-44 Q${x} -56 ${x + 8} -60 V-76 H${x + 20} V-60 Q${x + 28} -56 ${x + 28} -44 V0Z`, colour) + rect(x + 7, -82, 14, 9, "#fff", 3) + rect(x, -38, 28, 20, "#fff", 0, 'opacity=".7"');
const jar = (x, colour) => rect(x, -44, 40, 44, colour, 9) + rect(x + 3, -54, 34, 13, "#f3e6cc", 4);
const loaf = (x) => path(`M${x} 0 q-8 -44 34 -44 t34 44Z`, "#d89a52") + line(`M${x + 18} -36l8 16M${x + 36} -40l8 16`, "#f1c98a", 5);

const GOODS = [
  box(14, "#e4573f") + box(66, "#f4c64d", 40, 52) + bottle(120, "#7fb069") + bottle(154, "#7fb069") + jar(198, "#c9663e") + jar(244, "#d97a50") + box(296, "#4d9de0", 56, 70) + box(360, "#8f7bd8", 40, 56),
  loaf(20) + loaf(96) + jar(186, "#e0a94a") + jar(232, "#e0a94a") + box(284, "#2aa6a6", 44, 66) + bottle(340, "#5fa8d3") + bottle(374, "#5fa8d3"),
  box(16, "#7fb069", 60, 44) + box(84, "#ef9a8f", 48, 64) + jar(144, "#b23a48") + jar(190, "#b23a48") + loaf(246) + box(330, "#f4c64d", 70, 50),
];

const shelves =
  rect(-16, -100, 446, 450, "#b98555", 10) +
  rect(0, -86, 414, 424, "#efe0c2", 4) +
  GOODS.map((goods, index) => at(0, 34 + index * 132, goods + rect(-6, 0, 426, 16, "#c98f5c", 4) + times(5, (tag) => rect(24 + tag * 82, 2, 34, 12, "#fff", 3)))).join("");

const fridge = (glass) =>
  rect(0, 0, 220, 400, "#e9eef3", 14) +
  rect(0, 0, 220, 52, "#2a92a3", 14) +
  rect(18, 66, 184, 312, `url(#${glass})`, 8) +
  times(3, (index) => at(24, 160 + index * 102, bottle(4, "#f6f1e6") + bottle(42, "#e88fb0") + bottle(80, "#f4c64d") + bottle(118, "#7fb069") + rect(-6, 0, 172, 7, "#9fb4c0"))) +
  path("M30 378 L96 66 H130 L64 378Z", "#fff", 'opacity=".28"') +
  line("M194 180V270", "#8a97ad", 9);

const counter =
  rect(0, 0, 470, 30, "#f6efe2", 8) +
  rect(16, 30, 438, 176, "#2a7f86") +
  rect(16, 30, 438, 16, "#21686e") +
  times(5, (index) => horn(80 + index * 78, 124, 1.6, "#ffdca8")) +
  at(290, 0, rect(0, -60, 120, 60, "#49566e", 8) + path("M16 -60 L28 -110 H110 L104 -60Z", "#5d6b86") + rect(40, -102, 56, 28, "#bfe6d2", 4) + times(6, (key) => rect(16 + (key % 3) * 26, -46 + Math.floor(key / 3) * 20, 18, 12, "#dfe5ee", 3))) +
  at(60, 0, path("M0 0 Q-6 -44 46 -44 T92 0Z", "#c98f5c") + circle(22, -38, 17, "#e4573f") + circle(48, -46, 18, "#7fb069") + circle(72, -36, 16, "#f4c64d") + path("M0 0 H92 L84 -20 H8Z", "#b07a48"));

export const PLACE = {
  ground: 800,
  draw: (id) => ({
    sky: `<defs>${shading(id("wall"), [0, "#fff7e8"], [1, "#f8e6c9"])}</defs>${rect(-600, -300, 2800, 1500, `url(#${id("wall")})`)}`,
    main:
      `<defs>${shading(id("glass"), [0, "#a9dcf2"], [1, "#e2f5fb"])}${shading(id("floor"), [0, "#dfe5e3"], [1, "#c2cbca"])}</defs>` +
      rect(-300, 60, 2200, 10, "#2a7f86") +
      times(28, (index) => path(`M${-300 + index * 80} 0 h80 v34 q-40 34 -80 0Z`, index % 2 ? "#fff" : "#e4573f")) +
      floor(660, `url(#${id("floor")})`, "#a9b5b4", "#8fb5b2") +
      line(times(15, (index) => `M${-240 + index * 150} 660L${-420 + index * 174} 1500`), "#a9b5b4", 3, 'opacity=".4"') +
      at(-230, 264, fridge(id("glass"))) +
      at(70, 310, shelves) +
      window(580, 150, 330, 260, id("glass")) +
      at(1040, 220, shelves) +
      window(1560, 150, 260, 260, id("glass")) +
      at(1020, 454, counter) +
      at(610, 660, path("M0 0 L-16 -96 H196 L180 0Z", "#c98f5c") + line("M-12 -72H192M-8 -40H188", "#a8744a", 6) + times(5, (index) => circle(14 + index * 38, -104 - (index % 2) * 10, 24, index % 2 ? "#e4573f" : "#f2a63b"))),
  }),
};
