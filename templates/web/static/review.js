// An enhancement only: the page works without it.
// Lights the sentence of the question that is pointed at or has the focus, changes questions
// without loading the whole page again, offers to make a question of what is selected in the
// article, and knows a few keys while the focus is inside a question.
(() => {
  "use strict";
  const main = document.getElementById("main");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let review, paper, button, timer, busy, plain;

  const show = (span) => {
    if (!span) return;
    const top = span.getBoundingClientRect().top - paper.getBoundingClientRect().top;
    const bottom = top + span.getBoundingClientRect().height;
    if (top > 24 && bottom < paper.clientHeight - 24) return;
    paper.scrollTo({ top: paper.scrollTop + top - paper.clientHeight / 3, behavior: calm.matches ? "auto" : "smooth" });
  };

  const light = (card) => {
    if (card && card.classList.contains("now")) return;
    review.querySelectorAll(".lit, .now, .key").forEach((e) => e.classList.remove("lit", "now", "key"));
    if (!card) return;
    const n = card.dataset.n;
    card.classList.add("now");
    paper.querySelectorAll(`.e${n}`).forEach((e) => e.classList.add("lit"));
    paper.querySelectorAll(`.k${n}`).forEach((e) => e.classList.add("key"));
    show(paper.querySelector(`.e${n}`));
  };

  const start = () => {
    review = document.getElementById("review");
    paper = document.getElementById("paper");
    review.querySelector(".keys").hidden = false;
    button = null;
  };

  const settle = (name) => {
    const card = name && document.getElementById(name);
    if (!card) return;
    const first = card.querySelector("[data-first]") || card;
    first.focus({ preventScroll: true });
    light(card);
    // On a phone the article covers the upper third.
    const above = innerWidth < 960 ? paper.getBoundingClientRect().bottom : 0;
    const [top, bottom] = [card.getBoundingClientRect().top, first.getBoundingClientRect().bottom];
    if (top < above || bottom > innerHeight - 160) card.scrollIntoView({ block: "start" });
  };

  // Put the answer in the place of the page; false where it is another page.
  const arrive = async (answer) => {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const news = page.getElementById("review");
    if (!news) return false;
    const at = paper.scrollTop;
    review.replaceWith(news);
    document.title = page.title;
    start();
    paper.style.scrollBehavior = "auto";
    paper.scrollTop = at;
    paper.style.scrollBehavior = "";
    history.replaceState(null, "", answer.url);
    settle(review.dataset.at);
    return true;
  };

  const go = async (address, options, otherwise) => {
    if (busy) return;
    busy = true;
    try {
      const answer = await fetch(address, options);
      if (!(await arrive(answer))) otherwise();
    } catch {
      otherwise();
    } finally {
      busy = false;
    }
  };

  const offset = (node, at) => {
    const span = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
    if (!span) return null;
    const before = document.createRange();
    before.setStart(span, 0);
    before.setEnd(node, at);
    return Number(span.dataset.at) + [...before.toString()].length;
  };

  const offer = () => {
    if (button) button.remove();
    button = null;
    const chosen = getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed || !paper.contains(chosen.anchorNode)) return;
    const range = chosen.getRangeAt(0);
    const [from, to] = [offset(range.startContainer, range.startOffset), offset(range.endContainer, range.endOffset)];
    if (from === null || to === null || from >= to) return;
    const boxes = range.getClientRects();
    const box = boxes[boxes.length - 1];
    const home = paper.getBoundingClientRect();
    button = document.createElement("a");
    button.className = "here-button";
    button.textContent = review.dataset.make;
    button.href = `${review.dataset.here}?start=${from}&end=${to}`;
    paper.append(button);
    button.style.top = `${box.bottom - home.top + paper.scrollTop + 6}px`;
    const left = Math.min(box.left - home.left, home.width - button.offsetWidth - 16);
    button.style.left = `${Math.max(0, left)}px`;
  };

  main.addEventListener("mouseover", (event) => {
    clearTimeout(timer);
    const card = event.target.closest(".card");
    if (card) timer = setTimeout(() => light(card), 90);
  });
  main.addEventListener("focusin", (event) => {
    const card = event.target.closest(".card");
    if (card) light(card);
  });
  main.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const number = event.target.closest(".number");
    if (number) {
      event.preventDefault();
      light(number.closest(".card"));
      return;
    }
    const link = event.target.closest("a[data-swap]");
    if (!link) return;
    event.preventDefault();
    go(link.href, {}, () => location.assign(link.href));
  });
  main.addEventListener("submit", (event) => {
    if (plain) return;
    const sender = event.submitter;
    const address = (sender && sender.getAttribute("formaction")) || event.target.action;
    const sent = new FormData(event.target, sender);
    event.preventDefault();
    go(address, { method: "POST", body: new URLSearchParams(sent) }, () => {
      plain = true;
      event.target.requestSubmit(sender);
    });
  });
  main.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const card = event.target.closest(".card");
    if (!card || event.target.closest("input, textarea, select")) return;
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") {
      const next = key === "j" ? card.nextElementSibling : card.previousElementSibling;
      if (!next) return;
      event.preventDefault();
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: "nearest" });
      return;
    }
    const tool = key.length === 1 && card.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (tool) {
      event.preventDefault();
      tool.click();
    }
  });
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = setTimeout(offer, 200);
  });
  start();
  if (review.dataset.at) settle(review.dataset.at);
})();
