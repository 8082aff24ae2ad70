/* Faces and bodies as numbers; between two moods, or two poses, every number is blended. */
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

/* What arms and trunk do, as numbers. Hands are aimed from the shoulder: x outward, y down.
   The near hand is the one on the side to which the person is turned. */
const STANDING = {
  nearX: 16,
  nearY: 108,
  farX: 16,
  farY: 108,
  lean: 0, // of the trunk, in degrees
  shrug: 0, // height of the shoulders
  phone: 0, // a phone in the near hand
  wave: 0, // the near hand moves to and fro
  sit: 0, // 1 on a stool
  hand: 0, // 1 open, 2 with one finger
};

const SEATED = { nearX: -16, nearY: 92, farX: -16, farY: 92, sit: 1 };

const pose = (changes) => ({ ...STANDING, ...changes });

export const POSES = {
  idle: pose({}),
  wave: pose({ nearX: 78, nearY: -54, wave: 1, lean: -1.5, hand: 1 }),
  phone: pose({ nearX: -38, nearY: 66, farX: -30, farY: 74, phone: 1, lean: 3 }),
  "show-phone": pose({ nearX: 62, nearY: 34, farX: 18, farY: 104, phone: 1, lean: 2 }),
  think: pose({ nearX: -46, nearY: -18, farX: -52, farY: 62, lean: -1 }),
  explain: pose({ nearX: 62, nearY: 42, farX: -24, farY: 72, lean: 1, hand: 1 }),
  hips: pose({ nearX: 4, nearY: 88, farX: 4, farY: 88 }),
  comfort: pose({ nearX: 104, nearY: -4, farX: 14, farY: 106, lean: 4, hand: 1 }),
  point: pose({ nearX: 104, nearY: 2, farX: 6, farY: 88, lean: 3, hand: 2 }),
  shock: pose({ nearX: 22, nearY: -20, farX: 22, farY: -20, lean: -3, shrug: 6, hand: 1 }),
  shrug: pose({ nearX: 66, nearY: 40, farX: 66, farY: 40, shrug: 12, hand: 1 }),
  cheer: pose({ nearX: 70, nearY: -82, farX: 70, farY: -82, lean: -1, hand: 1 }),
  crossed: pose({ nearX: -66, nearY: 58, farX: -62, farY: 44, lean: -2 }),
  slump: pose({ nearX: 2, nearY: 112, farX: 2, farY: 112, lean: 4, shrug: -6 }),
  heart: pose({ nearX: -52, nearY: 42, farX: 14, farY: 106 }),
  sit: pose({ ...SEATED }),
  "sit-phone": pose({ ...SEATED, nearX: -38, nearY: 66, farX: -30, farY: 74, phone: 1 }),
  "sit-explain": pose({ ...SEATED, nearX: 62, nearY: 46, hand: 1 }),
  "sit-comfort": pose({ ...SEATED, nearX: 96, nearY: 70, hand: 1 }),
  "sit-slump": pose({ ...SEATED, nearY: 100, farY: 100, lean: 2, shrug: -6 }),
};
