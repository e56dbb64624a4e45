// Forms: the summary of errors takes the focus, one click sends once, and unsaved words are not lost unasked.
const bound = new WeakSet();

function bind(root) {
  root.querySelector("[data-error-summary]:not(.example *)")?.focus();
  for (const form of root.querySelectorAll('form[method="post"]')) {
    if (bound.has(form)) continue;
    bound.add(form);
    form.addEventListener("submit", send);
    if (form.hasAttribute("data-form")) watch(form);
  }
}

// Once sent, the same form is not sent again while the answer is on its way. Coming back by the browser frees it.
function send(event) {
  const form = event.currentTarget;
  if (form.dataset.sent) { event.preventDefault(); return; }
  if (event.defaultPrevented || form.matches("[hx-post]")) return;
  form.dataset.sent = "1";
  delete form.dataset.changed;
  event.submitter?.setAttribute("aria-busy", "true");
}

function watch(form) {
  form.addEventListener("input", () => { form.dataset.changed = "1"; });
}

addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-changed]")) event.preventDefault();
});

addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
  }
});

// A link in the summary goes to its question, label in sight.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('[data-error-summary] a[href^="#"]');
  const control = link && document.getElementById(link.getAttribute("href").slice(1));
  if (!control) return;
  event.preventDefault();
  control.closest(".field")?.scrollIntoView({ block: "center" });
  control.focus({ preventScroll: true });
});

document.addEventListener("htmx:load", (event) => bind(event.detail.elt.parentElement ?? document));
bind(document);
