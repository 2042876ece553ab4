"""Fetching pages from sites on the loopback address."""

import gc
import gzip
import re
import socket
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import quiz
from quiz.errors import AddressError, FetchError
from quiz.readers.fetching import Fetched, Limits, fetch
from tests.readers.fetching.sites import OTHER, PUBLIC, Web, page, redirect
from tests.readers.test_read import check_sentence

SMALL = Limits(connect=0.5, total=3, size=20_000)
HURRIED = Limits(connect=0.2, total=0.4, size=20_000)
ADDRESS = "http://news.example/a"
INSIDE = re.compile(r"\b\d+\.\d+\.\d+\.\d+|\[?[0-9a-f]*::|Errno|Error|urllib3|Traceback")


def get(web: Web, url: str = ADDRESS, limits: Limits = SMALL) -> Fetched:
    return fetch(url, limits=limits, network=web.network)


def refusal(
    web: Web,
    url: str = ADDRESS,
    kind: type[FetchError] = FetchError,
    limits: Limits = SMALL,
) -> str:
    """Return the sentence with which `url` is refused; nothing of the network's inside is in it."""
    with pytest.raises(FetchError) as caught:
        get(web, url, limits)
    assert type(caught.value) is kind
    if kind is FetchError:
        assert caught.value.__context__ is None
    message = check_sentence(str(caught.value))
    assert not INSIDE.search(message)
    return message


# What is got


def test_a_page(web: Web) -> None:
    web.site(page(b"<p>Tide</p>"))
    assert get(web, "http://News.example/a#part") == Fetched(b"<p>Tide</p>", ADDRESS, "text/html")


def test_a_page_over_tls_by_its_own_name(web: Web) -> None:
    site = web.site(page(), port=443)
    assert get(web, "https://news.example/a").url == "https://news.example/a"
    assert web.connected == [(PUBLIC, 443)] * 2
    assert site.greeted == ["news.example"] * 2
    assert site.headers()["host"] == "news.example"


@pytest.mark.parametrize(
    "kind",
    [
        "text/html", "Text/HTML;charset=utf-8", "application/xhtml+xml", "application/pdf",
        "text/plain", "application/rss+xml", "application/atom+xml", "application/xml", "text/xml",
    ],
)  # fmt: skip
def test_the_types_that_are_fetched(web: Web, kind: str) -> None:
    web.site(page(b"%PDF-", kind=kind))
    assert get(web).media_type == kind.partition(";")[0].lower()


def test_a_place_of_ipv6_and_several_places(web: Web) -> None:
    web.names["news.example"] = [["2606:4700::1111", OTHER, PUBLIC]]
    web.site(page())
    assert get(web).payload == b"<p>Tide</p>"
    assert web.connected[:3] == [("2606:4700::1111", 80), (OTHER, 80), (PUBLIC, 80)]


@pytest.mark.parametrize(
    ("sent", "label", "got"),
    [
        ("“Café”".encode("cp1252"), "iso-8859-1", "\ufeff“Café”".encode()),
        ("“Café”".encode("cp1252"), '"Windows-1252"', "\ufeff“Café”".encode()),
        ("Café €".encode("iso8859-15"), "ISO-8859-15", "\ufeffCafé €".encode()),
        ("Café".encode("utf-16-le"), "utf-16", "\ufeffCafé".encode()),
        ("Café".encode("utf-16"), "utf-16", "Café".encode("utf-16")),
        ("Café".encode(), "iso-8859-1", "Café".encode()),
        ("Café".encode(), "utf-8", "Café".encode()),
        (b"Caf\xe9", "utf-8", b"Caf\xe9"),
        (b"Caf\xe9\x81", "latin1", b"Caf\xe9\x81"),
        (b"Caf\xe9", "punycode", b"Caf\xe9"),
    ],
)
def test_an_encoding_that_only_the_header_tells(
    web: Web, sent: bytes, label: str, got: bytes
) -> None:
    web.site(page(sent, kind=f"text/html; charset={label}"))
    assert get(web).payload == got


@pytest.mark.parametrize("packed", ["gzip", "x-gzip", "deflate", "GZIP", "identity", "raw deflate"])
def test_a_packed_page(web: Web, packed: str) -> None:
    raw = zlib.compressobj(wbits=-15)
    body = {
        "gzip": gzip.compress(b"Tide"),
        "deflate": zlib.compress(b"Tide"),
        "raw deflate": raw.compress(b"Tide") + raw.flush(),
        "identity": b"Tide",
    }[packed.lower().removeprefix("x-")]
    web.site(page(body, more=f"Content-Encoding: {packed.split()[-1]}"))
    assert get(web).payload == b"Tide"


def test_a_page_in_chunks(web: Web) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    web.site(head + b"2\r\nTi\r\n2;x=y\r\nde\r\n0\r\n\r\n")
    assert get(web).payload == b"Tide"


def test_a_page_without_a_length(web: Web) -> None:
    web.site(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\nTide")
    assert get(web).payload == b"Tide"


# What is said to the site


def test_the_site_is_told_who_asks_and_nothing_else(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETRC", "/dev/null")
    site = web.site(page(more="Set-Cookie: id=1"), port=443)
    get(web, "https://news.example/a?b=c#d")
    request = site.asked[-1]
    assert request.startswith("GET /a?b=c HTTP/1.1\r\n")
    headers = site.headers()
    assert headers.pop("user-agent").startswith(f"Broadsheet/{quiz.__version__} ")
    assert headers.pop("accept-encoding") == "gzip, deflate"
    assert headers.pop("host") == "news.example"
    assert set(headers) == {"accept", "accept-language", "connection"}
    assert site.asked[0].startswith("GET /robots.txt HTTP/1.1\r\n")


def test_cookies_are_not_sent_back(web: Web) -> None:
    site = web.site(lambda path: redirect("/b") if path == "/a" else page())
    assert get(web).url == "http://news.example/b"
    assert site.paths == ["/a", "/b"]
    assert not any("cookie" in site.headers(n) for n in range(len(site.asked)))


def test_proxies_of_the_environment_are_not_used(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "")
    web.site(page())
    web.site(page(), name="safe.example", places=[OTHER], port=443)
    get(web)
    get(web, "https://safe.example/")
    assert set(web.connected) == {(PUBLIC, 80), (OTHER, 443)}


# Where it connects to


@pytest.mark.parametrize(
    "places",
    [
        ["127.0.0.1"], ["10.0.0.1"], ["169.254.169.254"], ["100.64.0.1"], ["100.100.100.200"],
        ["0.0.0.0"], ["::1"], ["::ffff:127.0.0.1"], ["fd00::1"], ["fe80::1"], ["64:ff9b::7f00:1"],
        ["2002:7f00:1::"], ["2001:0:7f00:1::"], ["224.0.0.1"], ["fe80::1%eth0"],
        [PUBLIC, "127.0.0.1"], ["127.0.0.1", PUBLIC], [PUBLIC, OTHER, "1.1.1.1", "9.9.9.9", "::1"],
    ],
)  # fmt: skip
def test_a_name_for_a_place_that_is_not_public(web: Web, places: list[str]) -> None:
    web.site(page())
    web.names["news.example"] = [places]
    assert "no site of the public web" in refusal(web, kind=AddressError)
    assert web.connected == []


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.1", "2130706433", "0x7f.1", "017700000001", "[::1]",
        "[::ffff:127.0.0.1]", "0.0.0.0", "169.254.169.254", "100.100.100.200", "100.64.0.1",
        "[fd00::1]", "[fe80::1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "news.example@127.0.0.1",
        "news.example\\@127.0.0.1", "ⓛocalhost", "localhost", "127.0.0.1:8000",
    ],
)  # fmt: skip
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_an_address_that_is_not_public(web: Web, scheme: str, host: str) -> None:
    """Every address of the list is refused without a look-up or a connection."""
    web.site(page())
    with pytest.raises(AddressError) as caught:
        get(web, f"{scheme}://{host}/")
    check_sentence(str(caught.value))
    assert web.connected == web.looked_up == []


def test_a_name_is_looked_up_once(web: Web) -> None:
    """Public when it is checked and private when it is connected to: the second never happens."""
    site = web.site(lambda path: redirect("/b") if path == "/a" else page())
    web.names["news.example"] = [[PUBLIC], ["127.0.0.1"], ["10.0.0.1"]]
    web.sites["127.0.0.1", 80] = site  # were it asked, it would answer
    assert get(web).url == "http://news.example/b"
    assert web.looked_up == ["news.example"]
    assert set(web.connected) == {(PUBLIC, 80)}


def test_the_certificate_is_that_of_the_name(web: Web) -> None:
    web.site(page(), port=443, certified="other.example")
    assert "its certificate is not valid" in refusal(web, "https://news.example/")


def test_a_certificate_for_the_address_does_not_do(web: Web) -> None:
    web.site(page(), port=443, certified=PUBLIC)
    assert "its certificate is not valid" in refusal(web, "https://news.example/")


def test_a_certificate_of_nobody_known(web: Web) -> None:
    site = web.site(page(), port=443)
    unknown = web.network
    with pytest.raises(FetchError, match="its certificate is not valid"):
        fetch("https://news.example/", network=type(unknown)(unknown.resolve, unknown.connect))
    assert site.asked == []


def test_no_tls_at_all(web: Web) -> None:
    site = web.site(page(), port=80)
    site.serve = lambda line: (line.sendall(page()), line.close())
    web.sites[PUBLIC, 443] = site
    assert "news.example offers no safe connection" in refusal(web, "https://news.example/")


# Redirects


@pytest.mark.parametrize("status", ["301 x", "302 x", "303 x", "307 x", "308 x"])
def test_redirects_are_followed(web: Web, status: str) -> None:
    last = web.site(page(), name="www.example", places=[OTHER], port=443)
    web.site(lambda path: redirect("https://www.example/b c#d" if path == "/2" else "/2", status))
    assert get(web).url == "https://www.example/b%20c"
    assert last.greeted == ["www.example"] * 2


def test_a_redirect_to_https_of_the_same_name_looks_nothing_up_again(web: Web) -> None:
    web.site(redirect("https://news.example/a"))
    web.site(page(), port=443)
    web.names["news.example"] = [[PUBLIC], ["127.0.0.1"]]
    assert get(web).url == "https://news.example/a"
    assert web.looked_up == ["news.example"]


def test_a_redirect_with_letters_that_are_not_ascii(web: Web) -> None:
    site = web.site(
        lambda path: page() if path == "/caf%C3%A9" else redirect("/café")  # as UTF-8, unescaped
    )
    assert get(web).url == "http://news.example/caf%C3%A9"
    assert site.paths == ["/a", "/caf%C3%A9"]


def test_three_redirects_and_no_more(web: Web) -> None:
    site = web.site(lambda path: page() if path == "/3" else redirect(f"/{int(path[1:]) + 1}"))
    assert get(web, "http://news.example/0").url == "http://news.example/3"
    site.answer = lambda path: page() if path == "/4" else redirect(f"/{int(path[1:]) + 1}")
    assert "more than 3 times" in refusal(web, "http://news.example/0")


def test_a_redirect_in_a_circle(web: Web) -> None:
    site = web.site(lambda path: redirect("/b" if path == "/a" else "/a"))
    assert "it may want cookies" in refusal(web)
    assert len(site.paths) == 4


@pytest.mark.parametrize(
    "place",
    [
        "file:///etc/passwd", "ftp://news.example/", "http://127.0.0.1/", "//127.0.0.1/",
        "http://localhost/", "http://127.1/", "http://[::1]/", "http://169.254.169.254/latest",
        "http://news.example:22/", "http://news.example:8000/", "http://u:p@news.example/",
        "http://news.example\\@127.0.0.1/", "\\\\127.0.0.1\\", "http://private.example/",
        "javascript:alert(1)", "data:text/html,x", "http://ⓛocalhost/", "http://[",
        "http://mixed.example/",
    ],
)  # fmt: skip
def test_a_redirect_to_what_is_not_fetched(web: Web, place: str) -> None:
    web.names["private.example"] = [["192.168.0.1"]]
    web.names["mixed.example"] = [[PUBLIC, "192.168.0.1"]]
    site = web.site(lambda path: page() if path == "/b" else redirect(place))
    with pytest.raises(AddressError) as caught:
        get(web)
    check_sentence(str(caught.value))
    assert set(web.connected) == {(PUBLIC, 80)}
    assert site.paths == ["/a"]


def test_no_redirect_from_https_to_http(web: Web) -> None:
    web.site(redirect("http://news.example/b"), port=443)
    plain = web.site(page())
    assert "from https to http" in refusal(web, "https://news.example/a", AddressError)
    assert plain.asked == []


@pytest.mark.parametrize("status", ["300 x", "302 x", "304 x", "305 x", "204 x", "206 x", "418 x"])
def test_an_answer_that_is_no_page(web: Web, status: str) -> None:
    web.site(page(status=status, body=b""))
    assert f"answers without a page ({status[:3]})" in refusal(web)


# Answers that are no article


@pytest.mark.parametrize(
    ("status", "what"),
    [
        ("401 x", "asks for a name and a password (401)"),
        ("402 x", "to subscribers only (402)"),
        ("403 x", "does not give this page to programs (403)"),
        ("404 x", "no such page (404). Check the address"),
        ("410 x", "taken this page away (410)"),
        ("429 x", "too many requests from here (429)"),
        ("451 x", "legal reasons (451)"),
        ("500 x", "trouble of its own (500). Try again later"),
        ("503 x", "trouble of its own (503)"),
    ],
)
def test_each_refusal_of_a_site_has_its_sentence(web: Web, status: str, what: str) -> None:
    web.site(page(status=status))
    message = refusal(web)
    assert message.startswith("news.example ")
    assert what in message


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("image/png", "is a picture, not an article"),
        ("video/mp4", "is a film, not an article"),
        ("audio/mpeg", "is a sound, not an article"),
        ("application/zip", "of the type application/zip"),
        ("application/octet-stream", "of the type application/octet-stream"),
        ("application/json", "of the type application/json"),
        ("text/css", "of the type text/css"),
        ("te\x1b[31mxt/html", "of no type that is known"),
        ("html", "of no type that is known"),
        ("", "of no type that is known"),
        (None, "of no type that is known"),
    ],
)
def test_other_types_are_named(web: Web, kind: str | None, what: str) -> None:
    web.site(page(kind=kind))
    message = refusal(web)
    assert message.startswith("http://news.example/a is ")
    assert what in message
    assert message.isprintable()


@pytest.mark.parametrize("body", [b"", b" \r\n"])
def test_an_empty_page(web: Web, body: bytes) -> None:
    web.site(page(body))
    assert "sends an empty page" in refusal(web)


def test_a_name_that_is_not_known(web: Web) -> None:
    assert "No site called nowhere.example can be found" in refusal(web, "http://nowhere.example/")
    web.names["empty.example"] = [[]]
    assert "No site called empty.example can be found" in refusal(web, "http://empty.example/")


def test_nobody_takes_the_connection(web: Web) -> None:
    web.names["news.example"] = [[PUBLIC]]
    assert "news.example takes no connection" in refusal(web)


@pytest.mark.parametrize(
    "answer",
    [
        b"", b"\r\n\r\n", b"SSH-2.0-OpenSSH\r\n", b"<p>Tide</p>", b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1, 2\r\n\r\nab",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 1000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nA: " + b"b" * 100_000 + b"\r\n\r\n",
    ],
    ids=range(10),
)  # fmt: skip
def test_what_is_not_spoken_on_the_web(web: Web, answer: bytes) -> None:
    web.site(answer, robots=page())
    assert "in a way that is not the web's" in refusal(web)


@pytest.mark.parametrize(
    ("packed", "what"),
    [
        ("br", "packed in a way that is not read"),
        ("zstd", "packed in a way that is not read"),
        ("compress", "packed in a way that is not read"),
        ("gzip, gzip", "packed in a way that is not read"),
        ("\x1b[31m", "packed in a way that is not read"),
        ("gzip", "arrives damaged"),
        ("deflate", "arrives damaged"),
    ],
)
def test_packing_that_is_not_undone(web: Web, packed: str, what: str) -> None:
    web.site(page(b"no such thing", more=f"Content-Encoding: {packed}"))
    assert what in refusal(web)


# Size


def test_a_page_of_the_greatest_size(web: Web) -> None:
    web.site(page(b"a" * SMALL.size))
    assert len(get(web).payload) == SMALL.size


def test_a_page_that_says_it_is_larger_is_not_read(web: Web) -> None:
    sent: list[bytes] = []

    def drip(_: str) -> Iterator[bytes]:
        yield page(b"")[:-4].replace(b"Content-Length: 0", b"Content-Length: 20001") + b"\r\n\r\n"
        for _ in range(100):
            sent.append(b"a" * 1000)
            yield sent[-1]
            time.sleep(0.01)

    web.site(drip)
    assert "larger than 0.02 MB" in refusal(web)
    assert len(sent) < 20


@pytest.mark.parametrize("chunked", [True, False])
def test_a_page_that_never_ends_is_read_up_to_the_limit(web: Web, chunked: bool) -> None:
    sent: list[bytes] = []

    def flood(_: str) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
        yield b"Transfer-Encoding: chunked\r\n\r\n" if chunked else b"\r\n"
        for _ in range(20_000):
            sent.append(b"a" * 1000)
            yield b"3e8\r\n" + sent[-1] + b"\r\n" if chunked else sent[-1]

    web.site(flood)
    assert "larger than 0.02 MB" in refusal(web)
    web.close()
    assert len(sent) < 15_000  # what fits into the buffers between, of 20 MB


@pytest.mark.parametrize("packed", ["gzip", "deflate"])
def test_a_bomb_is_counted_as_it_unfolds(web: Web, packed: str) -> None:
    pack = gzip.compress if packed == "gzip" else zlib.compress
    bomb = pack(b"\0" * 15_000_000)
    assert len(bomb) < SMALL.size
    web.site(page(bomb, more=f"Content-Encoding: {packed}"))
    tracemalloc.start()
    assert "larger than 0.02 MB" in refusal(web)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3_000_000


# Time


def drip(head: bytes, drop: bytes, tail: bytes = b"") -> Callable[[str], Iterator[bytes]]:
    """Return an answer that begins with `head` and goes on with `drop` ten times a second."""

    def answer(_: str) -> Iterator[bytes]:
        yield head
        for _ in range(12):
            time.sleep(0.1)
            yield drop
        yield tail

    return answer


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.mark.parametrize(
    "answer",
    [
        drip(b"", b""),
        drip(b"HTTP/1.1 2", b"0"),
        drip(HEAD, b"A: b\r\n"),
        drip(HEAD + b"A: ", b"b"),
        drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        drip(HEAD + b"Content-Length: 1000\r\n\r\n", b"a"),
        drip(HEAD + b"\r\n", b"a"),
        drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
        drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n1;", b"a"),
        drip(HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"a")[:10], b"\0"),
    ],
    ids=["none", "status", "headers", "header", "continue", "length", "body", "chunks", "chunk",
         "gzip"],
)  # fmt: skip
@pytest.mark.parametrize("port", [80, 443])
def test_a_site_that_drips_gains_no_time(
    web: Web, answer: Callable[[str], Iterator[bytes]], port: int
) -> None:
    web.site(answer, port=port)
    begin = time.monotonic()
    url = ADDRESS if port == 80 else "https://news.example/a"
    message = refusal(web, url, limits=HURRIED)
    assert time.monotonic() - begin < HURRIED.total + 0.7
    assert "takes longer than 0.4 seconds" in message or "arrives damaged" in message


def test_a_robots_file_that_drips_gains_no_time(web: Web) -> None:
    site = web.site(page(), robots=())
    site.robots = drip(HEAD + b"\r\n", b"a")("")
    begin = time.monotonic()
    assert "takes longer" in refusal(web, limits=HURRIED)
    assert time.monotonic() - begin < HURRIED.total + 0.7
    assert site.paths == []


def test_redirects_share_the_time(web: Web) -> None:
    def slow(path: str) -> Iterator[bytes]:
        time.sleep(0.2)
        yield redirect(path + "b")

    web.site(slow)
    begin = time.monotonic()
    assert "takes longer" in refusal(web, limits=HURRIED)
    assert time.monotonic() - begin < HURRIED.total + 0.7


def test_a_handshake_that_never_comes(web: Web) -> None:
    site = web.site(page())
    site.serve = lambda line: (time.sleep(2), line.close())
    web.sites[PUBLIC, 443] = site
    begin = time.monotonic()
    assert "takes longer" in refusal(web, "https://news.example/", limits=HURRIED)
    assert time.monotonic() - begin < HURRIED.total + 0.7


def test_a_connection_that_never_comes(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full queue of a listening socket is what a silent machine looks like."""
    web.names["news.example"] = [[PUBLIC, OTHER]]
    given: list[float] = []

    def silent(place: str, port: int, seconds: float) -> socket.socket:
        given.append(seconds)
        time.sleep(seconds)
        raise TimeoutError

    network = type(web.network)(web.network.resolve, silent)
    begin = time.monotonic()
    with pytest.raises(FetchError, match="does not answer within"):
        fetch(ADDRESS, limits=HURRIED, network=network)
    assert time.monotonic() - begin < HURRIED.total + 0.7
    assert len(given) == 2
    assert sum(given) < 0.21


def test_a_resolver_that_hangs(web: Web) -> None:
    def slow(host: str, port: int) -> list[str]:
        time.sleep(1.5)
        return [PUBLIC]

    begin = time.monotonic()
    with pytest.raises(FetchError, match="takes longer than"):
        fetch(ADDRESS, limits=HURRIED, network=type(web.network)(slow))
    assert time.monotonic() - begin < HURRIED.total + 0.7


def test_no_connection_stays_open_after_trouble(web: Web) -> None:
    """Every descriptor is given back, without waiting for the garbage to be collected."""
    answers = {
        "/breaks": HEAD + b"Content-Length: 100\r\n\r\nshort",
        "/lengths": HEAD + b"Content-Length: 1, 2\r\n\r\nab",
        "/chunks": HEAD + b"Transfer-Encoding: chunked\r\n\r\nxyz\r\n",
        "/large": page(b"a" * 30_000),
        "/damaged": page(b"a", more="Content-Encoding: gzip"),
        "/picture": page(kind="image/png"),
        "/missing": page(status="404 x"),
        "/circle": redirect("/circle"),
        "/away": redirect("http://127.0.0.1/"),
        "/line": b"HTTP/1.1 200 OK\r\nA: " + b"b" * 100_000 + b"\r\n\r\n",
    }
    web.site(answers.__getitem__)
    web.site(answers.__getitem__, name="safe.example", places=[OTHER], port=443)
    web.site(page(), name="wrong.example", places=["1.1.1.1"], port=443, certified="x.example")

    def trouble() -> None:
        for origin in ("http://news.example", "https://safe.example", "https://wrong.example"):
            for path in answers:
                with pytest.raises(FetchError):
                    get(web, origin + path)

    gc.disable()
    try:
        trouble()
        before = len(list(Path("/dev/fd").iterdir()))
        trouble()
        time.sleep(0.1)  # the servers close their ends
        assert len(list(Path("/dev/fd").iterdir())) <= before
    finally:
        gc.enable()


# robots.txt


ROBOTS = page(b"User-agent: *\nDisallow: /a\n", kind="text/plain")


def test_robots_are_respected(web: Web) -> None:
    site = web.site(page(), robots=ROBOTS)
    assert "robots.txt" in refusal(web, kind=AddressError)
    assert site.paths == []
    assert get(web, "http://news.example/b").payload


def test_robots_for_us_alone(web: Web) -> None:
    site = web.site(page(), robots=page(b"User-agent: broadsheet\nDisallow: /"))
    refusal(web, kind=AddressError)
    site.robots = page(b"User-agent: otherbot\nDisallow: /")
    assert get(web).payload


def test_robots_are_asked_for_once_a_site(web: Web) -> None:
    other = web.site(page(), name="www.example", places=[OTHER])
    site = web.site(lambda path: redirect("/b" if path == "/a" else "http://www.example/c"))
    get(web)
    assert [request.split()[1] for request in site.asked] == ["/robots.txt", "/a", "/b"]
    assert [request.split()[1] for request in other.asked] == ["/robots.txt", "/c"]


def test_robots_of_every_site_on_the_way(web: Web) -> None:
    other = web.site(page(), name="www.example", places=[OTHER], robots=ROBOTS)
    web.site(redirect("http://www.example/a"))
    assert "www.example asks programs not to" in refusal(web, kind=AddressError)
    assert other.paths == []


@pytest.mark.parametrize("status", ["401 x", "403 x", "404 x", "410 x", "429 x", "204 x"])
def test_no_robots_forbid_nothing(web: Web, status: str) -> None:
    web.site(page(), robots=page(b"User-agent: *\nDisallow: /", status=status))
    assert get(web).payload


def test_robots_that_cannot_be_read_just_now(web: Web) -> None:
    site = web.site(page(), robots=page(status="503 x"))
    assert "trouble of its own (503)" in refusal(web)
    assert site.paths == []


def test_robots_somewhere_else(web: Web) -> None:
    web.site(lambda path: ROBOTS if path == "/r" else page(), name="www.example", places=[OTHER])
    web.site(page(), robots=redirect("http://www.example/r"))
    refusal(web, kind=AddressError)


@pytest.mark.parametrize(
    "place",
    ["http://127.0.0.1/", "file:///etc/passwd", "http://private.example/", "/robots.txt",
     "http://nowhere.example/"],
)  # fmt: skip
def test_robots_led_astray_are_none(web: Web, place: str) -> None:
    web.names["private.example"] = [["10.0.0.1"]]
    web.site(page(), robots=redirect(place))
    assert get(web).payload
    assert set(web.connected) == {(PUBLIC, 80)}


def test_robots_may_be_large(web: Web) -> None:
    web.site(page(), robots=page(b"User-agent: *\nDisallow: /a\n" + b"#" * 700_000))
    refusal(web, kind=AddressError)


# The switch


@pytest.mark.parametrize("value", ["off", "OFF", "no", "0", "false", "of"])
def test_fetching_can_be_switched_off(
    web: Web, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.site(page())
    monkeypatch.setenv("QUIZ_FETCH", value)
    assert "No pages are fetched from the web here" in refusal(web, kind=AddressError)
    assert web.looked_up == []


@pytest.mark.parametrize("value", ["on", " On ", "", "1", "yes", "true"])
def test_fetching_can_be_left_on(web: Web, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    web.site(page())
    monkeypatch.setenv("QUIZ_FETCH", value)
    assert get(web).payload


def test_fetching_can_be_refused_by_the_caller(web: Web) -> None:
    web.site(page())
    with pytest.raises(AddressError, match="No pages are fetched"):
        fetch(ADDRESS, allowed=False, network=web.network)
    assert web.looked_up == []


def test_trouble_has_a_status_for_the_web(web: Web) -> None:
    with pytest.raises(FetchError) as caught:
        get(web, "http://nowhere.example/")
    assert (caught.value.http_status, caught.value.exit_code) == (502, 2)
    with pytest.raises(AddressError) as caught:
        get(web, "http://127.0.0.1/")
    assert (caught.value.http_status, caught.value.exit_code) == (422, 2)
