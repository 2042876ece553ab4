// The time left, from what the server says is left: the clock of the phone may be wrong. It warns in
// words, to be read out, and asks the server now and then whether anything has changed.
(() => {
  "use strict";
  const sitting = document.getElementById("sitting");
  const clock = document.getElementById("timer");
  const warning = document.getElementById("warning");
  const warnings = [300, 60, 20, 0]; // seconds before the end
  const longest = 10800; // from which only the day and the hour are told
  let end = null;
  let total = 0;
  let told = Infinity;

  const inWords = (seconds) => {
    if (!seconds) return clock.dataset.up;
    if (seconds >= 120) return clock.dataset.minutes.replace("{n}", Math.floor(seconds / 60));
    return clock.dataset.seconds.replace("{n}", seconds);
  };
  const tick = () => {
    if (!clock || end === null) return;
    const seconds = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    if (seconds >= longest) return;
    clock.querySelector(".left").textContent = inWords(seconds);
    const bar = clock.querySelector("progress");
    if (bar) [bar.max, bar.value] = [total || 1, seconds];
    const reached = warnings.filter((step) => seconds <= step && total > 2 * step);
    const latest = Math.min(...reached);
    if (latest < told) warning.textContent = inWords(seconds);
    told = latest; // up again, where more time was given
  };
  const set = ({ left, total: all }) => {
    end = left === null ? null : performance.now() + left * 1000;
    total = all || 0;
    if (clock) clock.hidden = left === null;
    tick();
  };
  sitting.addEventListener("clock", ({ detail }) => set(detail));
  if (clock) {
    set({ left: Number(clock.dataset.left), total: Number(clock.dataset.total) });
    setInterval(tick, 1000);
  }

  let tag = "";
  const ask = async () => {
    if (document.hidden) return;
    try {
      const headers = tag ? { "If-None-Match": tag } : {};
      const reply = await fetch(`${sitting.dataset.root}/state`, { headers });
      tag = reply.headers.get("ETag") || tag;
      if (reply.status !== 200) return;
      const detail = await reply.json();
      sitting.dispatchEvent(new CustomEvent("clock", { detail }));
    } catch { /* asked again soon */ }
  };
  const again = () => setTimeout(() => ask().finally(again), 10000 * (0.75 + Math.random() / 2));
  again();
  document.addEventListener("visibilitychange", () => { tick(); ask(); });
})();
