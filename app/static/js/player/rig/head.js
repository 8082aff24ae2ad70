/* The head: ears, skull, face, hair, brows and hat, in the order in which they cover each other. */
import { drawBrows, drawFace } from "./face.js";
import { drawHair } from "./hair.js";
import { draw, fill, line, round, set } from "./svg.js";

// Filled by wardrobe.js.
export const HATS = {};

/** `back` lies behind the trunk, `front` above the collar; both move as one. */
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
    const place = `translate(${round(frame.headX)} ${round(frame.headY)}) rotate(${round(frame.tilt)}) scale(${look.head})`;
    set(front, "transform", place);
    set(back, "transform", place);
    ears.forEach((ear, index) => set(ear, "transform", `translate(${round((index ? 70 : -70) - frame.turn * 8)} 12)`));
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

/** Behind the ear its case, in the ear its end, between them the tube. */
function drawHearingAid(parent, colour) {
  line(parent, "M6 -18 C-4 -24 -14 -12 -12 4", colour, 7.5);
  line(parent, "M-12 6 Q-8 17 1 7", "#7fb2c4", 3);
  draw("circle", { cx: 1, cy: 4, r: 4.5, fill: colour }, parent);
}
