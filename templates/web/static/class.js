// An enhancement only: every page of a class works without it. It keeps all questions on the phone,
// so that a student goes on without a network, and sends every answer until the server has it.
(() => {
  "use strict";
  const sitting = document.getElementById("sitting");
  if (!sitting) return;
  const { root, key } = sitting.dataset;
  const place = `broadsheet:${key}`;

  // What waits to be sent. A turn counts the saves: the server keeps the answer with the highest.
  const kept = { turn: 0, queue: {}, seen: [], flags: {} };
  try { Object.assign(kept, JSON.parse(localStorage.getItem(place) || "{}")); } catch { /* none */ }
  const keep = () => {
    try { localStorage.setItem(place, JSON.stringify(kept)); } catch { /* it stays in this page */ }
  };
  const forget = () => {
    try { localStorage.removeItem(place); } catch { /* nothing there */ }
  };
  if ("done" in sitting.dataset) return forget();
  const waiting = () => Object.keys(kept.queue).length;

  const atOnce = "atOnce" in sitting.dataset;
  const screens = document.getElementById("screens");
  const strip = sitting.querySelector(".strip");
  const saving = document.getElementById("saving");
  const screen = (number) => screens.querySelector(`[data-number="${number}"]`);
  const formOf = (number) => screen(number).querySelector("form");
  let current = Number(sitting.dataset.number);
  let checking = 0;

  const say = (what) => {
    const words = saving.dataset[what].replace("{n}", waiting());
    if (saving.textContent !== words) saving.textContent = words;
    saving.className = `saving ${what}`;
  };

  // Answers, as the form holds them.
  const fields = (form) => [...form.querySelectorAll("select, input[name=answer]")];
  const given = (form) => {
    const all = fields(form);
    if (all[0]?.type === "radio") return all.filter((one) => one.checked).map((one) => one.value);
    const values = all.map((one) => one.value.trim());
    return values.some(Boolean) ? values : [];
  };
  const fill = (form, answer) => fields(form).forEach((one, n) => {
    if (one.type === "radio") one.checked = one.value === answer[0];
    else one.value = answer[n] || "";
  });

  const mark = (number) => {
    const button = strip.querySelector(`button[value="${number}"]`);
    const form = formOf(number);
    const answer = given(form);
    const flagged = form.elements.flag.checked;
    if (fields(form).length && !atOnce) {
      const whole = answer.length > 0 && answer.every(Boolean);
      button.className = whole ? "answered" : answer.length ? "part" : "open";
    }
    button.classList.toggle("flagged", flagged);
    const told = [...button.classList].map((name) => strip.dataset[name]);
    button.querySelector(".told").textContent = `, ${told.join(", ")}`;
  };

  // Sending: one request at a time, again and again until everything is acknowledged.
  let sending = null;
  let failures = 0;
  let stale = false;
  let timer = 0;
  const later = (milliseconds) => {
    clearTimeout(timer);
    timer = setTimeout(send, milliseconds);
  };
  const idle = () => !waiting() && !kept.seen.length && !Object.keys(kept.flags).length;
  const send = () => (sending ??= sendNow().finally(() => { sending = null; }));
  const sendNow = async () => {
    clearTimeout(timer);
    if (stale || idle()) return;
    const out = structuredClone(kept);
    const answers = Object.entries(out.queue).map(([question, one]) => ({
      question: Number(question),
      turn: one.turn,
      answer: one.answer,
      waited: Math.min(Math.max((Date.now() - one.at) / 1000, 0), 2e6),
    }));
    if (answers.length && !failures) say("saving");
    let reply;
    try {
      reply = await fetch(`${root}/sync`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Form-Token": formOf(current).token.value },
        body: JSON.stringify({ answers, seen: out.seen, flags: out.flags }),
      });
      if (reply.status >= 500 || reply.status === 429) throw new Error("later");
      if (reply.status === 409) return leave();
      if (!reply.ok) {
        stale = true;
        return say("stale");
      }
      const body = await reply.json();
      for (const { question, turn } of body.saved) {
        if (kept.queue[question]?.turn <= turn) delete kept.queue[question];
      }
      kept.seen = kept.seen.filter((number) => !out.seen.includes(number));
      for (const [number, flag] of Object.entries(out.flags)) {
        if (kept.flags[number] === flag) delete kept.flags[number];
      }
      keep();
      failures = 0;
      sitting.dispatchEvent(new CustomEvent("clock", { detail: body }));
    } catch {
      failures += 1;
      if (waiting()) say("waiting");
      return later(Math.min(1000 * 2 ** failures, 20000) * (0.75 + Math.random() / 2));
    }
    if (waiting()) return later(50);
    if (answers.length) say("saved");
    if (checking === current) location.assign(`${root}/question/${current}`);
  };
  const leave = () => {
    stale = true;
    forget();
    location.assign(root);
  };
  const put = (number, answer, wait) => {
    kept.turn += 1;
    kept.queue[number] = { turn: kept.turn, answer, at: Date.now() };
    keep();
    say(failures ? "waiting" : "saving"); // what stood there was said of another answer
    later(wait);
  };
  // An answer that was given while others were on their way goes with the request after theirs.
  const review = async () => {
    do await send(); while (waiting() && !failures && !stale);
    if (waiting()) say(stale ? "stale" : "unsent");
    else location.assign(`${root}/review`);
  };
  addEventListener("online", () => { failures = 0; send(); });

  // Every change is kept at once and sent.
  const changed = (event) => {
    const number = Number(event.target.closest(".screen").dataset.number);
    if (event.target.name === "flag") {
      if (event.type !== "change") return;
      kept.flags[number] = event.target.checked;
      keep();
      later(0);
    } else if (!atOnce && (event.type === "input") === (event.target.type === "text")) {
      put(number, given(formOf(number)), event.target.type === "text" ? 700 : 0);
    }
    mark(number);
  };
  screens.addEventListener("input", changed);
  screens.addEventListener("change", changed);

  // Going from question to question without the server.
  const show = (number, push) => {
    for (const each of screens.children) each.hidden = Number(each.dataset.number) !== number;
    current = number;
    if (push) history.pushState(null, "", `${root}/question/${number}`);
    const name = document.title.split(" – ").slice(1).join(" – ");
    document.title = `${sitting.dataset.title.replace("{n}", number)} – ${name}`;
    for (const button of strip.querySelectorAll("button")) {
      button.setAttribute("form", `form-${number}`);
      button.ariaCurrent = Number(button.value) === number ? "step" : null;
    }
    see(number);
    const heading = screen(number).querySelector("h1");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    scrollTo(0, 0);
  };
  const see = (number) => {
    if ("seen" in screen(number).dataset) return;
    screen(number).dataset.seen = "";
    kept.seen.push(number);
    keep();
    later(0);
  };
  addEventListener("popstate", () => {
    const number = Number(location.pathname.split("/").pop());
    if (screen(number)) show(number, false);
  });
  sitting.addEventListener("submit", (event) => {
    const button = event.submitter;
    const go = button?.dataset.go || button?.value || "next";
    const form = formOf(current);
    if (go === "check") {
      const answer = button.name === "pass" ? [] : given(form);
      const whole = answer.length && answer.every(Boolean);
      if (button.name !== "pass" && !whole) return; // the server says what is missing
      event.preventDefault();
      checking = current;
      put(current, answer, 0);
      return;
    }
    if (go === "review") {
      event.preventDefault();
      review();
      return;
    }
    const number = { next: current + 1, back: current - 1 }[go] ?? Number(go);
    if (!screen(number)) return;
    event.preventDefault();
    show(number, true);
  });

  const load = async () => {
    try {
      const reply = await fetch(`${root}/paper`);
      if (!reply.ok) return;
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      for (const each of page.querySelectorAll(".screen")) {
        const number = Number(each.dataset.number);
        each.hidden = true;
        // The one that is shown is not moved: it has the focus.
        if (number < current) screen(current).before(each);
        else if (number > current) screens.append(each);
      }
    } catch {
      setTimeout(load, 3000);
      return;
    }
    start();
  };
  const start = () => {
    for (const each of screens.children) {
      const number = Number(each.dataset.number);
      kept.turn = Math.max(kept.turn, Number(each.dataset.turn));
      if (kept.queue[number] && fields(formOf(number)).length) fill(formOf(number), kept.queue[number].answer);
      if (number in kept.flags) formOf(number).elements.flag.checked = kept.flags[number];
      mark(number);
    }
    sitting.dataset.whole = "";
    if (waiting()) send();
  };
  kept.turn = Math.max(kept.turn, Number(screen(current).dataset.turn));
  see(current);
  load();

  // The clock (clock.js) asks how much time is left, and so does every answer that is sent.
  sitting.addEventListener("clock", ({ detail }) => {
    if (detail.over && idle()) location.assign(root);
  });
})();
