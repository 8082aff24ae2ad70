/* Hair and what is worn on the head. A style draws behind the head and in front of the face and may
   return what swings. A new style is a new entry of STYLES. */
import { draw, fill, line, round, set, shade } from "./svg.js";

const GOLD = "#f4c64d";
const CLOSE_BACK = "M-78 -8 C-90 -104 90 -104 78 -8 C80 34 62 62 40 66 L-40 66 C-62 62 -80 34 -78 -8Z";
const BOB_BACK = "M-80 -10 C-92 -104 92 -104 80 -10 C88 40 84 66 70 76 C40 88 -40 88 -70 76 C-84 66 -88 40 -80 -10Z";
const LONG_BACK = "M-80 -10 C-94 -108 94 -108 80 -10 C92 60 90 120 74 138 C44 148 -44 148 -74 138 C-90 120 -92 60 -80 -10Z";
const FRINGE = "M-78 22 C-90 -60 -64 -98 0 -98 C64 -98 90 -60 78 22 C74 0 72 -18 66 -30 C30 -26 -30 -26 -66 -30 C-72 -18 -74 0 -78 22Z";
const PARTED_FRONT =
  "M-72 6 C-86 -62 -62 -98 0 -98 C62 -98 86 -62 72 6 C68 -20 60 -40 44 -54 C22 -46 6 -56 -2 -66 C-16 -44 -44 -34 -60 -30 C-68 -18 -70 -8 -72 6Z";
const shine = (front, d, look) => line(front, d, look.hairLight, 6);

/** Draws the hair; returns how it moves. */
export function drawHair(back, front, look) {
  const style = STYLES[look.spec.hair] || STYLES.short;
  const swing = style(back, front, look) || (() => {});
  return (frame) => {
    set(back, "transform", `translate(${round(frame.turn * -5)} 0)`);
    swing(frame);
  };
}

function parted(front, look) {
  fill(front, PARTED_FRONT, look.hair);
  shine(front, "M-50 -66 C-34 -84 -14 -88 4 -86", look);
  line(front, "M-2 -66 C0 -78 0 -88 -2 -97", look.hairShade, 3);
}

function long(back, front, look) {
  fill(back, LONG_BACK, look.hairShade);
  parted(front, look);
}

function braids(back, front, look) {
  fill(back, CLOSE_BACK, look.hairShade);
  const pair = [-1, 1].map((side) => ({ side, braid: drawBraid(back, look) }));
  parted(front, look);
  return ({ time, still, stride, walk, tilt }) =>
    pair.forEach(({ side, braid }, index) => {
      const sway = still ? 0 : Math.sin(time * 1.9 + index) * 2;
      const angle = side * -7 + sway - stride * Math.sin(walk * 2) * 7 - tilt * 0.8;
      set(braid, "transform", `translate(${side * 66} 30) rotate(${round(angle)})`);
    });
}

function drawBraid(back, look) {
  const ribbon = look.spec.ribbon || "#ef6f6c";
  const braid = draw("g", {}, back);
  let y = 10;
  for (const radius of [17, 16.5, 15.5, 14]) {
    draw("ellipse", { cy: y, rx: radius, ry: 14, fill: look.hair }, braid);
    line(braid, `M${4 - radius} ${y - 4} Q0 ${y + 9} ${radius - 4} ${y - 4}`, look.hairLight, 3);
    y += 21;
  }
  fill(braid, `M0 ${y - 8} l-8 26 q8 8 16 0Z`, look.hair);
  fill(braid, `M0 ${y - 8} q-22 -16 -22 3 q0 12 22 -3 q22 -16 22 3 q0 12 -22 -3Z`, ribbon);
  draw("circle", { cy: y - 8, r: 5, fill: shade(ribbon, -0.18) }, braid);
  return braid;
}

function pony(back, front, look) {
  const tail = draw("g", {}, back);
  fill(tail, "M44 -70 C116 -96 132 0 104 62 C96 72 88 66 88 54 C90 24 76 2 48 -24Z", look.hair);
  line(tail, "M78 -66 C104 -52 110 -10 100 24", look.hairLight, 5);
  const band = { cx: 56, cy: -58, rx: 11, ry: 17, transform: "rotate(-38 56 -58)" };
  draw("ellipse", { ...band, fill: look.spec.ribbon || "#ef6f6c" }, tail);
  parted(front, look);
  return ({ time, still, dir }) =>
    set(tail, "transform", `scale(${dir > 0 ? -1 : 1} 1) rotate(${still ? 0 : round(Math.sin(time * 2) * 2)})`);
}

function bob(back, front, look) {
  fill(back, BOB_BACK, look.hairShade);
  fringe(front, look);
}

function fringe(front, look) {
  fill(front, FRINGE, look.hair);
  shine(front, "M-48 -68 C-30 -84 -8 -86 8 -84", look);
}

/** Two short tails with bobbles under a fringe. */
function tails(back, front, look) {
  fill(back, CLOSE_BACK, look.hairShade);
  const pair = [-1, 1].map((side) => {
    const tail = draw("g", {}, back);
    fill(tail, "M-4 -16 C34 -34 62 14 34 70 C30 74 22 72 20 66 C16 40 4 26 -8 12Z", look.hair);
    line(tail, "M18 -8 C36 6 40 28 32 50", look.hairLight, 4);
    draw("circle", { cx: 2, cy: -3, r: 12, fill: look.spec.ribbon || "#ef6f6c" }, tail);
    return { side, tail };
  });
  fringe(front, look);
  return ({ time, still, stride, walk }) =>
    pair.forEach(({ side, tail }, index) => {
      const sway = still ? 0 : Math.sin(time * 2 + index) * 3 + stride * Math.sin(walk * 2) * 8;
      set(tail, "transform", `translate(${side * 70} -42) scale(${side} 1) rotate(${round(sway)})`);
    });
}

/** A little child's bowl cut. */
function bowl(back, front, look) {
  fill(front, "M-73 10 C-92 -62 -66 -102 0 -102 C66 -102 92 -62 73 10 C73 -2 70 -16 65 -26 C40 -38 -40 -38 -67 -26 C-70 -16 -73 -2 -73 10Z", look.hair);
  shine(front, "M-48 -68 C-30 -84 -8 -86 8 -84", look);
}

/** Cut close to the head. */
function crop(back, front, look) {
  fill(front, "M-72 -8 C-84 -64 -62 -93 0 -94 C62 -93 84 -64 72 -8 C70 -30 66 -40 58 -46 C44 -52 34 -42 20 -52 C6 -44 -6 -54 -20 -46 C-34 -54 -44 -44 -58 -44 C-66 -40 -70 -30 -72 -8Z", look.hair);
  shine(front, "M-40 -72 C-24 -82 2 -84 22 -78", look);
}

const BACK_CURLS = [[-70, -30, 30], [-78, 10, 28], [-72, 48, 27], [70, -30, 30], [78, 10, 28], [72, 48, 27]];
const FRONT_CURLS = [[-68, -34, 21], [-52, -62, 25], [-24, -76, 26], [8, -82, 27], [38, -70, 25], [62, -46, 22]];

function curly(back, front, look) {
  fill(back, CLOSE_BACK, look.hairShade);
  for (const [cx, cy, r] of BACK_CURLS) draw("circle", { cx, cy, r, fill: look.hairShade }, back);
  for (const [cx, cy, r] of FRONT_CURLS) draw("circle", { cx, cy, r, fill: look.hair }, front);
  shine(front, "M-56 -68 q8 -12 18 -12 M-8 -90 q12 -8 22 -2 M38 -80 q12 0 16 10", look);
}

/** An old man's crown of hair. */
function bald(back, front, look) {
  fill(front, "M-77 14 C-88 -18 -82 -44 -66 -54 C-70 -34 -66 -12 -71 12Z M77 14 C88 -18 82 -44 66 -54 C70 -34 66 -12 71 12Z", look.hair);
  line(front, "M-26 -62 C-14 -70 4 -72 18 -68", "#ffffff", 6, { opacity: 0.45 });
}

function bun(back, front, look) {
  fill(back, CLOSE_BACK, look.hairShade);
  draw("circle", { cy: -92, r: 32, fill: look.hair }, back);
  line(back, "M-18 -100 Q0 -116 18 -102", look.hairLight, 5);
  fill(front, "M-72 2 C-84 -64 -58 -96 0 -96 C58 -96 84 -64 72 2 C68 -22 58 -44 34 -58 C10 -50 -34 -40 -62 -28 C-68 -18 -70 -8 -72 2Z", look.hair);
  shine(front, "M-48 -68 C-30 -84 -8 -86 8 -84", look);
}

function swoop(back, front, look) {
  fill(front, "M-72 2 C-90 -52 -74 -96 -20 -100 C20 -116 70 -100 80 -58 C84 -38 78 -18 72 2 C70 -14 66 -26 60 -34 C50 -30 30 -34 18 -48 C2 -34 -36 -24 -58 -36 C-64 -28 -70 -14 -72 2Z", look.hair);
  fill(front, "M-20 -98 C-34 -112 -52 -112 -60 -104 C-50 -104 -46 -98 -44 -92Z", look.hair);
  shine(front, "M-44 -76 C-26 -90 0 -92 18 -86 M30 -82 C44 -78 54 -70 58 -58", look);
}

function spiky(back, front, look) {
  fill(front, "M-72 2 C-86 -40 -82 -70 -62 -84 L-66 -104 L-40 -96 L-30 -118 L-8 -100 L12 -120 L26 -99 L52 -110 L56 -88 C80 -74 86 -40 72 2 C70 -20 64 -34 56 -42 L40 -32 L26 -48 L6 -34 L-14 -48 L-32 -32 L-54 -42 C-64 -32 -70 -18 -72 2Z", look.hair);
  shine(front, "M-46 -78 C-36 -84 -26 -88 -14 -88", look);
}

function short(back, front, look) {
  fill(front, "M-72 0 C-86 -58 -66 -98 0 -98 C66 -98 86 -58 72 0 C70 -18 66 -30 60 -40 C40 -52 10 -52 -26 -60 C-40 -50 -56 -44 -62 -34 C-68 -24 -70 -14 -72 0Z", look.hair);
  shine(front, "M-40 -76 C-22 -88 4 -88 24 -82", look);
}

/** A grandmother's headscarf: it frames the face and lies on the chest. */
function scarf(back, front, look) {
  const { scarf: cloth = "#f4ead7", kamzol } = look.spec;
  fill(back, "M-84 10 C-98 -72 -60 -106 0 -106 C60 -106 98 -72 84 10 C88 60 76 100 44 112 L-44 112 C-76 100 -88 60 -84 10Z", shade(cloth, -0.12));
  const wrap = draw("g", {}, front);
  fill(wrap, "M-78 20 C-98 -70 -62 -106 0 -106 C62 -106 98 -70 78 20 C76 70 50 104 0 108 C-50 104 -76 70 -78 20Z M-63 8 C-68 -42 -44 -54 0 -54 C44 -54 68 -42 63 8 C60 42 36 68 0 70 C-36 68 -60 42 -63 8Z", cloth, { "fill-rule": "evenodd" });
  line(wrap, "M-62 -16 C-56 -46 -36 -54 0 -54 C36 -54 56 -46 62 -16", GOLD, 5);
  line(wrap, "M0 -68 V-78 C0 -92 -17 -92 -17 -80 C-17 -73 -8 -73 -8 -80 M0 -78 C0 -92 17 -92 17 -80 C17 -73 8 -73 8 -80 M-48 82 Q0 108 48 82", kamzol, 4, { opacity: 0.7 });
  return ({ turn }) => set(wrap, "transform", `translate(${round(turn * 4)} 0)`);
}

const STYLES = { short, side: short, swoop, spiky, braids, pony, long, bob, bun, scarf, tails, bowl, crop, curly, bald };

/** A cap over the front hair. */
export function drawHat(front, { spec }) {
  if (spec.cap) HATS[spec.cap](front, spec);
}

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

const HATS = { officer: officerCap, takiya, sports: sportsCap };
