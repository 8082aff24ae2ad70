/* Finds the clips of a page and brings them to life. Whatever goes wrong, the captioned panels stay. */
const SCREENS = ["phone", "sms", "call", "post", "page", "form"];

/** Resolves when every clip of the page is on its stage, or has given way to its panels. */
export function enhanceScenes(root) {
  const holders = [...root.querySelectorAll("[data-scene]:not([data-scene-state])")];
  return Promise.all(
    holders.map((holder) => {
      holder.dataset.sceneState = "loading";
      return enhance(holder).catch((reason) => stayWithPanels(holder, reason));
    }),
  );
}

function stayWithPanels(holder, reason) {
  if (holder.dataset.sceneState === "panels") return;
  holder.dataset.sceneState = "panels";
  showPanels(holder, true);
  holder.querySelector(".clip")?.remove();
  console.warn("The clip cannot be shown, the panels stay.", reason);
}

async function enhance(holder) {
  const { sceneUrl, sceneWords, answerUrl } = holder.dataset;
  const addresses = { answers: answerUrl, replies: new URL("replies", new URL(sceneUrl, location.href)) };
  const [{ data, art }, { Clip }] = await Promise.all([loadWithArt(sceneUrl), import("./clip.js"), styled()]);
  const root = document.createElement("div");
  holder.prepend(root);
  const query = new URLSearchParams(location.search);
  root.addEventListener("clip:failed", (event) => stayWithPanels(holder, event.detail));
  root.clip = new Clip(root, data, {
    locale: holder.lang || document.documentElement.lang,
    words: JSON.parse(sceneWords),
    art,
    addresses,
    isStoryboard: isWeak() || matchMedia("(prefers-reduced-motion: reduce)").matches,
    isCapture: query.has("capture"),
  });
  if (holder.dataset.sceneState === "panels") return;
  holder.dataset.sceneState = "ready";
  showPanels(holder, false);
  giveVoice(root.clip, sceneUrl);
}

async function loadWithArt(url) {
  const data = await load(url);
  return { data, art: await artOf(data) };
}

async function load(url) {
  const reply = await fetch(url);
  if (!reply.ok) throw new Error(`${reply.status} ${url}`);
  return reply.json();
}

async function artOf(data) {
  const used = (verb) => data.beats.some((beat) => beat.verb === verb);
  const props = [...new Set(data.beats.map((beat) => beat.prop).filter(Boolean))];
  const [places, things, { Screens }, { Split }] = await Promise.all([
    modules(data.sets, (name) => import(`./places/${name}.js`), "PLACE"),
    modules(props, (name) => import(`./props/${name}.js`), "PROP"),
    SCREENS.some(used) ? import("./screens/screens.js") : {},
    used("split") ? import("./split.js") : {},
    ...data.rig.map((name) => import(`./rig/${name}.js`)),
  ]);
  return { places, props: things, Screens, Split };
}

async function modules(names, load, part) {
  const loaded = await Promise.all(names.map(async (name) => [name, (await load(name))[part]]));
  return Object.fromEntries(loaded);
}

function styled() {
  const href = new URL("../../css/clip.css", import.meta.url).pathname;
  if (document.querySelector(`link[rel=stylesheet][href="${href}"]`)) return null;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  return new Promise((done, failed) => {
    link.onload = done;
    link.onerror = () => failed(new Error(href));
    document.head.append(link);
  });
}

/** Recordings, or the browser's own voices, which come late or never. */
function giveVoice(clip, url) {
  const give = () => {
    if (clip.isCapture || clip.voice === null) return;
    clip.voice = null;
    import("./voice.js").then(({ Voice }) => (clip.voice = new Voice(clip, url)));
  };
  const { speechSynthesis } = window;
  if (speechSynthesis?.getVoices().length || clip.data.beats.some(({ audio }) => audio)) give();
  else speechSynthesis?.addEventListener("voiceschanged", give, { once: true });
}

function isWeak() {
  return (navigator.deviceMemory || 4) <= 0.5 || navigator.hardwareConcurrency === 1;
}

function showPanels(holder, isShown) {
  for (const panels of holder.querySelectorAll(".panels")) panels.hidden = !isShown;
}
