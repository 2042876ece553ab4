// Reads a question aloud, for whom the teacher allowed it, where the browser can.
(() => {
  "use strict";
  if (!("speechSynthesis" in window)) return;
  const sitting = document.getElementById("sitting");
  sitting.dataset.aloud = "";
  sitting.addEventListener("click", (event) => {
    if (!event.target.matches(".aloud")) return;
    if (speechSynthesis.speaking) {
      speechSynthesis.cancel();
      return;
    }
    const here = event.target.closest(".screen");
    const parts = here.querySelectorAll("h1, .option .text, .offered li, .parts label");
    const words = new SpeechSynthesisUtterance([...parts].map((one) => one.textContent).join(". "));
    words.lang = here.querySelector("h1").lang;
    speechSynthesis.speak(words);
  });
})();
