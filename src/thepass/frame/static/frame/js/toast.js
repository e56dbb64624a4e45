// Toasts: the seconds that are left for undo, and putting them away. Those with an undo stay until its time is over.
const STAY = 8; // seconds, for one without an undo; the pointer or the focus on it holds it

function bind(toast) {
  if (toast.dataset.bound) return;
  toast.dataset.bound = "1";
  const close = toast.querySelector("[data-toast-close]");
  if (close) { close.hidden = false; close.addEventListener("click", () => away(toast)); }
  const until = Number(toast.dataset.until || 0);
  // The server's clock and ours may differ: count the length from when the page came, never more than ten seconds.
  let left = until ? Math.min(10, Math.max(3, Math.round(until - Date.now() / 1000))) : STAY;
  const shown = toast.querySelector("[data-countdown]");
  const tick = () => {
    if (shown) shown.textContent = String(left);
    const held = toast.matches(":hover, :focus-within");
    if (left <= 0 && !(held && !until)) {
      if (until) toast.querySelector("form")?.remove();
      if (!held) { away(toast); return; }
    }
    left = Math.max(0, left - 1);
    setTimeout(tick, 1000);
  };
  if (toast.dataset.state !== "late") tick(); // trouble stays until it is put away
}

function away(toast) {
  const hadFocus = toast.contains(document.activeElement);
  toast.classList.add("going");
  const gone = () => toast.remove();
  toast.addEventListener("transitionend", gone, { once: true });
  setTimeout(gone, 400);
  if (hadFocus) document.getElementById("main")?.focus({ preventScroll: true });
}

const region = document.querySelector("[data-toasts]");
if (region) {
  const all = () => region.querySelectorAll("[data-toast]").forEach(bind);
  // What stands in a live region from the start is not read out: put it in again once the page is there.
  const first = [...region.children];
  if (first.length) { region.replaceChildren(); setTimeout(() => region.append(...first), 100); }
  new MutationObserver(all).observe(region, { childList: true });
}
