/* Parts that several screens share: the head of a chat, a face, a message. */
import { CAST } from "../cast.js";
import { element, icon } from "../dom.js";
import { inkOf } from "../overlay.js";
import { MOODS } from "../rig/moods.js";
import { POSES } from "../rig/poses.js";
import { Actor } from "../rig/rig.js";
import { draw } from "../rig/svg.js";
import { specOf } from "../stage.js";

/** The bar at the top: clock, camera, then picture and name. */
export function head(parent, { name, sub, member, glyph }) {
  const bar = element("div", "clip-phone__bar", parent);
  element("b", "", bar, "14:20");
  element("i", "clip-phone__eye", bar);
  const top = element("div", "clip-phone__head", parent);
  avatar(top, member, glyph);
  const words = element("div", "", top);
  element("b", "", words, name);
  if (sub) element("small", "", words, sub);
}

/** A face of the cast; a grey silhouette for an account that nobody knows. */
export function avatar(parent, member, glyph = "user-circle") {
  const round = element("div", "clip-phone__face", parent);
  if (!member || !member.model || !CAST[member.model]) {
    round.classList.add("clip-phone__face--unknown");
    icon(glyph, round);
    return;
  }
  const svg = draw("svg", { viewBox: "-92 -112 184 184", "aria-hidden": "true" }, round);
  const actor = new Actor(specOf(member), svg);
  actor.update({ y: -actor.headY - actor.sinking(POSES.idle), turn: 0.3, mood: MOODS.neutral, pose: POSES.idle, still: true });
}

/** One message; returns its row, which appears at its moment. */
export function message(parent, { sender, text, reacts }, clip) {
  const member = clip.data.cast[sender];
  const row = element("div", "clip-phone__row", parent);
  avatar(row, member);
  const box = element("div", "clip-phone__message", row);
  element("b", "", box, clip.text(member.name)).style.color = inkOf(member);
  element("span", "", box, clip.text(text));
  if (reacts) {
    const count = element("u", "", box);
    icon("smiley", count);
    element("span", "", count, String(reacts));
  }
  return row;
}

export const log = (parent) => element("div", "clip-phone__log", parent);

export function writeLine(parent) {
  const line = element("div", "clip-phone__write", parent);
  element("span", "", line);
  icon("paper-plane-tilt", element("i", "", line));
}
