// Passkeys: a form with data-passkey asks the browser for one, and sends its answer in the field "credential".
const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const listed = (keys) => keys?.map((key) => ({ ...key, id: toBytes(key.id) }));

async function create(options, alone) {
  const publicKey = {
    ...options.publicKey,
    challenge: toBytes(options.publicKey.challenge),
    user: { ...options.publicKey.user, id: toBytes(options.publicKey.user.id) },
    excludeCredentials: listed(options.publicKey.excludeCredentials),
  };
  publicKey.authenticatorSelection = {
    ...publicKey.authenticatorSelection,
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    userVerification: alone ? "required" : publicKey.authenticatorSelection?.userVerification ?? "preferred",
  };
  const key = await navigator.credentials.create({ publicKey });
  return answer(key, {
    attestationObject: toText(key.response.attestationObject),
    transports: key.response.getTransports?.() ?? [],
  });
}

async function get(options) {
  const publicKey = {
    ...options.publicKey,
    challenge: toBytes(options.publicKey.challenge),
    allowCredentials: listed(options.publicKey.allowCredentials),
  };
  const key = await navigator.credentials.get({ publicKey });
  return answer(key, {
    authenticatorData: toText(key.response.authenticatorData),
    signature: toText(key.response.signature),
    userHandle: key.response.userHandle ? toText(key.response.userHandle) : null,
  });
}

function answer(key, response) {
  return {
    id: key.id, rawId: toText(key.rawId), type: key.type,
    authenticatorAttachment: key.authenticatorAttachment ?? null,
    clientExtensionResults: key.getClientExtensionResults(),
    response: { clientDataJSON: toText(key.response.clientDataJSON), ...response },
  };
}

async function optionsOf(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const told = await fetch(form.dataset.optionsAt, { headers: { Accept: "application/json" } });
  if (!told.ok) throw new Error(String(told.status));
  return (await told.json()).request_options;
}

async function ask(event) {
  const form = event.currentTarget;
  if (form.elements.credential.value) return; // the answer is there: let it go
  event.preventDefault();
  event.stopImmediatePropagation(); // it is not sent yet
  const trouble = form.querySelector("[data-passkey-trouble]");
  trouble.hidden = true;
  try {
    const options = await optionsOf(form);
    const alone = form.elements.passwordless?.checked ?? false;
    const key = form.dataset.passkey === "create" ? await create(options, alone) : await get(options);
    form.elements.credential.value = JSON.stringify(key);
    delete form.dataset.changed;
    form.submit();
  } catch {
    trouble.hidden = false;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", ask, { capture: true });
}
