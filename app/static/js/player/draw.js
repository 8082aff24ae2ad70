/* Helpers to make and change HTML and SVG. Author text only ever goes through textContent. */
const SPRITE = new URL("../../icons/ui.svg", import.meta.url).pathname;

export function element(tag, className, parent, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text != null) node.textContent = text;
  if (parent) parent.append(node);
  return node;
}

export function button(className, parent, onPress, label) {
  const node = element("button", className, parent);
  node.type = "button";
  node.addEventListener("click", onPress);
  if (label) node.setAttribute("aria-label", label);
  return node;
}

export function icon(name, parent) {
  const svg = draw("svg", { "aria-hidden": "true", class: "clip-icon" }, parent);
  draw("use", { href: `${SPRITE}#${name}` }, svg);
  return svg;
}

export function setIcon(svg, name) {
  svg.firstChild.setAttribute("href", `${SPRITE}#${name}`);
}

export function style(node, property, value) {
  const known = node.knownStyle || (node.knownStyle = {});
  if (known[property] === value) return;
  known[property] = value;
  node.style[property] = value;
}

export function opacity(node, value) {
  style(node, "opacity", value.toFixed(3));
  style(node, "visibility", value > 0 ? "visible" : "hidden");
}

/* --- SVG --- */

export const NOTHING = "M0 0";

export const round = (value) => Math.round(value * 10) / 10;
/** For what sways: a smaller step is not seen, and a step not made costs nothing. */
export const stepped = (value, size = 0.5) => Math.round(value / size) * size;
export const mix = (from, to, part) => from + (to - from) * part;
export const clamp = (value, low = 0, high = 1) => Math.min(high, Math.max(low, value));

export function draw(tag, attributes, parent) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const name in attributes) node.setAttribute(name, attributes[name]);
  if (parent) parent.append(node);
  return node;
}

export const fill = (parent, d, colour, more) => draw("path", { d, fill: colour, ...more }, parent);

export const line = (parent, d, colour, width, more) =>
  draw("path", { d, fill: "none", stroke: colour, "stroke-width": width, "stroke-linecap": "round", ...more }, parent);

/** A text with its numbers rounded: path`M${x} ${y}`. */
export const path = (texts, ...numbers) => texts.reduce((made, text, index) => made + round(numbers[index - 1]) + text);

/** A half and its mirror image, of pairs of numbers only: M L Q C and their small letters. */
export const both = (half) => `${half} ${half.replace(/(-?[\d.]+) (-?[\d.]+)/g, (_, x, y) => `${-x} ${y}`)}`;

/** Writes an attribute only if it has changed: most of a figure stands still in most frames. */
export function set(node, name, value) {
  const known = (node.known ||= {});
  if (known[name] === value) return;
  known[name] = value;
  node.setAttribute(name, value);
}

/** A darker (part < 0) or lighter (part > 0) tone of a #rrggbb colour. */
export function shade(colour, part) {
  const number = parseInt(colour.slice(1), 16);
  const channel = (shift) => Math.round(mix((number >> shift) & 255, part < 0 ? 0 : 255, Math.abs(part)));
  return "#" + ((1 << 24) | (channel(16) << 16) | (channel(8) << 8) | channel(0)).toString(16).slice(1);
}
