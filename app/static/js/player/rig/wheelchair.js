/* A wheelchair seen from the front. It belongs to the person as hair does: it is always there. Loaded by the clips
   that have somebody who sits in one. */
import { SEATS } from "./rig.js";
import { draw, line, round, set } from "../draw.js";

const STEEL = "#6b7790";
const TYRE = "#2f3648";

/** Draws the chair behind its person; the returned function turns the wheels. */
function drawWheelchair(parent, { spec, legs, shoulder, hipY, torso }) {
  const colour = spec.wheelchair;
  const chair = draw("g", {}, parent);
  const seat = hipY + legs * 0.42;
  const back = seat - torso * 0.62;
  const side = shoulder + 5;
  line(chair, `M${-side + 4} ${seat} V${back - 16} h-13 M${side - 4} ${seat} V${back - 16} h13`, STEEL, 9);
  draw("rect", { x: -side + 2, y: back, width: side * 2 - 4, height: seat - back, rx: 14, fill: colour }, chair);
  const wheels = [-1, 1].map((which) => drawWheel(chair, which * (side + 17), colour));
  line(chair, `M${-side - 8} ${seat - 26} V${seat + 10} M${side + 8} ${seat - 26} V${seat + 10}`, STEEL, 7);
  line(chair, `M${-side - 12} ${seat - 30} h18 M${side + 12} ${seat - 30} h-18`, TYRE, 12);
  draw("rect", { x: -side, y: seat + 6, width: side * 2, height: 18, rx: 8, fill: TYRE }, chair);
  line(chair, `M-36 ${seat + 20} L-30 -12 M36 ${seat + 20} L30 -12`, STEEL, 7);
  line(chair, "M-54 -8 H-8 M54 -8 H8", TYRE, 9);
  return ({ walk }) => wheels.forEach((spokes) => set(spokes, "transform", `translate(0 ${round(((walk * 9) % 18) - 9)})`));
}

function drawWheel(chair, x, colour) {
  const at = draw("g", { transform: `translate(${x} -62)` }, chair);
  draw("ellipse", { rx: 13, ry: 62, fill: TYRE }, at);
  draw("ellipse", { rx: 7, ry: 52, fill: "#dfe5ee" }, at);
  const spokes = line(at, "M-5 -27H5M-6 -9H6M-6 9H6M-5 27H5", STEEL, 2.5);
  draw("ellipse", { rx: 6, ry: 9, fill: colour }, at);
  return spokes;
}

SEATS.wheelchair = drawWheelchair;
