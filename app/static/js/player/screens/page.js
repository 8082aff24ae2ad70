/* A web page under its address. */
import { element, icon } from "../dom.js";

export function addressBar(parent, address) {
  const bar = element("div", "clip-window__bar", parent);
  icon("lock-simple", bar);
  element("span", "", bar, address);
}

export function drawScreen(parent, { address, title, text, button }, clip) {
  addressBar(parent, address);
  const page = element("div", "clip-window", parent);
  element("b", "", page, clip.text(title));
  element("p", "", page, clip.text(text));
  if (button) element("span", "clip-window__button", page, clip.text(button));
}
