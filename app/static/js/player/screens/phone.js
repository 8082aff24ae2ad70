/* A chat. */
import { head, log, message, writeLine } from "./parts.js";

export function drawScreen(parent, { app, sub, messages }, clip) {
  const first = clip.data.cast[messages[0].sender];
  const name = clip.text(app || first.name);
  const isPrivate = messages.every(({ sender }) => sender === messages[0].sender);
  head(parent, { name, sub: sub && clip.text(sub), member: isPrivate ? first : null, glyph: "users-three-fill" });
  const list = log(parent);
  const drawn = messages.map((one) => message(list, one, clip));
  writeLine(parent);
  return drawn;
}
