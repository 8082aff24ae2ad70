/* A value that changes over time. Asking for a moment never depends on what was asked before. */
import { clamp, mix } from "./rig/svg.js";

export const EASE = {
  inOut: (part) => (part < 0.5 ? 4 * part ** 3 : 1 - (2 - 2 * part) ** 3 / 2),
  out: (part) => 1 - (1 - part) ** 3,
  back: (part) => 1 + 2.7 * (part - 1) ** 3 + 1.7 * (part - 1) ** 2,
  even: (part) => part,
};

/** Blends numbers, or objects number by number. */
export function blend(from, to, part) {
  if (typeof to === "number") return mix(from, to, part);
  const made = {};
  for (const name in to) made[name] = mix(from[name], to[name], part);
  return made;
}

export class Track {
  constructor(value) {
    this.keys = [{ time: -1, lasts: 0, from: value, value }];
  }

  /** From this moment on towards `value`. Keys are added in the order of time. */
  to(time, value, lasts = 0, ease = "inOut") {
    this.keys.push({ time, lasts, ease: EASE[ease], from: this.at(time), value });
  }

  at(time) {
    const key = this.keyAt(time);
    if (!key.lasts || time >= key.time + key.lasts) return key.value;
    return blend(key.from, key.value, key.ease(clamp((time - key.time) / key.lasts)));
  }

  keyAt(time) {
    let index = this.keys.length - 1;
    while (index && this.keys[index].time > time) index--;
    return this.keys[index];
  }
}
