/* The clip as a row of still pictures, one for each beat, with a button for the next: for people who asked for
   less motion and for machines that cannot keep up. */
const PICTURES = ["title", "narrate", "say", "react", "phone", "sms", "call", "post", "page", "form", "card", "ask"];
// Late enough to see the whole message or card, early enough to see the bubble.
const KEY_MOMENT = 0.97;

/** The pictures of the route: positions, and the question where there is one. */
export function picturesOf(route) {
  let asked = 0;
  return route
    .marks()
    .filter(({ beat }) => PICTURES.includes(beat.verb))
    .map(({ piece, index, beat }) => ({
      at: route.positionOf({ piece, index, part: beat.verb === "title" ? 0.5 : KEY_MOMENT }),
      ask: beat.verb === "ask" ? route.asks[asked++] : null,
    }));
}

/** The number of the picture that is shown at this position. */
export function pictureAt(pictures, position) {
  let number = 0;
  pictures.forEach(({ at }, index) => {
    if (at <= position + 0.01) number = index;
  });
  return number;
}

/** One picture on or back. A question on the way is asked; it is passed by an answer. */
export function turnPage(clip, by) {
  const pictures = picturesOf(clip.route);
  const number = pictureAt(pictures, clip.position) + by;
  const next = pictures[number];
  if (!next) return;
  if (by < 0) clip.seek(next.at);
  else clip.showAt(next.at);
  if (next.ask && clip.answers[next.ask.number] == null) clip.ask.open(next.ask);
}
