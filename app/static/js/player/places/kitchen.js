/* A kitchen where the family lives: the low table is laid, a felt carpet hangs on the wall. */
import { at, circle, floor, horn, line, path, pot, rect, shading, times, window } from "../shapes.js";

const cupboard = (width, doors) =>
  rect(0, 0, width, 150, "#3f8f8a", 8) + times(doors, (index) => rect(8 + (index * (width - 8)) / doors, 10, (width - 8) / doors - 8, 130, "#4fa39d", 6) + circle((index + 1) * ((width - 8) / doors) - 12, 116, 5, "#f4e3c3"));

const stove =
  rect(0, 0, 170, 200, "#f1f3f5", 8) +
  rect(18, 62, 134, 104, "#3b4460", 8) +
  rect(28, 72, 114, 84, "#59648a", 6) +
  times(4, (index) => circle(34 + index * 34, 34, 9, "#8a97ad")) +
  rect(8, -8, 154, 10, "#49566e", 4) +
  at(52, -8, path("M0 0 Q-6 -50 34 -50 T70 0Z", "#d1553b") + rect(28, -62, 16, 12, "#33405e", 5) + line("M68 -30 q26 -2 24 -24", "#d1553b", 10));

const carpet =
  rect(0, 0, 400, 250, "#a8474f", 6) +
  rect(16, 16, 368, 218, "#f4e3c3", 4) +
  rect(24, 24, 352, 202, "#1f7a8c", 4) +
  at(200, 126, path("M0 -84 L96 0 L0 84 L-96 0Z", "#f4c64d") + path("M0 -62 L70 0 L0 62 L-70 0Z", "#a8474f") + horn(0, 2, 1.9, "#f7d98a")) +
  [[76, 72], [324, 72], [76, 196], [324, 196]].map(([x, y]) => horn(x, y, 1.7, "#f7d98a")).join("") +
  line(times(17, (index) => `M${index * 25} 256v14`), "#f4e3c3", 4);

const bowl = (x) => path(`M${x - 22} -22 H${x + 22} Q${x + 18} 0 ${x} 0 T${x - 22} -22Z`, "#fff") + line(`M${x - 18} -14H${x + 18}`, "#2a7f86", 4);

const table =
  rect(0, 0, 520, 24, "#c98f5c", 10) +
  path(`M10 2 H510 V34${times(10, () => "q-25 18 -50 0")}Z`, "#fbf3e4") +
  line("M20 24H500", "#d1553b", 5, 'stroke-dasharray="4 14"') +
  line("M60 44 L44 190 M460 44 L476 190", "#a8744a", 14) +
  bowl(80) +
  bowl(430) +
  at(190, 0, path("M-40 0 Q-34 -30 0 -30 T40 0Z", "#f1f3f5") + times(5, (index) => circle(-24 + index * 12, -26 - (index % 2) * 10, 13, "#e0a94a"))) +
  at(310, 0, path("M-34 0 Q-52 -56 0 -62 T34 0Z", "#4d9de0") + line("M32 -40 q26 -4 30 -26 M-32 -44 q-30 0 -24 26", "#4d9de0", 9) + rect(-14, -74, 28, 12, "#3a7fb8", 6) + circle(0, -78, 6, "#f4c64d"));

const jars = rect(0, -70, 44, 70, "#e0a94a", 8) + rect(4, -82, 36, 14, "#a8744a", 4) + rect(60, -52, 40, 52, "#c9663e", 8) + rect(64, -64, 32, 14, "#a8744a", 4) + path("M124 0 V-84 q14 -14 28 0 V0Z", "#7fb069");

export const PLACE = {
  ground: 800,
  draw: (id) => ({
    sky: `<defs>${shading(id("wall"), [0, "#fdf0da"], [1, "#f7dfb9"])}</defs>${rect(-600, -300, 2800, 1500, `url(#${id("wall")})`)}`,
    main:
      `<defs>${shading(id("glass"), [0, "#8fd0ee"], [1, "#fbeecb"])}${shading(id("floor"), [0, "#c99a6c"], [1, "#a87a52"])}</defs>` +
      rect(-300, 330, 1000, 130, "#fff") +
      line(times(11, (index) => `M${-300 + index * 100} 330V460`) + "M-300 395H700", "#d9e6e4", 3) +
      floor(660, `url(#${id("floor")})`, "#8f6642", "#d9b98a") +
      at(-280, 110, cupboard(250, 2)) +
      window(60, 100, 260, 220, id("glass")) +
      path("M36 76 H344 V112 q-26 22 -51 0 q-26 22 -51 0 q-26 22 -52 0 q-26 22 -51 0 q-26 22 -51 0 q-26 22 -52 0Z", "#ef9a8f") +
      at(400, 110, cupboard(280, 2)) +
      rect(-300, 460, 1000, 22, "#e9dcc4", 6) +
      rect(-300, 482, 1000, 178, "#3f8f8a") +
      times(5, (index) => rect(-286 + index * 200, 496, 180, 150, "#4fa39d", 6) + circle(-126 + index * 200, 530, 6, "#f4e3c3")) +
      at(120, 462, line("M0 0 V-60 q0 -24 26 -24 t24 26", "#9fb0bf", 10) + rect(-70, -4, 160, 12, "#b9c7d3", 5)) +
      at(440, 468, stove) +
      at(-220, 460, jars) +
      at(760, 250, rect(0, 0, 170, 412, "#e9eef3", 14) + line("M0 140H170", "#c3ced8", 5) + line("M146 60V110M146 170V270", "#8a97ad", 8) + rect(30, 40, 44, 44, "#f4c64d", 4) + rect(50, 180, 40, 52, "#ef9a8f", 4)) +
      at(1000, 120, carpet) +
      window(1490, 140, 270, 260, id("glass")) +
      pot(1480, 664, 1) +
      at(950, 560, table),
  }),
};

