/* What the camera needs of the player: how the clip runs, and any moment of it on the stage. */
import { enhanceScenes } from "/static/js/player/index.js";

await enhanceScenes(document);
await document.fonts.ready;

const root = document.querySelector(".clip");
const goodOf = ({ choices }) => Math.max(0, choices.findIndex((one) => one.verdict === "good"));

window.film = root && {
  /** Length, questions and captions, as positions on the way of the first good choices. */
  plan() {
    const { clip } = root;
    const { text, route, timeline } = clip;
    const nameOf = (who) => (clip.data.cast[who] ? text(clip.data.cast[who].name) : "");
    const cues = route.pieces.flatMap(({ start, end, at }) =>
      timeline.cues
        .filter((cue) => cue.start >= start && cue.start < end)
        .map((cue) => ({ begins: at + cue.start - start, ends: at + Math.min(cue.end, end) - start, speaker: nameOf(cue.who || cue.from), text: cue.text })),
    );
    const asks = route.asks.map(({ at, beat }) => ({
      at,
      question: text(beat.text),
      choices: beat.choices.map((choice) => text(choice.text)),
      reply: text(beat.choices[goodOf(beat)].reply),
    }));
    return { lasts: route.duration, cues, asks };
  },

  /** Puts one moment on the stage; false if the player has given up. */
  show(kind, position, number) {
    const { clip } = root;
    const asked = clip.route.asks[number];
    if (kind === "play") clip.ask.close();
    else clip.ask.open(asked);
    if (kind === "reply") clip.ask.reply(goodOf(asked.beat));
    clip.position = position;
    clip.render();
    return root.isConnected;
  },
};
document.documentElement.dataset.film = window.film ? "ready" : "failed";
