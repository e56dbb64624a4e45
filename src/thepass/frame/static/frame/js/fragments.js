// htmx: the token against forgery, and the focus kept where it was.
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector('meta[name="csrf-token"]')?.content;
  if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token;
});

// A swapped region that took the focus with it gives it to its heading, so that the keyboard does not start anew.
document.addEventListener("htmx:afterSettle", (event) => {
  if (document.activeElement && document.activeElement !== document.body) return;
  const region = event.detail.target;
  const next = region?.querySelector?.("[autofocus], [data-error-summary], h1, h2, h3");
  if (!next || !event.detail.requestConfig?.triggeringEvent) return;
  if (!next.hasAttribute("tabindex")) next.setAttribute("tabindex", "-1");
  next.focus({ preventScroll: true });
});
