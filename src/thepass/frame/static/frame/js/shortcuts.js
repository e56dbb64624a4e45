// Single keys, outside fields only, and only while they are wanted. An element with data-key="n" is clicked by that key.
const sheet = document.querySelector("[data-keys]");
const wanted = () => document.body.dataset.singleKeys !== "off"; // as the person has set it
const writing = (element) => element?.closest?.("input, textarea, select, [contenteditable], dialog[open]");

function showKeys() {
  const here = sheet.querySelector("[data-keys-here]");
  here.replaceChildren(...[...document.querySelectorAll("[data-key]")].map((element) => {
    const row = document.createElement("div");
    const key = document.createElement("dt");
    const what = document.createElement("dd");
    key.append(Object.assign(document.createElement("kbd"), { textContent: element.dataset.key }));
    what.textContent = element.getAttribute("aria-label") || element.textContent.trim();
    row.append(key, what);
    return row;
  }));
  here.hidden = !here.childElementCount;
  sheet.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (writing(event.target) || document.querySelector("dialog[open]") || !sheet) return;
  if (event.key === "?") { event.preventDefault(); showKeys(); return; } // always: it says how to turn keys on again
  if (!wanted()) return;
  if (event.key === "/") { event.preventDefault(); document.dispatchEvent(new CustomEvent("palette:open")); return; }
  const target = [...document.querySelectorAll("[data-key]")].find((element) => element.dataset.key === event.key && element.checkVisibility());
  if (target) { event.preventDefault(); target.click(); }
});
