"""A thousand articles that no editor would print: nothing breaks, and nothing false is asked.

Sentences of the self-written articles are put together anew and mutilated: odd quotation marks,
missing punctuation, capitals, emoji, writing from right to left, sentences without end, lists, live
blogs. Whatever comes of it, every span stays true and the same article gives the same quiz.
"""

import re
from collections.abc import Callable
from contextlib import suppress

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from quiz.errors import SourceError
from quiz.finders import find
from quiz.pipeline import assemble, build, make, outline, rank, read, screen
from quiz.schema.article import Article
from quiz.schema.findings import Findings
from quiz.schema.quiz import Blueprint, dump, load
from tests.articles import POLITICS, PUBLISHED, STORIES, article
from tests.finders.spans import assert_true
from tests.set_quality import own_articles
from tests.test_pipeline import check

_WHOLE = [text for story in own_articles().values() for text in map(story.at, story.paragraphs)]
SENTENCES = [s for p in _WHOLE for s in re.split(r"(?<=[.?”]) (?=[A-Z“])", p)]
ODD = (
    "👍🏽 😀 ⚽",
    "שלום עולם",
    "قال الرئيس إن الاتفاق جيد.",
    "“",
    "”",
    '"',
    "'",
    "«Non»",
    "(see page 4",
    "...",
    "— — —",
    "\u202e\u2066",
    "1.",
    "* Wales 3 * Argentina 1",
    "A\u0301 e\u0301",
    "_____",
    "$$$ 10,00,000 %",
    "31 February 2024",
    "the the the",
    "Ms Mr Dr President Minister",
    "10.35am:",
    "LIVE 14:02 GMT —",
    "Read more: | Share | Tweet",
    "said, and which, who",
    "\ufeff\u200b",
    "0 00 0.0 1,2,3",
)


def run_on(sentence: str) -> str:
    """Return a sentence of sixty words and more, made of one told again and again."""
    inner = f"{sentence[:1].lower()}{sentence[1:]}".rstrip(".")
    times = max(2, -(-60 // max(1, len(sentence.split()))))
    return f"{sentence.rstrip('.')}{''.join(f', and {inner}, which' for _ in range(times))}."


def listed(sentence: str) -> str:
    """Return the words of a sentence as a list, five words an entry."""
    words = sentence.split()
    return "\n".join(f"• {' '.join(words[n : n + 5])}" for n in range(0, len(words), 5))


MUTATIONS: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    str.lower,
    str.title,
    str.swapcase,
    run_on,
    listed,
    lambda s: f"10.35am: {s}",
    lambda s: f"14:02 GMT {s.upper()[:20]} — {s}",
    lambda s: s.replace("“", '"').replace("”", '"'),
    lambda s: s.replace("“", "‘").replace("”", "’"),
    lambda s: s.replace("“", "„").replace("”", "“"),
    lambda s: s.replace("“", ""),
    lambda s: s.replace("”", "“"),
    lambda s: f"“{s}”",
    lambda s: s.replace("’", "'"),
    lambda s: re.sub(r"[.,?]", "", s),
    lambda s: re.sub(r"[^\w ]", "", s),
    lambda s: re.sub(r"\d", "9", s),
    lambda s: s.replace(" ", "\n"),
    lambda s: s.replace(" ", "  "),
    lambda s: s.replace(" ", "\u00a0"),
    lambda s: s.replace(" ", ""),
    lambda s: s.replace("in ", "in in "),
    lambda s: s.replace("e", "e\u0301"),
    lambda s: s[: len(s) // 2],
    lambda s: s[len(s) // 2 :],
    lambda s: " ".join(reversed(s.split())),
    lambda s: f"{s} {s}",
)
SENTENCE = st.sampled_from(SENTENCES)
PIECE = st.one_of(
    SENTENCE,
    st.builds(lambda change, s: change(s), st.sampled_from(MUTATIONS), SENTENCE),
    st.builds(lambda s, odd: f"{s} {odd}", SENTENCE, st.sampled_from(ODD)),
    st.builds(lambda odd, s: f"{odd} {s}", st.sampled_from(ODD), SENTENCE),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40).filter(str.strip),
)
PARAGRAPHS = st.lists(st.lists(PIECE, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=3)
QUICKLY = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@settings(QUICKLY, max_examples=900)
@given(paragraphs=PARAGRAPHS, dated=st.booleans(), seed=st.integers(0, 3))
@example(paragraphs=["\u200b"], dated=False, seed=0)
@example(paragraphs=["“”"], dated=True, seed=0)
@example(paragraphs=["."], dated=True, seed=0)
@example(
    paragraphs=[
        "Astronomers at the Atacama Institute in Chile found water on the dwarf planet Oruma in "
        "October 2023, using a telescope that cost $310m. “ He has asked for a meeting with the "
        "company."
    ],
    dated=False,
    seed=0,
)
def test_odd_articles_break_nothing(paragraphs: list[str], dated: bool, seed: int) -> None:
    source = article(*paragraphs, published=PUBLISHED if dated else None)
    check_line(source, seed)


def check_line(source: Article, seed: int) -> None:
    """Assert that the line gives a true quiz on `source`, and the same one again."""
    blueprint = Blueprint(length=100)
    made = build(source, blueprint, seed=seed)
    check(made.quiz)
    findings = find(source)
    assert_true(source, findings)
    again = screen(rank(make(source, findings, seed=seed), source), source)
    assert again == made.screening
    anew = assemble(source, again, blueprint, seed=seed)
    anew = anew.model_copy(update={"guide": outline(source, findings)})
    assert dump(anew) == dump(made.quiz)
    assert load(dump(anew)) == anew  # every line of the guide is held against the article


@settings(QUICKLY, max_examples=100)
@example(
    paragraphs=["AAAAA\u066e\u066e\u066e\u066e\u066e AAAA\u066e\u066e\u066e\u066e\u066e\u066e"],
    between="\n\n",
)
@given(paragraphs=PARAGRAPHS, between=st.sampled_from(["\n\n", "\n", "\r\n", "\n \n\n", "\x0c"]))
def test_odd_files_are_read_and_asked_about_or_refused_in_words(
    paragraphs: list[str], between: str
) -> None:
    told = ["A made-up headline about the harbour", *POLITICS[:2], *paragraphs]
    source = None
    with suppress(SourceError):  # said in words; tests/readers/ hold which
        source = read(between.join(told).encode(), name="odd.txt")
    if source is not None:
        check_line(source, 0)


def test_an_article_in_which_nothing_is_found_gives_no_crash() -> None:
    for source in STORIES.values():
        nothing = Findings(article_id=source.id)
        screening = screen(make(source, nothing), source)
        check(assemble(source, screening, Blueprint()))
