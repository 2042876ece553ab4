"""A player of QTI 3 in a real browser: shows an item, takes an answer, says the score."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, Route

from tests.parts import NODE, need

_PLAYER = NODE / "node_modules" / "@citolab" / "qti-components" / "cdn" / "index.js"
_PLACE = "http://player.test/"
_SHOW = """async (xml) => {
  document.body.innerHTML = "<qti-item><item-container></item-container></qti-item>";
  const container = document.querySelector("item-container");
  await container.updateComplete;
  container.itemXML = xml;
}"""
_ITEM = "document.querySelector('item-container').shadowRoot.querySelector('qti-assessment-item')"
_SCORE = f"""async () => {{
  const item = {_ITEM};
  item.processResponse();
  await item.updateComplete;
  return Number(item.getOutcome("SCORE").value);
}}"""
_FEEDBACK = f"{_ITEM}.querySelector('qti-modal-feedback')"


class Player:
    """The page with the player. `complaints` holds what went wrong in it."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._heard)

    def _heard(self, said: Any) -> None:
        if said.type in ("error", "warning"):
            self.complaints.append(said.text)

    def show(self, xml: str) -> None:
        """Show an item, with no answer given yet."""
        self._page.evaluate(_SHOW, xml)
        self._page.wait_for_function(f"{_ITEM}?.getVariable('RESPONSE') !== undefined")
        self._page.wait_for_function(f"!!{_ITEM}.querySelector('qti-response-processing')?.process")

    def choose(self, identifier: str) -> None:
        """Click on the choice."""
        self._page.locator(f'qti-simple-choice[identifier="{identifier}"]').click()

    def type(self, text: str) -> None:
        """Type into the field."""
        field = self._page.locator("qti-text-entry-interaction input")
        field.fill(text)
        field.blur()  # which is when the player takes the text

    def respond(self, response: list[str]) -> None:
        """Give a response that is made by dragging: the player is told what it came to."""
        self._page.evaluate(
            f"response => {_ITEM}.updateResponseVariable('RESPONSE', response)", response
        )

    def response(self) -> Any:
        """Return what the player takes for the response."""
        return self._page.evaluate(f"{_ITEM}.getVariable('RESPONSE').value")

    def score(self) -> float:
        """End the attempt and return the score."""
        score: float = self._page.evaluate(_SCORE)
        return score

    def text(self) -> str:
        """Return what is to be read in the item."""
        shown: str = self._page.evaluate(f"{_ITEM}.querySelector('qti-item-body').innerText")
        return " ".join(shown.split())

    def feedback(self) -> str | None:
        """Return the feedback, None where none is shown."""
        if self._page.evaluate(f"{_FEEDBACK}.showStatus") != "on":
            return None
        return " ".join(self._page.evaluate(f"{_FEEDBACK}.textContent").split())


@contextmanager
def playing(browser: Browser) -> Iterator[Player]:
    """Yield a player that asks nobody for anything."""
    need("node")
    context = browser.new_context()
    page = context.new_page()

    def answer(route: Route) -> None:
        if route.request.url == f"{_PLACE}player.js":
            route.fulfill(body=_PLAYER.read_text(encoding="utf-8"), content_type="text/javascript")
        elif route.request.url == _PLACE:
            route.fulfill(body="<!doctype html><title>Player</title>", content_type="text/html")
        else:
            route.abort()

    page.route("**/*", answer)
    page.goto(_PLACE)
    page.add_script_tag(url=f"{_PLACE}player.js", type="module")
    page.wait_for_function("!!customElements.get('qti-assessment-item')")
    try:
        yield Player(page)
    finally:
        context.close()
