/* The yard before a school. */
import { at, bush, circle, cloud, daySky, horn, line, path, poplar, rect, shading, times } from "../shapes.js";

const pane = (x, y, glass) =>
  at(
    x,
    y,
    rect(-6, -6, 86, 104, "#fff", 8) +
      rect(0, 0, 74, 92, `url(#${glass})`, 4) +
      path("M9 92 L41 0 H59 L27 92Z", "#fff", 'opacity=".28"') +
      line("M37 0V92M0 39H74", "#fff", 5) +
      rect(-10, 98, 94, 9, "#e9d9bd", 4),
  );

const panes = (x, y, glass) => times(3, (index) => pane(x + index * 108, y, glass));

const apples = [[-56, -168], [10, -200], [52, -156], [-14, -138], [-38, -206], [72, -186]];

const appleTree = (x, y, scale) =>
  at(
    x,
    y,
    path("M-14 4 C-8 -40 -10 -80 -26 -116 L0 -90 L22 -124 C8 -80 8 -40 16 4Z", "#8a6548") +
      path("M-96 -130 C-120 -190 -60 -226 -40 -216 C-30 -262 60 -262 66 -212 C112 -214 122 -148 88 -128 C80 -96 20 -92 4 -108 C-20 -88 -84 -92 -96 -130Z", "#6bb97b") +
      path("M-96 -130 C-84 -92 -20 -88 4 -108 C20 -92 80 -96 88 -128 C100 -136 106 -148 106 -162 C80 -130 30 -132 8 -140 C-20 -122 -70 -124 -98 -152 C-100 -144 -99 -137 -96 -130Z", "#53a56b") +
      apples.map(([left, top]) => circle(left, top, 10, "#ef6f6c") + circle(left - 3, top - 3, 3, "#ffc2b8")).join(""),
    scale,
  );

const entrance = (glass) =>
  rect(690, 206, 220, 474, "#fff8ea") +
  path("M676 206 L800 136 L924 206Z", "#2aa6a6") +
  path("M706 200 L800 148 L894 200Z", "#fff8ea") +
  circle(800, 184, 14, "#f4c64d") +
  rect(706, 226, 188, 54, "#2aa6a6", 8) +
  '<text x="800" y="264" text-anchor="middle" font-weight="800" font-size="32" fill="#fff" letter-spacing="4">МЕКТЕП</text>' +
  times(5, (index) => horn(724 + index * 38, 312, 0.82, "#f0b73c")) +
  rect(690, 292, 220, 5, "#f0b73c") +
  rect(690, 332, 220, 5, "#f0b73c") +
  rect(716, 352, 168, 96, `url(#${glass})`, 10, 'stroke="#fff" stroke-width="8"') +
  line("M800 352V448", "#fff", 6) +
  path("M722 680 V536 Q722 470 800 470 Q878 470 878 536 V680Z", "#fff") +
  path("M732 680 V538 Q732 480 800 480 Q868 480 868 538 V680Z", "#2f7f93") +
  line("M800 480V680", "#fff", 6) +
  rect(746, 528, 42, 70, "#9fdcf0", 6) +
  rect(812, 528, 42, 70, "#9fdcf0", 6) +
  rect(690, 676, 220, 14, "#e0c79c", 3) +
  rect(670, 690, 260, 14, "#d2b686", 3);

const school = (glass) =>
  rect(330, 276, 940, 390, "#fdf2df") +
  rect(330, 276, 940, 18, "#f3dfba") +
  path("M306 276 H1294 V246 Q1294 236 1284 236 H316 Q306 236 306 246Z", "#2aa6a6") +
  rect(306, 262, 988, 14, "#1f8b8f") +
  rect(330, 640, 940, 40, "#d7bd94") +
  panes(384, 336, glass) +
  panes(926, 336, glass) +
  panes(384, 506, glass) +
  panes(926, 506, glass) +
  entrance(glass);

const flag =
  rect(-4, -300, 8, 304, "#b9c3d4", 4) +
  path("M4 -296 C40 -310 70 -282 112 -296 V-226 C70 -212 40 -240 4 -226Z", "#17a9c7") +
  circle(58, -262, 13, "#ffd84d") +
  line("M40 -246 Q58 -234 76 -246", "#ffd84d", 4);

const bench =
  rect(-6, -40, 210, 16, "#c98b55", 7) +
  rect(-6, -66, 210, 16, "#d99b62", 7) +
  line("M14 -26 V22 M184 -26 V22", "#59627d", 11) +
  line("M14 -70 V-20 M184 -70 V-20", "#59627d", 7);

const hopscotch = '<g stroke="#fff" stroke-width="6" fill="none" opacity=".75" transform="translate(1210 786) skewX(-24)"><path d="M0 0H112V36H0ZM56 0V36M112 -18H168V54H112ZM112 18H168M168 0H224V36H168Z"/></g>';

export const PLACE = {
  ground: 790,
  draw: (id) => ({
    sky: daySky(id),
    clouds: cloud(180, 120, 1.25) + cloud(640, 70, 0.9, 0.85) + cloud(1010, 190, 0.7, 0.8) + cloud(1480, 90, 1.1, 0.9),
    main:
      `<defs>${shading(id("glass"), [0, "#8fd0ee"], [1, "#cfeefa"])}${shading(id("yard"), [0, "#f4e3c3"], [1, "#e8cfa3"])}</defs>` +
      path("M-300 600 C0 520 240 560 460 590 C760 540 1100 530 1900 600 V700 H-300Z", "#a8d8a0") +
      path("M-300 640 C100 590 500 640 800 620 C1200 590 1500 630 1900 610 V760 H-300Z", "#8bca91") +
      [[40, 0.8], [-40, 1], [-130, 0.85], [1490, 0.95], [1580, 1.1], [1670, 0.9]].map(([x, scale]) => poplar(x, 648, scale)).join("") +
      school(id("glass")) +
      at(1330, 676, flag) +
      bush(420, 690, 0.8) +
      bush(560, 694, 0.7, "#6ab87d") +
      bush(1040, 694, 0.75, "#6ab87d") +
      bush(1180, 690, 0.85) +
      path("M-300 690 H1900 V1500 H-300Z", `url(#${id("yard")})`) +
      path("M-300 690 H1900 V702 H-300Z", "#d6ba8b") +
      path("M690 702 H910 L1350 1500 H250Z", "#f9edd4", 'opacity=".8"') +
      line("M-300 740H1900M-300 800H1900M-300 880H1900", "#d9bf92", 4, 'opacity=".55"') +
      hopscotch +
      appleTree(190, 716, 1.35) +
      appleTree(1440, 712, 1.15) +
      at(300, 742, bench),
    front: `<g opacity=".95">${path("M-300 960 C-250 840 -180 850 -120 900 C-90 850 -40 850 10 905 L40 960Z M1560 960 C1600 880 1660 850 1700 900 C1740 840 1820 850 1900 960Z", "#5fae74")}</g>`,
  }),
};
