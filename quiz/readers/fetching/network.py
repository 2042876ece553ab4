"""One request to one checked place, within limits of time.

A name is resolved once; every address that it stands for must be public; the connection goes to one
of these addresses and to nothing else. The certificate and the header `Host` are still those of the
name. The clock runs at the socket: every byte that is waited for is waited for until the deadline
at most, so that a server that drips bytes gains nothing.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, cast

import certifi
from urllib3 import BaseHTTPResponse
from urllib3 import exceptions as trouble
from urllib3.connection import HTTPConnection, HTTPSConnection

from quiz import __version__
from quiz.errors import FetchError
from quiz.readers.fetching.addresses import SAVE, Address, is_public, not_public

T = TypeVar("T")
AGENT = "Broadsheet"
_HEADERS = {
    "User-Agent": f"{AGENT}/{__version__} (reads one article at a teacher's request)",
    "Accept": "text/html, application/xhtml+xml, application/pdf;q=0.9, application/rss+xml;q=0.9, "
    "application/atom+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, text/plain;q=0.7",
    "Accept-Language": "en",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}
_MOST_ADDRESSES = 4  # tried one after the other


@dataclass(frozen=True)
class Limits:
    """How much time and size a fetch may take: seconds, bytes, and how often it is led on."""

    connect: float = 3.0
    total: float = 10.0
    size: int = 5_000_000
    redirects: int = 3


class Deadline:
    """The moment at which all must be done."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds that are left. Raises TimeoutError where there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def _resolve(host: str, port: int) -> list[str]:
    """Return the IP addresses of `host` in the order to try them, by the system's resolver.

    IPv4 comes first: in many a school IPv6 is announced and leads nowhere.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    found.sort(key=lambda entry: entry[0] != socket.AF_INET)
    return [str(place[0]) for *_, place in found]


def _connect(place: str, port: int, seconds: float) -> socket.socket:
    """Return a connection to `place`, an IP address. Raises OSError."""
    family = socket.AF_INET6 if ":" in place else socket.AF_INET
    line = socket.socket(family, socket.SOCK_STREAM)
    try:
        line.settimeout(seconds)
        line.connect((place, port))
    except BaseException:
        line.close()
        raise
    return line


def _trust(context: ssl.SSLContext) -> None:
    """Make `context` trust the authorities of this system, and those that browsers trust.

    The system's own are needed where a school inspects its traffic, the others where Python comes
    without any.
    """
    context.load_default_certs()
    context.load_verify_locations(certifi.where())


@dataclass(frozen=True)
class Network:
    """What a fetch touches of the outside: names, connections, authorities. Tests bring their own.

    `resolve(host, port)` returns IP addresses, `connect(place, port, seconds)` a connection to one.
    """

    resolve: Callable[[str, int], Iterable[str]] = _resolve
    connect: Callable[[str, int, float], socket.socket] = _connect
    trust: Callable[[ssl.SSLContext], None] = _trust


INTERNET = Network()


@dataclass(frozen=True)
class Visit:
    """One fetch: its network, its limits, its deadline, and which names it has resolved."""

    network: Network
    limits: Limits
    deadline: Deadline
    _known: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def ask(self, address: Address, take: Callable[[BaseHTTPResponse], T]) -> T:
        """Ask for `address` and return what `take` makes of the answer, whose body is yet to come.

        Everything is closed afterwards. Raises AddressError where the name stands for a place that
        is not public, FetchError where no answer comes or breaks off, and what `take` raises.
        """
        with contextlib.ExitStack() as stack:
            return self._told(address.host, lambda: self._answered(address, take, stack))

    def _answered(
        self, address: Address, take: Callable[[BaseHTTPResponse], T], stack: contextlib.ExitStack
    ) -> T:
        line = stack.enter_context(contextlib.closing(self._line(address, self._places(address))))
        line.request(
            "GET",
            address.target,
            headers={"Host": address.place, **_HEADERS},
            preload_content=False,
            decode_content=True,
        )
        return take(stack.enter_context(contextlib.closing(line.getresponse())))

    def require_public(self, address: Address) -> None:
        """Raise AddressError where `address` is not public, FetchError where it is not known."""
        self._told(address.host, lambda: self._places(address))

    def _places(self, address: Address) -> tuple[str, ...]:
        """Return the IP addresses of a name, all of them public; a name is resolved once."""
        host = address.host
        if host not in self._known:
            places = tuple(dict.fromkeys(self._resolved(host, address.port)))
            if not places:
                raise FetchError(
                    f"No site called {host} can be found. "
                    "Check the spelling of the address and the network."
                )
            if not all(is_public(place) for place in places):
                raise not_public(host)
            self._known[host] = places[:_MOST_ADDRESSES]
        return self._known[host]

    def _resolved(self, host: str, port: int) -> list[str]:
        """Return what `host` stands for, unchecked. Resolvers know no time limit, hence the thread.

        That is nothing where it is not known. Raises TimeoutError at the deadline.
        """
        with contextlib.suppress(ValueError):
            return [str(ipaddress.ip_address(host))]
        found: list[str] = []

        def look_up() -> None:
            with contextlib.suppress(OSError, UnicodeError):
                found.extend(self.network.resolve(host, port))

        thread = threading.Thread(target=look_up, name="resolve", daemon=True)
        thread.start()
        thread.join(self.deadline.left())
        if thread.is_alive():
            raise TimeoutError
        return found

    def _line(self, address: Address, places: tuple[str, ...]) -> HTTPConnection:
        """Return a connection that is yet to be opened: to `places`, in the name of the host."""
        if address.secured:
            secured = _Secured(
                places[0],
                address.port,
                timeout=self.deadline.left(),
                ssl_context=self._context,
                server_hostname=address.host,
            )
            secured.dial = lambda: self._dialled(places, address.port)
            return secured
        plain = _Plain(places[0], address.port, timeout=self.deadline.left())
        plain.dial = lambda: self._dialled(places, address.port)
        return plain

    @cached_property
    def _context(self) -> "_Context":
        context = _Context(ssl.PROTOCOL_TLS_CLIENT)
        context.deadline = self.deadline
        context.sslsocket_class = _SecuredSocket
        self.network.trust(context)
        return context

    def _dialled(self, places: tuple[str, ...], port: int) -> socket.socket:
        """Return a connection to the first of `places` that takes one. Raises OSError."""
        waiting = Deadline(min(self.limits.connect, self.deadline.left()))
        late = False
        for number, place in enumerate(places):
            try:
                seconds = waiting.left() / (len(places) - number)  # something is left for the last
                line = self.network.connect(place, port, seconds)
            except OSError as error:
                late = isinstance(error, TimeoutError)
                continue
            bounded = _BoundedSocket(line.family, line.type, line.proto, fileno=line.detach())
            bounded.deadline = self.deadline
            bounded.settimeout(self.deadline.left())
            return bounded
        raise _LateError if late else _RefusedError

    def _told(self, host: str, work: Callable[[], T]) -> T:
        """Return what `work` returns; what the network raises becomes one sentence.

        Nothing of the network's inside hangs on the error, which is raised after the other is gone.
        """
        try:
            return work()
        except FetchError:
            raise
        except (OSError, http.client.HTTPException, trouble.HTTPError) as error:
            said = self._sentence(error)
        raise FetchError(f"{host} {said}")

    def _sentence(self, error: Exception) -> str:
        """Return what became of the host that caused `error`, and the way out."""
        if isinstance(error, _LateError):
            return (
                f"does not answer within {self.limits.connect:g} seconds. "
                "Check the address and the network, or try again later."
            )
        if isinstance(error, _RefusedError):
            return "takes no connection. Check the address and the network, or try again later."
        if isinstance(error, (TimeoutError, trouble.TimeoutError)):
            return f"takes longer than {self.limits.total:g} seconds to send the page. {SAVE}"
        if isinstance(error, ssl.SSLCertVerificationError):
            return f"cannot prove to be that site: its certificate is not valid. {SAVE}"
        if isinstance(error, (ssl.SSLError, trouble.SSLError)):
            return f"offers no safe connection. {SAVE}"
        if isinstance(error, trouble.DecodeError):
            return f"sends a page that arrives damaged. {SAVE}"
        return (
            "breaks off, or answers in a way that is not the web's. "
            "Try again later, or check the address."
        )


class _LateError(OSError):
    """No connection was made in the time for it."""


class _RefusedError(OSError):
    """No connection was made, as nobody takes one."""


class _BoundedSocket(socket.socket):
    """A socket that waits until a deadline at most, however often it is read."""

    deadline: Deadline

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        """Receive bytes. Raises TimeoutError at the deadline."""
        self.settimeout(self.deadline.left())
        return super().recv_into(*args, **kwargs)


class _Context(ssl.SSLContext):
    """Settings of TLS: as Python's defaults, certificates and names checked, with a deadline."""

    deadline: Deadline


class _SecuredSocket(ssl.SSLSocket):
    """The same over TLS; such a socket is made by its context, which knows the deadline."""

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        """Receive bytes. Raises TimeoutError at the deadline."""
        self.settimeout(cast(_Context, self.context).deadline.left())
        return super().recv_into(*args, **kwargs)


class _Plain(HTTPConnection):
    """A connection of http to where `dial` leads; urllib3 itself opens none."""

    dial: Callable[[], socket.socket]

    def _new_conn(self) -> socket.socket:
        return self.dial()


class _Secured(HTTPSConnection):
    """The same for https."""

    dial: Callable[[], socket.socket]

    def _new_conn(self) -> socket.socket:
        return self.dial()
