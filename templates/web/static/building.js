// Asks every second how far the quiz is, and goes on to where the page leads once it is done.
// Without this script the page loads itself again every two seconds.
(() => {
  "use strict";
  const place = document.getElementById("progress");
  const ask = async () => {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (answer.redirected) return location.replace(answer.url);
      if (answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const news = page.getElementById("progress");
        if (!news) return location.reload();
        if (news.dataset.stage !== place.dataset.stage) {
          place.dataset.stage = news.dataset.stage;
          place.querySelector("ol").replaceWith(news.querySelector("ol"));
          place.querySelector("[role=status]").textContent =
            news.querySelector("[role=status]").textContent;
        }
      }
    } catch {
      // Out of reach for a moment: the next time tells more.
    }
    setTimeout(ask, 1000);
  };
  setTimeout(ask, 700);
})();
