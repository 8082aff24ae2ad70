/* How a clip goes on: by the clock, which steps down on a machine that cannot keep up, or as a row of still
   pictures with a button, for people who asked for less motion. */
const NORMAL_CAP = (navigator.hardwareConcurrency || 4) <= 4 ? 30 : 60;
const CALM_CAP = 15;
const MEASURED = 60;
// Frames a second below which swaying and clouds stop, and below which the clip becomes a storyboard.
const CALM_BELOW = 18;
const STORYBOARD_BELOW = 10;
const LONGEST_FRAME = 250;

export class Transport {
  constructor(clip) {
    Object.assign(this, { clip, isPlaying: false, rate: 1, cap: NORMAL_CAP });
    document.addEventListener("visibilitychange", () => document.hidden && clip.pause());
  }

  play() {
    if (this.isPlaying) return;
    this.isPlaying = true;
    this.last = performance.now();
    this.measure = { frames: 0, since: this.last };
    requestAnimationFrame((now) => this.step(now));
  }

  pause() {
    this.isPlaying = false;
  }

  step(now) {
    if (!this.isPlaying) return;
    const passed = now - this.last;
    if (passed >= 1000 / this.cap - 2) {
      this.last = now;
      this.clip.advance((Math.min(passed, LONGEST_FRAME) / 1000) * this.rate);
      this.watch(now);
    }
    if (this.isPlaying) requestAnimationFrame((next) => this.step(next));
  }

  watch(now) {
    const { measure } = this;
    measure.frames++;
    if (measure.frames < MEASURED) return;
    const speed = (measure.frames * 1000) / (now - measure.since);
    if (speed < STORYBOARD_BELOW) this.clip.becomeStoryboard();
    else if (speed < CALM_BELOW && this.cap > CALM_CAP) {
      this.cap = CALM_CAP;
      this.clip.isCalm = true;
    }
    this.measure = { frames: 0, since: now };
  }
}

/* --- still pictures, one for each beat that tells something --- */

const WITHOUT_PICTURE = ["walk", "leave", "wait", "set", "split", "prop", "label", "goto"];
// Late enough to see the whole message or card, early enough to see the bubble.
const KEY_MOMENT = 0.97;

/** The pictures of the route: positions, and the question where there is one. */
export function picturesOf(route) {
  let asked = 0;
  return route
    .marks()
    .filter(({ beat }) => !WITHOUT_PICTURE.includes(beat.verb))
    .map(({ piece, index, beat }) => ({
      at: route.positionOf({ piece, index, part: beat.verb === "title" ? 0.5 : KEY_MOMENT }),
      ask: beat.verb === "ask" ? route.asks[asked++] : null,
    }));
}

/** The number of the picture that is shown at this position. */
export const pictureAt = (pictures, position) => Math.max(0, pictures.filter(({ at }) => at <= position + 0.01).length - 1);

/** One picture on or back. A question on the way is asked; it is passed by an answer. */
export function turnPage(clip, by) {
  const pictures = picturesOf(clip.route);
  const next = pictures[pictureAt(pictures, clip.position) + by];
  if (!next) return;
  if (by < 0) clip.seek(next.at);
  else clip.showAt(next.at);
  if (next.ask && clip.answers[next.ask.number] == null) clip.ask.open(next.ask);
}
