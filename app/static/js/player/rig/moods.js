/* Faces as numbers. Between two moods every number is blended, so each mood can follow each other. */
const CALM = {
  brow: 0, // height of the brows
  tilt: 0, // inner ends of the brows up (sad) or down (angry)
  eye: 1, // how wide the eyes are
  arc: 0, // eyes closed by a smile
  lid: 0, // how far the upper lid hangs
  smile: 0.25, // corners of the mouth
  width: 1, // of the mouth
  open: 0, // of the mouth
  blush: 0.5,
  tear: 0,
  sweat: 0,
  head: 0, // tilt of the head in degrees
  drop: 0, // how far the head sinks
  lookX: 0,
  lookY: 0,
};

const mood = (changes) => ({ ...CALM, ...changes });

export const MOODS = {
  neutral: mood({}),
  friendly: mood({ smile: 0.75, brow: 3, blush: 0.8, head: -3 }),
  happy: mood({ smile: 1, arc: 1, brow: 5, width: 1.15, open: 0.35, blush: 1 }),
  relief: mood({ smile: 0.8, brow: 2, tilt: 5, blush: 0.9, head: 3, lid: 0.15 }),
  sad: mood({ smile: -0.55, tilt: 14, brow: -1, lid: 0.34, width: 0.8, head: 6, drop: 9, lookY: 0.75, blush: 0.25 }),
  crying: mood({ smile: -0.8, tilt: 17, lid: 0.4, width: 0.85, head: 6, drop: 8, lookY: 0.5, tear: 1, blush: 0.7 }),
  worried: mood({ smile: -0.3, tilt: 12, brow: 4, width: 0.75, sweat: 1 }),
  angry: mood({ smile: -0.5, tilt: -16, brow: -5, lid: 0.22, width: 0.85, blush: 0.9 }),
  shocked: mood({ smile: -0.1, brow: 7, tilt: 7, eye: 1.22, width: 0.55, open: 0.75, blush: 0.2 }),
  smirk: mood({ smile: 0.7, tilt: -9, brow: 1, lid: 0.25, width: 0.8 }),
  thinking: mood({ smile: -0.05, brow: 4, tilt: 3, width: 0.6, head: 6, lookX: 0.6, lookY: -0.7 }),
  serious: mood({ smile: 0.02, tilt: -5, brow: -1, width: 0.85, blush: 0.3 }),
  kind: mood({ smile: 0.6, tilt: 8, brow: 2, lid: 0.08, head: 4, blush: 0.7 }),
};
