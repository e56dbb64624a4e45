// Writing a day or an hour means "another time": its button is chosen with it.
for (const input of document.querySelectorAll("[data-picks]")) {
  input.addEventListener("input", () => { document.getElementById(input.dataset.picks).checked = true; });
}
