/* Mouth shapes from letters, alike in the three languages: vowels open the mouth, lips close for m, b, p. */
import { clamp, mix } from "./rig/svg.js";

const VOWELS = {
  "аәяaä": [0.85, 1],
  "оөёo": [0.7, 0.7],
  "уұүюuw": [0.42, 0.55],
  "иіыйiy": [0.38, 1.12],
  "еэe": [0.55, 1.08],
};
const SHAPES = new Map(Object.entries(VOWELS).flatMap(([letters, shape]) => [...letters].map((one) => [one, shape])));
const CLOSED = "мпбmpb .!?,…:;—–«»“”";

const weight = (letter) => (/[.!?…]/.test(letter) ? 4 : /[,:;—–]/.test(letter) ? 2.5 : letter === " " ? 0.6 : SHAPES.has(letter) ? 1.25 : 1);

export function shapesOf(text, start, end) {
  const letters = [...text.toLowerCase()];
  const unit = (end - start - 0.45) / letters.reduce((sum, letter) => sum + weight(letter), 0);
  let time = start + 0.05;
  const shapes = letters.map((letter) => {
    const [open, width] = SHAPES.get(letter) || [CLOSED.includes(letter) ? 0 : 0.22, 1];
    const shape = { time, open, width };
    time += weight(letter) * unit;
    return shape;
  });
  return [...shapes, { time, open: 0, width: 1 }];
}

/** The mouth at one moment, smoothed over three letters. */
export function mouthAt(shapes, time) {
  const last = shapes.length - 1;
  if (time < shapes[0].time || time > shapes[last].time) return { open: 0, width: 1 };
  let index = 0;
  while (index < last - 1 && shapes[index + 1].time <= time) index++;
  const before = shapes[Math.max(0, index - 1)];
  const here = shapes[index];
  const next = shapes[Math.min(index + 1, last)];
  const part = clamp((time - here.time) / Math.max(0.001, next.time - here.time));
  return {
    open: mix((before.open + here.open * 2) / 3, (here.open * 2 + next.open) / 3, part),
    width: mix(here.width, next.width, part),
  };
}
