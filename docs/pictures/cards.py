"""Pictures of every side of every card, as the real Anki engine makes it and Chromium shows it.

Run by `make pictures` with those of the README. The engine, a test dependency, runs as a process of
its own. What Anki's reviewer adds to a typed answer is put in here, for the engine leaves it open.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from playwright.sync_api import Browser

from quiz.exporters.anki.cards import NoteText
from quiz.exporters.anki.notetypes import note_types
from quiz.exporters.anki.package import EPOCH, pack
from quiz.exporters.anki.text import cloze, text

ENGINE = Path(__file__).parents[2] / "tests" / "exporters" / "anki" / "engine.py"
KICKER = "The Brindle Courier · 15 May 2024"
SOURCE = (
    '<a href="https://courier.example/tide"><cite>Harbour town of Brindle opens its first tidal '
    "power station</cite></a><br><span>Nora Whitlock</span>, <span>The Brindle Courier</span>, "
    "<span>15 May 2024</span>"
)
PICTURE = "tide.png"  # shown as a drawing of its own
DRAWING = (
    "<svg xmlns='http://www.w3.org/2000/svg' width='640' height='260'><rect width='640' "
    "height='260' fill='#dfe9ee'/><path d='M0 150q80-70 160 0t160 0 160 0 160 0v110H0z' "
    "fill='#3c6e85'/><circle cx='540' cy='60' r='30' fill='#e8b04a'/></svg>"
)
# What the reviewer of Anki puts around a card and into a typed one.
REVIEWER = (
    "body{margin:0}code#typeans{white-space:pre-wrap;font-variant-ligatures:none}"
    ".typeGood{background:#afa;color:#000}.typeBad{background:#faa;color:#000}"
    ".typeMissed{background:#ccc;color:#000}"
)
TYPED = re.compile(r"\[\[type:[^\]]*\]\]")
BOX = "<center><input type=text id=typeans style='font-family: Arial; font-size: 20px'></center>"
COMPARED = (
    "<div style='font-family: Arial; font-size: 20px'><code id=typeans><span class=typeGood>Imke "
    "</span><span class=typeBad>Sandowal</span><br><span id=typearrow>&darr;</span><br><span "
    "class=typeGood>Imke </span><span class=typeMissed>Sandoval</span></code></div>"
)


class Side(NamedTuple):
    """One side of a card: what it is called, its HTML and the style of its note type."""

    name: str
    html: str
    style: str


class Sheet(NamedTuple):
    """A picture: its name, the note types on it, the width of a card, columns and scale."""

    name: str
    types: tuple[str, ...]
    width: int
    night: bool
    columns: int
    scale: float


PARTS = (("qa", ("Article QA",)), ("cloze-quote", ("Article Cloze", "Article Quote")))
SHEETS = tuple(
    Sheet(f"cards-{part}-{width}-{'night' if night else 'light'}", types, width, night, *layout)
    for part, types in (
        ("qa", ("Article QA",)),
        ("cloze-quote", ("Article Cloze", "Article Quote")),
    )
    for width, night, layout in (
        (340, False, (6, 0.58)),
        (340, True, (6, 0.58)),
        (1000, False, (4, 0.34)),
        (1000, True, (4, 0.34)),
    )
)


def sheets(browser: Browser, folder: Path) -> None:
    """Write every sheet as a picture into `folder`."""
    sides = list(_sides())
    for sheet in SHEETS:
        wide = sheet.columns * (sheet.width + 24) + 24
        context = browser.new_context(
            viewport={"width": wide, "height": 800}, device_scale_factor=sheet.scale
        )
        page = context.new_page()
        shown = [side for side in sides if side.name.startswith(sheet.types)]
        page.set_content(_contact_sheet(shown, sheet))
        page.evaluate(
            "document.querySelectorAll('iframe').forEach(f => f.style.height = "
            "f.contentDocument.querySelector('.card').scrollHeight + 'px')"
        )
        page.screenshot(path=folder / f"{sheet.name}.png", full_page=True)
        context.close()


def _contact_sheet(sides: list[Side], sheet: Sheet) -> str:
    """Return a page with the sides in a grid, each in a frame as wide as its screen."""
    paper, ink = ("#0d0d0d", "#ccc") if sheet.night else ("#b9b9b9", "#111")
    frames = "".join(
        f"<figure><figcaption>{escape(side.name)}</figcaption>"
        f'<iframe srcdoc="{escape(_document(side, night=sheet.night))}"></iframe></figure>'
        for side in sides
    )
    return (
        f"<style>body{{margin:24px;background:{paper};color:{ink};font:20px Arial;display:grid;"
        f"grid-template-columns:repeat({sheet.columns},{sheet.width}px);gap:24px;"
        "align-items:start}figure{margin:0}"
        f"iframe{{border:0;width:{sheet.width}px;display:block}}</style>{frames}"
    )


def _document(side: Side, *, night: bool) -> str:
    """Return a side as the page that Anki shows."""
    mode = " nightMode" if night else ""
    box = COMPARED if side.name.endswith("back") else BOX
    html = TYPED.sub(box, side.html).replace(PICTURE, f"data:image/svg+xml,{quote(DRAWING)}")
    return (
        f"<!doctype html><html class='{mode.strip()}'><style>{REVIEWER}{side.style}</style>"
        f"<body class='card card1{mode}'><div id=qa>{html}</div></body></html>"
    )


def _sides() -> Iterator[Side]:
    """Yield both sides of every card of the example notes, by the real engine."""
    notes = [(note, EPOCH) for note in _notes()]
    with tempfile.TemporaryDirectory() as name:
        package = Path(name) / "cards.apkg"
        package.write_bytes(pack(notes, note_types(), series="pictures", description=""))
        ended = subprocess.run(  # noqa: S603  # every word is written in this file
            [sys.executable, str(ENGINE), str(package)], capture_output=True, text=True, check=False
        )
    if ended.returncode:
        raise SystemExit(f"Anki did not make the cards: {ended.stderr}")
    for card in json.loads(ended.stdout)["cards"]:
        name = f"{card['note_type']}: {card['template']}, {card['fields']['Id']}"
        for side in ("front", "back"):
            yield Side(f"{name}, {side}", card[side], card["style"])


def _notes() -> Iterator[NoteText]:
    """Yield an example of everything a card may show."""
    who = _note(
        "article-qa",
        "plain",
        Question="Who was the mayor of Brindle in May 2024?",
        Answer="Imke Sandoval",
        Context="Mayor <mark>Imke Sandoval</mark> switched on the first turbine in front of some "
        "2,300 guests.",
        Why="The article, of May 2024, calls Imke Sandoval the mayor.",
    )
    yield _with(
        who,
        "reverse",
        Reverse="What post did Imke Sandoval hold in May 2024?",
        ReverseAnswer="mayor of Brindle",
    )
    yield _with(who, "typed", Type="Imke Sandoval", Hint="First and last name")
    choices = (
        '<ol><li dir="auto">Paul Achterberg</li><li dir="auto" class="key">Imke Sandoval</li>'
        '<li dir="auto">Nora Whitlock</li></ol>'
    )
    yield _with(who, "choices", Choices=choices, Choose="1")
    yield _with(
        who,
        "open choices",
        Question="Which of these people switched on the first turbine?",
        Choices=choices,
        OpenChoices="1",
    )
    yield _note(
        "article-qa",
        "statement",
        Question='<span class="ask">True or false?</span> The rival project in Corran was given up '
        "in 2021.",
        Answer='False. <span class="correction">It was given up in 2019.</span>',
        Context="The rival project in Corran was given up in <mark>2019</mark>, when its main "
        "investor withdrew.",
        Why="The article gives 2019 as the year.",
    )
    yield _note(
        "article-qa",
        "long",
        Question="By how many homes will the tidal power station that the harbour town of Brindle "
        "opened after eleven years of planning fall short of what Brindle Energy promised?",
        Answer="4,100",
        Context="Brindle Energy, the company that runs the station, expects it to supply "
        "<mark>4,100</mark> homes, or a third of the town; it had spoken of twice as many.",
        Why="The article gives both figures. " * 3,
        Media=f'<img src="{PICTURE}" alt="The station at high tide">',
    )
    yield _note(
        "article-qa",
        "right to left",
        Question=text("من افتتح أول محطة كهرباء تعمل بالمد في مدينة بريندل؟"),
        Answer=text("إمكه ساندوفال"),
        Context=text("افتتحت رئيسة البلدية إمكه ساندوفال المحطة في 14 مايو 2024."),
        Kicker=text("بريد بريندل"),
    )
    yield from _gaps_and_quotations(choices)


def _gaps_and_quotations(choices: str) -> Iterator[NoteText]:
    before, after = "Brindle Energy expects the tidal power station to supply ", " homes."
    gap = _note(
        "article-cloze",
        "plain",
        Text=text(before) + cloze("4,100", "number") + text(after),
        Context="Brindle Energy, the company that runs the station, expects it to supply "
        "<mark>4,100</mark> homes.",
        Why="Brindle Energy expects it to supply 4,100 homes.",
    )
    yield gap
    opened = cloze("Imke Sandoval", "person") + text(" switched on the first turbine of Brindle.")
    yield _with(
        gap,
        "typed",
        Text=opened,
        Type="Imke Sandoval",
        Hint="First and last name",
        Context="Mayor <mark>Imke Sandoval</mark> switched on the first turbine.",
        Why="Imke Sandoval, the mayor, did.",
    )
    said = _note(
        "article-quote",
        "plain",
        Lead="Who said:",
        Quote="“We have waited for this tide since I was at school”",
        Speaker="Imke Sandoval",
        Role="mayor of Brindle",
        Choices=choices,
        Context="“We have waited for this tide since I was at school,” said <mark>Ms "
        "Sandoval</mark>.",
        Why="The words are those of Imke Sandoval, the mayor.",
    )
    yield _with(said, "choices", Choose="1")
    yield _with(said, "typed", Type="Imke Sandoval", Hint="First and last name", Choices="")


def _note(note_type: str, name: str, **fields: str) -> NoteText:
    return NoteText(name, note_type, {"Id": name, "Kicker": KICKER, "Source": SOURCE} | fields, ())


def _with(note: NoteText, name: str, **fields: str) -> NoteText:
    """Return `note` under another name, with more fields."""
    return replace(note, id=f"{note.note_type} {name}", fields=note.fields | fields | {"Id": name})
