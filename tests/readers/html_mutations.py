"""Web pages damaged in every way that a byte can be, for tests of what reads them."""

import re
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
PAGES = sorted([*(HERE / "pages").glob("*.html"), *(HERE / "samples").glob("*html")])
_TAG = re.compile(rb"<[^<>]{1,300}>")
_TAGS = (
    b"<div>", b"</div>", b"<p>", b"</p>", b"<br>", b"<table>", b"<tr>", b"<td>", b"<ul>", b"<li>",
    b"<figure>", b"<figcaption>", b"<blockquote>", b"<h1>", b"</h1>", b"<h2>", b"<a href='//'>",
    b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?xml ?>", b"<script>", b"<style>", b"<svg>",
    b"<math>", b"<template>", b"<noscript>", b"<textarea>", b"<select>", b"<form>", b"<frameset>",
    b"<body>", b"<html>", b"<head>", b"<title>", b"<pre>", b"<details>", b"<time datetime='x'>",
    b"&#0;", b"&#xD800;", b"&#x110000;", b"&nbsp;", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3",
    b"]]]}}",
)  # fmt: skip


def mutated(page: bytes, random: Random) -> bytes:
    """Return `page` with one to six kinds of damage done to it, by `random`."""
    for _ in range(random.randint(1, 6)):
        page = random.choice(_KINDS)(page, random)
    return page[:400_000]


def _cut(page: bytes, random: Random) -> bytes:
    return page[: random.randint(0, len(page))]


def _without_run(page: bytes, random: Random) -> bytes:
    start = random.randint(0, len(page))
    return page[:start] + page[start + random.randint(0, 2000) :]


def _noise(page: bytes, random: Random) -> bytes:
    damaged = bytearray(page)
    for _ in range(random.randint(1, 60) if damaged else 0):
        damaged[random.randrange(len(damaged))] = random.randrange(256)
    return bytes(damaged)


def _tag_lost(page: bytes, random: Random) -> bytes:
    share = random.random() * 0.5
    return _TAG.sub(lambda m: b"" if random.random() < share else m.group(), page)


def _tags_mixed(page: bytes, random: Random) -> bytes:
    tags = _TAG.findall(page)
    return _TAG.sub(
        lambda m: random.choice(tags) if tags and random.random() < 0.1 else m.group(), page
    )


def _tag_put_in(page: bytes, random: Random) -> bytes:
    for _ in range(random.randint(1, 12)):
        place = random.randint(0, len(page))
        page = page[:place] + random.choice(_TAGS) * random.choice((1, 1, 1, 40)) + page[place:]
    return page


def _run_twice(page: bytes, random: Random) -> bytes:
    start = random.randint(0, len(page))
    run = page[start : start + random.randint(0, 3000)]
    return page[:start] + run * random.randint(2, 6) + page[start:]


def _nested(page: bytes, random: Random) -> bytes:
    place = random.randint(0, len(page))
    return page[:place] + random.choice(_TAGS[:16]) * random.randint(10, 3000) + page[place:]


def _recoded(page: bytes, random: Random) -> bytes:
    codec = random.choice(("utf-16", "utf-16-le", "cp1252", "utf-32", "cp037", "utf-7"))
    return page.decode("utf-8", "replace").encode(codec, "replace")


_KINDS = (
    _cut, _without_run, _noise, _tag_lost, _tags_mixed, _tag_put_in, _run_twice, _nested, _recoded,
)  # fmt: skip
