/* A street of an aul in the evening: houses, a fence, the steppe and far mountains. */
import { at, bush, circle, cloud, line, path, poplar, rect, shading, times } from "../shapes.js";

const pane = (x, y) =>
  rect(x - 7, y - 7, 94, 104, "#fff", 6) + rect(x, y, 80, 90, "#ffd98a", 3) + line(`M${x + 40} ${y}V${y + 90}M${x} ${y + 38}H${x + 80}`, "#fff", 6);

const shutters = (x, y) => rect(x - 40, y - 4, 30, 98, "#2a8fa8", 4) + rect(x + 90, y - 4, 30, 98, "#2a8fa8", 4);

const house = (wall, roof) =>
  rect(0, 0, 460, 230, wall) +
  rect(0, 196, 460, 34, "#c9b18a") +
  path("M-34 4 L70 -116 H390 L494 4Z", roof) +
  path("M-34 4 L-22 -10 H482 L494 4Z", "#fff", 'opacity=".35"') +
  rect(318, -158, 34, 70, "#b98a63") +
  pane(66, 62) +
  shutters(66, 62) +
  path("M292 230 V74 Q292 60 306 60 H374 Q388 60 388 74 V230Z", "#7a5236") +
  path("M302 230 V78 H378 V230Z", "#8f6342") +
  circle(366, 156, 6, "#f4c64d") +
  rect(270, 226, 142, 14, "#a58a63", 4);

const yurt =
  path("M0 0 C0 -70 20 -84 110 -130 H150 C240 -84 260 -70 260 0Z", "#f3ead9") +
  path("M8 -60 C40 -84 70 -104 110 -130 H150 C190 -104 220 -84 252 -60 Q130 -86 8 -60Z", "#e3d3b4") +
  line("M4 -44 Q130 -66 256 -44", "#b8483f", 9) +
  path("M104 0 V-58 H156 V0Z", "#8a4b3a") +
  rect(112, -138, 36, 10, "#8a6548", 5);

const fence = (x, count) =>
  times(count, (index) => rect(x + index * 34, -78, 20, 82, index % 2 ? "#a87a52" : "#b5875e", 5)) + rect(x - 8, -58, count * 34 + 2, 11, "#8f6342", 5) + rect(x - 8, -24, count * 34 + 2, 11, "#8f6342", 5);

const bench = rect(0, -44, 190, 16, "#b5875e", 7) + line("M22 -30V6M168 -30V6", "#7a5236", 13);

export const PLACE = {
  ground: 800,
  draw: (id) => ({
    sky:
      `<defs>${shading(id("sky"), [0, "#5f86c4"], [0.45, "#e9a98c"], [0.8, "#ffd9a0"], [1, "#ffe9c4"])}</defs>` +
      rect(-300, -100, 2200, 800, `url(#${id("sky")})`) +
      circle(1180, 430, 74, "#ffedb8") +
      path("M-300 560 L-120 420 L20 480 L170 320 L300 430 L430 300 L600 450 L740 380 L900 470 L1070 330 L1230 450 L1380 380 L1560 470 L1900 400 V640 H-300Z", "#8a8fc0") +
      path("M170 320 L220 362 L190 372 L168 358 L138 380 Z M430 300 L492 355 L452 350 L428 372 L396 350Z M1070 330 L1124 370 L1084 372 L1062 386 L1032 366Z", "#fff", 'opacity=".8"') +
      path("M-300 590 C100 470 400 560 760 520 C1100 480 1400 570 1900 500 V700 H-300Z", "#a58fae"),
    clouds: cloud(220, 130, 1.2, 0.7) + cloud(720, 80, 0.9, 0.6) + cloud(1420, 160, 1, 0.65),
    main:
      `<defs>${shading(id("road"), [0, "#dcb98a"], [1, "#c39a68"])}</defs>` +
      path("M-300 620 C200 560 600 620 900 600 C1300 570 1500 620 1900 600 V760 H-300Z", "#93a86a") +
      path("M-300 660 C200 620 700 670 1900 640 V800 H-300Z", "#7f9a5c") +
      at(690, 640, yurt, 0.9) +
      poplar(620, 660, 0.95) +
      poplar(970, 656, 1.1) +
      poplar(1030, 660, 0.85) +
      poplar(-150, 670, 1.1) +
      at(70, 452, house("#f4e6cd", "#a8574a")) +
      at(1130, 452, house("#e3ecf0", "#4f7d9c")) +
      `<g transform="translate(0 690)">${fence(-290, 10)}${fence(560, 16)}${fence(1640, 8)}</g>` +
      path("M-300 690 H1900 V1500 H-300Z", `url(#${id("road")})`) +
      path("M-300 690 H1900 V704 H-300Z", "#b08a5a") +
      line("M-300 760H1900M-300 850H1900", "#b08a5a", 4, 'opacity=".4"') +
      at(590, 742, bench) +
      bush(520, 700, 0.7, "#87a860") +
      bush(1080, 700, 0.8, "#7f9a5c") +
      line("M200 720q20 -18 40 0M260 724q20 -18 40 0M1320 726q20 -18 40 0M1400 722q16 -16 34 0", "#7f9a5c", 6),
    front: `<g opacity=".95">${path("M-300 960 C-250 860 -180 870 -120 910 C-90 870 -40 870 10 915 L40 960Z", "#6c8a4c")}${path("M1560 960 C1600 890 1660 870 1700 910 C1740 860 1820 870 1900 960Z", "#6c8a4c")}</g>`,
  }),
};
