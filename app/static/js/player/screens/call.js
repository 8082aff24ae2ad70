/* An incoming call. */
import { element, icon } from "../dom.js";
import { avatar } from "./parts.js";

export function drawScreen(parent, { sender, sub }, clip) {
  const member = clip.data.cast[sender];
  const screen = element("div", "clip-call", parent);
  avatar(screen, member);
  element("b", "", screen, clip.text(member.name));
  element("small", "", screen, sub ? clip.text(sub) : clip.word("incoming"));
  const keys = element("div", "clip-call__keys", screen);
  icon("x", element("i", "clip-call__no", keys));
  icon("phone-call", element("i", "clip-call__yes", keys));
}
