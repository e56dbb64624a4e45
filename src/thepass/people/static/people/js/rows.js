// A list by keyboard: down from the search field into the rows, up and down among them, Escape back to searching.
const field = document.querySelector("#q");
const links = () => [...document.querySelectorAll("[data-rows] tbody th a[href]")];

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const all = links();
  const at = all.indexOf(document.activeElement);
  const inField = document.activeElement === field;
  if (!inField && at < 0) return;
  if (event.key === "Escape" && at >= 0) { field?.focus(); return; }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  if (at + step < 0) { if (at === 0) { event.preventDefault(); field?.focus(); } return; }
  if (all[at + step]) { event.preventDefault(); all[at + step].focus(); }
});
