/* A form to fill in. */
import { element } from "../dom.js";
import { addressBar } from "./page.js";

export function drawScreen(parent, { address, title, fields, button }, clip) {
  if (address) addressBar(parent, address);
  const form = element("div", "clip-window", parent);
  element("b", "", form, clip.text(title));
  for (const { label, value } of fields) {
    element("small", "", form, clip.text(label));
    element("span", "clip-window__field", form, value ? clip.text(value) : "");
  }
  element("span", "clip-window__button", form, clip.text(button));
}
