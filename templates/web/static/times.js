// An enhancement only: says times, which the page has in UTC, in the reader's own zone.
for (const time of document.querySelectorAll("time[data-local]")) {
  const options = { dateStyle: "medium", timeStyle: "short" };
  time.textContent = new Date(time.dateTime).toLocaleString(document.documentElement.lang, options);
}
