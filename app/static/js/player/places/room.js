/* A bedroom in the evening: window on the town, bed with a patchwork quilt, desk with a lamp. */
import { at, circle, floor, horn, line, path, rect, shading, times } from "../shapes.js";

const stars = [[40, 40], [92, 88], [150, 30], [210, 110], [320, 150], [60, 140], [180, 70]];

const night = (sky) =>
  rect(-16, -16, 392, 332, "#e9e4f5", 14) +
  rect(0, 0, 360, 300, `url(#${sky})`, 6) +
  circle(276, 74, 36, "#fdf0c4") +
  circle(262, 66, 32, "#1b2252") +
  stars.map(([x, y], index) => circle(x, y, index % 2 ? 2.6 : 3.6, "#fff")).join("") +
  path("M0 300 V220 H40 V190 H86 V232 H120 V170 H172 V240 H206 V200 H252 V224 H286 V180 H330 V236 H360 V300Z", "#10163a") +
  times(18, (index) => rect(12 + ((index * 53) % 340), 208 + ((index * 29) % 80), 9, 11, "#ffd77a", 0, `opacity="${0.5 + (index % 3) * 0.22}"`)) +
  line("M180 0V300M0 120H360", "#e9e4f5", 10) +
  rect(-30, 312, 420, 18, "#d8d2ea", 8);

const curtains =
  path("M-60 -50 H70 C60 120 40 260 -50 330 Z M420 -50 H290 C300 120 320 260 410 330 Z", "#e0736b") +
  path("M-60 -50 H70 C66 10 60 60 50 110 C20 60 -20 20 -60 0Z M420 -50 H290 C294 10 300 60 310 110 C340 60 380 20 420 0Z", "#c75d58") +
  rect(-84, -64, 528, 18, "#c9a15a", 9);

const books = [["#ef6f6c", 14, 26, 96], ["#f4c64d", 44, 20, 82], ["#2aa6a6", 68, 30, 104], ["#8f7bd8", 102, 22, 90], ["#f6f1e6", 128, 18, 76], ["#5aa877", 150, 28, 98]];

const shelf =
  rect(0, 0, 250, 16, "#b98555", 5) +
  books.map(([colour, x, width, height]) => rect(x, -height, width, height, colour, 3) + rect(x + 4, 12 - height, width - 8, 6, "#fff", 0, 'opacity=".5"')).join("") +
  at(212, 0, path("M-18 0 L-14 -34 H14 L18 0Z", "#e9e4f5") + path("M0 -34 C-34 -50 -30 -90 -8 -70 C-10 -104 18 -104 12 -72 C34 -92 38 -50 0 -34Z", "#5aa877"));

const desk = (glow) =>
  rect(0, 120, 470, 22, "#c98f5c", 8) +
  rect(24, 142, 22, 150, "#a8744a") +
  rect(424, 142, 22, 150, "#a8744a") +
  rect(300, 142, 126, 110, "#b98050", 8) +
  circle(363, 178, 6, "#f4e3c3") +
  circle(363, 220, 6, "#f4e3c3") +
  line("M300 197H426", "#9a6a42", 4) +
  at(90, 20, rect(0, 0, 170, 104, "#2a2f52", 10) + rect(8, 8, 154, 84, "#7fc4ee", 4) + path("M-22 104 H192 L180 116 H-10Z", "#aeb4d2")) +
  circle(392, 20, 210, `url(#${glow})`) +
  path("M372 120 H416 L408 110 H398 L392 30 L384 34 L390 110 H380Z", "#f4e3c3") +
  path("M350 36 L372 -22 H424 L444 36Z", "#ffd77a");

const QUILT = ["#ef6f6c", "#f4c64d", "#8f7bd8", "#f6f1e6", "#5aa877", "#e88fb0", "#f4c64d", "#5b8fd6"];

const patch = (index) =>
  at(196 + (index >> 1) * 96, 72 + (index % 2) * 62, rect(0, 0, 88, 54, QUILT[index], 8) + path("M44 6 L80 27 L44 48 L8 27Z", "#fff", 'opacity=".35"'));

const bed =
  rect(0, -30, 30, 330, "#a8744a", 12) +
  rect(10, 130, 560, 120, "#b98050", 16) +
  rect(30, 70, 540, 96, "#f4efe6", 30) +
  path("M200 62 H548 Q590 62 590 104 V196 H170 V92 Q170 62 200 62Z", "#2aa6a6") +
  times(8, patch) +
  rect(40, 26, 150, 78, "#fff", 32) +
  line("M60 90 Q110 104 170 90", "#d9d3e6", 4);

const rug =
  '<ellipse rx="470" ry="66" fill="#a8474f"/><ellipse rx="430" ry="54" fill="none" stroke="#f4c64d" stroke-width="6"/><ellipse rx="390" ry="44" fill="#c25a5d"/>' +
  times(7, (index) => horn(-270 + index * 90, 6, 1.15, "#f7d98a"));

const poster = '<g transform="rotate(3)">' + rect(0, 0, 150, 190, "#f6f1e6", 6) + rect(12, 12, 126, 166, "#2aa6a6") + circle(75, 82, 34, "#ffd84d") + line("M28 130 Q75 164 122 130", "#ffd84d", 7) + "</g>";

export const PLACE = {
  ground: 800,
  draw: (id) => ({
    sky: `<defs>${shading(id("wall"), [0, "#39406f"], [1, "#5a5f94"])}</defs>${rect(-600, -300, 2800, 1500, `url(#${id("wall")})`)}`,
    main:
      `<defs>${shading(id("night"), [0, "#141a45"], [1, "#3a4a94"])}${shading(id("floor"), [0, "#8a6250"], [1, "#6b4a40"])}` +
      `<radialGradient id="${id("glow")}"><stop offset="0" stop-color="#ffdf9a" stop-opacity=".75"/><stop offset="1" stop-color="#ffdf9a" stop-opacity="0"/></radialGradient></defs>` +
      line(times(22, (index) => `M${-280 + index * 100} -100V690`), "#8f96cf", 3, 'opacity=".16"') +
      floor(690, `url(#${id("floor")})`, "#5c3f37", "#474d82") +
      at(620, 130, night(id("night")) + curtains) +
      at(1120, 300, shelf) +
      at(1010, 420, desk(id("glow"))) +
      at(-40, 470, bed) +
      at(820, 850, rug) +
      at(1400, 150, poster),
  }),
};
