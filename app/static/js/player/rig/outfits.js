/* Clothes and hair. An outfit draws the trunk from the shoulders (y = 0) down to `low` and returns its collar; a
   style of hair draws behind the head and in front of the face and may return what swings. */
import { both, draw, fill, line, path, set, shade, stepped } from "../draw.js";

export const GOLD = "#f4c64d";
export const WHITE = "#fbfaf6";
const FLAT = { "stroke-linecap": "butt" };

export const seam = (stroke, width) => ({ stroke, "stroke-width": width, "stroke-linejoin": "round" });

/** Draws the trunk; `collar` must be put above the neck by the caller. */
export function drawTorso(parent, look) {
  const { spec, shoulder, shoulderY, torso } = look;
  const group = draw("g", {}, parent);
  const cut = { shoulder, hip: shoulder - 6, waist: shoulder - 8, low: torso, middle: torso / 2 + 8 };
  const collar = OUTFITS[spec.outfit](group, cut, look);
  if (spec.backpack) {
    line(group, both(`M${16 - shoulder} -12 Q${8 - shoulder} 30 ${16 - shoulder} ${torso - 22}`), shade(spec.backpack, -0.12), 11);
  }
  const move = ({ breath, turn }) => {
    const y = shoulderY + breath * 0.4;
    set(group, "transform", path`translate(0 ${y})`);
    if (collar) set(collar, "transform", path`translate(${turn * 1.5} ${y})`);
  };
  return { collar, move };
}

export function trunk(group, { shoulder, hip, waist, low, middle }, hem, colour) {
  const edge = low + hem;
  return fill(
    group,
    `M${18 - shoulder} -12 Q${-shoulder - 1} -8 ${-shoulder - 1} 20 Q${-waist} ${middle} ${-hip} ${edge - 10} Q${-hip} ${edge} ${12 - hip} ${edge}` +
      ` L${hip - 12} ${edge} Q${hip} ${edge} ${hip} ${edge - 10} Q${waist} ${middle} ${shoulder + 1} 20 Q${shoulder + 1} -8 ${shoulder - 18} -12 Z`,
    colour,
  );
}

export function band(group, { hip, low }, from, to, colour) {
  const edge = low + to;
  fill(group, `M${-hip} ${low + from} L${hip} ${low + from} L${hip} ${edge - 8} Q${hip} ${edge} ${hip - 12} ${edge} L${12 - hip} ${edge} Q${-hip} ${edge} ${-hip} ${edge - 8}Z`, colour);
}

export function collarOf(colour) {
  const collar = draw("g", {});
  fill(collar, "M-25 -12 Q0 16 25 -12 Q0 2 -25 -12Z", colour, seam(colour, 9));
  return collar;
}

export function shirtCollar(half) {
  const collar = draw("g", {});
  fill(collar, both(half), "#fff", seam("#dfe3ee", 2));
  return collar;
}

function hoodie(group, cut, { top, topShade }) {
  const { low } = cut;
  trunk(group, cut, 20, top);
  band(group, cut, 4, 20, topShade);
  fill(group, `M-24 ${low - 44} L24 ${low - 44} L36 ${low - 4} L-36 ${low - 4}Z`, topShade, { opacity: 0.8, ...seam(topShade, 6) });
  const collar = draw("g", {});
  fill(collar, "M-40 -6 Q-34 -28 0 -28 Q34 -28 40 -6 Q30 22 0 24 Q-30 22 -40 -6Z M-20 -14 Q-18 6 0 8 Q18 6 20 -14 Q0 -22 -20 -14Z", topShade, { "fill-rule": "evenodd" });
  line(collar, "M-13 20 l-2 30 M13 20 l2 26", "#fff", 4);
  return collar;
}

function tee(group, cut, { top, topShade, spec }) {
  const x = cut.shoulder - 4;
  trunk(group, cut, 12, top);
  for (const y of spec.stripes ? [44, 66] : []) line(group, `M${-x} ${y} Q0 ${y + 5} ${x} ${y}`, spec.stripes, 9, FLAT);
  const collar = draw("g", {});
  fill(collar, "M-26 -14 Q0 18 26 -14 Q0 6 -26 -14Z", topShade, seam(topShade, 6));
  return collar;
}

function vest(group, cut, { spec, top, topShade, topLight }) {
  const { shoulder, hip, waist, low, middle } = cut;
  trunk(group, cut, 12, WHITE);
  fill(
    group,
    `M${26 - shoulder} -12 Q${10 - shoulder} 10 ${-waist - 1} ${middle} L${-hip} ${low + 4} Q${-hip} ${low + 14} ${12 - hip} ${low + 14}` +
      ` L${hip - 12} ${low + 14} Q${hip} ${low + 14} ${hip} ${low + 4} L${waist + 1} ${middle} Q${shoulder - 10} 10 ${shoulder - 26} -12 L22 -12 L0 46 L-22 -12Z`,
    top,
  );
  line(group, "M-22 -12 L0 46 L22 -12", topLight, 5);
  band(group, cut, 2, 14, topShade);
  if (spec.age !== "adult") fill(group, `M22 ${low - 52} h16 v14 q-8 8 -16 0Z`, GOLD);
  const collar = shirtCollar("M-25 -18 L0 4 L-18 20 L-34 -6Z");
  if (spec.tie) fill(collar, "M0 2 l-15 -9 v19Z M0 2 l15 -9 v19Z", spec.tie, seam(spec.tie, 4));
  return collar;
}

function sweater(group, cut, { spec, top, topShade }) {
  const { shoulder } = cut;
  const trim = spec.stripes || "#fff3d6";
  trunk(group, cut, 16, top);
  band(group, cut, 2, 16, topShade);
  const count = Math.floor((shoulder - 12) / 9);
  fill(group, Array.from({ length: count }, (_, index) => `M${(index - (count - 1) / 2) * 18} 36 l7 11 -7 11 -7 -11Z`).join(""), trim);
  line(group, `M${5 - shoulder} 28 H${shoulder - 5} M${7 - shoulder} 66 H${shoulder - 7}`, trim, 4, FLAT);
  return collarOf(topShade);
}

export const OUTFITS = { hoodie, tee, vest, sweater, "uniform-skirt": vest };

export function drawBackpack(parent, { spec, shoulder, shoulderY, torso }) {
  if (!spec.backpack) return;
  draw("rect", { x: -shoulder - 10, y: shoulderY + 4, width: shoulder * 2 + 20, height: torso * 0.86, rx: 34, fill: spec.backpack }, parent);
}

/* --- hair --- */

export const CLOSE_BACK = "M-78 -8 C-90 -104 90 -104 78 -8 C80 34 62 62 40 66 L-40 66 C-62 62 -80 34 -78 -8Z";
const BOB_BACK = "M-80 -10 C-92 -104 92 -104 80 -10 C88 40 84 66 70 76 C40 88 -40 88 -70 76 C-84 66 -88 40 -80 -10Z";
const LONG_BACK = "M-80 -10 C-94 -108 94 -108 80 -10 C92 60 90 120 74 138 C44 148 -44 148 -74 138 C-90 120 -92 60 -80 -10Z";
const SHINE = "M-48 -68 C-30 -84 -8 -86 8 -84";
const SIDES = [-1, 1];

export function drawHair(back, front, look) {
  const swing = STYLES[look.spec.hair](back, front, look);
  return (frame) => {
    set(back, "transform", path`translate(${frame.turn * -5} 0)`);
    if (swing) swing(frame);
  };
}

export const simple = (d, shine = SHINE) => (back, front, look) => {
  fill(front, d, look.hair);
  line(front, shine, look.hairLight, 6);
};

const fringe = simple("M-78 22 C-90 -60 -64 -98 0 -98 C64 -98 90 -60 78 22 C74 0 72 -18 66 -30 C30 -26 -30 -26 -66 -30 C-72 -18 -74 0 -78 22Z");

function parted(back, front, look) {
  simple(
    "M-72 6 C-86 -62 -62 -98 0 -98 C62 -98 86 -62 72 6 C68 -20 60 -40 44 -54 C22 -46 6 -56 -2 -66 C-16 -44 -44 -34 -60 -30 C-68 -18 -70 -8 -72 6Z",
    "M-50 -66 C-34 -84 -14 -88 4 -86",
  )(back, front, look);
  line(front, "M-2 -66 C0 -78 0 -88 -2 -97", look.hairShade, 3);
}

export const behind = (d, over) => (back, front, look) => {
  fill(back, d, look.hairShade);
  over(back, front, look);
};

function braids(back, front, look) {
  fill(back, CLOSE_BACK, look.hairShade);
  const pair = SIDES.map(() => drawBraid(back, look));
  parted(back, front, look);
  return ({ time, still, stride, walk, tilt }) =>
    pair.forEach((braid, index) => {
      const side = SIDES[index];
      const sway = still ? 0 : Math.sin(time * 1.9 + index) * 2;
      const angle = side * -7 + sway - stride * Math.sin(walk * 2) * 7 - tilt * 0.8;
      set(braid, "transform", `translate(${side * 66} 30) rotate(${stepped(angle)})`);
    });
}

function drawBraid(back, { spec, hair, hairLight }) {
  const ribbon = spec.ribbon || "#ef6f6c";
  const braid = draw("g", {}, back);
  [17, 16.5, 15.5, 14].forEach((rx, index) => {
    const cy = 10 + index * 21;
    draw("ellipse", { cy, rx, ry: 14, fill: hair }, braid);
    line(braid, `M${4 - rx} ${cy - 4} Q0 ${cy + 9} ${rx - 4} ${cy - 4}`, hairLight, 3);
  });
  fill(braid, "M0 86 l-8 26 q8 8 16 0Z", hair);
  fill(braid, "M0 86 q-22 -16 -22 3 q0 12 22 -3 q22 -16 22 3 q0 12 -22 -3Z", ribbon);
  draw("circle", { cy: 86, r: 5, fill: shade(ribbon, -0.18) }, braid);
  return braid;
}

function pony(back, front, look) {
  const tail = draw("g", {}, back);
  fill(tail, "M44 -70 C116 -96 132 0 104 62 C96 72 88 66 88 54 C90 24 76 2 48 -24Z", look.hair);
  line(tail, "M78 -66 C104 -52 110 -10 100 24", look.hairLight, 5);
  draw("ellipse", { cx: 56, cy: -58, rx: 11, ry: 17, transform: "rotate(-38 56 -58)", fill: look.spec.ribbon || "#ef6f6c" }, tail);
  parted(back, front, look);
  return ({ time, still, dir }) =>
    set(tail, "transform", `scale(${dir > 0 ? -1 : 1} 1) rotate(${still ? 0 : stepped(Math.sin(time * 2) * 2)})`);
}

function tails(back, front, look) {
  fill(back, CLOSE_BACK, look.hairShade);
  const pair = SIDES.map(() => {
    const tail = draw("g", {}, back);
    fill(tail, "M-4 -16 C34 -34 62 14 34 70 C30 74 22 72 20 66 C16 40 4 26 -8 12Z", look.hair);
    line(tail, "M18 -8 C36 6 40 28 32 50", look.hairLight, 4);
    draw("circle", { cx: 2, cy: -3, r: 12, fill: look.spec.ribbon || "#ef6f6c" }, tail);
    return tail;
  });
  fringe(back, front, look);
  return ({ time, still, stride, walk }) =>
    pair.forEach((tail, index) => {
      const sway = still ? 0 : Math.sin(time * 2 + index) * 3 + stride * Math.sin(walk * 2) * 8;
      set(tail, "transform", `translate(${SIDES[index] * 70} -42) scale(${SIDES[index]} 1) rotate(${stepped(sway)})`);
    });
}

const short = simple("M-72 0 C-86 -58 -66 -98 0 -98 C66 -98 86 -58 72 0 C70 -18 66 -30 60 -40 C40 -52 10 -52 -26 -60 C-40 -50 -56 -44 -62 -34 C-68 -24 -70 -14 -72 0Z", "M-40 -76 C-22 -88 4 -88 24 -82");

export const STYLES = {
  braids,
  pony,
  tails,
  short,
  side: short,
  long: behind(LONG_BACK, parted),
  bob: behind(BOB_BACK, fringe),
  bowl: simple("M-73 10 C-92 -62 -66 -102 0 -102 C66 -102 92 -62 73 10 C73 -2 70 -16 65 -26 C40 -38 -40 -38 -67 -26 C-70 -16 -73 -2 -73 10Z"),
  crop: simple("M-72 -8 C-84 -64 -62 -93 0 -94 C62 -93 84 -64 72 -8 C70 -30 66 -40 58 -46 C44 -52 34 -42 20 -52 C6 -44 -6 -54 -20 -46 C-34 -54 -44 -44 -58 -44 C-66 -40 -70 -30 -72 -8Z", "M-40 -72 C-24 -82 2 -84 22 -78"),
  spiky: simple(
    "M-72 2 C-86 -40 -82 -70 -62 -84 L-66 -104 L-40 -96 L-30 -118 L-8 -100 L12 -120 L26 -99 L52 -110 L56 -88 C80 -74 86 -40 72 2 C70 -20 64 -34 56 -42 L40 -32 L26 -48 L6 -34 L-14 -48 L-32 -32 L-54 -42 C-64 -32 -70 -18 -72 2Z",
    "M-46 -78 C-36 -84 -26 -88 -14 -88",
  ),
  swoop: simple(
    "M-72 2 C-90 -52 -74 -96 -20 -100 C20 -116 70 -100 80 -58 C84 -38 78 -18 72 2 C70 -14 66 -26 60 -34 C50 -30 30 -34 18 -48 C2 -34 -36 -24 -58 -36 C-64 -28 -70 -14 -72 2Z" +
      " M-20 -98 L-44 -92 C-46 -98 -50 -104 -60 -104 C-52 -112 -34 -112 -20 -98Z",
    "M-44 -76 C-26 -90 0 -92 18 -86 M30 -82 C44 -78 54 -70 58 -58",
  ),
};
