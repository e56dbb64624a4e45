// A button that copies the link beside it, where the browser lets us; the link can be marked and copied by hand anyway.
const button = document.querySelector("[data-copy]");
const field = document.querySelector("[data-copy-from]");
const said = document.querySelector("[data-copied]");

if (button && field && navigator.clipboard) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = said.dataset.says;
    } catch {
      field.select();
    }
  });
}
