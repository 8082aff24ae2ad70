/* What only some people wear: clothes of grown-ups and of their work, their hair, and hats. A clip loads it when it
   has somebody who does. A new outfit, style or hat is an entry at the end. */
import { band, behind, CLOSE_BACK, collarOf, GOLD, OUTFITS, seam, shirtCollar, simple, STYLES, trunk, WHITE } from "./outfits.js";
import { HATS } from "./head.js";
import { HEMS } from "./rig.js";
import { both, draw, fill, line, path, set, shade } from "../draw.js";

const FLAT = { "stroke-linecap": "butt" };

/* --- clothes --- */

function suit(group, cut, { spec, top, topShade }) {
  const { low } = cut;
  trunk(group, cut, 12, top);
  fill(group, "M-24 -12 L0 72 L24 -12Z", WHITE);
  fill(group, "M-7 6 L7 6 L10 52 L0 68 L-10 52Z M-9 -6 L9 -6 L6 8 L-6 8Z", spec.tie || "#b23a48");
  fill(group, both("M-26 -14 L0 74 L-12 78 L-40 24 L-30 14 L-42 4Z"), topShade);
  line(group, `M0 74 L0 ${low + 10}`, topShade, 3);
  const buttons = spec.outfit === "officer" ? GOLD : shade(topShade, -0.25);
  for (const cy of [88, 112]) draw("circle", { cx: 8, cy, r: 4, fill: buttons }, group);
  if (spec.outfit === "suit") draw("rect", { x: 20, y: 44, width: 22, height: 5, rx: 2, fill: topShade }, group);
  return shirtCollar("M-24 -18 L0 2 L-12 14 L-28 -6Z");
}

/** A generic service uniform: shoulder straps and a star, no real insignia. */
function officer(group, cut, look) {
  const collar = suit(group, cut, look);
  fill(group, both(`M${2 - cut.shoulder} -8 l26 -7 l4 11 l-27 7Z`), GOLD, seam(GOLD, 3));
  fill(group, "M30 34 l4 8 9 1 -6.5 6.5 1.5 9 -8 -4.2 -8 4.2 1.5 -9 -6.5 -6.5 9 -1Z", GOLD);
  return collar;
}

/** A grandmother's dress with a kamzol and its ornament. */
function dress(group, cut, { spec, top }) {
  const { shoulder, hip, waist, low, middle } = cut;
  const kamzol = spec.kamzol || "#7a2e4d";
  trunk(group, cut, 12, top);
  const part = `M${24 - shoulder} -12 Q${8 - shoulder} 12 ${-waist - 2} ${middle} L${-hip - 4} ${low + 34} L-9 ${low + 34} L-9 -6 L-22 -12Z`;
  fill(group, both(part), kamzol, seam(kamzol, 4));
  line(group, `M-11 -4 V${low + 32} M11 -4 V${low + 32}`, GOLD, 5, FLAT);
  line(group, both(`M-30 ${low + 4} q-12 -16 0 -24 q10 2 5 10 M-30 ${low + 4} q12 -12 10 -24`), GOLD, 3.5);
  return null;
}

/** A doctor's white coat over a coloured shirt. */
function coat(group, cut, { spec, top, topShade }) {
  const { hip, low } = cut;
  const shirt = spec.tie || "#5aa6a6";
  trunk(group, cut, 14, top);
  fill(group, "M-24 -12 L0 66 L24 -12Z", shirt);
  fill(group, both("M-26 -14 L0 68 L-16 64 L-42 16 L-40 -4Z"), topShade);
  line(group, `M0 68 V${low + 14}`, topShade, 3);
  for (const x of [7 - hip, hip - 33]) draw("rect", { x, y: low - 16, width: 26, height: 22, rx: 3, fill: topShade }, group);
  line(group, "M-30 4 C-34 54 -12 84 14 84", "#49566e", 5);
  draw("circle", { cx: 22, cy: 84, r: 9, fill: "#8b97ab", stroke: "#49566e", "stroke-width": 3 }, group);
  return collarOf(shade(shirt, -0.16));
}

/** A judge's robe with a white collar. */
function robe(group, cut, { top, topShade }) {
  const { low } = cut;
  trunk(group, cut, 12, top);
  line(group, both(`M-30 30 L-34 ${low + 12}`), topShade, 4);
  const collar = draw("g", {});
  for (const d of ["M-30 -14 L0 8 L30 -14 L46 10 L0 40 L-46 10Z", "M-11 24 H11 L16 74 H-16Z"]) fill(collar, d, WHITE, seam("#d5d9e4", 2));
  return collar;
}

/** A tracksuit with its zip; a trainer wears a whistle. */
function tracksuit(group, cut, { spec, top, topShade }) {
  const { shoulder, low } = cut;
  trunk(group, cut, 18, top);
  band(group, cut, 6, 18, topShade);
  line(group, both(`M${16 - shoulder} -2 L${22 - shoulder} ${low}`), spec.stripes || "#ffffff", 6, FLAT);
  line(group, `M0 0 V${low + 16}`, topShade, 5);
  const collar = collarOf(topShade);
  line(collar, "M-22 2 L2 50 L22 2", "#33405e", 3);
  fill(collar, "M-8 48 h20 v7 h-5 a9 9 0 1 1 -15 -7Z", GOLD);
  return collar;
}

/** A shop assistant's apron over a blouse. */
function apron(group, cut, { spec, top, topShade }) {
  const { hip, low } = cut;
  const cloth = spec.apron;
  const dark = shade(cloth, -0.14);
  trunk(group, cut, 12, top);
  fill(group, `M-30 34 H30 L${hip - 4} ${low - 30} V${low + 14} H${4 - hip} V${low - 30}Z`, cloth, seam(cloth, 6));
  line(group, "M-29 34 L-24 -8 M29 34 L24 -8", dark, 8);
  line(group, `M${3 - hip} ${low - 26} H${hip - 3}`, dark, 5);
  draw("rect", { x: -17, y: 46, width: 34, height: 26, rx: 5, fill: dark }, group);
  return collarOf(topShade);
}

/* --- hair --- */

const BACK_CURLS = [[-70, -30, 30], [-78, 10, 28], [-72, 48, 27], [70, -30, 30], [78, 10, 28], [72, 48, 27]];
const FRONT_CURLS = [[-68, -34, 21], [-52, -62, 25], [-24, -76, 26], [8, -82, 27], [38, -70, 25], [62, -46, 22]];

function curly(back, front, look) {
  for (const [cx, cy, r] of BACK_CURLS) draw("circle", { cx, cy, r, fill: look.hairShade }, back);
  for (const [cx, cy, r] of FRONT_CURLS) draw("circle", { cx, cy, r, fill: look.hair }, front);
  line(front, "M-56 -68 q8 -12 18 -12 M-8 -90 q12 -8 22 -2 M38 -80 q12 0 16 10", look.hairLight, 6);
}

/** An old man's crown of hair. */
function bald(back, front, look) {
  fill(front, "M-77 14 C-88 -18 -82 -44 -66 -54 C-70 -34 -66 -12 -71 12Z M77 14 C88 -18 82 -44 66 -54 C70 -34 66 -12 71 12Z", look.hair);
  line(front, "M-26 -62 C-14 -70 4 -72 18 -68", "#ffffff", 6, { opacity: 0.45 });
}

function bun(back, front, look) {
  draw("circle", { cy: -92, r: 32, fill: look.hair }, back);
  line(back, "M-18 -100 Q0 -116 18 -102", look.hairLight, 5);
  simple("M-72 2 C-84 -64 -58 -96 0 -96 C58 -96 84 -64 72 2 C68 -22 58 -44 34 -58 C10 -50 -34 -40 -62 -28 C-68 -18 -70 -8 -72 2Z")(back, front, look);
}

/** A grandmother's headscarf: it frames the face and lies on the chest. */
function scarf(back, front, look) {
  const { scarf: cloth = "#f4ead7", kamzol } = look.spec;
  fill(back, "M-84 10 C-98 -72 -60 -106 0 -106 C60 -106 98 -72 84 10 C88 60 76 100 44 112 L-44 112 C-76 100 -88 60 -84 10Z", shade(cloth, -0.12));
  const wrap = draw("g", {}, front);
  fill(wrap, "M-78 20 C-98 -70 -62 -106 0 -106 C62 -106 98 -70 78 20 C76 70 50 104 0 108 C-50 104 -76 70 -78 20Z M-63 8 C-68 -42 -44 -54 0 -54 C44 -54 68 -42 63 8 C60 42 36 68 0 70 C-36 68 -60 42 -63 8Z", cloth, { "fill-rule": "evenodd" });
  line(wrap, "M-62 -16 C-56 -46 -36 -54 0 -54 C36 -54 56 -46 62 -16", GOLD, 5);
  line(wrap, "M0 -68 V-78 C0 -92 -17 -92 -17 -80 C-17 -73 -8 -73 -8 -80 M0 -78 C0 -92 17 -92 17 -80 C17 -73 8 -73 8 -80 M-48 82 Q0 108 48 82", kamzol, 4, { opacity: 0.7 });
  return ({ turn }) => set(wrap, "transform", path`translate(${turn * 4} 0)`);
}

/* --- hats, over the front hair --- */

function officerCap(front, spec) {
  fill(front, "M-84 -52 C-92 -92 -60 -118 0 -118 C60 -118 92 -92 84 -52 C40 -68 -40 -68 -84 -52Z", spec.top);
  fill(front, "M-80 -54 C-40 -70 40 -70 80 -54 L74 -38 C40 -52 -40 -52 -74 -38Z", "#9c2f3f");
  fill(front, "M-74 -38 C-36 -52 36 -52 74 -38 C58 -24 -58 -24 -74 -38Z", "#1d2238");
  draw("circle", { cy: -84, r: 13, fill: GOLD }, front);
  fill(front, "M0 -93 l2.6 6 6.4 .4 -5 4.2 1.7 6.3 -5.7 -3.5 -5.7 3.5 1.7 -6.3 -5 -4.2 6.4 -.4Z", "#2aa5c9");
}

function takiya(front, spec) {
  fill(front, "M-66 -60 C-66 -104 66 -104 66 -60 C30 -72 -30 -72 -66 -60Z", spec.takiya || "#1f7a8c");
  line(front, "M-50 -74" + " q8 -14 16 0".repeat(6), GOLD, 4);
}

function sportsCap(front, spec) {
  const cloth = spec.capColor || spec.top;
  fill(front, "M-78 -44 C-88 -92 -58 -114 0 -114 C58 -114 88 -92 78 -44 C40 -60 -40 -60 -78 -44Z", cloth);
  fill(front, "M-82 -46 C-40 -66 40 -66 82 -46 C92 -34 84 -26 66 -32 C30 -44 -30 -44 -66 -32 C-84 -26 -92 -34 -82 -46Z", spec.top);
}

Object.assign(OUTFITS, { suit, officer, dress, coat, robe, tracksuit, apron });
Object.assign(STYLES, { bald, scarf, bun: behind(CLOSE_BACK, bun), curly: behind(CLOSE_BACK, curly) });
Object.assign(HATS, { officer: officerCap, takiya, sports: sportsCap });
// How far below the hip a garment reaches, in lengths of the leg, how it widens, its colour and folds.
Object.assign(HEMS, {
  dress: { reach: 0.88, flare: 24, colour: ({ top }) => top },
  robe: { reach: 0.9, flare: 26, colour: ({ top }) => top, folds: ({ topShade }) => topShade },
  coat: { reach: 0.5, flare: 9, colour: ({ top }) => top, folds: ({ topShade }) => topShade },
  apron: { reach: 0.4, flare: -8, colour: ({ spec }) => spec.apron },
});
