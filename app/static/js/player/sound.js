/* Effects made by the browser itself: nothing to download, never needed to understand the clip. */
const RECIPES = {
  pop: (sound) => sound.tone(320, 0.12, { to: 620, volume: 0.09 }),
  ding: (sound) => {
    sound.tone(880, 0.35, { volume: 0.07 });
    sound.tone(1320, 0.4, { at: 0.07, volume: 0.06 });
  },
  whoosh: (sound) => sound.noise(0.4, { frequency: 900, volume: 0.06, type: "bandpass" }),
  step: (sound) => sound.noise(0.07, { frequency: 300, volume: 0.08 }),
  gasp: (sound) => sound.tone(520, 0.25, { to: 300, volume: 0.05, type: "triangle" }),
  good: (sound) => [523, 659, 784, 1047].forEach((frequency, index) => sound.tone(frequency, 0.4, { at: index * 0.09, volume: 0.08 })),
  think: (sound) => {
    sound.tone(330, 0.25, { volume: 0.07, type: "triangle" });
    sound.tone(277, 0.4, { at: 0.16, volume: 0.07, type: "triangle" });
  },
};

export class Sound {
  /** Browsers allow sound only after somebody has pressed something. */
  unlock() {
    quietly(() => {
      this.context ||= new AudioContext();
      this.context.resume();
    });
  }

  play(name) {
    if (this.context && RECIPES[name]) quietly(() => RECIPES[name](this));
  }

  tone(frequency, lasts, { at = 0, to, type = "sine", volume }) {
    const { context } = this;
    const start = context.currentTime + at;
    const wave = context.createOscillator();
    const gain = context.createGain();
    wave.type = type;
    wave.frequency.setValueAtTime(frequency, start);
    if (to) wave.frequency.exponentialRampToValueAtTime(to, start + lasts);
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(volume, start + 0.008);
    gain.gain.exponentialRampToValueAtTime(0.0008, start + lasts);
    wave.connect(gain).connect(context.destination);
    wave.start(start);
    wave.stop(start + lasts + 0.05);
  }

  noise(lasts, { frequency, volume, type = "lowpass" }) {
    const { context } = this;
    const buffer = context.createBuffer(1, context.sampleRate * lasts, context.sampleRate);
    const samples = buffer.getChannelData(0);
    for (let i = 0; i < samples.length; i++) samples[i] = (Math.random() * 2 - 1) * (1 - i / samples.length) ** 2;
    const source = context.createBufferSource();
    const filter = context.createBiquadFilter();
    const gain = context.createGain();
    source.buffer = buffer;
    filter.type = type;
    filter.frequency.value = frequency;
    gain.gain.value = volume;
    source.connect(filter).connect(gain).connect(context.destination);
    source.start();
  }
}

function quietly(step) {
  try {
    step();
  } catch {
    // No sound device, or the browser forbids it: the clip goes on in silence.
  }
}
