// Find or do: Ctrl or Cmd and K. The server answers /find/?q=… with a fragment whose links and buttons carry role="option".
const dialog = document.querySelector("[data-palette]");

if (dialog) {
  const input = dialog.querySelector('input[name="q"]');
  const list = dialog.querySelector("#palette-list");
  const status = dialog.querySelector("[data-palette-status]");
  let before = null;
  let chosen = -1;
  let asked = 0;
  let timer = 0;

  const options = () => [...list.querySelectorAll("a[href], button")];

  const choose = (index) => {
    const all = options();
    chosen = all.length ? (index + all.length) % all.length : -1;
    all.forEach((option, at) => {
      option.id ||= `palette-option-${at}`;
      option.setAttribute("role", "option");
      option.setAttribute("tabindex", "-1");
      option.setAttribute("aria-selected", String(at === chosen));
    });
    const one = all[chosen];
    if (one) {
      input.setAttribute("aria-activedescendant", one.id);
      one.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };

  const show = (html) => {
    list.innerHTML = html;
    const found = options().length;
    // A listbox holds options only: lists and headings inside it are for the eye.
    for (const element of list.querySelectorAll("ul, ol, li, section, header")) element.setAttribute("role", "presentation");
    input.setAttribute("aria-expanded", String(found > 0));
    choose(0);
    const words = input.value.trim();
    status.textContent = found ? dialog.dataset.found.replace("%n", String(found)) : words ? dialog.dataset.none : "";
    if (!found && words) {
      const none = document.createElement("p");
      none.className = "quiet-text";
      none.textContent = dialog.dataset.none;
      list.replaceChildren(none);
    }
  };

  const ask = async () => {
    const mine = ++asked;
    const address = `${dialog.dataset.url}?${new URLSearchParams({ q: input.value.trim() })}`;
    try {
      const answer = await fetch(address, { headers: { "HX-Request": "true", "HX-Target": "palette-list" } });
      if (answer.redirected && !answer.url.includes(dialog.dataset.url)) { location.reload(); return; } // signed out meanwhile
      if (mine === asked && answer.ok) show(await answer.text());
    } catch { /* no network just now: Enter still asks the server for a whole page */ }
  };

  const open = (letter = "") => {
    if (dialog.open) return;
    before = document.activeElement;
    input.value = letter;
    dialog.showModal();
    input.focus();
    ask();
  };

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 120); });
  input.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) { event.preventDefault(); choose(chosen + steps[event.key]); }
    if (event.key === "Enter" && !event.isComposing && options()[chosen]) { event.preventDefault(); options()[chosen].click(); }
  });
  list.addEventListener("pointermove", (event) => {
    const at = options().indexOf(event.target.closest("a, button"));
    if (at >= 0 && at !== chosen) choose(at);
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => {
    asked++;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    before?.focus?.();
  });

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      if (dialog.open) dialog.close(); else open();
    }
  });
  document.addEventListener("palette:open", () => open());
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-palette-open]");
    if (link && !event.ctrlKey && !event.metaKey) { event.preventDefault(); open(); }
  });
}
