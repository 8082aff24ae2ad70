/* A school corridor: lockers, doors, a window at the end. */
import { at, circle, floor, horn, line, path, pot, rect, shading, times, window } from "../shapes.js";

const COLOURS = ["#2a92a3", "#3aa5b4", "#f4c64d"];

const locker = (index) =>
  at(
    index * 92,
    0,
    rect(0, 0, 88, 330, COLOURS[index % 3], 6) +
      rect(8, 8, 72, 314, "#fff", 4, 'opacity=".12"') +
      line("M24 34H64M24 50H64M24 66H64", "#17506b", 5, 'opacity=".45"') +
      circle(70, 180, 6, "#e9eef3"),
  );

const door = (number) =>
  rect(-12, -12, 214, 382, "#b98550", 8) +
  rect(0, 0, 190, 370, "#d99b62", 4) +
  rect(34, 34, 122, 120, "#bfe6f2", 8) +
  path("M50 154 L96 34 H120 L76 154Z", "#fff", 'opacity=".35"') +
  rect(34, 190, 122, 140, "#c98b55", 8) +
  circle(166, 210, 9, "#f4c64d") +
  rect(62, -66, 66, 40, "#fff", 8) +
  `<text x="95" y="-37" text-anchor="middle" font-weight="800" font-size="28" fill="#17506b">${number}</text>`;

const notice =
  rect(-10, -10, 270, 190, "#b98550", 8) +
  rect(0, 0, 250, 170, "#efe0c2", 4) +
  rect(20, 20, 90, 60, "#fff") +
  rect(132, 26, 96, 74, "#d7ecf6") +
  rect(30, 96, 84, 58, "#fde7e4") +
  rect(140, 116, 76, 40, "#e3f4e8") +
  line("M32 40H98M32 56H80M146 48H212M146 66H200", "#8a97ad", 4);

export const PLACE = {
  ground: 800,
  draw: (id) => ({
    sky: `<defs>${shading(id("wall"), [0, "#fbf3e4"], [1, "#f1e3c8"])}</defs>${rect(-600, -300, 2800, 1500, `url(#${id("wall")})`)}`,
    main:
      `<defs>${shading(id("glass"), [0, "#8fd0ee"], [1, "#d8f1fb"])}${shading(id("floor"), [0, "#d9e2e2"], [1, "#b9c8ca"])}</defs>` +
      rect(-300, 40, 2200, 8, "#2a92a3") +
      rect(-300, 100, 2200, 8, "#2a92a3") +
      times(28, (index) => horn(-260 + index * 78, 76, 1, "#2a92a3")) +
      floor(660, `url(#${id("floor")})`, "#9fb0b4", "#2a92a3") +
      line("M260 660L60 1500M700 660L660 1500M1100 660L1180 1500M1500 660L1740 1500", "#9fb0b4", 3, 'opacity=".5"') +
      window(-230, 170, 260, 320, id("glass")) +
      at(90, 330, times(5, locker)) +
      at(660, 226, notice) +
      at(1010, 290, door("7 Б")) +
      at(1270, 330, times(3, locker)) +
      window(1610, 170, 260, 320, id("glass")) +
      pot(785, 664, 1),
  }),
};
