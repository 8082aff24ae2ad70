/* Legs and shoes, standing, walking or seated; a skirt follows them. */
import { draw, fill, line, mix, round, set, shade } from "./svg.js";

/** Draws both legs; the returned function moves them. */
export function drawLegs(parent, look) {
  const legs = [-1, 1].map((side) => drawLeg(parent, look, side));
  return (frame) => legs.forEach((leg) => moveLeg(leg, look, frame));
}

function drawLeg(parent, look, side) {
  const { spec, hasSkirt } = look;
  const cloth = hasSkirt ? spec.tights || "#4a4560" : look.bottom;
  const group = draw("g", {}, parent);
  const limb = line(group, "", side > 0 ? cloth : shade(cloth, -0.1), hasSkirt ? 27 : 40, {
    "stroke-linecap": hasSkirt ? "round" : "butt",
    "stroke-linejoin": "round",
  });
  return { side, limb, shoe: drawShoe(group, look) };
}

function drawShoe(parent, { spec, shoes }) {
  const shoe = draw("g", {}, parent);
  fill(shoe, "M-21 1 L-22 -17 Q-21 -29 -6 -29 Q8 -29 12 -20 Q32 -16 33 -3 L33 1 Z", shoes);
  fill(shoe, "M-22 -5 L34 -5 Q35 3 29 4 L-18 4 Q-23 4 -22 -5Z", spec.sole || shade(shoes, -0.18));
  if (!spec.plainShoes) line(shoe, "M4 -23 L11 -13 M-3 -24 L3 -13", shade(shoes, -0.25), 3);
  return shoe;
}

function moveLeg({ side, limb, shoe }, look, { walk, stride, dir, bob, sit }) {
  const hipX = look.shoulder * 0.42;
  const angle = walk + (side > 0 ? 0 : Math.PI);
  const lift = stride * Math.max(0, Math.cos(angle));
  const footX = side * (hipX + 4 + sit * 10) * (1 - stride * 0.7) + stride * Math.sin(angle) * 44 * dir;
  const footY = -lift * 20 - bob - (look.spec.wheelchair ? 8 : 0);
  const kneeX = mix((side * hipX + footX) / 2 + lift * 15 * dir, side * (hipX + 20), sit);
  const kneeY = mix((look.hipY + footY) / 2 - 4, look.hipY + 16, sit);
  const hipY = look.hipY - 4;
  set(limb, "d", `M${round(side * hipX)} ${round(hipY)} Q${round(kneeX)} ${round(kneeY)} ${round(footX)} ${round(footY - 20)}`);
  const toe = stride > 0.3 ? (dir < 0 ? -1 : 1) : side;
  set(shoe, "transform", `translate(${round(footX)} ${round(footY - 4)}) scale(${toe} 1) rotate(${round(lift * 16)})`);
}

// Of the garments that hang below the hip: how far, in lengths of the leg, how they widen, colour and folds.
export const HEMS = {
  "uniform-skirt": { reach: 0.5, flare: 24, colour: ({ bottom }) => bottom, folds: ({ bottomShade }) => bottomShade },
};

/** A skirt or the lower part of a dress, coat or apron; nothing for other clothes. */
export function drawSkirt(parent, look) {
  const { spec, hipY, legs, shoulder } = look;
  const garment = HEMS[spec.outfit];
  if (!garment) return () => {};
  const { reach, flare } = garment;
  const cloth = fill(parent, "", garment.colour(look));
  const folds = garment.folds && line(parent, "", garment.folds(look), 3);
  const half = shoulder - 8;
  return ({ walk, stride, sit }) => {
    const swing = Math.sin(walk * 2) * 3 * stride;
    const hem = round(mix(hipY + legs * reach + 4, hipY + legs * 0.42, sit));
    const right = round(half + flare + swing);
    const left = round(-half - flare + swing);
    set(cloth, "d", `M${-half} ${hipY - 10} L${half} ${hipY - 10} Q${half + flare * 0.67} ${round((hipY + hem) / 2)} ${right} ${hem} Q0 ${hem + 14} ${left} ${hem}Z`);
    if (folds) set(folds, "d", `M-16 ${hipY + 18} L${round(swing - 24)} ${hem + 2} M16 ${hipY + 18} L${round(swing + 24)} ${hem + 2}`);
  };
}

/** What a seated person sits on. */
export const SEATS = { stool: drawStool };

function drawStool(parent, { legs, shoulder }) {
  const stool = draw("g", { opacity: 0 }, parent);
  const seat = -legs * 0.52;
  line(stool, `M${-shoulder + 6} ${seat} L${-shoulder - 4} 2 M${shoulder - 6} ${seat} L${shoulder + 4} 2`, "#8a6548", 9);
  draw("rect", { x: -shoulder - 6, y: seat - 8, width: shoulder * 2 + 12, height: 15, rx: 7, fill: "#b98050" }, stool);
  return ({ sit }) => set(stool, "opacity", sit > 0.5 ? 1 : 0);
}
