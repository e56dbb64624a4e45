// My pass: one slip at a time by keyboard, and changes made by others shown without reloading.
const rails = document.querySelector("[data-pass]");
const changed = document.querySelector("[data-pass-changed]");
const EVERY = 20000;

const slips = () => [...rails.querySelectorAll("[data-slip]")];
const focused = () => document.activeElement?.closest?.("[data-slip]");
const busy = () => rails.contains(document.activeElement) || rails.matches(":hover");

async function fetchText(address) {
  const answer = await fetch(address, { headers: { "X-Requested-With": "fetch" } });
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  return answer;
}

async function show() {
  const at = focused()?.parentElement.id;
  rails.innerHTML = await (await fetchText(rails.dataset.passRails)).text();
  rails.dataset.passStamp = rails.querySelector("[data-stamp]")?.dataset.stamp ?? rails.dataset.passStamp;
  changed.hidden = true;
  if (at) document.getElementById(at)?.querySelector("h3 a")?.focus();
}

async function look() {
  if (document.hidden) return;
  try {
    const { stamp } = await (await fetchText(rails.dataset.pass)).json();
    if (String(stamp) === rails.dataset.passStamp) return;
    if (busy()) changed.hidden = false; // never push what is under the pointer
    else await show();
  } catch { /* the line is down, or one is signed out: the next look says so */ }
}

function move(step) {
  const all = slips();
  const next = all[Math.min(Math.max(all.indexOf(focused()) + step, 0), all.length - 1)];
  next?.querySelector("h3 a").focus();
}

if (rails) {
  changed.addEventListener("click", show);
  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select, dialog[open]") || document.body.dataset.singleKeys === "off") return;
    if (event.key === "j" || event.key === "k") { event.preventDefault(); move(event.key === "j" ? 1 : -1); return; }
    const button = focused()?.querySelector(`[data-slip-key="${CSS.escape(event.key)}"]`);
    if (!button) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    button.search = `?at=${slips().indexOf(focused())}`; // to come back to the slip after this one
    button.click();
  }, true);
  const after = new URLSearchParams(location.search).get("after"); // back from a move: the next slip takes the focus
  if (after !== null) slips()[Math.max(0, Number(after) || 0)]?.querySelector("h3 a").focus();
}
