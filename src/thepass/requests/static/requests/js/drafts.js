// Drafts: what is typed is kept as one types; here, while there is no connection or nobody is signed in, else there.
const place = document.querySelector("[data-drafts]");
const mine = `thepass.draft.${place?.dataset.person}.`;
const LATER = 800; // ms without a key

async function send(body) {
  if (!navigator.onLine) return false;
  const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
  const headers = { "X-CSRFToken": token };
  const answer = await fetch(place.dataset.url, { method: "POST", body, headers, redirect: "manual", keepalive: true });
  if (answer.status === 422) return true; // nothing worth keeping
  return answer.status === 204;
}

function written(form) {
  const said = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && !["csrfmiddlewaretoken", "command_id"].includes(name)) said.append(name, value);
  }
  return said;
}

function here(key, said) {
  try { localStorage.setItem(mine + key, said); } catch { /* a browser that keeps nothing */ }
}

function forget(key) {
  try { localStorage.removeItem(mine + key); } catch { /* the same */ }
}

// What waits here from before goes there, and is forgotten here.
async function deliver() {
  let sent = 0;
  for (const name of Object.keys(localStorage).filter((one) => one.startsWith(mine))) {
    try {
      if (!(await send(new URLSearchParams(localStorage.getItem(name))))) break;
    } catch { break; }
    localStorage.removeItem(name);
    sent += 1;
  }
  return sent;
}

function watch(form) {
  const says = form.querySelector("[data-draft-says]");
  let timer = 0;
  let changed = false;
  let leaving = false;
  async function keep() {
    clearTimeout(timer);
    if (!changed || leaving) return;
    changed = false;
    const said = written(form);
    const key = said.get("draft");
    here(key, said.toString());
    try {
      if (await send(said)) { if (!changed) forget(key); says.textContent = says.dataset.kept; return; }
    } catch { /* no connection: it stays here */ }
    says.textContent = form.dataset.offline;
  }
  form.addEventListener("input", () => { changed = true; clearTimeout(timer); timer = setTimeout(keep, LATER); });
  form.addEventListener("submit", () => {
    // What is sent may not arrive: it stays here, and is forgotten when the house says that it has it.
    leaving = true;
    clearTimeout(timer);
    here(written(form).get("draft"), written(form).toString());
  });
  addEventListener("pageshow", () => { leaving = false; });
  addEventListener("pagehide", () => { if (changed) keep(); });
  addEventListener("online", () => { changed = true; keep(); });
}

if (place) {
  if (place.matches("form")) watch(place);
  deliver().then((sent) => { if (sent && "list" in place.dataset) location.reload(); }).catch(() => {});
}
