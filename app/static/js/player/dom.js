/* Helpers for the HTML of the player. Author text only ever goes through textContent. */
const SPRITE = new URL("../../icons/ui.svg", import.meta.url);
const SVG = "http://www.w3.org/2000/svg";

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

/** A decorative icon of the site's sprite; calling it again on its node changes the icon. */
export function icon(name, parent) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "clip-icon");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${SPRITE.pathname}#${name}`);
  svg.append(use);
  parent.append(svg);
  return svg;
}

export function setIcon(svg, name) {
  svg.firstChild.setAttribute("href", `${SPRITE.pathname}#${name}`);
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
