"""`read` and the command line given a web address."""

import socket
from datetime import date
from pathlib import Path

import pytest

from quiz.errors import AddressError, FetchError, LengthError, SourceError
from quiz.readers import READERS, Reader, Source, contents, fetching, read
from quiz.readers.fetching.network import INTERNET
from quiz.schema.article import Article
from tests.cli.conftest import Quiz
from tests.cli.conftest import folder as _folder
from tests.cli.conftest import quiz as _quiz
from tests.readers.fetching.sites import PUBLIC, Web, page, redirect
from tests.readers.test_read import check_sentence
from tests.readers.texts import ARTICLE, TITLE
from tests.samples import sample_article

folder, quiz = _folder, _quiz

ADDRESS = "https://news.example/tides?page=1"


@pytest.fixture(autouse=True)
def _online(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everybody who fetches come to the sites on the loopback address."""
    monkeypatch.setattr(fetching, "INTERNET", web.network)


def article_site(web: Web) -> None:
    web.site(page(ARTICLE.encode(), kind="text/plain"), port=443)


@pytest.mark.parametrize(
    "source", [ADDRESS, f" {ADDRESS}#top", "HTTPS://News.Example/tides?page=1", Path(ADDRESS)]
)
def test_an_article_by_its_address(web: Web, source: str | Path) -> None:
    article_site(web)
    assert read(source).title == TITLE
    assert [(site.paths, port) for (_, port), site in web.sites.items()] == [
        (["/tides?page=1"], 443)
    ]


def test_what_the_teacher_says_goes_before(web: Web) -> None:
    article_site(web)
    article = read(ADDRESS, title="Mine", published=date(2024, 1, 2))
    assert (article.title, article.published) == ("Mine", date(2024, 1, 2))


def test_the_article_knows_where_it_came_from(web: Web) -> None:
    """The address is the last one, after redirects, and without what follows a number sign."""
    article = page(ARTICLE.encode(), kind="text/plain")
    web.site(lambda path: article if path == "/b" else redirect("/b#middle"))
    assert read("http://news.example/a#top").url == "http://news.example/b"
    assert read(ARTICLE.encode()).url is None


def test_every_reader_is_told_where_the_bytes_came_from(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[Source] = []

    def look(source: Source) -> Article:
        given.append(source)
        return sample_article()

    looker = Reader("looker", "GIF", lambda payload: payload.startswith(b"GIF"), look)
    monkeypatch.setitem(READERS._known, "looker", looker)
    web.site(page(b"GIF89a123"), port=443)
    read(ADDRESS)
    assert given == [Source(b"GIF89a123", ADDRESS, url=ADDRESS)]


def test_a_page_that_is_too_short_is_called_by_its_address(web: Web) -> None:
    web.site(page(b"The tide came in.", kind="text/plain"), port=443)
    with pytest.raises(LengthError, match=r"^https://news\.example/tides\?page=1 is too short"):
        read(ADDRESS)


def test_the_bytes_decide_what_a_page_is(web: Web) -> None:
    """A picture is none for being called text."""
    web.site(page(b"\x89PNG\r\n\x1a\n123", kind="text/html"), port=443)
    with pytest.raises(SourceError, match="is a picture"):
        read(ADDRESS)


def test_the_contents_of_a_page(web: Web) -> None:
    article_site(web)
    with pytest.raises(SourceError, match="is a single article"):
        contents(ADDRESS)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("http://127.0.0.1:8000/", AddressError),
        ("http:/127.0.0.1/", AddressError),
        ("http:///127.0.0.1/", AddressError),
        ("https://nowhere.example/", FetchError),
    ],
)
def test_trouble_reaches_the_caller(source: str, kind: type[FetchError]) -> None:
    for ask in (read, contents):
        with pytest.raises(FetchError) as caught:
            ask(source)
        assert type(caught.value) is kind
        check_sentence(str(caught.value))


def test_the_command_reads_an_address(web: Web, quiz: Quiz) -> None:
    article_site(web)
    outcome = quiz("read", ADDRESS)
    assert (outcome.code, outcome.err) == (0, "")
    assert TITLE.encode() in outcome.out


def test_the_command_builds_from_an_address(web: Web, quiz: Quiz, folder: Path) -> None:
    article_site(web)
    outcome = quiz("build", ADDRESS, "-o", "quiz.json")
    assert outcome.code == 0
    assert TITLE.encode() in (folder / "quiz.json").read_bytes()


@pytest.mark.parametrize("verb", ["read", "find", "build", "explain", "run"])
@pytest.mark.parametrize("address", ["http://127.0.0.1/a", "https://nowhere.example/a"])
def test_the_command_says_what_is_wrong_in_a_line(
    quiz: Quiz, folder: Path, verb: str, address: str
) -> None:
    outcome = quiz(verb, address, *(("--port", "0") if verb == "run" else ()))
    assert (outcome.code, outcome.out) == (2, b"")
    assert "127.0.0.1 is no site" in outcome.err or "No site called nowhere" in outcome.err
    assert len(outcome.complaints) == 1
    assert list(folder.iterdir()) == []


def test_the_command_fetches_nothing_where_that_is_switched_off(
    web: Web, quiz: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    article_site(web)
    monkeypatch.setenv("QUIZ_FETCH", "off")
    outcome = quiz("read", ADDRESS)
    assert outcome.code == 2
    assert "No pages are fetched from the web here" in outcome.err
    assert web.connected == []


# The real network, as far as it goes on one machine


def test_the_system_resolver_says_what_it_finds() -> None:
    found = list(INTERNET.resolve("localhost", 80))
    assert found[0] == "127.0.0.1"
    assert list(INTERNET.resolve(PUBLIC, 80)) == [PUBLIC]


def test_connections_are_made_to_numbers_only() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with INTERNET.connect("127.0.0.1", port, 1) as line:
            assert line.getpeername() == ("127.0.0.1", port)
    with pytest.raises(OSError, match="refused"):
        INTERNET.connect("127.0.0.1", port, 1)


def test_the_real_network_does_not_lead_to_this_machine() -> None:
    """A server that listens here is not reached by any of its names, without stand-ins."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        server.settimeout(0.05)
        for host in ("localhost", "127.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"):
            for place in (host, f"{host}:{port}"):
                with pytest.raises(AddressError):
                    fetching.fetch(f"http://{place}/", network=INTERNET)
        with pytest.raises(TimeoutError):
            server.accept()
