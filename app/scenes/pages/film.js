/* What the camera needs of the player: how the clip runs, and any moment of it on the stage. */
import { enhanceScenes } from "/static/js/player/index.js";

await enhanceScenes(document);
await document.fonts.ready;

const root = document.querySelector(".clip");
const goodOf = ({ choices }) => Math.max(0, choices.findIndex((one) => one.verdict === "good"));

// What is changed on the stage since it was asked last.
const changes = new MutationObserver(() => {});
/** A face or a hand, but nobody's place, no camera and no text. */
const isNew = ({ type, target, attributeName, oldValue }) => type !== "attributes" || target.getAttribute(attributeName) !== oldValue;
const isActing = ({ target }) => target.parentNode.closest(".clip-layer--actors > g") !== null;
if (root) {
  changes.observe(root.querySelector(".clip-stage"), { attributes: true, attributeOldValue: true, childList: true, characterData: true, subtree: true });
}

window.film = root && {
  /** Length, questions, captions and recorded lines, as positions on the way of the first good choices. */
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
    const voices = route.pieces.flatMap(({ first, last, start, at }) =>
      timeline.beats
        .slice(first, last + 1)
        .filter(({ audio }) => audio?.[clip.language])
        .map((beat) => ({ begins: at + beat.start - start, name: beat.audio[clip.language] })),
    );
    return { lasts: route.duration, cues, asks, voices };
  },

  /** Puts one moment on the stage; tells whether all is "still", people "act" or more "moves"; null if the player
      has given up. */
  show(kind, position, number) {
    const { clip } = root;
    const asked = clip.route.asks[number];
    if (kind === "play") clip.ask.close();
    else clip.ask.open(asked);
    if (kind === "reply") clip.ask.reply(goodOf(asked.beat));
    clip.position = position;
    clip.render();
    const changed = changes.takeRecords().filter(isNew);
    if (!root.isConnected) return null;
    if (!changed.length) return "still";
    return changed.every(isActing) ? "act" : "moves";
  },
};
document.documentElement.dataset.film = window.film ? "ready" : "failed";
