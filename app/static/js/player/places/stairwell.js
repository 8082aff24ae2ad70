/* The stairwell of a block of flats: steps, letter boxes, a window on the landing. */
import { at, circle, floor, line, path, pot, rect, shading, times, window } from "../shapes.js";

const STEPS = 8;

const stairs =
  times(STEPS, (index) => rect(index * 62, -(index + 1) * 40, 700 - index * 62, (index + 1) * 40 + 4, index % 2 ? "#cfd5d8" : "#c4ccd0") + rect(index * 62 - 8, -(index + 1) * 40, 700 - index * 62, 11, "#e6eaec", 3)) +
  line(times(STEPS, (index) => `M${30 + index * 62} ${-(index + 1) * 40}v-118`), "#59627d", 7) +
  line("M-8 -130 L30 -160 L500 -464 H900", "#b5764a", 16);

const letterBox = (index) =>
  at(
    (index % 4) * 74,
    Math.floor(index / 4) * 62,
    rect(0, 0, 68, 56, "#4f86a8", 5) + rect(12, 10, 44, 7, "#274a63", 3) + circle(34, 38, 5, "#dfe5ee"),
  );

const door = (colour, number) =>
  rect(-12, -12, 204, 382, "#8a6548", 6) +
  rect(0, 0, 180, 370, colour, 4) +
  rect(22, 26, 136, 140, "#fff", 6, 'opacity=".13"') +
  rect(22, 190, 136, 150, "#fff", 6, 'opacity=".13"') +
  circle(90, 96, 7, "#33405e") +
  circle(158, 196, 9, "#f4c64d") +
  rect(66, 38, 48, 30, "#f4e3c3", 5) +
  `<text x="90" y="61" text-anchor="middle" font-weight="800" font-size="24" fill="#5d3f2c">${number}</text>` +
  path("M-26 370 H206 V384 H-26Z", "#7a6a5c");

const lamp = (glow) => circle(0, 40, 190, `url(#${glow})`) + path("M-34 0 H34 L26 34 H-26Z", "#f4c64d");

export const PLACE = {
  ground: 800,
  draw: (id) => ({
    sky: `<defs>${shading(id("wall"), [0, "#f4f0e4"], [1, "#e7e2d2"])}</defs>${rect(-600, -300, 2800, 1500, `url(#${id("wall")})`)}`,
    main:
      `<defs>${shading(id("glass"), [0, "#8fd0ee"], [1, "#d8f1fb"])}${shading(id("floor"), [0, "#d5cdbf"], [1, "#b8ae9d"])}` +
      `<radialGradient id="${id("glow")}"><stop offset="0" stop-color="#fff1b8"/><stop offset="1" stop-color="#fff1b8" stop-opacity="0"/></radialGradient></defs>` +
      at(560, 20, lamp(id("glow"))) +
      rect(-300, 420, 2200, 240, "#9cc3bd") +
      rect(-300, 412, 2200, 12, "#7aa8a1") +
      floor(660, `url(#${id("floor")})`, "#9c9282", "#7aa8a1") +
      line(times(15, (index) => `M${-240 + index * 150} 660L${-420 + index * 174} 1500`), "#9c9282", 3, 'opacity=".4"') +
      at(-230, 290, door("#9a5f45", 15)) +
      at(110, 290, door("#4f7f6b", 16)) +
      at(420, 400, rect(-12, -12, 314, 142, "#dfe5ee", 8) + times(8, letterBox)) +
      at(470, 190, rect(0, 0, 180, 130, "#fff", 6) + line("M24 36H150M24 64H120M24 92H140", "#a9b5c4", 7) + circle(90, 6, 7, "#e4573f")) +
      window(1270, 60, 240, 250, id("glass")) +
      at(1010, 664, stairs) +
      pot(900, 664, 0.9),
  }),
};
