/* The head: ears, skull, face, hair, brows and hat, in the order in which they cover each other. */
import { drawHair } from "./outfits.js";
import { clamp, draw, fill, line, mix, NOTHING, path, round, set } from "../draw.js";

// Filled by wardrobe.js.
export const HATS = {};

export function drawHead(back, front, look) {
  const hairBack = draw("g", {}, back);
  const ears = (look.spec.hair === "scarf" ? [] : [-1, 1]).map((side) => drawEar(front, look, side));
  fill(front, "M-72 -14 C-76 -92 76 -92 72 -14 C76 34 46 74 0 76 C-46 74 -76 34 -72 -14Z", look.skin);
  const shadow = fill(front, "M72 -14 C76 34 46 74 0 76 C-12 75.5 -24 72 -34 66 C24 66 58 30 56 -30 C56 -46 53 -58 48 -66 C64 -52 71 -36 72 -14Z", look.skinShade, { opacity: 0.35 });
  const moveFace = drawFace(front, look);
  const hairFront = draw("g", {}, front);
  const moveHair = drawHair(hairBack, hairFront, look);
  const moveBrows = drawBrows(front, look);
  if (look.spec.cap) HATS[look.spec.cap](hairFront, look.spec);
  return (frame) => {
    const place = path`translate(${frame.headX} ${frame.headY}) rotate(${frame.tilt})` + ` scale(${look.head})`;
    set(front, "transform", place);
    set(back, "transform", place);
    ears.forEach((ear, index) => set(ear, "transform", path`translate(${(index ? 70 : -70) - frame.turn * 8} 12)`));
    set(shadow, "transform", frame.turn > 0 ? "scale(-1 1)" : "scale(1 1)");
    for (const move of [moveFace, moveHair, moveBrows]) move(frame);
  };
}

function drawEar(parent, { spec, skin, skinShade }, side) {
  const ear = draw("g", {}, parent);
  draw("ellipse", { rx: 14, ry: 18, fill: skin }, ear);
  line(ear, side < 0 ? "M3 -8 q-9 5 -2 14" : "M-3 -8 q9 5 2 14", skinShade, 3.5);
  if (spec.earring) draw("circle", { cy: 20, r: 5, fill: "#f4c64d" }, ear);
  if (spec.hearingAid) drawHearingAid(draw("g", { transform: `scale(${-side} 1)` }, ear), spec.hearingAid);
  return ear;
}

function drawHearingAid(parent, colour) {
  line(parent, "M6 -18 C-4 -24 -14 -12 -12 4", colour, 7.5);
  line(parent, "M-12 6 Q-8 17 1 7", "#7fb2c4", 3);
  draw("circle", { cx: 1, cy: 4, r: 4.5, fill: colour }, parent);
}

/* --- face: the mood says what it does, speech opens the mouth --- */

const SIDES = [-1, 1];
const DARK = "#33243a";

export function drawFace(parent, look) {
  const { spec } = look;
  const face = draw("g", {}, parent);
  const cheeks = SIDES.map((side) => draw("ellipse", { cx: side * 44, cy: 34, rx: 15, ry: 9.5, fill: "#f08080" }, face));
  if (spec.freckles) drawFreckles(face, look);
  line(face, "M-3 22 Q2 32 9 25", look.skinLine, 4, { opacity: 0.75 });
  const eyes = SIDES.map((side) => drawEye(face, look, side));
  if (spec.beard) fill(face, "M-64 14 C-62 60 -40 96 0 98 C40 96 62 60 64 14 C56 34 34 36 0 36 C-34 36 -56 34 -64 14Z", look.hair);
  const mouth = drawMouth(face);
  if (spec.mustache) fill(face, "M0 38 C-10 32 -24 34 -30 44 C-18 46 -8 46 0 42 C8 46 18 46 30 44 C24 34 10 32 0 38Z", look.hair);
  if (spec.glasses) drawGlasses(face, spec.glasses);
  const tears = SIDES.map(() => fill(face, "M0 -9 C6 1 7 6 0 9 C-7 6 -6 1 0 -9Z", "#7cc8f4", { opacity: 0 }));
  return (frame) => {
    set(face, "transform", path`translate(${frame.turn * 13} ${frame.mood.lookY * 3})`);
    eyes.forEach((eye) => moveEye(eye, look, frame));
    cheeks.forEach((cheek, index) => moveCheek(cheek, SIDES[index], frame));
    moveMouth(mouth, frame);
    tears.forEach((tear, index) => moveTear(tear, index, frame));
  };
}

function drawFreckles(face, { skinLine }) {
  for (const side of SIDES) {
    for (const [x, y] of [[0, 0], [8, 4], [-8, 4]]) {
      draw("circle", { cx: side * 40 + x, cy: 24 + y, r: 2, fill: skinLine, opacity: 0.5 }, face);
    }
  }
}

function drawGlasses(face, colour) {
  const glasses = draw("g", { fill: "#fff", "fill-opacity": 0.22, stroke: colour, "stroke-width": 4.5 }, face);
  for (const side of SIDES) draw("circle", { cx: side * 30, cy: 6, r: 22 }, glasses);
  draw("path", { d: "M-8 4 Q0 -2 8 4", fill: "none" }, glasses);
}

function drawEye(face, { spec, skin, hairShade }, side) {
  const eye = draw("g", {}, face);
  const white = draw("ellipse", { rx: 14.5, ry: 15.5, fill: "#fffdf8" }, eye);
  const pupil = draw("g", {}, eye);
  draw("ellipse", { rx: 10, ry: 12, fill: spec.eye || DARK }, pupil);
  draw("ellipse", { cy: 4.5, rx: 6, ry: 5, fill: "#6b4a52", opacity: 0.75 }, pupil);
  draw("circle", { cx: 3.6, cy: -5, r: 4, fill: "#fff" }, pupil);
  draw("circle", { cx: -3.4, cy: 4.2, r: 1.9, fill: "#fff", opacity: 0.85 }, pupil);
  const lid = fill(eye, NOTHING, skin);
  const lash = line(eye, NOTHING, hairShade, 4.6, { "stroke-linejoin": "round" });
  const smile = line(eye, "M-14 5 Q0 -15 14 5", DARK, 5.5);
  return { side, eye, white, pupil, lid, lash, smile };
}

function moveEye(parts, look, { mood, turn, blink }) {
  const { side, eye, white, pupil, lid, lash, smile } = parts;
  const narrow = side * turn < 0 ? 1 : 1 - Math.abs(turn) * 0.1;
  set(eye, "transform", `translate(${side * 30} 6) scale(${round(narrow * 10) / 10} 1)`);
  const isSmiling = mood.arc > 0.6;
  const isShut = blink > 0.85;
  for (const part of [lid, lash]) set(part, "display", isSmiling ? "none" : "inline");
  for (const part of [white, pupil]) set(part, "display", isSmiling || isShut ? "none" : "inline");
  set(smile, "display", isSmiling ? "inline" : "none");
  if (isSmiling) return;
  const height = (1 - blink) * mood.eye;
  set(white, "ry", round(Math.max(0.5, 15.5 * height)));
  set(white, "rx", round(14.5 * mix(1, mood.eye, 0.6)));
  const x = clamp(turn * 3.6 + mood.lookX * 4, -5, 5);
  const y = clamp(mood.lookY * 5, -5, 5);
  set(pupil, "transform", path`translate(${x} ${y})` + ` scale(1 ${round(clamp(height, 0.05, 1.06) * 10) / 10})`);
  if (isShut) {
    set(lid, "d", NOTHING);
    set(lash, "d", "M-13 1 Q0 8 13 1");
  } else {
    moveLid({ side, lid, lash }, look, mood, -15.5 * height + mood.lid * 26 * (1 - blink));
  }
}

function moveLid({ side, lid, lash }, { spec }, mood, edge) {
  const slope = mood.tilt * 0.384 * side;
  const left = edge - slope;
  const right = edge + slope;
  const sag = edge - 5 + (mood.lid > 0.1 ? 2 : 0);
  set(lid, "d", path`M-17 -26 L17 -26 L17 ${right + 5} Q0 ${sag} -17 ${left + 5}Z`);
  const [inner, outer] = side < 0 ? [right, left] : [left, right];
  const withLashes = path`M${side * -14} ${inner + 6} Q0 ${edge - 6} ${side * 14.5} ${outer + 5} l${side * 6} -5`;
  const plain = path`M-14 ${left + 6} Q0 ${edge - 6} 14 ${right + 6}`;
  set(lash, "d", spec.lashes ? withLashes : plain);
}

/** Brows lie above the front hair: dark ones would vanish in a dark fringe. */
export function drawBrows(parent, { spec, hair }) {
  const group = draw("g", {}, parent);
  const colour = spec.browColor || hair;
  const brows = SIDES.map(() => line(group, NOTHING, colour, spec.lashes ? 5.5 : 7));
  return ({ mood, turn, browLift }) => {
    set(group, "transform", path`translate(${turn * 13} ${mood.lookY * 2})`);
    const y = -24 - mood.brow - browLift;
    const slope = mood.tilt * 0.55;
    brows.forEach((brow, index) => {
      const side = SIDES[index];
      set(brow, "d", path`M${side * 44} ${y + slope * 0.5 + 3} Q${side * 31} ${y - 7} ${side * 17} ${y - slope + 2}`);
    });
  };
}

function moveCheek(cheek, side, { mood, turn }) {
  const away = Math.max(0, side * turn);
  set(cheek, "opacity", round(mood.blush * 5) / 10);
  set(cheek, "cx", round(side * (44 - away * 9)));
  set(cheek, "rx", round(15 - away * 5));
}

function moveTear(tear, index, { mood, time, still }) {
  const fall = still ? 0.35 : (time * 0.55 + index * 0.45) % 1;
  const fade = fall < 0.85 ? 1 : (1 - fall) / 0.15;
  set(tear, "opacity", round(mood.tear * fade));
  if (mood.tear > 0) {
    set(tear, "transform", `translate(${SIDES[index] * 37} ${round(24 + fall * 38)}) scale(${round((0.6 + fall * 0.5) * 10) / 10})`);
  }
}

function drawMouth(face) {
  return {
    open: fill(face, NOTHING, "#7c2738", { "stroke-linejoin": "round" }),
    teeth: fill(face, NOTHING, "#fff"),
    tongue: fill(face, NOTHING, "#e8737f"),
    lips: line(face, NOTHING, "#8c3a45", 4.6),
  };
}

function moveMouth(mouth, { mood, talk, isTalking }) {
  const opening = clamp(Math.max(mood.open * (isTalking ? 0.35 : 1), talk.open));
  const half = 21 * mood.width * (isTalking ? mix(1, talk.width, 0.7) : 1);
  const smile = mood.smile * (isTalking ? 0.7 : 1);
  const y = 47 - smile * 3;
  if (opening > 0.07) openMouth(mouth, opening, half, smile, y);
  else closeMouth(mouth, half, smile, y);
}

function closeMouth({ open, teeth, tongue, lips }, half, smile, y) {
  for (const part of [open, teeth, tongue]) set(part, "d", NOTHING);
  const corner = round(y - smile * 5);
  set(lips, "d", path`M${-half} ${corner} Q0 ${y + smile * 15} ${half} ${corner}`);
}

function openMouth({ open, teeth, tongue, lips }, opening, half, smile, y) {
  const height = opening * 27;
  const curve = smile * 15;
  const corner = y - smile * 6;
  const upper = y + curve * 0.75 - 6;
  const lower = round(y + curve * 0.9 + height + 3);
  const side = round(half * 0.82);
  set(lips, "d", NOTHING);
  set(open, "d", path`M${-half} ${corner} Q0 ${upper} ${half} ${corner} Q${side} ${lower} 0 ${lower} Q${-side} ${lower} ${-half} ${corner}Z`);
  set(teeth, "d", opening > 0.18 ? teethPath(half, corner, (corner + upper) / 2, height) : NOTHING);
  const hump = path`M${-half / 2} ${lower - 4} Q0 ${lower - height * 0.55} ${half / 2} ${lower - 4} Q0 ${lower + 2} ${-half / 2} ${lower - 4}Z`;
  set(tongue, "d", opening > 0.25 ? hump : NOTHING);
}

function teethPath(half, corner, middle, height) {
  const edge = round(corner + (middle - corner) * 0.5 + 0.5);
  const outer = round(half * 0.74);
  const inner = round(half * 0.6);
  return (
    path`M${-outer} ${edge} Q0 ${middle + (middle - corner) * 0.6} ${outer} ${edge}` +
    path` Q${inner} ${middle + height * 0.24 + 3} 0 ${middle + height * 0.26 + 3}` +
    path` Q${-inner} ${middle + height * 0.24 + 3} ${-outer} ${edge}Z`
  );
}
