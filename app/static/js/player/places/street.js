/* A street of a town: houses, a shop, a bus stop. */
import { at, bush, circle, cloud, daySky, line, path, poplar, rect, shading, times } from "../shapes.js";

const panes = (columns, rows, glass) =>
  times(columns * rows, (index) => at(36 + (index % columns) * 84, 40 + Math.floor(index / columns) * 98, rect(-5, -5, 58, 70, "#fff", 4) + rect(0, 0, 48, 60, `url(#${glass})`, 3) + line("M24 0V60", "#fff", 4)));

const house = (wall, trim, columns, rows, glass) => {
  const width = columns * 84 + 40;
  const height = rows * 98 + 60;
  return rect(0, 0, width, height, wall) + rect(-10, -14, width + 20, 20, trim, 4) + rect(0, height - 26, width, 26, trim) + panes(columns, rows, glass);
};

const shop = (glass) =>
  rect(0, 0, 360, 220, "#fff3dc") +
  rect(-8, -58, 376, 62, "#2a7f86", 8) +
  '<text x="180" y="-16" text-anchor="middle" font-weight="800" font-size="34" fill="#fff" letter-spacing="3">ДҮКЕН</text>' +
  times(9, (index) => path(`M${index * 40} 4 h40 v34 q-20 20 -40 0Z`, index % 2 ? "#fff" : "#e4573f")) +
  rect(24, 76, 180, 110, `url(#${glass})`, 6, 'stroke="#fff" stroke-width="7"') +
  rect(40, 140, 40, 46, "#f4c64d", 4) +
  rect(92, 152, 34, 34, "#ef6f6c", 4) +
  rect(138, 132, 40, 54, "#7fb069", 4) +
  rect(240, 72, 86, 148, "#7a5236", 6) +
  rect(250, 84, 66, 70, "#bfe6f2", 4) +
  circle(314, 168, 5, "#f4c64d");

const busStop =
  rect(0, -210, 260, 18, "#2a92a3", 8) +
  rect(10, -192, 10, 196, "#59627d") +
  rect(240, -192, 10, 196, "#59627d") +
  rect(24, -186, 212, 140, "#d8f0f6", 4, 'opacity=".6"') +
  rect(40, -52, 180, 14, "#c98b55", 6) +
  line("M60 -40V2M200 -40V2", "#59627d", 8) +
  rect(288, -230, 10, 234, "#59627d") +
  rect(262, -268, 62, 56, "#17697a", 10) +
  line("M278 -240H308M284 -226H302", "#fff", 6);

export const PLACE = {
  ground: 800,
  draw: (id) => ({
    sky: daySky(id),
    clouds: cloud(160, 120, 1.2) + cloud(620, 60, 0.9, 0.85) + cloud(1380, 150, 1, 0.9),
    main:
      `<defs>${shading(id("glass"), [0, "#8fd0ee"], [1, "#cfeefa"])}${shading(id("road"), [0, "#dfe3e6"], [1, "#c3cad0"])}</defs>` +
      at(-250, 250, house("#f0dcc0", "#c98b55", 4, 4, id("glass"))) +
      at(180, 346, house("#e4eef2", "#7d9fb5", 3, 3, id("glass"))) +
      at(520, 480, shop(id("glass"))) +
      at(960, 250, house("#f6e3d3", "#b5673e", 4, 4, id("glass"))) +
      at(1400, 350, house("#e3efe4", "#6f9a7b", 5, 3, id("glass"))) +
      poplar(500, 704, 1.1) +
      poplar(930, 704, 1.25) +
      bush(470, 704, 0.6) +
      bush(1370, 704, 0.8) +
      path("M-300 690 H1900 V1500 H-300Z", `url(#${id("road")})`) +
      path("M-300 690 H1900 V704 H-300Z", "#a9b3bb") +
      line("M-300 770H1900M-300 862H1900", "#b4bdc4", 4, 'opacity=".6"') +
      line(times(22, (index) => `M${-280 + index * 100} 706L${-330 + index * 106} 768`), "#b4bdc4", 3, 'opacity=".6"') +
      at(1110, 700, busStop),
  }),
};
