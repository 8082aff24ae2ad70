/* A room for a quiet talk: two soft chairs, books, plants. For a psychologist, a doctor, an official. */
import { at, circle, floor, horn, line, path, pot, rect, shading, times, window } from "../shapes.js";

const COLOURS = ["#ef6f6c", "#f4c64d", "#2aa6a6", "#8f7bd8", "#5aa877", "#f6f1e6"];

const row = (shift) => times(8, (index) => rect(12 + index * 29, -(72 + ((index * 13 + shift * 7) % 26)), 23, 72 + ((index * 13 + shift * 7) % 26), COLOURS[(index + shift) % 6], 3));

const bookcase =
  rect(-14, -14, 278, 424, "#a8744a", 8) +
  rect(0, 0, 250, 396, "#8f6040", 4) +
  times(3, (index) => at(0, 116 + index * 128, row(index) + rect(-4, 0, 258, 14, "#b98555", 3)));

const armchair = (colour, shadow) =>
  rect(-12, -170, 224, 190, colour, 50) +
  rect(-44, -66, 66, 130, shadow, 30) +
  rect(178, -66, 66, 130, shadow, 30) +
  rect(14, -24, 172, 66, colour, 24) +
  rect(10, 34, 180, 34, shadow, 10) +
  line("M-16 62V84M216 62V84", "#7a5236", 13);

const desk =
  rect(0, 0, 420, 24, "#c98f5c", 8) +
  rect(20, 24, 380, 132, "#b07a48", 4) +
  rect(40, 44, 150, 92, "#a06c3e", 6) +
  rect(230, 44, 150, 92, "#a06c3e", 6) +
  at(60, 0, rect(0, -104, 150, 92, "#33405e", 8) + rect(8, -96, 134, 76, "#8fd0ee", 4) + rect(64, -14, 22, 14, "#59627d")) +
  at(270, 0, path("M0 0 L4 -48 H44 L48 0Z", "#2a92a3") + line("M12 -48L4 -84M26 -48L30 -90M38 -48L50 -80", "#e0a94a", 6)) +
  rect(338, -12, 66, 12, "#fff", 3);

const picture = rect(-12, -12, 214, 164, "#c9a15a", 8) + rect(0, 0, 190, 140, "#cfeaf3") + circle(146, 36, 18, "#ffe08a") + path("M0 140 V96 L52 50 L92 92 L126 62 L190 112 V140Z", "#7fb59a");

export const PLACE = {
  ground: 800,
  draw: (id) => ({
    sky: `<defs>${shading(id("wall"), [0, "#e9f3ef"], [1, "#d6e8e1"])}</defs>${rect(-600, -300, 2800, 1500, `url(#${id("wall")})`)}`,
    main:
      `<defs>${shading(id("glass"), [0, "#8fd0ee"], [1, "#d8f1fb"])}${shading(id("floor"), [0, "#dcbf95"], [1, "#c09d70"])}</defs>` +
      floor(660, `url(#${id("floor")})`, "#a58458", "#b8d3c8") +
      window(440, 130, 300, 270, id("glass")) +
      path("M396 92 H470 C462 220 448 320 412 430 H388Z M784 92 H710 C718 220 732 320 768 430 H792Z", "#f2c894") +
      rect(366, 82, 448, 16, "#a8744a", 8) +
      at(-200, 250, bookcase) +
      at(880, 160, picture) +
      at(1420, 506, desk) +
      at(1500, 130, rect(0, 0, 250, 170, "#fff", 8) + times(12, (index) => rect(18 + (index % 4) * 56, 54 + Math.floor(index / 4) * 36, 44, 26, index === 6 ? "#f4c64d" : "#e3ecef", 4)) + rect(0, 0, 250, 38, "#2a92a3", 8)) +
      '<ellipse cx="800" cy="830" rx="560" ry="84" fill="#7fb5a8"/><ellipse cx="800" cy="830" rx="516" ry="70" fill="none" stroke="#d9efe6" stroke-width="5"/>' +
      times(9, (index) => horn(400 + index * 100, 836, 1.2, "#d9efe6")) +
      at(180, 620, armchair("#e29a6b", "#cf8455")) +
      at(1150, 620, armchair("#6fa3c4", "#5b8db0")) +
      pot(520, 664, 1) +
      pot(1100, 640, 0.8),
  }),
};
