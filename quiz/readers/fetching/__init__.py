"""Fetching: the one function that gets a page from the web, and the most dangerous one of all.

Whoever names an address decides where this machine connects to. On a server that is a stranger, and
the machine can see places that the stranger cannot: itself, its neighbours, its cloud. So nothing
is connected to before it is known to be public, and nothing else after that
(the record “Fetching pages” in `docs/decisions/` says why).
"""

import os
from dataclasses import dataclass, field
from functools import partial

from urllib3 import BaseHTTPResponse

from quiz.errors import AddressError, FetchError
from quiz.readers.fetching.addresses import SAVE, Address, address_of
from quiz.readers.fetching.answers import as_utf8, body, leads_to, media_type, require_page
from quiz.readers.fetching.network import AGENT, INTERNET, Deadline, Limits, Network, Visit
from quiz.readers.fetching.robots import MAX_BYTES, allows

__all__ = ["SETTING", "Fetched", "Limits", "Network", "fetch", "is_allowed"]

SETTING = "QUIZ_FETCH"
_ON = ("", "on", "yes", "true", "1")
LIMITS = Limits()
_TEXTS = ("text/html", "application/xhtml+xml", "text/plain")


@dataclass(frozen=True)
class Fetched:
    """A page: its bytes, the address it came from in the end (without fragment), and its type."""

    payload: bytes
    url: str
    media_type: str


def is_allowed() -> bool:
    """Tell whether this machine fetches at all: QUIZ_FETCH (environment) is not there, or "on".

    Any other value switches fetching off, so that a misspelt "off" does not leave it on.
    """
    return os.environ.get(SETTING, "").strip().lower() in _ON


def fetch(
    url: str,
    *,
    allowed: bool = True,
    limits: Limits = LIMITS,
    network: Network | None = None,
) -> Fetched:
    """Return the page at `url`: HTML, XML, a feed, a PDF or plain text, as the site says.

    Only http and https on ports 80 and 443 of public places, without cookies, proxies or log-ins,
    as far as robots.txt of the site allows, through at most `limits.redirects` redirects, each
    checked anew, none from https to http. Nothing of the answer but the Fetched is kept. Raises
    AddressError for what is not fetched (also where `allowed` or the environment forbids it),
    FetchError for what does not come. `network` is for tests.
    """
    if not (allowed and is_allowed()):
        raise AddressError(
            "No pages are fetched from the web here. Save the page and give the file, "
            "or paste its text."
        )
    visit = Visit(network or INTERNET, limits, Deadline(limits.total))
    return _Errand(visit).page(address_of(url))


@dataclass(frozen=True)
class _Errand:
    """The way to one page, with the robots.txt of each site on it; None allows everything."""

    visit: Visit
    robots: dict[str, bytes | None] = field(default_factory=dict)

    def page(self, address: Address) -> Fetched:
        """Return the page at `address`, or where it leads to."""
        for _ in range(self.visit.limits.redirects + 1):
            self._require_leave(address)
            taken = self.visit.ask(address, partial(self._taken, address))
            if isinstance(taken, Fetched):
                return taken
            address = _next(taken, address)
        raise FetchError(
            f"{address.host} leads on from one address to the next, more than "
            f"{self.visit.limits.redirects} times; it may want cookies, which are not kept. {SAVE}"
        )

    def _taken(self, address: Address, answer: BaseHTTPResponse) -> Fetched | str:
        """Return the page that `answer` brings, or the address that it leads on to."""
        onward = leads_to(answer, address)
        if onward is not None:
            return onward
        require_page(answer, address.host)
        told = media_type(answer, address)
        payload = body(answer, address.host, self.visit.limits.size)
        if not payload.strip():
            raise FetchError(f"{address.host} sends an empty page. {SAVE}")
        if told in _TEXTS:
            payload = as_utf8(payload, answer)
        return Fetched(payload, address.url, told)

    def _require_leave(self, address: Address) -> None:
        """Raise AddressError where the site's robots.txt does not let us have the page."""
        if address.origin not in self.robots:
            self.robots[address.origin] = self._robots(address)
        robots = self.robots[address.origin]
        if robots is not None and not allows(robots, AGENT, address.target):
            raise AddressError(
                f"{address.host} asks programs not to fetch this page (in its robots.txt). {SAVE}"
            )

    def _robots(self, site: Address) -> bytes | None:
        """Return the robots.txt of `site`, None where it has none, as RFC 9309 tells them apart.

        One that leads astray is none. Raises FetchError where the site has trouble, as it may
        have a robots.txt that forbids.
        """
        address = Address(site.scheme, site.host, site.port, "/robots.txt")
        for _ in range(self.visit.limits.redirects + 1):
            taken = self.visit.ask(address, partial(_taken_robots, address))
            if not isinstance(taken, str):
                return taken
            try:
                address = _next(taken, address)
                self.visit.require_public(address)
            except FetchError:
                return None
        return None


def _taken_robots(address: Address, answer: BaseHTTPResponse) -> bytes | str | None:
    """Return the robots.txt in `answer`, the address that it leads on to, or None if it has none.

    Raises FetchError where the site has trouble.
    """
    if answer.status >= 500:
        require_page(answer, address.host)
    if answer.status == 200:
        return body(answer, address.host, MAX_BYTES, cut=True)
    return leads_to(answer, address)


def _next(onward: str, address: Address) -> Address:
    """Return the address that `address` leads on to. Raises AddressError for one that is barred."""
    try:
        following = address_of(onward)
    except AddressError:
        raise AddressError(
            f"{address.host} leads on to an address that is not fetched. {SAVE}"
        ) from None
    if address.secured and not following.secured:
        raise AddressError(
            f"{address.host} leads on from https to http, where anybody on the way can change "
            f"the page. {SAVE}"
        )
    return following
