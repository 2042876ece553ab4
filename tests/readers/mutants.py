"""Files that were damaged at random, as hypothesis and the fuzzing bench use them."""

import io
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from random import Random

from lxml import etree

SAMPLES = Path(__file__).parent / "samples"
_ODD = (
    b"",
    b"<",
    b">",
    b"&",
    b"\x00",
    b"\xff",
    b"{",
    b"}",
    b"\\u-1 ",
    b"\\'9",
    b"\\bin9999 ",
    b"]]>",
)
_WORDS = (b"99999999999", b"-1", b"w:p", b"text:p", b"<w:p>", b"</w:p>", b"<!--", b"&#x110000;")
_TAG = re.compile(rb"<[^<>]{1,200}>|\\[a-z]+-?\d*|[#*_>`\[\]()|-]+")


@cache
def sample(name: str) -> bytes:
    """Return a sample by its name."""
    return (SAMPLES / name).read_bytes()


def damaged(payload: bytes, random: Random) -> bytes:
    """Return `payload` with one to twenty places of it changed."""
    changed = bytearray(payload)
    for _ in range(random.choice((1, 1, 2, 5, 20))):
        random.choice(_CHANGES)(changed, random)
    return bytes(changed)


def damaged_within(payload: bytes, random: Random) -> bytes:
    """Return an archive with a sound frame of which one or two parts are damaged."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(payload)) as source, zipfile.ZipFile(target, "w") as archive:
        names = source.namelist()
        victims = set(random.choices([n for n in names if not n.endswith(".png")], k=2))
        for name in names:
            content = source.read(name)
            if name in victims and name != "mimetype":
                grown = random.random() < 0.7 and content.startswith(b"<")
                content = rearranged(content, random) if grown else damaged(content, random)
            if name not in victims or random.random() > 0.02:
                archive.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()


def rearranged(content: bytes, random: Random) -> bytes:
    """Return XML that is still well-formed, with elements moved, doubled, renamed or taken out."""
    root = etree.fromstring(content)
    for _ in range(random.choice((1, 2, 5, 20))):
        elements = [element for element in root.iter() if isinstance(element.tag, str)][1:]
        if not elements:
            break
        one, other = random.choice(elements), random.choice(elements)
        what = random.randrange(6)
        if what == 0:
            one.getparent().remove(one)
        elif what == 1:
            other.append(deepcopy(one))
        elif what == 2:
            one.tag = other.tag
        elif what == 3:
            one.attrib.update(other.attrib)
        elif what == 4 and one.attrib:
            one.attrib[random.choice(list(one.attrib))] = random.choice(
                ("", "-1", "9" * 20, "é", "x")
            )
        else:
            one.text, one.tail = other.tail, random.choice((None, " ", "word " * 50))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _flip(changed: bytearray, random: Random) -> None:
    if changed:
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)


def _insert(changed: bytearray, random: Random) -> None:
    place = random.randint(0, len(changed))
    changed[place:place] = random.choice(_ODD + _WORDS) * random.choice((1, 1, 1, 50))


def _cut(changed: bytearray, random: Random) -> None:
    place = random.randint(0, len(changed))
    del changed[place : place + random.choice((1, 10, 100, 5000))]


def _repeat(changed: bytearray, random: Random) -> None:
    place = random.randint(0, len(changed))
    piece = bytes(changed[place : place + random.choice((5, 50, 500))])
    changed[place:place] = piece * random.choice((1, 10, 100))


def _swap(changed: bytearray, random: Random) -> None:
    """Put one mark in the place of another."""
    marks = [found.span() for found in _TAG.finditer(changed)]
    if marks:
        (start, end), (first, last) = random.choice(marks), random.choice(marks)
        changed[start:end] = changed[first:last]


_CHANGES: tuple[Callable[[bytearray, Random], None], ...] = (
    _flip, _insert, _cut, _repeat, _swap, _swap,
)  # fmt: skip
