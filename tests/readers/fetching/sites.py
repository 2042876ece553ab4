"""A web of our own on the loopback address: sites that behave and sites that do not.

`Web` stands in for names and connections. Sites are known by public-looking addresses; a connection
to one of those goes to a port of 127.0.0.1, a connection to anything else is noted and fails.
"""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import trustme

from quiz.readers.fetching import Network

HTML = "text/html; charset=utf-8"
PUBLIC = "93.184.215.14"
OTHER = "151.101.1.164"
PARTS = Iterable[bytes]


def page(
    body: bytes = b"<p>Tide</p>", *, kind: str | None = HTML, status: str = "200 OK", more: str = ""
) -> bytes:
    """Return a whole answer with a body; `more` are further headers, one a line."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
    lines += [f"Content-Type: {kind}"] if kind else []
    lines += more.splitlines()
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def redirect(place: str, status: str = "302 Found") -> bytes:
    return page(b"moved", status=status, more=f"Location: {place}\nSet-Cookie: seen=1")


@dataclass
class Site:
    """A server. `answer(path)` returns what it sends, as bytes or in parts; `asked` what it got."""

    answer: Callable[[str], bytes | PARTS]
    robots: bytes | PARTS = b""
    secrets: ssl.SSLContext | None = None
    asked: list[str] = field(default_factory=list)
    greeted: list[str | None] = field(default_factory=list)  # names by SNI
    port: int = 0

    @property
    def paths(self) -> list[str]:
        """Return the paths that were asked for, without that of robots.txt."""
        found = [request.split(" ", 2)[1] for request in self.asked]
        return [path for path in found if path != "/robots.txt"]

    def headers(self, number: int = -1) -> dict[str, str]:
        """Return the headers of a request, the last one by default, by lower-case name."""
        lines = self.asked[number].split("\r\n")[1:]
        return {n.lower(): v.strip() for n, _, v in (line.partition(":") for line in lines) if n}

    def serve(self, line: socket.socket) -> None:
        """Answer one connection."""
        with contextlib.suppress(OSError), contextlib.closing(line):
            line.settimeout(5)
            if self.secrets:
                line = self.secrets.wrap_socket(line, server_side=True)
            with contextlib.closing(line):
                asked = b""
                while b"\r\n\r\n" not in asked:
                    got = line.recv(4096)
                    if not got:
                        return
                    asked += got
                self.asked.append(asked.decode("latin-1"))
                path = self.asked[-1].split(" ", 2)[1]
                answer = self._answer(path)
                for part in [answer] if isinstance(answer, bytes) else answer:
                    line.sendall(part)

    def _answer(self, path: str) -> bytes | PARTS:
        if path != "/robots.txt":
            return self.answer(path)
        if self.robots == b"":
            return page(b"none", status="404 Not Found")
        return self.robots


class Web:
    """Names, the addresses they stand for, and the sites at these."""

    def __init__(self) -> None:
        self.authority = trustme.CA()
        self.names: dict[str, list[list[str]]] = {}  # for each look-up, the last one for all others
        self.looked_up: list[str] = []
        self.connected: list[tuple[str, int]] = []
        self.sites: dict[tuple[str, int], Site] = {}
        self._servers: list[socket.socket] = []
        self._threads: list[threading.Thread] = []

    @property
    def network(self) -> Network:
        return Network(self._resolve, self._connect, self.authority.configure_trust)

    def site(
        self,
        answer: bytes | Callable[[str], bytes | PARTS],
        *,
        name: str = "news.example",
        places: Iterable[str] = (PUBLIC,),
        port: int = 80,
        robots: bytes | PARTS = b"",
        certified: str | None = None,
    ) -> Site:
        """Start a site called `name`; at port 443 with a certificate for `certified`, or `name`."""
        site = Site(answer if callable(answer) else lambda _: answer, robots)
        if port == 443:
            site.secrets = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.authority.issue_cert(certified or name).configure_cert(site.secrets)
            site.secrets.sni_callback = lambda _, greeted, __: site.greeted.append(greeted)
        self.names.setdefault(name, [list(places)])
        for place in places:
            self.sites[place, port] = site
        site.port = self._listen(site)
        return site

    def close(self) -> None:
        for server in self._servers:
            with contextlib.suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)  # wakes who waits at it
            server.close()
        for thread in self._threads:
            thread.join(10)

    def _listen(self, site: Site) -> int:
        server = socket.create_server(("127.0.0.1", 0))
        server.settimeout(0.05)
        self._servers.append(server)

        def accept() -> None:
            with contextlib.suppress(OSError):  # the server is closed
                while True:
                    with contextlib.suppress(TimeoutError):
                        line, _ = server.accept()
                        self._start(lambda line=line: site.serve(line))

        self._start(accept)
        return int(server.getsockname()[1])

    def _start(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _resolve(self, host: str, port: int) -> list[str]:
        self.looked_up.append(host)
        if host not in self.names:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        answers = self.names[host]
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def _connect(self, place: str, port: int, seconds: float) -> socket.socket:
        self.connected.append((place, port))
        if (place, port) not in self.sites:
            raise ConnectionRefusedError
        return socket.create_connection(("127.0.0.1", self.sites[place, port].port), seconds)


@contextlib.contextmanager
def web() -> Iterator[Web]:
    """Give a web, and close its servers at the end."""
    made = Web()
    try:
        yield made
    finally:
        made.close()
