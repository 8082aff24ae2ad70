/* Voices: recorded lines where there are any, else the browser's own voice, if it has one for the language and
   somebody asks for it. A voice follows the clock and never moves it. */
const SPOKEN = ["say", "narrate"];
// A voice that comes in later than this would tell another line than the picture.
const TOO_LATE = 0.4;

const known = (code) => window.speechSynthesis?.getVoices().find(({ lang }) => lang.toLowerCase().startsWith(code));

export class Voice {
  /** @param base the address of the clip: recordings lie beside it */
  constructor(clip, base) {
    Object.assign(this, { clip, base: new URL(base, location.href), isAsked: false });
    this.button = clip.controls.key("megaphone", () => this.toggle());
    window.speechSynthesis?.addEventListener("voiceschanged", () => this.write());
    this.write();
  }

  get code() {
    return this.clip.data.languages[this.clip.language];
  }

  toggle() {
    this.isAsked = !this.isAsked;
    this.write();
    if (!this.isAsked) this.stop();
    else if (this.clip.transport.isPlaying) this.begin();
  }

  /** The button is there only where the browser can speak the language. */
  write() {
    this.button.hidden = !known(this.code);
    this.button.setAttribute("aria-label", this.clip.word("listen"));
    this.button.setAttribute("aria-pressed", this.isAsked);
  }

  /** The clock has gone from one moment of the script to another. */
  hear(from, to) {
    const beat = this.clip.timeline.beats.find(({ verb, start }) => SPOKEN.includes(verb) && start > from && start <= to);
    if (beat) this.tell(beat, 0);
  }

  /** The clock starts, perhaps in the middle of a line. */
  begin() {
    const time = this.clip.route.toScript(this.clip.position);
    const beat = this.clip.timeline.beats.find(({ verb, start, end }) => SPOKEN.includes(verb) && time >= start && time < end);
    if (beat) this.tell(beat, time - beat.start);
  }

  tell(beat, since) {
    this.stop();
    if (!SPOKEN.includes(beat.verb) || !this.clip.isLoud) return;
    const name = beat.audio?.[this.clip.language];
    if (name) this.playRecording(name, since);
    else if (this.isAsked && since < TOO_LATE) this.speak(beat.text[this.clip.language]);
  }

  playRecording(name, since) {
    this.audio = new Audio(new URL(`audio/${this.code}/${name}.mp3`, this.base));
    this.audio.currentTime = since;
    this.audio.playbackRate = this.clip.transport.rate;
    // Without the file or the right to play it, the caption remains.
    this.audio.play().catch(() => {});
  }

  speak(text) {
    const voice = known(this.code);
    if (!voice) return;
    const words = new SpeechSynthesisUtterance(text);
    Object.assign(words, { voice, lang: voice.lang, rate: this.clip.transport.rate });
    speechSynthesis.speak(words);
  }

  stop() {
    this.audio?.pause();
    this.audio = null;
    if (this.isAsked) speechSynthesis.cancel();
  }
}
