/* What the drawing commands ask of the rig: pictures as SVG text, always the same for the same code. */
import { MOODS, POSES } from "../../static/js/player/rig/acting.js";
import { bodyOf } from "../../static/js/player/rig/rig.js";
import "../../static/js/player/rig/boken.js";
import "../../static/js/player/rig/wardrobe.js";
import "../../static/js/player/rig/wheelchair.js";
import { draw } from "../../static/js/player/draw.js";

const PLAYER = "../../static/js/player";
const CAST = await (await fetch("cast.json")).json();
const drawn = document.body.appendChild(draw("svg", {}));
const isInvisible = (node) =>
  node.getAttribute("display") === "none" || node.getAttribute("opacity") === "0" || node.getAttribute("d") === "M0 0";

/** One moment of a person. */
function moment(name, mood, pose, more) {
  const actor = bodyOf(CAST[name], drawn);
  actor.update({ mood: MOODS[mood], pose: POSES[pose], still: true, ...more });
  actor.root.remove();
  return actor;
}

/** Text of a drawing without what cannot be seen. */
function textOf(node) {
  if (isInvisible(node)) return "";
  const [start, end] = tagsOf(node);
  return start + [...node.children].map(textOf).join("") + end;
}

function tagsOf(node) {
  const attributes = [...node.attributes].filter(({ name, value }) => !(name === "display" || (name === "opacity" && value === "1")));
  const start = node.tagName + attributes.map(({ name, value }) => ` ${name}="${value}"`).join("");
  return node.children.length ? [`<${start}>`, `</${node.tagName}>`] : [`<${start}/>`, ""];
}

/** What of a person is seen in a picture of head and trunk: no legs, and no arms across the face. */
function upperBody(name, mood, more) {
  const { root, body, arms, legs, limbs = [arms, legs], look } = moment(name, mood, "idle", more);
  for (const limb of limbs) limb.remove();
  root.firstElementChild.remove(); // the shadow on the ground
  root.removeAttribute("transform");
  const sunk = look.spec.wheelchair ? look.legs * 0.42 : 0;
  return { root, body, middle: Math.round(look.headY + sunk) };
}

/** Head and trunk in every mood. What all moods share is drawn once. */
function bust(name) {
  const shared = [];
  const moods = Object.keys(MOODS);
  const drawings = moods.map((mood) => upperBody(name, mood));
  const pictures = share(drawings.map(({ root }) => root), shared);
  const box = `-130 ${drawings[0].middle - 124} 260 300`;
  const defs = shared.map((text, index) => `<g id="s${index}">${text}</g>`).join("\n");
  const symbols = moods.map((mood, index) => `<symbol id="${mood}" viewBox="${box}">${pictures[index]}</symbol>`);
  return `<svg xmlns="http://www.w3.org/2000/svg">\n<defs>${defs}</defs>\n${symbols.join("\n")}\n</svg>\n`;
}

/** The same node of every picture: once if they agree, otherwise its parts one by one. */
function share(nodes, shared) {
  const texts = nodes.map(textOf);
  if (texts.every((text) => text === texts[0])) return texts[0].length < 40 ? texts : texts.map(keep(texts[0], shared));
  const parts = [...nodes[0].children].map((_, index) => share(nodes.map((node) => node.children[index]), shared));
  return nodes.map((node, index) => {
    const [start, end] = tagsOf(node);
    return isInvisible(node) ? "" : start + parts.map((part) => part[index]).join("") + end;
  });
}

function keep(text, shared) {
  shared.push(text);
  const use = `<use href="#s${shared.length - 1}"/>`;
  return () => use;
}

/** The head in a circle, as it stands beside a name. */
function portrait(name, colour) {
  const { root, middle } = upperBody(name, "friendly", { turn: 0 });
  const circle = `<circle cy="${middle}" r="112" fill="${colour}"/>`;
  return `<symbol id="${name}" viewBox="-112 ${middle - 112} 224 224">${circle}${textOf(root)}</symbol>`;
}

function figure(name, mood, pose) {
  return textOf(moment(name, mood, pose).root);
}

/** Height of the top of the head. */
function heightOf(name) {
  const actor = bodyOf(CAST[name], draw("svg", {}));
  return -Math.round(actor.topY + actor.sinking(POSES.idle));
}

async function place(name) {
  const { PLACE } = await import(`${PLAYER}/places/${name}.js`);
  const layers = PLACE.draw((id) => `${name}-${id}`);
  return { ground: PLACE.ground, back: (layers.sky || "") + (layers.clouds || "") + (layers.main || ""), front: layers.front || "" };
}

async function prop(name) {
  const { PROP } = await import(`${PLAYER}/props/${name}.js`);
  const group = drawn.appendChild(draw("g", {}));
  group.innerHTML = PROP;
  const { x, y, width, height } = group.getBBox();
  group.remove();
  const size = Math.max(width, height, 80) + 30;
  return { text: PROP, box: [x + width / 2 - size / 2, y + height / 2 - size / 2, size, size].map(Math.round).join(" ") };
}

/** A thing in the near hand of somebody. */
async function held(name, who, pose) {
  const { text } = await prop(name);
  const actor = moment(who, "friendly", pose);
  const thing = draw("g", { transform: `translate(${actor.hand.x} ${actor.hand.y})` }, actor.hand.grip);
  thing.innerHTML = text;
  return textOf(actor.root);
}

window.desk = { people: Object.keys(CAST), moods: Object.keys(MOODS), poses: Object.keys(POSES), bust, portrait, figure, heightOf, place, prop, held };
