/* Arms reach for a point, legs stand, walk or hang from a seat, a skirt follows them. */
import { clamp, draw, fill, line, mix, path, round, set, shade } from "./svg.js";

// A fist, an open hand, a pointing hand. Only a raised hand opens.
const FINGERS = ["", "M-7 -8 l-5 -15 M0 -10 v-19 M8 -8 l5 -15", "M3 -10 l1 -21"];

/** Draws both arms above the trunk; the returned function moves them. */
export function drawArms(parent, look) {
  const arms = [-1, 1].map((side) => drawArm(parent, look, side));
  return (frame) => arms.forEach((arm) => moveArm(arm, look, frame));
}

function drawArm(parent, { spec, top, skin, skinShade }, side) {
  const sleeve = spec.sleeve || top;
  const group = draw("g", {}, parent);
  const joined = { "stroke-linejoin": "round" };
  const shadow = line(group, "", shade(sleeve, -0.2), 36, { ...joined, opacity: 0.55 });
  const grip = draw("g", {}, group);
  const hand = draw("g", {}, group);
  const phone = drawPhone(hand);
  const fingers = line(hand, "", skin, 10.5);
  draw("circle", { r: 16.5, fill: skin, stroke: skinShade, "stroke-width": 2, "stroke-opacity": 0.7 }, hand);
  draw("ellipse", { cx: -10, cy: -11, rx: 5.6, ry: 9, fill: skin, transform: "rotate(-28 -10 -11)" }, hand);
  line(hand, "M-4 -8 q4 5 1 10", skinShade, 2.6);
  const limb = line(group, "", sleeve, 34, { ...joined, "stroke-linecap": "butt" });
  const joint = draw("circle", { r: 17, fill: sleeve }, group);
  const cuff = line(group, "", spec.cuff || shade(sleeve, -0.16), 36, { "stroke-linecap": "butt" });
  return { side, shadow, grip, hand, phone, fingers, limb, joint, cuff };
}

function drawPhone(hand) {
  const phone = draw("g", { opacity: 0 }, hand);
  draw("rect", { x: -15, y: -50, width: 33, height: 60, rx: 7, fill: "#23263b" }, phone);
  draw("rect", { x: -11.5, y: -46, width: 26, height: 52, rx: 4, fill: "#8fd3ff" }, phone);
  for (const [x, y, width, colour] of [[-8, -40, 17, "#fff"], [-4, -28, 17, "#ffe08a"], [-8, -16, 14, "#fff"]]) {
    draw("rect", { x, y, width, height: 8, rx: 4, fill: colour }, phone);
  }
  return phone;
}

function moveArm(arm, look, frame) {
  const { side } = arm;
  const near = side > 0 ? (frame.dir + 1) / 2 : (1 - frame.dir) / 2;
  const shoulder = { x: side * (look.shoulder - 13), y: frame.shoulderY + 9 };
  const goal = aim(frame, side, near);
  const hand = reach(shoulder, goal, side, look);
  const { wrist, angle, x, y } = bend(arm, shoulder, hand, look);
  // What is held lies below the fingers.
  if (near > 0.5) frame.hand = { x: hand.x + x, y: hand.y + y, grip: arm.grip };
  set(arm.cuff, "d", path`M${wrist.x - x * 9} ${wrist.y - y * 9} L${wrist.x + x} ${wrist.y + y}`);
  const holdsPhone = frame.pose.phone * near > 0.5;
  set(arm.hand, "transform", path`translate(${hand.x + x} ${hand.y + y}) rotate(${holdsPhone ? side * 6 : angle}) scale(${side} 1)`);
  set(arm.phone, "opacity", holdsPhone ? 1 : 0);
  set(arm.fingers, "d", FINGERS[goal.y < 80 && !arm.grip.firstChild ? Math.round(frame.pose.hand) : 0]);
}

/** Where the hand wants to be, outward from the shoulder: pose, then waving, walking, gestures. */
function aim({ pose, time, swing, walk, dir, breath, gesture }, side, near) {
  let x = mix(pose.farX, pose.nearX, near);
  let y = mix(pose.farY, pose.nearY, near);
  if (pose.wave * near > 0.1) {
    x += Math.sin(time * 9) * 16 * pose.wave * near;
    y += Math.cos(time * 9) * 3 * pose.wave;
  }
  if (swing) {
    // A wide swing would make both hands meet before the body.
    const wave = Math.sin(walk + (side > 0 ? Math.PI : 0));
    x = mix(x, 17 + side * dir * wave * 20, swing * 0.9);
    y = mix(y, 102 - Math.abs(wave) * 10, swing * 0.9);
  }
  return { x: x + (near > 0.5 ? gesture * 4 : 0), y: y + breath * 0.5 - gesture * 5 * near };
}

function reach(shoulder, goal, side, { torso }) {
  let x = (goal.x * torso) / 124;
  let y = (goal.y * torso) / 124;
  const distance = Math.hypot(x, y);
  const longest = torso * 0.92 * 0.995;
  if (distance > longest) {
    x *= longest / distance;
    y *= longest / distance;
  }
  return { x: shoulder.x + side * x, y: shoulder.y + y };
}

/** Two circles meet in two elbows; the lower, outer one looks natural. */
function elbowOf(shoulder, hand, side, upper, fore) {
  const x = hand.x - shoulder.x;
  const y = hand.y - shoulder.y;
  const distance = Math.hypot(x, y) || 1;
  const direction = Math.atan2(y, x);
  const spread = Math.acos(clamp((upper * upper + distance * distance - fore * fore) / (2 * upper * distance), -1, 1));
  const at = (angle) => ({ x: shoulder.x + Math.cos(angle) * upper, y: shoulder.y + Math.sin(angle) * upper });
  const naturalness = (elbow) => elbow.y * 0.8 + elbow.x * side;
  const [one, other] = [at(direction + spread), at(direction - spread)];
  return naturalness(one) > naturalness(other) ? one : other;
}

function bend({ side, limb, shadow, joint }, shoulder, hand, { torso }) {
  const elbow = elbowOf(shoulder, hand, side, torso * 0.47, torso * 0.45);
  const near = { x: mix(shoulder.x, elbow.x, 0.86), y: mix(shoulder.y, elbow.y, 0.86) };
  const far = { x: mix(hand.x, elbow.x, 0.86), y: mix(hand.y, elbow.y, 0.86) };
  const length = Math.hypot(hand.x - far.x, hand.y - far.y) || 1;
  const x = (hand.x - far.x) / length;
  const y = (hand.y - far.y) / length;
  const wrist = { x: hand.x - x * 12, y: hand.y - y * 12 };
  const d = path`M${shoulder.x} ${shoulder.y} C${near.x} ${near.y} ${far.x} ${far.y} ${wrist.x} ${wrist.y}`;
  set(limb, "d", d);
  set(shadow, "d", d);
  set(shadow, "transform", `translate(${side * -3.5} 1)`);
  set(joint, "cx", round(shoulder.x));
  set(joint, "cy", round(shoulder.y));
  return { wrist, x, y, angle: (Math.atan2(y, x) * 180) / Math.PI + 90 };
}

/* --- legs --- */

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
  set(limb, "d", path`M${side * hipX} ${hipY} Q${kneeX} ${kneeY} ${footX} ${footY - 20}`);
  const toe = stride > 0.3 ? (dir < 0 ? -1 : 1) : side;
  set(shoe, "transform", path`translate(${footX} ${footY - 4}) scale(${toe} 1) rotate(${lift * 16})`);
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
    set(cloth, "d", path`M${-half} ${hipY - 10} L${half} ${hipY - 10} Q${half + flare * 0.67} ${(hipY + hem) / 2} ${right} ${hem} Q0 ${hem + 14} ${left} ${hem}Z`);
    if (folds) set(folds, "d", path`M-16 ${hipY + 18} L${swing - 24} ${hem + 2} M16 ${hipY + 18} L${swing + 24} ${hem + 2}`);
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
