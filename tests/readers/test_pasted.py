"""What people paste: mails, forwards, wrapped lines, and characters that nobody sees."""

import textwrap
from datetime import date
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quiz.errors import BroadsheetError
from quiz.readers import read
from quiz.schema.article import Article
from tests.readers.texts import PARAGRAPHS, TITLE

DAY = date(2024, 5, 15)


def wrapped(*texts: str, width: int = 72, between: str = "\n\n", first: str = "") -> str:
    return between.join(textwrap.fill(text, width, initial_indent=first) for text in texts)


def ragged(*texts: str, between: str = "\n\n", seed: int = 3) -> str:
    """Return the texts broken wherever a careless program or hand breaks lines."""
    chance = Random(seed)

    def broken(text: str) -> str:
        lines, line, room = [], "", chance.randint(38, 72)
        for word in text.split():
            if line and len(line) + 1 + len(word) > room:
                lines.append(line)
                line, room = "", chance.randint(38, 72)
            line = f"{line} {word}".strip()
        return "\n".join([*lines, line])

    return between.join(map(broken, texts))


def quoted(text: str, mark: str = "> ") -> str:
    return "\n".join((mark + line).rstrip() for line in text.split("\n"))


HEADERS = (
    "From: Ann Lee <ann@school.example>\nDate: Tue, 3 Dec 2024 at 10:15\n"
    "Subject: Fwd: {subject}\nTo: Bob Hart <bob@school.example>"
)
OUTLOOK = (
    "From: Ann Lee <ann@school.example>\nSent: Tuesday, December 3, 2024 10:15 AM\n"
    "To: Bob Hart <bob@school.example>; All Staff\n <staff@school.example>\n"
    "Subject: FW: [Staff] RE: {subject}\nImportance: High"
)
BODY = wrapped(TITLE, *PARAGRAPHS)
NO_TITLE = wrapped(*PARAGRAPHS)
FORWARD = "---------- Forwarded message ---------\n"
NOTE = "Hi all,\n\nplease read this before Monday, we will talk about it in class.\n\nAnn\n\n"
DISCLAIMER = (
    "This e-mail and any files transmitted with it are confidential and intended solely for the "
    "use of the individual or entity to whom they are addressed. If you have received this e-mail "
    "in error, please notify the sender and delete it. Any views or opinions presented are solely "
    "those of the author and do not necessarily represent those of the school. The recipient "
    "should check this e-mail for the presence of viruses; the school accepts no liability."
)


class Paste(NamedTuple):
    text: str
    published: date | None = None
    byline: str | None = None


PASTES = {
    "72 columns": Paste(BODY),
    "72 columns, no blank lines": Paste(wrapped(TITLE, *PARAGRAPHS, between="\n")),
    "ragged": Paste(ragged(TITLE, *PARAGRAPHS)),
    "ragged, other ends": Paste(ragged(TITLE, *PARAGRAPHS, seed=11)),
    "format=flowed": Paste(BODY.replace("\n", " \n").replace(" \n \n", "\n\n")),
    "quoted": Paste(quoted(BODY)),
    "quoted without a space": Paste(quoted(BODY, ">")),
    "quoted twice": Paste(quoted(BODY, "> > ")),
    "quoted twice, closely": Paste(quoted(BODY, ">> ")),
    "quoted with a note": Paste(NOTE + quoted(BODY)),
    "quoted below a line of who wrote": Paste(
        "Here it is.\n\nOn Tue, Dec 3, 2024 at 10:15 AM Ann Lee <ann@school.example>\nwrote:\n\n"
        + quoted(BODY)
    ),
    "quoted, the line of who wrote too": Paste(
        NOTE + quoted("On 3 Dec 2024, at 10:15, Ann Lee wrote:\n\n" + quoted(BODY))
    ),
    "quoted and wrapped again": Paste(
        quoted(BODY).replace(" guests.", "\nguests.", 1).replace(" company that", "\ncompany that")
    ),
    "headers": Paste(HEADERS.format(subject=TITLE) + "\n\n" + NO_TITLE),
    "headers above a title": Paste(HEADERS.format(subject="For Monday") + "\n\n" + BODY),
    "headers in bold": Paste(
        HEADERS.format(subject=TITLE).replace("From:", "*From:*").replace("Date:", "*Date:*")
        + "\n\n"
        + NO_TITLE
    ),
    "only a subject": Paste(f"Subject: {TITLE}\n\n{NO_TITLE}"),
    "a forward": Paste(f"{NOTE}{FORWARD}{HEADERS.format(subject=TITLE)}\n\n\n{NO_TITLE}"),
    "a forward of a forward": Paste(
        f"{FORWARD}{HEADERS.format(subject='For Monday')}\n\n{NOTE}"
        f"{FORWARD}{HEADERS.format(subject=TITLE)}\n\n{NO_TITLE}"
    ),
    "a forward by Apple Mail": Paste(
        "Begin forwarded message:\n\n" + quoted(HEADERS.format(subject=TITLE) + "\n\n" + NO_TITLE)
    ),
    "a forward by Outlook": Paste(
        f"{NOTE}-----Original Message-----\n{OUTLOOK.format(subject=TITLE)}\n\n{NO_TITLE}"
    ),
    "a forward by Outlook on the web": Paste(
        f"{NOTE}{'_' * 32}\n{OUTLOOK.format(subject=TITLE)}\n\n{NO_TITLE}"
    ),
    "the article above an older mail": Paste(
        f"{BODY}\n\n-----Original Message-----\n{OUTLOOK.format(subject='Tides')}\n\n"
        "Can you send me the article about the tides?\n\nBob"
    ),
    "the article above an older mail, quoted": Paste(
        f"{BODY}\n\nOn 3 Dec 2024, at 10:15, Ann Lee wrote:\n"
        + quoted("Can you send me the article about the tides?\nWe need it on Monday.")
    ),
    "the article's own day": Paste(
        f"{HEADERS.format(subject='x')}\n\n{TITLE}\nBy Nora Whitlock\n15 May 2024\n\n{NO_TITLE}",
        DAY,
        "Nora Whitlock",
    ),
    "a day without a mail": Paste(f"Date: 15 May 2024\n{TITLE}\n\n{NO_TITLE}", DAY),
    "a signature": Paste(f"{BODY}\n\n-- \nAnn Lee\nBrindle Grammar School\nTel. 01234 567890"),
    "a closing": Paste(
        f"{NOTE}{FORWARD}{HEADERS.format(subject='x')}\n\n{BODY}\n\nBest wishes,\nAnn"
    ),
    "a disclaimer": Paste(f"{BODY}\n\n{wrapped(DISCLAIMER)}"),
    "a disclaimer on one line": Paste(f"{TITLE}\n\n" + "\n\n".join([*PARAGRAPHS, DISCLAIMER])),
    "a warning in front": Paste(
        "CAUTION: This email originated from outside of the organisation. Do not click links or "
        f"open attachments unless you recognise the sender.\n\n{BODY}"
    ),
    "sent from a telephone": Paste(f"{BODY}\n\nSent from my iPhone"),
    "a greeting": Paste(f"{NOTE}{BODY}"),
    "spaces that do not break": Paste(
        BODY.replace("of ", "of\u00a0").replace("14 May", "14\u202fMay")
    ),
    "a form feed within a paragraph": Paste(
        f"{TITLE}\n\n{wrapped(PARAGRAPHS[0])}".replace("\nMay", "\n\x0cMay")
        + f"\n\n{wrapped(*PARAGRAPHS[1:])}"
    ),
    "a form feed between paragraphs": Paste(BODY.replace("\n\n“We", "\n\n\x0c“We")),
    "tabs before paragraphs": Paste(
        TITLE + "\n\n" + wrapped(*PARAGRAPHS, between="\n", first="\t")
    ),
    "tabs between words": Paste(BODY.replace("tidal power", "tidal\tpower")),
    "a greeting and a note in one": Paste(f"Hi Tom,\nhere it is.\nBest, Ann\n\n{BODY}"),
    "links": Paste(
        BODY.replace("Brindle Energy,", "Brindle Energy <https://energy.example/a?b=c>,")
        .replace("Mayor Imke", "Mayor <mailto:mayor@brindle.example> Imke")
    ),
    "a logo in front": Paste(
        f"{FORWARD}{HEADERS.format(subject=TITLE)}\n\n[image: The Courier]\n\n{NO_TITLE}"
    ),
    "soft hyphens": Paste(BODY.replace("station", "sta\u00adtion")),
    "characters of no width": Paste(
        BODY.replace("Brindle", "\u200bBrin\u200cdle\u200d").replace("the", "\u2060the\ufeff")
    ),
    "marks of direction": Paste(BODY.replace("Sandoval", "\u200eSandoval\u202c")),
    "UTF-16 line separators": Paste(BODY.replace("\n\n", "\u2029\u2029").replace("\n", "\u2028")),
}  # fmt: skip


def flat(found: Article, kind: str) -> list[str]:
    return [" ".join(found.at(b).split()) for b in found.blocks if b.kind == kind]


@pytest.mark.parametrize("paste", PASTES.values(), ids=PASTES)
def test_every_paste_gives_the_same_article(paste: Paste) -> None:
    found = read(paste.text.encode())
    assert found.title == TITLE
    assert flat(found, "paragraph") == list(PARAGRAPHS)
    assert flat(found, "title") == [TITLE]
    assert (found.published, found.byline) == (paste.published, paste.byline)


@pytest.mark.parametrize("seed", range(6))
def test_no_sentence_is_torn_apart_where_neither_ends_nor_blank_lines_help(seed: int) -> None:
    found = read((TITLE + "\n\n" + ragged(*PARAGRAPHS, between="\n", seed=seed)).encode())
    assert " ".join(flat(found, "paragraph")) == " ".join(PARAGRAPHS)
    assert all(p.endswith((".", "”")) for p in flat(found, "paragraph"))


def test_what_surrounds_the_article_is_kept_as_boilerplate() -> None:
    found = read(
        f"{NOTE}{FORWARD}{HEADERS.format(subject=TITLE)}\n\n{NO_TITLE}\n\n-- \nAnn".encode()
    )
    assert flat(found, "boilerplate") == [
        "Hi all,",
        "please read this before Monday, we will talk about it in class.",
        "Ann",
        "---------- Forwarded message --------- From: Ann Lee <ann@school.example> "
        "Date: Tue, 3 Dec 2024 at 10:15 Subject: Fwd:",
        "To: Bob Hart <bob@school.example>",
        "-- Ann",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "From: the sea, the town has taken its name, its bread and its fear.",
        "On 3 May the harbour master wrote:",
        "> 50 boats lay in the harbour.",
        "Dear reader, do not believe it.",
        "Best wishes came from all sides.",
        "Hello, harbour: a choir sang at noon.",
    ],
)
def test_a_sentence_is_not_taken_for_a_part_of_a_mail(line: str) -> None:
    found = read("\n\n".join((TITLE, PARAGRAPHS[0], line, *PARAGRAPHS[1:])).encode())
    assert flat(found, "paragraph") == [PARAGRAPHS[0], line, *PARAGRAPHS[1:]]


def test_a_few_quoted_lines_in_an_article_lose_their_marks_only() -> None:
    text = "\n\n".join(
        (TITLE, *PARAGRAPHS[:2], quoted("“The sea gives,\nthe sea takes.”"), PARAGRAPHS[2])
    )
    found = read(text.encode())
    assert flat(found, "paragraph")[2] == "“The sea gives, the sea takes.”" or (
        flat(found, "paragraph")[2:4] == ["“The sea gives,", "the sea takes.”"]
    )


lines = st.sampled_from([
    "> ", ">> ", "> > a", "From: x", "Subject: y", "-- ", "Best wishes,", "Hi all,", "Sent: z", "",
    "On 3 Dec 2024, A wrote:", FORWARD.strip(), " more", "Begin forwarded message:", "\u00ad",
    "Ann", "\x0c", "The tide came in and the town slept.", PARAGRAPHS[0], DISCLAIMER, "_" * 12,
]) | st.text(max_size=20)  # fmt: skip


@example(["Subject: y", "Best wishes,"], False)
@example(["Subject: y", ""], False)
@given(st.lists(lines, max_size=30), st.booleans())
def test_any_mail_is_an_article_that_tiles_or_is_refused(parts: list[str], enough: bool) -> None:
    text = "\n".join([*parts, *(PARAGRAPHS if enough else ())])
    try:
        found = read(text.encode("utf-8", "replace"))
    except BroadsheetError:
        return
    covered = {n for block in found.blocks for n in range(block.start, block.end)}
    assert all(n in covered for n, c in enumerate(found.text) if not c.isspace())
