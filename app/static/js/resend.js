/* Answer forms go by fetch, so that a lost line loses nothing: the answer stays on the page and on the
   device, and is sent again with the same submission key, which the server counts once. */
import { anything, drop, keep, mine, REFUSED } from "./kept.js";
import { showPage } from "./swap.js";

const RETRY = 15000;
/* The line or the server is away: try again later. */
const AWAY = [502, 503, 504];
let enhance = () => {};
let busy = false;

export function enhanceAnswers(root) {
  for (const form of root.querySelectorAll("form[data-resend]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      submit(form, event.submitter);
    });
  }
  for (const note of root.querySelectorAll("[data-kept]")) note.hidden = !anything();
}

export function resendAnswers(enhancePage) {
  enhance = enhancePage;
  window.addEventListener("online", flush);
  setInterval(flush, RETRY);
  flush();
}

async function submit(form, button) {
  if (busy) return;
  const fields = fieldsOf(form, button);
  const key = form.elements.submission_key.value;
  keep(key, form.action, fields);
  busy = true;
  const reply = await send(form.action, fields);
  busy = false;
  if (!reply || AWAY.includes(reply.status)) {
    form.querySelector("[data-resend-note]").hidden = false;
  } else if (reply.ok && reply.redirected && !asksToSignIn(reply)) {
    drop(key);
    showPage(reply, enhance);
  } else {
    submitPlainly(form, button);
  }
}

function fieldsOf(form, button) {
  const data = new FormData(form);
  if (button && button.name) data.append(button.name, button.value);
  return [...data].map(([name, value]) => [name, String(value)]);
}

/* Answers of earlier moments: after the line or the session is back, on whatever page the pupil is. */
async function flush() {
  if (busy || navigator.onLine === false) return;
  busy = true;
  let sent = 0;
  for (const entry of mine()) {
    const reply = await send(entry.action, withToken(entry.fields));
    if (!reply || asksToSignIn(reply) || !(reply.ok || REFUSED.includes(reply.status))) break;
    drop(entry.key);
    if (!reply.ok) continue;
    sent += 1;
    if (isOnPage(entry)) showPage(reply, enhance);
  }
  busy = false;
  if (sent) saySent(sent);
}

/* What the server said, or nothing if no word came back. */
async function send(action, fields) {
  try {
    const response = await fetch(action, { method: "POST", body: new URLSearchParams(fields) });
    const { ok, redirected, status, url } = response;
    return { ok, redirected, status, url, html: await response.text() };
  } catch {
    return null;
  }
}

/* Sent to the sign-in page, or shown the page that says that the session has ended. */
function asksToSignIn(reply) {
  return new URL(reply.url).pathname === document.body.dataset.signIn || reply.html.includes("data-kept");
}

/* The server refused or asks to sign in: let the browser show its page. The answer stays on the device. */
function submitPlainly(form, button) {
  if (button && button.name) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: button.name, value: button.value });
    form.append(field);
  }
  HTMLFormElement.prototype.submit.call(form);
}

function isOnPage(entry) {
  return [...document.querySelectorAll("form[data-resend]")].some((form) => form.action === entry.action);
}

/* A kept answer outlives its session: its CSRF token is replaced by the one of this page. */
function withToken(fields) {
  const token = document.body.dataset.csrf;
  return fields.map(([name, value]) => [name, name === "csrf_token" && token ? token : value]);
}

function saySent(count) {
  const line = document.querySelector("[data-line]");
  line.querySelector("span").textContent = line.dataset.sent.replace("#", count);
  line.hidden = false;
}
