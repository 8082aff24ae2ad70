/* A post with its comments. */
import { element, icon } from "../dom.js";
import { avatar, log, message } from "./parts.js";

export function drawScreen(parent, { author, text, likes, comments = [] }, clip) {
  const member = clip.data.cast[author];
  const post = element("div", "clip-post", parent);
  const head = element("div", "clip-post__head", post);
  avatar(head, member);
  element("b", "", head, clip.text(member.name));
  element("p", "", post, clip.text(text));
  const line = element("small", "", post);
  icon("heart-fill", line);
  if (likes) element("span", "", line, String(likes));
  const list = log(parent);
  return [post, ...comments.map((one) => message(list, one, clip))];
}
