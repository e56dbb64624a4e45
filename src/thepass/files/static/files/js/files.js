// Files in a form: chosen, dropped or pasted, each is sent at once and stands in the form by its number.
// Without this module the plain input sends them along with the form.
const bound = new WeakSet();

function bind(root) {
  for (const field of root.querySelectorAll("[data-file-field]")) {
    if (bound.has(field)) continue;
    bound.add(field);
    const form = field.closest("form");
    const input = field.querySelector('input[type="file"]');
    input.addEventListener("change", () => { take(field, input.files); input.value = ""; });
    if (!form) continue;
    form.addEventListener("dragover", (event) => over(event, form));
    form.addEventListener("dragleave", () => form.removeAttribute("data-dropping"));
    form.addEventListener("drop", (event) => {
      form.removeAttribute("data-dropping");
      if (!event.dataTransfer?.files.length) return;
      event.preventDefault();
      take(field, event.dataTransfer.files);
    });
    form.addEventListener("paste", (event) => {
      if (!event.clipboardData?.files.length) return;
      event.preventDefault();
      take(field, event.clipboardData.files);
    });
    form.addEventListener("submit", (event) => { if (field.querySelector("[aria-busy]")) event.preventDefault(); });
  }
}

function over(event, form) {
  if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
  event.preventDefault();
  form.dataset.dropping = "1";
}

function take(field, files) {
  for (const file of [...files]) send(field, file);
}

async function send(field, file) {
  const line = document.createElement("li");
  const name = line.appendChild(document.createElement("span"));
  name.dir = "auto";
  name.textContent = file.name;
  const says = line.appendChild(document.createElement("small"));
  says.textContent = field.dataset.sending;
  line.setAttribute("aria-busy", "true");
  field.querySelector("[data-file-list]").append(line);
  const sent = new FormData();
  sent.append("files", file, file.name);
  let kept = null;
  try {
    const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
    const answer = await fetch(field.dataset.url, { method: "POST", body: sent, headers: { "X-CSRFToken": token } });
    const said = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
    if (answer.ok) kept = said;
    else says.textContent = said.title ?? field.dataset.failed;
  } catch {
    says.textContent = field.dataset.failed;
  }
  line.removeAttribute("aria-busy");
  if (kept) hold(line, name, says, kept);
  else line.dataset.state = "late";
  line.append(remove(field, line, file.name));
}

function hold(line, name, says, kept) {
  name.textContent = kept.name;
  says.textContent = size(kept.size);
  const number = line.appendChild(document.createElement("input"));
  Object.assign(number, { type: "hidden", name: "file", value: kept.id });
}

function remove(field, line, name) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "btn small quiet", textContent: field.dataset.remove });
  button.setAttribute("aria-label", `${field.dataset.remove}: ${name}`);
  button.addEventListener("click", () => { line.remove(); field.querySelector('input[type="file"]').focus(); });
  return button;
}

function size(bytes) {
  const kilo = bytes / 1024;
  const format = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  if (kilo < 1) return `${bytes} B`;
  return kilo < 1024 ? `${format.format(kilo)} KB` : `${format.format(kilo / 1024)} MB`;
}

document.addEventListener("htmx:load", (event) => bind(event.detail.elt.parentElement ?? document));
bind(document);
