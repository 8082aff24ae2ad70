/* Outfits of the trunk. An outfit is a function: it draws below the collar and returns the collar,
   which lies over the neck. A new outfit is a new entry of OUTFITS. */
import { draw, fill, line, set, round, shade } from "./svg.js";

const GOLD = "#f4c64d";
const WHITE = "#fbfaf6";

/** Draws the trunk; `collar` must be put above the neck by the caller. */
export function drawTorso(parent, look) {
  const group = draw("g", {}, parent);
  const cut = cutOf(look);
  const outfit = OUTFITS[look.spec.outfit] || OUTFITS.tee;
  const collar = outfit(group, cut, look);
  if (look.spec.backpack) drawStraps(group, cut, look.spec.backpack);
  const move = ({ breath, turn }) => {
    const lift = round(breath * 0.4);
    set(group, "transform", `translate(0 ${lift})`);
    if (collar) set(collar, "transform", `translate(${round(turn * 1.5)} ${lift})`);
  };
  return { collar, move };
}

/** The corners between which clothes are drawn. */
function cutOf({ shoulder, hipY, shoulderY }) {
  return {
    shoulder,
    hip: shoulder - 6,
    waist: shoulder - 8,
    low: hipY,
    high: shoulderY,
    middle: (hipY + shoulderY) / 2 + 8,
  };
}

function trunk({ shoulder, hip, waist, low, high, middle }, hem) {
  const edge = low + hem;
  return (
    `M${-shoulder + 18} ${high - 12} Q${-shoulder - 1} ${high - 8} ${-shoulder - 1} ${high + 20}` +
    ` Q${-waist} ${middle} ${-hip} ${edge - 10} Q${-hip} ${edge} ${-hip + 12} ${edge} L${hip - 12} ${edge}` +
    ` Q${hip} ${edge} ${hip} ${edge - 10} Q${waist} ${middle} ${shoulder + 1} ${high + 20}` +
    ` Q${shoulder + 1} ${high - 8} ${shoulder - 18} ${high - 12} Z`
  );
}

/** The band at the lower edge. */
const band = ({ hip, low }, from, to) =>
  `M${-hip} ${low + from} L${hip} ${low + from} L${hip} ${low + to - 8} Q${hip} ${low + to} ${hip - 12} ${low + to}` +
  ` L${-hip + 12} ${low + to} Q${-hip} ${low + to} ${-hip} ${low + to - 8}Z`;

function hoodie(group, cut, look) {
  const { high, low } = cut;
  fill(group, trunk(cut, 20), look.top);
  fill(group, band(cut, 4, 20), look.topShade);
  fill(group, `M-24 ${low - 44} L24 ${low - 44} L36 ${low - 4} L-36 ${low - 4}Z`, look.topShade, {
    opacity: 0.8,
    stroke: look.topShade,
    "stroke-width": 6,
    "stroke-linejoin": "round",
  });
  const collar = draw("g", {});
  const hood =
    `M-40 ${high - 6} Q-34 ${high - 28} 0 ${high - 28} Q34 ${high - 28} 40 ${high - 6} Q30 ${high + 22} 0 ${high + 24}` +
    ` Q-30 ${high + 22} -40 ${high - 6}Z M-20 ${high - 14} Q-18 ${high + 6} 0 ${high + 8} Q18 ${high + 6} 20 ${high - 14}` +
    ` Q0 ${high - 22} -20 ${high - 14}Z`;
  fill(collar, hood, look.topShade, { "fill-rule": "evenodd" });
  line(collar, `M-13 ${high + 20} l-2 30 M13 ${high + 20} l2 26`, "#fff", 4);
  return collar;
}

function tee(group, cut, look) {
  const { shoulder, high } = cut;
  fill(group, trunk(cut, 12), look.top);
  for (const drop of look.spec.stripes ? [44, 66] : []) {
    const stripe = `M${-shoulder + 4} ${high + drop} Q0 ${high + drop + 5} ${shoulder - 4} ${high + drop}`;
    line(group, stripe, look.spec.stripes, 9, { "stroke-linecap": "butt" });
  }
  const collar = draw("g", {});
  fill(collar, `M-26 ${high - 14} Q0 ${high + 18} 26 ${high - 14} Q0 ${high + 6} -26 ${high - 14}Z`, look.topShade, {
    stroke: look.topShade,
    "stroke-width": 6,
    "stroke-linejoin": "round",
  });
  return collar;
}

/** White shirt under a vest: the school uniform, with a skirt or with trousers. */
function vest(group, cut, look) {
  const { shoulder, hip, waist, low, high, middle } = cut;
  fill(group, trunk(cut, 12), WHITE);
  fill(
    group,
    `M${-shoulder + 26} ${high - 12} Q${-shoulder + 10} ${high + 10} ${-waist - 1} ${middle} L${-hip} ${low + 4}` +
      ` Q${-hip} ${low + 14} ${-hip + 12} ${low + 14} L${hip - 12} ${low + 14} Q${hip} ${low + 14} ${hip} ${low + 4}` +
      ` L${waist + 1} ${middle} Q${shoulder - 10} ${high + 10} ${shoulder - 26} ${high - 12}` +
      ` L22 ${high - 12} L0 ${high + 46} L-22 ${high - 12}Z`,
    look.top,
  );
  line(group, `M-22 ${high - 12} L0 ${high + 46} L22 ${high - 12}`, look.topLight, 5);
  fill(group, band(cut, 2, 14), look.topShade);
  if (look.spec.age !== "adult") fill(group, `M22 ${low - 52} h16 v14 q-8 8 -16 0Z`, GOLD);
  const collar = shirtCollar(`M-25 ${high - 18} L0 ${high + 4} L-18 ${high + 20} L-34 ${high - 6}Z M25 ${high - 18} L0 ${high + 4} L18 ${high + 20} L34 ${high - 6}Z`);
  const bow = look.spec.tie;
  if (bow) {
    fill(collar, `M0 ${high + 2} l-15 -9 v19Z M0 ${high + 2} l15 -9 v19Z`, bow, {
      stroke: bow,
      "stroke-width": 4,
      "stroke-linejoin": "round",
    });
  }
  return collar;
}

function suit(group, cut, look) {
  const { low, high } = cut;
  fill(group, trunk(cut, 12), look.top);
  fill(group, `M-24 ${high - 12} L0 ${high + 72} L24 ${high - 12}Z`, WHITE);
  const tie =
    `M-7 ${high + 6} L7 ${high + 6} L10 ${high + 52} L0 ${high + 68} L-10 ${high + 52}Z` +
    ` M-9 ${high - 6} L9 ${high - 6} L6 ${high + 8} L-6 ${high + 8}Z`;
  fill(group, tie, look.spec.tie || "#b23a48");
  const lapels =
    `M-26 ${high - 14} L0 ${high + 74} L-12 ${high + 78} L-40 ${high + 24} L-30 ${high + 14} L-42 ${high + 4}Z` +
    ` M26 ${high - 14} L0 ${high + 74} L12 ${high + 78} L40 ${high + 24} L30 ${high + 14} L42 ${high + 4}Z`;
  fill(group, lapels, look.topShade);
  line(group, `M0 ${high + 74} L0 ${low + 10}`, look.topShade, 3);
  drawButtons(group, high, look.spec.outfit === "officer" ? GOLD : shade(look.topShade, -0.25));
  if (look.spec.outfit === "suit") {
    draw("rect", { x: 20, y: high + 44, width: 22, height: 5, rx: 2, fill: look.topShade }, group);
  }
  return shirtCollar(`M-24 ${high - 18} L0 ${high + 2} L-12 ${high + 14} L-28 ${high - 6}Z M24 ${high - 18} L0 ${high + 2} L12 ${high + 14} L28 ${high - 6}Z`);
}

function drawButtons(group, high, colour) {
  for (const drop of [88, 112]) draw("circle", { cx: 8, cy: high + drop, r: 4, fill: colour }, group);
}

/** A generic service uniform: shoulder straps and a star, no real insignia. */
function officer(group, cut, look) {
  const { shoulder, high } = cut;
  const collar = suit(group, cut, look);
  fill(group, `M${-shoulder + 2} ${high - 8} l26 -7 l4 11 l-27 7Z M${shoulder - 2} ${high - 8} l-26 -7 l-4 11 l27 7Z`, GOLD, {
    stroke: GOLD,
    "stroke-width": 3,
    "stroke-linejoin": "round",
  });
  fill(group, `M30 ${high + 34} l4 8 9 1 -6.5 6.5 1.5 9 -8 -4.2 -8 4.2 1.5 -9 -6.5 -6.5 9 -1Z`, GOLD);
  return collar;
}

/** A grandmother's dress with a kamzol and its ornament. */
function dress(group, cut, look) {
  const { shoulder, hip, waist, low, high, middle } = cut;
  const kamzol = look.spec.kamzol || "#7a2e4d";
  fill(group, trunk(cut, 12), look.top);
  const halves =
    `M${-shoulder + 24} ${high - 12} Q${-shoulder + 8} ${high + 12} ${-waist - 2} ${middle} L${-hip - 4} ${low + 34}` +
    ` L-9 ${low + 34} L-9 ${high - 6} L-22 ${high - 12}Z M${shoulder - 24} ${high - 12} Q${shoulder - 8} ${high + 12}` +
    ` ${waist + 2} ${middle} L${hip + 4} ${low + 34} L9 ${low + 34} L9 ${high - 6} L22 ${high - 12}Z`;
  fill(group, halves, kamzol, { stroke: kamzol, "stroke-width": 4, "stroke-linejoin": "round" });
  line(group, `M-11 ${high - 4} V${low + 32} M11 ${high - 4} V${low + 32}`, GOLD, 5, { "stroke-linecap": "butt" });
  for (const side of [-1, 1]) {
    const horn = `M${side * 30} ${low + 4} q${side * 12} -16 0 -24 q${side * -10} 2 ${side * -5} 10 M${side * 30} ${low + 4} q${side * -12} -12 ${side * -10} -24`;
    line(group, horn, GOLD, 3.5);
  }
  return null;
}

/** A doctor's white coat over a coloured shirt. */
function coat(group, cut, look) {
  const { hip, low, high } = cut;
  const shirt = look.spec.tie || "#5aa6a6";
  fill(group, trunk(cut, 14), look.top);
  fill(group, `M-24 ${high - 12} L0 ${high + 66} L24 ${high - 12}Z`, shirt);
  fill(group, `M-26 ${high - 14} L0 ${high + 68} L-16 ${high + 64} L-42 ${high + 16} L-40 ${high - 4}Z M26 ${high - 14} L0 ${high + 68} L16 ${high + 64} L42 ${high + 16} L40 ${high - 4}Z`, look.topShade);
  line(group, `M0 ${high + 68} V${low + 14}`, look.topShade, 3);
  for (const side of [-1, 1]) draw("rect", { x: side * (hip - 20) - 13, y: low - 16, width: 26, height: 22, rx: 3, fill: look.topShade }, group);
  line(group, `M-30 ${high + 4} C-34 ${high + 54} -12 ${high + 84} 14 ${high + 84}`, "#49566e", 5);
  draw("circle", { cx: 22, cy: high + 84, r: 9, fill: "#8b97ab", stroke: "#49566e", "stroke-width": 3 }, group);
  return collarOf(high, shade(shirt, -0.16));
}

/** A judge's robe with a white collar. */
function robe(group, cut, look) {
  const { low, high } = cut;
  fill(group, trunk(cut, 12), look.top);
  line(group, `M-30 ${high + 30} L-34 ${low + 12} M30 ${high + 30} L34 ${low + 12}`, look.topShade, 4);
  const collar = draw("g", {});
  fill(collar, `M-30 ${high - 14} L0 ${high + 8} L30 ${high - 14} L46 ${high + 10} L0 ${high + 40} L-46 ${high + 10}Z`, WHITE, { stroke: "#d5d9e4", "stroke-width": 2, "stroke-linejoin": "round" });
  fill(collar, `M-11 ${high + 24} H11 L16 ${high + 74} H-16Z`, WHITE, { stroke: "#d5d9e4", "stroke-width": 2, "stroke-linejoin": "round" });
  return collar;
}

/** A tracksuit with its zip; a trainer wears a whistle. */
function tracksuit(group, cut, look) {
  const { shoulder, low, high } = cut;
  const trim = look.spec.stripes || "#ffffff";
  fill(group, trunk(cut, 18), look.top);
  fill(group, band(cut, 6, 18), look.topShade);
  line(group, `M${-shoulder + 16} ${high - 2} L${-shoulder + 22} ${low} M${shoulder - 16} ${high - 2} L${shoulder - 22} ${low}`, trim, 6, { "stroke-linecap": "butt" });
  line(group, `M0 ${high} V${low + 16}`, look.topShade, 5);
  const collar = collarOf(high, look.topShade);
  line(collar, `M-22 ${high + 2} L2 ${high + 50} L22 ${high + 2}`, "#33405e", 3);
  fill(collar, `M-8 ${high + 48} h20 v7 h-5 a9 9 0 1 1 -15 -7Z`, GOLD);
  return collar;
}

/** A warm jumper with a row of rhombs. */
function sweater(group, cut, look) {
  const { shoulder, low, high } = cut;
  const trim = look.spec.stripes || "#fff3d6";
  fill(group, trunk(cut, 16), look.top);
  fill(group, band(cut, 2, 16), look.topShade);
  const count = Math.floor((shoulder - 12) / 9);
  const rhombs = Array.from({ length: count }, (_, index) => `M${(index - (count - 1) / 2) * 18} ${high + 36} l7 11 -7 11 -7 -11Z`);
  fill(group, rhombs.join(""), trim);
  line(group, `M${-shoulder + 5} ${high + 28} H${shoulder - 5} M${-shoulder + 7} ${high + 66} H${shoulder - 7}`, trim, 4, { "stroke-linecap": "butt" });
  return collarOf(high, look.topShade);
}

/** A shop assistant's apron over a blouse. */
function apron(group, cut, look) {
  const { hip, low, high } = cut;
  const cloth = look.spec.apron;
  fill(group, trunk(cut, 12), look.top);
  fill(group, `M-30 ${high + 34} H30 L${hip - 4} ${low - 30} V${low + 14} H${-hip + 4} V${low - 30}Z`, cloth, { stroke: cloth, "stroke-width": 6, "stroke-linejoin": "round" });
  line(group, `M-29 ${high + 34} L-24 ${high - 8} M29 ${high + 34} L24 ${high - 8}`, shade(cloth, -0.14), 8);
  line(group, `M${-hip + 3} ${low - 26} H${hip - 3}`, shade(cloth, -0.14), 5);
  draw("rect", { x: -17, y: high + 46, width: 34, height: 26, rx: 5, fill: shade(cloth, -0.14) }, group);
  return collarOf(high, look.topShade);
}

/** A round, close collar. */
function collarOf(high, colour) {
  const collar = draw("g", {});
  const edge = { stroke: colour, "stroke-width": 9, "stroke-linejoin": "round" };
  fill(collar, `M-25 ${high - 12} Q0 ${high + 16} 25 ${high - 12} Q0 ${high + 2} -25 ${high - 12}Z`, colour, edge);
  return collar;
}

function shirtCollar(d) {
  const collar = draw("g", {});
  fill(collar, d, "#fff", { stroke: "#dfe3ee", "stroke-width": 2, "stroke-linejoin": "round" });
  return collar;
}

const OUTFITS = { hoodie, tee, vest, suit, officer, dress, coat, robe, tracksuit, sweater, apron, "uniform-skirt": vest };

export function drawBackpack(parent, { spec, shoulder, shoulderY, torso }) {
  if (!spec.backpack) return;
  const box = { x: -shoulder - 10, y: shoulderY + 4, width: shoulder * 2 + 20, height: torso * 0.86, rx: 34 };
  draw("rect", { ...box, fill: spec.backpack }, parent);
}

function drawStraps(group, { shoulder, high, low }, colour) {
  const straps =
    `M${-shoulder + 16} ${high - 12} Q${-shoulder + 8} ${high + 30} ${-shoulder + 16} ${low - 22}` +
    ` M${shoulder - 16} ${high - 12} Q${shoulder - 8} ${high + 30} ${shoulder - 16} ${low - 22}`;
  line(group, straps, shade(colour, -0.12), 11);
}
