/* The clock: plays, pauses, and steps down on a machine that cannot keep up. */
const NORMAL_CAP = (navigator.hardwareConcurrency || 4) <= 4 ? 30 : 60;
const CALM_CAP = 15;
const MEASURED = 60;
// Frames a second below which breathing and clouds stop, and below which the clip becomes a storyboard.
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
