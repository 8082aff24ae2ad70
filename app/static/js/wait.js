/* A page that waits for work of the server looks again by itself. Without this, its link does. */
const PAUSE = 1200;

async function look() {
  const reply = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!reply.ok) return;
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  const fresh = page.querySelector("[data-wait]");
  if (!fresh) {
    location.reload();
    return;
  }
  const old = document.querySelector("[data-wait]");
  old.querySelector("p").textContent = fresh.querySelector("p").textContent;
  const then = fresh.querySelector("progress");
  if (then.hasAttribute("value")) {
    Object.assign(old.querySelector("progress"), { max: then.max, value: then.value });
  }
  setTimeout(look, PAUSE);
}

if (document.querySelector("[data-wait]")) setTimeout(look, PAUSE);
