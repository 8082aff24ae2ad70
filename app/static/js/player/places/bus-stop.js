/* A bus stop on the edge of a small town: shelter, road, steppe and mountains behind. */
import { at, bush, circle, cloud, daySky, horn, line, path, poplar, rect, shading, times } from "../shapes.js";

const house = (wall, roof) =>
  rect(0, -110, 190, 112, wall, 4) + path("M-22 -106 L95 -190 L212 -106Z", roof) + at(28, -80, rect(-5, -5, 50, 56, "#fff", 4) + rect(0, 0, 40, 46, "#9fd5ee", 2)) + rect(116, -78, 44, 80, "#8a6548", 4) + circle(152, -38, 4, "#f4c64d");

const shelter =
  path("M-30 -372 H610 L590 -330 H-10Z", "#2a7f86") +
  rect(-10, -332, 600, 16, "#1f6268") +
  rect(14, -316, 552, 214, "#d8f0f6", 6, 'opacity=".62"') +
  path("M60 -102 L190 -316 H250 L120 -102Z M330 -102 L460 -316 H486 L356 -102Z", "#fff", 'opacity=".4"') +
  times(5, (index) => horn(90 + index * 100, -346, 1.2, "#ffdca8")) +
  line("M8 -316V8M290 -316V-102M572 -316V8", "#49566e", 13) +
  rect(60, -86, 460, 22, "#c98b55", 8) +
  rect(60, -58, 460, 14, "#a8744a", 6) +
  line("M100 -46V6M480 -46V6", "#49566e", 11);

const sign =
  rect(-7, -330, 14, 336, "#59627d") +
  rect(-56, -420, 112, 104, "#1f6f9e", 14) +
  path("M-32 -400 H32 Q40 -400 40 -390 V-350 H-40 V-390 Q-40 -400 -32 -400Z", "#fff") +
  rect(-32, -392, 64, 20, "#1f6f9e", 3) +
  circle(-22, -346, 9, "#fff") +
  circle(22, -346, 9, "#fff") +
  rect(-40, -300, 80, 92, "#fff", 6) +
  line("M-26 -280H26M-26 -260H14M-26 -240H20", "#9aa9bb", 6);

const bin = path("M0 0 L-7 -76 H57 L50 0Z", "#5d7d6b") + rect(-14, -88, 78, 15, "#4b6757", 6);

export const PLACE = {
  ground: 800,
  draw: (id) => ({
    sky: daySky(id),
    clouds: cloud(140, 110, 1.2) + cloud(700, 70, 0.9, 0.85) + cloud(1420, 160, 1, 0.9),
    main:
      `<defs>${shading(id("grass"), [0, "#a9d08c"], [1, "#83b46f"])}${shading(id("pave"), [0, "#e3e1d9"], [1, "#c9c6bc"])}</defs>` +
      path("M-300 570 Q400 540 900 566 T1900 556 V760 H-300Z", `url(#${id("grass")})`) +
      at(-180, 610, house("#f0dcc0", "#b5673e")) +
      at(90, 604, house("#dfeaf0", "#4f7f9b")) +
      at(1330, 604, house("#f3e3d0", "#7d9f6b")) +
      at(1600, 610, house("#e9dff0", "#8f6fa8")) +
      poplar(30, 622, 1) +
      poplar(320, 616, 0.9) +
      poplar(1270, 616, 1.05) +
      poplar(1560, 624, 0.95) +
      bush(-230, 630, 0.7) +
      bush(1840, 630, 0.7) +
      path("M-300 640 H1900 V700 H-300Z", "#6b7280") +
      line(times(19, (index) => `M${-280 + index * 120} 670h62`), "#f4efe0", 6) +
      path("M-300 700 H1900 V1500 H-300Z", `url(#${id("pave")})`) +
      rect(-300, 696, 2200, 14, "#a9a69b") +
      line("M-300 780H1900M-300 872H1900", "#b5b2a6", 4, 'opacity=".6"') +
      line(times(20, (index) => `M${-280 + index * 110} 712L${-330 + index * 117} 780`), "#b5b2a6", 3, 'opacity=".6"') +
      at(520, 726, shelter) +
      at(1250, 726, sign) +
      at(420, 730, bin),
  }),
};
