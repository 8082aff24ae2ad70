/* Answer forms go by fetch, so that a lost line loses nothing: the answer stays on the page and on the
   device, and is sent again with the same submission key, which the server counts once. */
import { anything, drop, keep, mine } from "./kept.js";
import { showPage } from "./swap.js";

const RETRY = 15000;
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
  const fields = [...new FormData(form, button)].map(([name, value]) => [name, String(value)]);
  const key = form.elements.submission_key.value;
  keep(key, form.action, fields);
  busy = true;
  const response = await send(form.action, fields);
  busy = false;
  if (!response || response.status >= 502) {
    say(form.querySelector("[data-resend-note]"));
  } else if (accepted(response)) {
    drop(key);
    showPage(response, enhance);
  } else {
    submitPlainly(form, button);
  }
}

/* Answers of earlier moments: after the line or the session is back, on whatever page the pupil is. */
async function flush() {
  if (busy || navigator.onLine === false) return;
  busy = true;
  let sent = 0;
  for (const entry of mine()) {
    const response = await send(entry.action, withToken(entry.fields));
    if (!response || response.status >= 500 || signedOut(response)) break;
    drop(entry.key);
    if (!response.ok) continue;
    sent += 1;
    if (formOf(entry)) showPage(response, enhance);
  }
  busy = false;
  if (sent) saySent(sent);
}

function send(action, fields) {
  const headers = { Accept: "text/html" };
  return fetch(action, { method: "POST", body: new URLSearchParams(fields), headers }).catch(() => null);
}

const signedOut = (response) => new URL(response.url).pathname === document.body.dataset.signIn;
const accepted = (response) => response.ok && response.redirected && !signedOut(response);

/* The server refused or asks to sign in: let the browser show its page. The answer stays on the device. */
function submitPlainly(form, button) {
  if (button && button.name) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
  }
  HTMLFormElement.prototype.submit.call(form);
}

function formOf(entry) {
  return [...document.querySelectorAll("form[data-resend]")].find((form) => form.action === entry.action);
}

/* A kept answer outlives its session: its CSRF token is replaced by the one of this page. */
function withToken(fields) {
  const token = document.body.dataset.csrf;
  return fields.map(([name, value]) => [name, name === "csrf_token" && token ? token : value]);
}

function say(note) {
  if (note) note.hidden = false;
}

function saySent(count) {
  const line = document.querySelector("[data-line]");
  if (!line) return;
  line.querySelector("span").textContent = line.dataset.sent.replace("#", count);
  line.hidden = false;
}
