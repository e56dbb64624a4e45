// A conversation: says that one is writing, at most every ten seconds, and keeps the focus where one wrote.
const EVERY = 10_000;
let told = 0;

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-writing]");
  if (!form || event.target.name !== "words" || !event.target.value.trim() || Date.now() - told < EVERY) return;
  told = Date.now();
  const said = new FormData();
  for (const name of ["on", "inside"]) said.append(name, new FormData(form).get(name) ?? "");
  const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
  fetch(form.dataset.writing, { method: "POST", body: said, headers: { "X-CSRFToken": token } }).catch(() => {});
});

// What has come meanwhile by itself is not sent for a second time with one's own message.
document.addEventListener("htmx:configRequest", (event) => {
  const form = event.target.closest?.("form[data-writing]");
  const last = document.getElementById("talk-latest")?.dataset.last;
  if (form && last) event.detail.parameters.after = last;
});

document.addEventListener("htmx:oobAfterSwap", () => {
  if (document.activeElement === document.body) document.getElementById("say-words")?.focus({ preventScroll: true });
});

// Control or command and Enter sends, as people know it from elsewhere.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.target.closest?.("form[data-writing]")?.requestSubmit();
});
