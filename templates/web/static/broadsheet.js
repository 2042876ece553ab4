// An enhancement only: every page works without it.
// Puts the focus on the new heading, and lets A–E, 1–5, and the first letters of true and false choose an option while the focus is
// inside the question (never elsewhere, so that no single key surprises anyone who dictates).
(() => {
  "use strict";
  const heading = document.querySelector("[data-focus]");
  if (heading) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  const options = document.querySelector("[data-keys]");
  if (!options) return;
  const form = options.closest("form");
  const radios = [...options.querySelectorAll("input[type=radio]")];
  form.querySelector(".keys").hidden = false;

  const chosen = (key) => {
    if (options.classList.contains("two")) return radios[options.dataset.keys.indexOf(key)];
    return radios["abcde".indexOf(key)] || radios["12345".indexOf(key)];
  };
  form.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.key === "Enter" && event.target === heading) {
      event.preventDefault();
      form.requestSubmit();
      return;
    }
    const radio = event.key.length === 1 && chosen(event.key.toLowerCase());
    if (radio) {
      event.preventDefault();
      radio.checked = true;
      radio.focus();
    }
  });
})();
