// First run: choose the time zone the browser is in, while nobody has chosen another.
const select = document.querySelector("select[data-guess-zone]");
if (select && select.value === select.dataset.guessZone) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if ([...select.options].some((option) => option.value === here)) select.value = here;
}

// Other hours: the questions open when they are asked for.
const own = document.querySelector('input[name="hours"][value="own"]');
own?.addEventListener("change", () => { document.querySelector("[data-own-hours]").open = own.checked; });
