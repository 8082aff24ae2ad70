/* Arms reach for a point: the elbow is found from the lengths of upper arm and forearm. */
import { clamp, draw, line, mix, round, set, shade } from "./svg.js";

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
  set(arm.cuff, "d", `M${round(wrist.x - x * 9)} ${round(wrist.y - y * 9)} L${round(wrist.x + x)} ${round(wrist.y + y)}`);
  const holdsPhone = frame.pose.phone * near > 0.5;
  set(arm.hand, "transform", `translate(${round(hand.x + x)} ${round(hand.y + y)}) rotate(${round(holdsPhone ? side * 6 : angle)}) scale(${side} 1)`);
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
  const points = [shoulder, near, far, wrist].map((point) => `${round(point.x)} ${round(point.y)}`);
  const path = `M${points[0]} C${points[1]} ${points[2]} ${points[3]}`;
  set(limb, "d", path);
  set(shadow, "d", path);
  set(shadow, "transform", `translate(${side * -3.5} 1)`);
  set(joint, "cx", round(shoulder.x));
  set(joint, "cy", round(shoulder.y));
  return { wrist, x, y, angle: (Math.atan2(y, x) * 180) / Math.PI + 90 };
}
