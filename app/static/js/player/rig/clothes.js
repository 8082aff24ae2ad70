/* An outfit draws the trunk from the shoulders (y = 0) down to `low` and returns its collar. */
import { both, draw, fill, line, path, set, shade } from "./svg.js";

export const GOLD = "#f4c64d";
export const WHITE = "#fbfaf6";
const FLAT = { "stroke-linecap": "butt" };

/** A seam of this colour makes the corners of a shape round. */
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

/** White shirt under a vest: the school uniform, with a skirt or with trousers. */
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

/** A warm jumper with a row of rhombs. */
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
