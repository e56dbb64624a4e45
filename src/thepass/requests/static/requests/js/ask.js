// Asking: questions that depend on an answer, the preview beside, what is special about a time, arrows in suggestions.
const form = document.querySelector("[data-asking]");

function answer(name) {
  const controls = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)].filter((one) => !one.disabled);
  return controls.find((one) => one.type !== "radio" || one.checked)?.value ?? "";
}

// In order: a question hidden above answers nothing below.
function show() {
  for (const question of form.querySelectorAll(".question[data-if]")) {
    const asked = answer(question.dataset.if) === question.dataset.is;
    question.hidden = !asked;
    for (const control of question.querySelectorAll("input, select, textarea")) control.disabled = !asked;
  }
}

function preview(control) {
  const place = document.querySelector(`[data-preview="${control.dataset.previews}"]`);
  if (!place) return;
  place.textContent = control.value;
  const line = place.closest(".why");
  if (line) line.hidden = !control.value.trim();
}

let asking = 0;
async function time() {
  const place = form.querySelector("[data-time]");
  const to = form.elements.to?.value;
  const turn = ++asking;
  if (!to) return;
  const said = new URLSearchParams({ to });
  for (const [name, value] of new FormData(form)) if (name.startsWith("needed_by")) said.append(name, value);
  try {
    const found = await fetch(`${place.dataset.time}?${said}`, { headers: { "HX-Request": "true" } });
    if (found.ok && !found.redirected && turn === asking) place.innerHTML = await found.text();
  } catch { /* without a connection nothing is said beforehand; it is when it is sent */ }
}

if (form) {
  show();
  form.addEventListener("input", (event) => {
    if (event.target.name === "kind" || event.target.name?.startsWith("answer.")) show();
    if (event.target.dataset.previews) preview(event.target);
  });
  form.addEventListener("change", (event) => { if (event.target.name?.startsWith("needed_by")) time(); });
  form.elements.another?.addEventListener("change", () => { form.querySelector('[name="enables"][value="other"]').checked = true; });
}

// Down and up go through the suggestions, Escape back to what one writes.
const words = document.getElementById("id_title");
const list = document.getElementById("suggest");
function step(event) {
  const lines = [...(list?.querySelectorAll("a, button") ?? [])];
  const at = lines.indexOf(document.activeElement);
  if (event.key === "Escape" && at >= 0) { words.focus(); return; }
  if (!["ArrowDown", "ArrowUp"].includes(event.key) || !lines.length) return;
  event.preventDefault();
  const next = at + (event.key === "ArrowDown" ? 1 : -1);
  (next < 0 ? words : lines[Math.min(next, lines.length - 1)]).focus();
}
words?.addEventListener("keydown", step);
list?.addEventListener("keydown", step);
