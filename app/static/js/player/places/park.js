/* A park at dusk or at night: lamps are lit, benches stand along the path. */
import { at, bush, circle, cloud, line, path, poplar, rect, shading, times } from "../shapes.js";

const lamp = (x, y, glow) =>
  at(
    x,
    y,
    circle(0, -330, 150, `url(#${glow})`) +
      rect(-6, -300, 12, 304, "#3a4468", 5) +
      rect(-20, -8, 40, 16, "#3a4468", 6) +
      path("M-26 -306 H26 L18 -354 H-18Z", "#fff0b8") +
      path("M-34 -354 H34 L18 -376 H-18Z", "#3a4468"),
  );

const bench = (x, y) =>
  at(
    x,
    y,
    line("M24 -4 L16 66 M256 -4 L264 66", "#3a4468", 10) +
      rect(0, -96, 280, 20, "#b5764a", 8) +
      rect(0, -64, 280, 20, "#a5683f", 8) +
      line("M30 -96V-4M250 -96V-4", "#3a4468", 8) +
      rect(-8, -18, 296, 24, "#c4845a", 9),
  );

const sun = (id) =>
  `<defs><radialGradient id="${id("sun")}"><stop offset="0" stop-color="#fff1c0"/><stop offset="1" stop-color="#ffd9a0" stop-opacity="0"/></radialGradient></defs>` +
  circle(420, 500, 240, `url(#${id("sun")})`) +
  circle(420, 500, 62, "#ffe9a8");

const moon = () => times(26, (index) => circle(-260 + ((index * 389) % 2080), 20 + ((index * 157) % 360), 2 + (index % 3), "#fff3c9")) + path("M430 150 a62 62 0 1 0 52 96 a52 52 0 1 1 -52 -96Z", "#ffe9a8");

export const DUSK = {
  sky: [[0, "#5a5fa8"], [0.45, "#b58fc0"], [0.75, "#f5b79a"], [1, "#ffdfae"]],
  light: sun,
  hills: ["#8d7fb8", "#6d7aa8"],
  birds: "#5a4f86",
  clouds: [0.45, 0.35, 0.4],
  dark: 0,
};

export const NIGHT = {
  sky: [[0, "#1b2a68"], [0.6, "#41549c"], [1, "#8a93d0"]],
  light: moon,
  hills: ["#4d5ca0", "#43528f"],
  birds: "none",
  clouds: [0.2, 0.15, 0.2],
  dark: 0.46,
};

const tree = (x, y, scale, leaves, shadow) =>
  at(
    x,
    y,
    path("M-16 4 C-10 -60 -14 -120 -10 -170 H12 C14 -120 12 -60 20 4Z", "#6e4f49") +
      path("M0 -360 C70 -372 112 -310 96 -262 C130 -220 96 -150 40 -158 C14 -132 -34 -136 -48 -160 C-104 -150 -130 -214 -96 -258 C-112 -310 -66 -370 0 -360Z", leaves) +
      path("M96 -262 C130 -220 96 -150 40 -158 C14 -132 -34 -136 -48 -160 C10 -150 70 -190 96 -262Z", shadow),
    scale,
  );

const birds = (colour) => line("M0 0q8 -12 16 0q8 -12 16 0M56 24q7 -10 14 0q7 -10 14 0M-40 34q6 -9 12 0q6 -9 12 0", colour, 4);

const trees =
  tree(-120, 680, 1.25, "#5f9a74", "#4a8263") +
  poplar(120, 664, 1.2) +
  tree(420, 660, 0.95, "#6fa67a", "#55906a") +
  bush(620, 656, 0.8, "#5f9a74") +
  tree(1060, 656, 0.9, "#6fa67a", "#55906a") +
  poplar(1330, 660, 1.25) +
  tree(1560, 680, 1.3, "#5f9a74", "#4a8263") +
  bush(1230, 662, 0.9, "#5f9a74") +
  bush(-10, 690, 1, "#6fa67a");

const HORIZON = "M-300 560 L-60 450 L120 510 L330 400 L560 520 L820 440 L1010 520 L1260 410 L1500 520 L1900 430 V720 H-300Z";

export const park = ({ sky, light, hills, birds: feathers, clouds, dark }) => ({
  ground: 800,
  draw: (id) => ({
    sky:
      `<defs>${shading(id("sky"), ...sky)}</defs>` +
      rect(-300, -200, 2200, 860, `url(#${id("sky")})`) +
      light(id) +
      path(HORIZON, hills[0]) +
      path("M-300 620 C100 540 380 600 760 570 S1500 540 1900 600 V720 H-300Z", hills[1]) +
      at(980, 230, birds(feathers)),
    clouds: cloud(200, 150, 1.1, clouds[0]) + cloud(760, 80, 0.9, clouds[1]) + cloud(1400, 170, 1.2, clouds[2]),
    main:
      `<defs>${shading(id("grass"), [0, "#6fa583"], [1, "#4f8468"])}${shading(id("path"), [0, "#dcc3a8"], [1, "#bf9f86"])}` +
      `<radialGradient id="${id("glow")}"><stop offset="0" stop-color="#ffe9a3" stop-opacity=".85"/><stop offset="1" stop-color="#ffe9a3" stop-opacity="0"/></radialGradient></defs>` +
      path("M-300 640 Q800 600 1900 640 V1500 H-300Z", `url(#${id("grass")})`) +
      trees +
      path("M-300 726 Q800 684 1900 726 V920 Q800 880 -300 920Z", `url(#${id("path")})`) +
      line("M-300 726 Q800 684 1900 726", "#a98a76", 7) +
      times(14, (index) => `<ellipse cx="${-240 + index * 156}" cy="${768 + ((index * 37) % 92)}" rx="26" ry="5" fill="#a98a76" opacity=".4"/>`) +
      bench(170, 680) +
      bench(1180, 680) +
      (dark ? rect(-300, -300, 2200, 1800, "#141a46", 0, `opacity="${dark}"`) : "") +
      lamp(80, 712, id("glow")) +
      lamp(800, 694, id("glow")) +
      lamp(1530, 714, id("glow")),
  }),
});

export const PLACE = park(DUSK);
