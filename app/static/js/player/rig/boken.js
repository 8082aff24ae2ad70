/* Böken, the saiga calf who guides the youngest: a puppet that takes the moods and poses of people. Loaded by the
   clips in whose cast he stands. */
import { PUPPETS } from "./rig.js";
import { clamp, draw, fill, line, mix, round, set } from "../draw.js";

const COAT = "#dda163";
const LIGHT = "#f6ddb6";
const BROWN = "#b97b3f";
const DARK = "#12263a";
const HOOF = "#4a3a3c";
const SIDES = [-1, 1];
// The head is drawn around x = 0 and hangs here.
const HEAD = -330;
const SOFT = { "stroke-opacity": 0.45 };

class Boken {
  scale = 1;
  headY = HEAD + 110;
  topY = HEAD - 4;
  /** Without hands nothing can be held. */
  hand = null;

  constructor(look, parent) {
    this.look = { spec: look, headY: this.headY };
    this.root = draw("g", {}, parent);
    this.shadow = draw("ellipse", { rx: 94, ry: 12, cy: 2, fill: "#1d2b4f", opacity: 0.16 }, this.root);
    this.body = draw("g", {}, this.root);
    this.behind = drawBehind(draw("g", {}, this.body));
    this.legs = SIDES.map((side) => drawLeg(this.body, side * 25, -74, COAT));
    fill(this.body, "M-42 -162 C-62 -124 -58 -72 -40 -56 Q0 -40 40 -56 C58 -72 62 -124 42 -162Z", COAT);
    fill(this.body, "M-20 -150 C-34 -110 -26 -72 0 -62 C26 -72 34 -110 20 -150Z", LIGHT);
    this.head = draw("g", {}, this.body);
    this.face = drawHead(this.head);
  }

  /** What does not belong to a picture of head and chest. */
  get limbs() {
    return [this.behind.root, ...this.legs];
  }

  sinking() {
    return 0;
  }

  update({ x = 0, y = 0, dir = 1, time = 0, still, walk = 0, stride = 0, mood, pose, talk, nod = 0, blink = 0 }) {
    const breath = still ? 0 : Math.sin(time * 2.1) * 1.6;
    const hop = stride * Math.abs(Math.sin(walk)) * 9 + (pose.farY < 0 ? 16 : 0);
    set(this.root, "transform", `translate(${round(x)} ${round(y)})`);
    set(this.body, "transform", `translate(0 ${round(-hop)})`);
    set(this.shadow, "cx", round(dir * -32));
    set(this.behind.root, "transform", `scale(${dir} 1)`);
    this.behind.legs.forEach((leg, index) => swing(leg, stride * Math.sin(walk + index * Math.PI) * 24));
    // A foreleg is lifted where people lift the near hand.
    const lift = clamp((80 - pose.nearY) / 90);
    this.legs.forEach((leg, index) => {
      const isNear = SIDES[index] === Math.sign(dir);
      const wave = pose.wave && !still ? Math.sin(time * 9) * 12 : 0;
      swing(leg, stride * Math.sin(walk + (index + 0.5) * Math.PI) * 24 - (isNear ? dir * lift * (62 + wave) : 0));
    });
    set(this.head, "transform", `translate(${round(dir * 5)} ${round(HEAD + breath + mood.drop)}) rotate(${round(mood.head * dir + nod)} 0 150)`);
    moveFace(this.face, { mood, dir, blink, time, still, talk: talk?.open || 0 });
  }
}

/** The trunk goes back to the side from which he looks. */
function drawBehind(root) {
  fill(root, "M-118 -128 q-22 2 -20 26 q14 -4 20 -14Z", LIGHT);
  const legs = [-96, -62].map((x) => drawLeg(root, x, -70, BROWN));
  fill(root, "M0 -160 C-60 -166 -122 -150 -124 -104 C-126 -66 -90 -50 -40 -52 H10Z", COAT);
  fill(root, "M-118 -84 C-104 -54 -70 -50 -30 -52 C-60 -62 -96 -62 -118 -84Z", LIGHT);
  return { root, legs };
}

function drawLeg(parent, x, y, coat) {
  const leg = draw("g", {}, parent);
  line(leg, "M0 0 V54", coat, 25, { "stroke-linecap": "butt" });
  draw("circle", { r: 16, fill: coat }, leg);
  fill(leg, `M-12.500 ${-y - 22} H12.500 L15 ${-y} H-15Z`, HOOF);
  leg.at = `translate(${x} ${y})`;
  return leg;
}

const swing = (leg, angle) => set(leg, "transform", `${leg.at} rotate(${round(angle)})`);

function drawHead(head) {
  const ears = SIDES.map((side) => drawSide(draw("g", { transform: `scale(${side} 1)` }, head)));
  fill(head, "M0 46 C28 46 41 62 40 82 39 100 28 112 26 124 H-26 C-28 112 -39 100 -40 82 -41 62 -28 46 0 46Z M-24 120 H24 L42 172 H-42Z", COAT);
  fill(head, "M-10 48 Q0 44 10 48 C12 62 10 74 6 84 H-6 C-10 74 -12 62 -10 48Z", LIGHT, { opacity: 0.75 });
  const jaw = fill(head, "", "#ebc795");
  const mouth = fill(head, "", "#7c2738");
  fill(head, "M0 76 C16 76 24 86 30 102 38 124 34 152 17 156 10 157.500 4 154 0 154 S-10 157.500 -17 156 C-34 152 -38 124 -30 102 -24 86 -16 76 0 76Z", LIGHT);
  line(head, "M-15 92 q15 -8 30 0 M-20 103.500 q20 -9 40 0 M0 118 V150", BROWN, 2.4, SOFT);
  for (const side of SIDES) draw("ellipse", { cx: side * 13.5, cy: 136, rx: 8, ry: 10, fill: DARK, transform: `rotate(${side * -8} ${side * 13.5} 136)` }, head);
  const lips = line(head, "", DARK, 3.4);
  fill(head, "M-38 166 C-22 178 22 178 38 166 44 172 46 180 44 187 24 200 -24 200 -44 187 -46 180 -44 172 -38 166Z", "#0a6480");
  line(head, "M-36 176.500 C-18 187.500 18 187.500 36 176.500", "#ffc64a", 3);
  const eyes = SIDES.map((side) => drawEye(head, side));
  return { jaw, mouth, lips, eyes, ears };
}

/** Horn and ear; gives back the ear. */
function drawSide(half) {
  fill(half, "M9 60 C6 44 12 32 22 22 30 14 32 6 27 -5 36 1 42 10 38 22 34 33 25 40 25 54Z", "#f2a93b");
  line(half, "M12.500 48.500 l9.500 2.500 M16 38.500 l9 4 M23 28.500 l7.500 5 M30.500 19 l6 3", "#c47c1c", 2.2, SOFT);
  const ear = draw("g", {}, half);
  fill(ear, "M28 72 C38 56 54 50 66 54 64 70 50 84 30 84Z", BROWN);
  fill(ear, "M35 71 C43 61 53 57 61 58 58 69 47 77 34 78Z", "#f59a7c", { opacity: 0.75 });
  return ear;
}

function drawEye(head, side) {
  const eye = draw("g", { transform: `translate(${side * 27} 84)` }, head);
  const ball = draw("ellipse", { rx: 9.5, fill: DARK }, eye);
  const light = draw("circle", { r: 3.2, fill: "#fff" }, eye);
  const lid = fill(eye, "", COAT);
  const arc = line(eye, "M-9 3 Q0 -9 9 3", DARK, 3.6);
  const tear = fill(eye, "M0 12 C6 22 7 27 0 30 C-7 27 -6 22 0 12Z", "#7cc8f4");
  return { side, ball, light, lid, arc, tear, brow: line(head, "", "#8a5526", 4.6) };
}

function moveFace({ jaw, mouth, lips, eyes, ears }, { mood, dir, blink, talk, time, still }) {
  const opening = clamp(Math.max(mood.open * 0.7, talk));
  const low = round(158 + opening * 13);
  const corner = round(158 - mood.smile * 7);
  // Worry lets the ears hang, anger lays them back, what is serious pricks them up.
  const hang = mood.tilt > 0 ? mood.tilt * 3.2 : mood.tilt < -8 ? 26 : mood.tilt * 5;
  for (const ear of ears) set(ear, "transform", `rotate(${round(hang)} 30 78)`);
  set(jaw, "d", `M-21 148 H21 C22 ${low + 3} 13 ${low + 10} 0 ${low + 10} S-22 ${low + 3} -21 148Z`);
  set(mouth, "d", `M-13 152 H13 Q12 ${low + 3} 0 ${low + 3} T-13 152Z`);
  set(lips, "d", opening > 0.1 ? "M0 0" : `M${round(-15 * mood.width)} ${corner} Q0 ${round(158 + mood.smile * 16)} ${round(15 * mood.width)} ${corner}`);
  for (const { side, ball, light, lid, arc, tear, brow } of eyes) {
    const isSmiling = mood.arc > 0.6;
    const shut = isSmiling ? 1 : blink;
    set(ball, "ry", round(mix(9.5 * mood.eye, 1.5, blink)));
    for (const part of [ball, light, lid]) set(part, "display", isSmiling ? "none" : "inline");
    set(arc, "display", isSmiling ? "inline" : "none");
    set(light, "transform", `translate(${round(dir * 2.5 + mood.lookX * 2)} ${round(-3.500 + mood.lookY * 2)}) scale(${round(1 - shut)})`);
    const edge = -12 + mood.lid * 16;
    const slope = mood.tilt * 0.22 * side;
    set(lid, "d", mood.lid || mood.tilt ? `M-12 -14 H12 V${round(edge + slope)} L-12 ${round(edge - slope)}Z` : "M0 0");
    set(tear, "opacity", mood.tear);
    if (mood.tear) set(tear, "transform", `translate(${side * 6} ${still ? 4 : round(((time * 0.6 + side * 0.2 + 1) % 1) * 24)})`);
    const high = 68 - mood.brow * 1.3;
    const tilt = mood.tilt * 0.95;
    set(brow, "d", `M${side * 38} ${round(high + tilt * 0.5 + 2)} Q${side * 28} ${round(high - 5)} ${side * 18} ${round(high - tilt + 1)}`);
  }
}

PUPPETS.boken = Boken;
