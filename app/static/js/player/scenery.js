/* A place as layers: sky and clouds far away, the place itself, and what stands before the people. */
import { draw } from "./rig/svg.js";
import { mix } from "./rig/svg.js";
import { style } from "./dom.js";

const LAYERS = ["sky", "clouds", "main"];
// How much a layer follows the camera: less is farther away.
const PARALLAX = { sky: 0.55, clouds: 0.45, main: 1, front: 1.12 };
const MIDDLE = { x: 800, y: 450, height: 900 };

export const layer = (name, parent) =>
  draw("svg", { class: `clip-layer clip-layer--${name}`, preserveAspectRatio: "xMidYMid slice", "aria-hidden": "true" }, parent);

export class Scenery {
  /**
   * @param place {ground, draw}: draw(id) gives SVG text by layer; ids go through id(), so that
   *   several clips on one page do not share them
   */
  constructor(place, prefix, behind, before) {
    this.ground = place.ground;
    const drawn = place.draw((name) => `${prefix}-${name}`);
    this.layers = {};
    for (const name of LAYERS) if (drawn[name]) this.add(name, drawn[name], behind);
    if (drawn.front) this.add("front", drawn.front, before);
  }

  add(name, text, parent) {
    this.layers[name] = layer(name, parent);
    // Our own drawing, never an author's text.
    this.layers[name].innerHTML = text;
  }

  show(isShown) {
    for (const svg of Object.values(this.layers)) style(svg, "display", isShown ? "block" : "none");
  }

  /** Seen through this frame; only layers whose view has changed are painted again. */
  look(frame, ratio, drift) {
    for (const name in this.layers) {
      const svg = this.layers[name];
      const view = name === "main" ? viewBox(frame, ratio) : viewBox(far(frame, PARALLAX[name]), ratio, name === "clouds" ? 1.36 : 1);
      if (svg.view !== view) svg.setAttribute("viewBox", (svg.view = view));
    }
    if (this.layers.clouds) style(this.layers.clouds, "transform", drift ? `translateX(${drift.toFixed(1)}px)` : "none");
  }
}

function far(frame, follows) {
  return {
    x: mix(MIDDLE.x, frame.x, follows),
    y: mix(MIDDLE.y, frame.y, follows),
    height: mix(MIDDLE.height, frame.height, 0.35 + 0.65 * follows),
  };
}

export function viewBox({ x, y, height }, ratio, wider = 1) {
  const width = height * ratio * wider;
  return [x - width / 2, y - height / 2, width, height].map((one) => one.toFixed(1)).join(" ");
}
