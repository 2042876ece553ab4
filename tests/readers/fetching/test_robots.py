"""What a robots.txt allows."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.readers.fetching.robots import MAX_BYTES, allows


@pytest.mark.parametrize(
    ("robots", "target", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("\ufeffUSER-AGENT : *\r\ndisallow:/a # all of it", "/ab", False),
        ("User-agent: *\nDisallow: /b", "/a", True),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: other\nUser-agent: *\nDisallow: /", "/a", False),
        ("User-agent: broadsheet/1.0\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: BroadSheet\nAllow: /", "/a", True),
        ("User-agent: Broadsheet\nDisallow: /a\n\nUser-agent: *\nDisallow: /b", "/b", True),
        ("User-agent: *\nDisallow: /a\n\nUser-agent: x\nAllow: /\n\nUser-agent: *\nDisallow: /b",
         "/b", False),
        ("User-agent: *\nDisallow: /\nAllow: /news", "/news/1", True),
        ("User-agent: *\nAllow: /news\nDisallow: /", "/old", False),
        ("User-agent: *\nAllow: /a\nDisallow: /a", "/a", True),
        ("User-agent: *\nDisallow: /*?print=", "/a?print=1", False),
        ("User-agent: *\nDisallow: /*?print=", "/a?page=1", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x", True),
        ("User-agent: *\nDisallow: /a$", "/a", False),
        ("User-agent: *\nDisallow: /a$", "/ab", True),
        ("User-agent: *\nDisallow: /a*b*a$", "/aba", False),
        ("User-agent: *\nDisallow: /a*a$", "/a", True),
        ("User-agent: *\nDisallow: *", "/a", False),
        ("User-agent: *\nDisallow: /***/b", "/a/b", False),
        ("User-agent: *\nDisallow: /café", "/caf%C3%A9", False),
        ("User-agent: *\nDisallow: /%63af%c3%a9", "/caf%C3%A9", False),
        ("User-agent: *\nDisallow: /a%2fb", "/a/b", True),
        ("Disallow: /", "/a", True),
        ("User-agent: *\nCrawl-delay: 5\nDisallow: /a", "/a", False),
        ("<!doctype html><p>Not found</p>", "/a", True),
        ("Sitemap: https://news.example/map.xml\nUser-agent: *\nDisallow: /x", "/a", True),
    ],
)  # fmt: skip
def test_rules(robots: str, target: str, allowed: bool) -> None:
    assert allows(robots.encode(), "Broadsheet", target) is allowed


def test_bytes_that_are_no_text() -> None:
    assert allows(b"\xff\xfeUser-agent: *\nDisallow: /", "Broadsheet", "/a")
    assert not allows(b"\xff\n\nUser-agent: *\nDisallow: /a", "Broadsheet", "/a")


def test_only_the_beginning_of_a_long_file_counts() -> None:
    long = b"#" * MAX_BYTES + b"\nUser-agent: *\nDisallow: /"
    assert allows(long, "Broadsheet", "/a")


@pytest.mark.parametrize(
    "robots",
    [
        "User-agent: *\nDisallow: /" + "*a" * 200_000 + "*b",
        "User-agent: *\n" + "Disallow: /*a*a*a*a*a*b$\n" * 20_000,
        "User-agent: *\n" * 15_000 + "Disallow: /a\n" * 15_000,
        "".join(f"User-agent: {n}\n" for n in range(12_000)) + "Disallow: /a\n" * 12_000,
        "User-agent: *\nDisallow: /" + "%41" * 160_000,
        "\n" * 500_000,
    ],
)
def test_no_file_takes_long(robots: str) -> None:
    begin = time.perf_counter()
    allows(robots.encode(), "Broadsheet", "/" + "a" * 2000)
    assert time.perf_counter() - begin < 2


@given(st.binary(max_size=200) | st.text("Us-agentDilow: *$/\n%a", max_size=80).map(str.encode))
def test_any_bytes_are_a_robots_file(robots: bytes) -> None:
    assert allows(b"User-agent: *\nDisallow: /\n" + robots, "Broadsheet", "/a") in (True, False)
