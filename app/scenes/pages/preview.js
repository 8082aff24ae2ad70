/* Follows the files: when one is saved, the page comes anew and every clip goes on where it was. */
import { enhanceScenes } from "/static/js/player/index.js";

const OFTEN = 700;
const PLACE = `place ${location.pathname}`;
const clips = () => [...document.querySelectorAll(".clip")].map((root) => root.clip);

async function follow() {
  const reply = await fetch("/stamp").catch(() => null);
  if (reply && reply.ok && (await reply.json()) !== document.body.dataset.stamp) {
    sessionStorage.setItem(PLACE, JSON.stringify(clips().map((clip) => clip.position)));
    location.reload();
    return;
  }
  setTimeout(follow, OFTEN);
}

await enhanceScenes(document);
const places = JSON.parse(sessionStorage.getItem(PLACE) || "[]");
clips().forEach((clip, index) => places[index] && clip.seek(places[index]));
follow();
