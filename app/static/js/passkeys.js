/* Passkeys: asks the browser's authenticator and sends its answer. The page has other ways beside. */

const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

async function post(address, token, body) {
  const response = await fetch(address, {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify(body || {}),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

function readable(options) {
  options.challenge = toBytes(options.challenge);
  if (options.user) options.user.id = toBytes(options.user.id);
  for (const list of [options.excludeCredentials, options.allowCredentials]) {
    for (const one of list || []) one.id = toBytes(one.id);
  }
  return options;
}

function sendable(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = toText(credential.response[name]);
  }
  return { id: credential.id, rawId: toText(credential.rawId), type: credential.type, response };
}

async function run(box) {
  const { options, answer, csrf, kind } = box.dataset;
  const asked = readable(await post(options, csrf));
  const credential =
    kind === "new"
      ? await navigator.credentials.create({ publicKey: asked })
      : await navigator.credentials.get({ publicKey: asked });
  const name = box.querySelector("input")?.value;
  const { next } = await post(answer, csrf, { ...sendable(credential), name });
  location.assign(next);
}

for (const box of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  box.hidden = false;
  box.querySelector("button").addEventListener("click", () => {
    const trouble = box.querySelector("[role=alert]");
    trouble.hidden = true;
    run(box).catch((error) => {
      trouble.textContent = error.name === "Error" && error.message ? error.message : trouble.dataset.text;
      trouble.hidden = false;
    });
  });
}
