// Light, dark or as the device. The page brings the person's own setting; what is chosen in the menu is remembered in this
// browser and goes before it, until the setting itself is changed. Loaded before the page is drawn, so nothing flashes.
(() => {
  const root = document.documentElement;
  const set = root.getAttribute("data-theme") || "";
  const kept = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const keep = (theme) => {
    try { localStorage.setItem("theme", theme); localStorage.setItem("theme-over", set); } catch { /* private window */ }
  };
  const read = () => (kept("theme-over") === set ? kept("theme") ?? set : set);
  const show = (theme) => {
    if (theme) root.setAttribute("data-theme", theme); else root.removeAttribute("data-theme");
  };
  show(read());

  const mark = () => {
    const now = root.getAttribute("data-theme") || "";
    for (const button of document.querySelectorAll("[data-theme-set]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeSet === now));
    }
  };
  document.addEventListener("DOMContentLoaded", () => {
    for (const choice of document.querySelectorAll("[data-theme-choice]")) choice.hidden = false;
    mark();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-theme-set]");
    if (!button) return;
    const theme = button.dataset.themeSet;
    keep(theme);
    show(theme);
    mark();
  });
  addEventListener("storage", (event) => {
    if (event.key === "theme") { show(read()); mark(); }
  });
})();
