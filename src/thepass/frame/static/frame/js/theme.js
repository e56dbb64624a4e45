// Light, dark or as the device: remembered in this browser only. Loaded before the page is drawn, so nothing flashes.
(() => {
  const root = document.documentElement;
  const fixed = root.hasAttribute("data-theme"); // the server has chosen: the gallery, or the person's own setting
  const read = () => { try { return localStorage.getItem("theme") || ""; } catch { return ""; } };
  const show = (theme) => {
    if (theme) root.setAttribute("data-theme", theme); else root.removeAttribute("data-theme");
  };
  if (!fixed) show(read());

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
    try { if (theme) localStorage.setItem("theme", theme); else localStorage.removeItem("theme"); } catch { /* private window */ }
    show(theme);
    mark();
  });
  addEventListener("storage", (event) => {
    if (event.key === "theme" && !fixed) { show(read()); mark(); }
  });
})();
