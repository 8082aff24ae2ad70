/* What stands on a screen, by its verb. Each draws into `parent` and may return the rows that appear one by one. */
import { draw, element, icon } from "../draw.js";
import { inkOf } from "../overlay.js";
import { MOODS, POSES } from "../rig/acting.js";
import { bodyOf } from "../rig/rig.js";

export const KINDS = { phone, sms, call, post, page, form };

function phone(parent, { app, sub, messages }, clip) {
  const first = clip.data.cast[messages[0].sender];
  const isPrivate = messages.every(({ sender }) => sender === messages[0].sender);
  head(parent, clip.text(app || first.name), sub && clip.text(sub), isPrivate ? first : null, "users-three-fill");
  const list = element("div", "clip-phone__log", parent);
  const drawn = messages.map((one) => message(list, one, clip));
  const line = element("div", "clip-phone__write", parent);
  element("span", "", line);
  icon("paper-plane-tilt", element("i", "", line));
  return drawn;
}

/** Messages of one sender outside any app. */
function sms(parent, { sender, sub, texts }, clip) {
  const member = clip.data.cast[sender];
  head(parent, clip.text(member.name), sub && clip.text(sub), member, "chat-text");
  const list = element("div", "clip-phone__log", parent);
  return texts.map((text) => {
    const row = element("div", "clip-phone__row", list);
    element("span", "", element("div", "clip-phone__message", row), clip.text(text));
    return row;
  });
}

function call(parent, { sender, sub }, clip) {
  const member = clip.data.cast[sender];
  const screen = element("div", "clip-call", parent);
  avatar(screen, member);
  element("b", "", screen, clip.text(member.name));
  element("small", "", screen, sub ? clip.text(sub) : clip.word("incoming"));
  const keys = element("div", "clip-call__keys", screen);
  icon("x", element("i", "clip-call__no", keys));
  icon("phone-call", element("i", "clip-call__yes", keys));
}

function post(parent, { author, text, likes, comments = [] }, clip) {
  const member = clip.data.cast[author];
  const drawn = element("div", "clip-post", parent);
  const top = element("div", "clip-post__head", drawn);
  avatar(top, member);
  element("b", "", top, clip.text(member.name));
  element("p", "", drawn, clip.text(text));
  const line = element("small", "", drawn);
  icon("heart-fill", line);
  if (likes) element("span", "", line, String(likes));
  const list = element("div", "clip-phone__log", parent);
  return [drawn, ...comments.map((one) => message(list, one, clip))];
}

function page(parent, { address, title, text, button }, clip) {
  const body = browser(parent, address, clip.text(title));
  element("p", "", body, clip.text(text));
  if (button) element("span", "clip-window__button", body, clip.text(button));
}

function form(parent, { address, title, fields, button }, clip) {
  const body = browser(parent, address, clip.text(title));
  for (const { label, value } of fields) {
    element("small", "", body, clip.text(label));
    element("span", "clip-window__field", body, value ? clip.text(value) : "");
  }
  element("span", "clip-window__button", body, clip.text(button));
}

/* --- parts --- */

/** The bar at the top: clock, camera, then picture and name. */
function head(parent, name, sub, member, glyph) {
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
function avatar(parent, member, glyph = "user-circle") {
  const round = element("div", "clip-phone__face", parent);
  if (!member?.look) {
    round.classList.add("clip-phone__face--unknown");
    icon(glyph, round);
    return;
  }
  const actor = bodyOf(member.look, draw("svg", { viewBox: "-92 -112 184 184", "aria-hidden": "true" }, round));
  actor.update({ y: -actor.headY - actor.sinking(POSES.idle), turn: 0.3, mood: MOODS.neutral, pose: POSES.idle, still: true });
}

/** One message; returns its row, which appears at its moment. */
function message(parent, { sender, text, reacts }, clip) {
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

/** A window under its address. */
function browser(parent, address, title) {
  if (address) {
    const bar = element("div", "clip-window__bar", parent);
    icon("lock-simple", bar);
    element("span", "", bar, address);
  }
  const body = element("div", "clip-window", parent);
  element("b", "", body, title);
  return body;
}
