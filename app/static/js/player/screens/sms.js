/* Messages of one sender outside any app. */
import { element } from "../dom.js";
import { head, log } from "./parts.js";

export function drawScreen(parent, { sender, sub, texts }, clip) {
  const member = clip.data.cast[sender];
  head(parent, { name: clip.text(member.name), sub: sub && clip.text(sub), member, glyph: "chat-text" });
  const list = log(parent);
  return texts.map((text) => {
    const row = element("div", "clip-phone__row", list);
    element("span", "", element("div", "clip-phone__message", row), clip.text(text));
    return row;
  });
}
