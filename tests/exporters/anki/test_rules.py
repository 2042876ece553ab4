"""What makes a card: for each rule, cards that pass and cards that do not, with the reason."""

import dataclasses
from datetime import date
from typing import Any

import pytest

from quiz.exporters.anki.cards import note_text
from quiz.exporters.anki.notes import notes_of
from quiz.exporters.anki.rules import RULES, Fronts, refusal
from quiz.exporters.deck_options import DeckOptions
from quiz.schema.article import Article
from quiz.schema.question import GAP
from quiz.schema.quiz import Quiz
from quiz.schema.record import Span
from tests.exporters.anki.test_deck import with_question
from tests.samples import sample_article, sample_quiz

SHORT, CHOICE, CLOZE, FALSE, TRUE, POST = range(6)  # the questions of the sample quiz
PASSES = None
OPENED = "When did the harbour town of Brindle open its"


def objection(number: int, article: Article | None = None, **changes: object) -> str | None:
    """Return what the rules have against question `number` of the sample quiz, changed."""
    source = article or sample_article()
    asked = sample_quiz().questions[number].model_copy(update=changes)
    return refusal(asked, note_text(asked, source), source)


def keyed(key: str, **changes: object) -> dict[str, object]:
    """Return the changes that give an open question another key."""
    return {"key": key, "accepted": (key,), **changes}


def words(count: int) -> str:
    return " ".join(f"word{n}" for n in range(count))


Row = tuple[int, dict[str, Any], str | None]
TABLE: dict[str, list[Row]] = {
    "one small thing": [
        (SHORT, keyed("on the first day of spring"), PASSES),
        (SHORT, keyed("on the very first day of spring"), "its answer has 7 words"),
        (CLOZE, keyed(words(7), stem=f"{words(9)} {GAP}."), "its answer has 7 words"),
        (FALSE, {"correction": words(20)}, PASSES),
    ],
    "short front": [
        (SHORT, {"stem": f"When {words(23)} now?"}, PASSES),
        (SHORT, {"stem": f"When {words(24)} now?"}, "its question has 26 words"),
        (CLOZE, {"stem": f"{words(28)} {GAP} homes."}, PASSES),
        (CLOZE, {"stem": f"{words(29)} {GAP} homes."}, "its sentence with the gap has 31 words"),
        (TRUE, {"stem": f"{words(30)}."}, PASSES),
        (TRUE, {"stem": f"{words(31)}."}, "its statement has 31 words"),
        (CHOICE, {"stem": f"Who said: “{words(30)}”?"}, PASSES),
        (CHOICE, {"stem": f"Who said: “{words(31)}”?"}, "its quotation has 31 words"),
    ],
    "one question": [
        (SHORT, {"stem": "When did Brindle open it, and when did Corran?"}, "two questions"),
        (SHORT, {"stem": "When did it open? And who came?"}, "two questions"),
        (SHORT, {"stem": "When did Brindle build and open it?"}, PASSES),
        (SHORT, {"stem": "When did the man who built it and opened it die?"}, PASSES),
        (SHORT, {"stem": "When was “Who and what is it?” sung?"}, PASSES),
        (TRUE, {"stem": "Brindle opened it; Corran did not."}, "semicolon"),
        (TRUE, {"stem": "The mayor said “I came; I saw”."}, PASSES),
    ],
    "a fair gap": [
        (CLOZE, keyed("it"), "only points at something"),
        (CLOZE, keyed("Italy", asks="country"), PASSES),
        (CLOZE, {"asks": "clause"}, "what kind of word"),
        (CLOZE, keyed("four good new homes", stem=f"It has {GAP}."), "more of the sentence"),
        (CLOZE, keyed("four homes", stem=f"It has {GAP}."), PASSES),
    ],
    "no lists": [
        (SHORT, keyed("Corran, Brindle and Amsel"), "a list of 3"),
        (SHORT, keyed("oak, ash, elm, yew"), "a list of 4"),
        (SHORT, keyed("bread; salt; oil"), "a list of 3"),
        (SHORT, keyed("Corran and Brindle"), PASSES),
        (SHORT, keyed("14,100,200"), PASSES),
        (SHORT, keyed("Washington, D.C."), PASSES),
    ],
    "own words": [
        (SHORT, {"stem": "According to the article, when did Brindle open it?"}, "the article"),
        (SHORT, {"stem": "When, according to the report, did it open?"}, "according to the report"),
        (SHORT, {"stem": "What happened in Brindle yesterday?"}, "yesterday"),
        (SHORT, {"stem": "When did this company open the station?"}, "this company"),
        (FALSE, {"stem": "The project in Corran was given up last week."}, "last week"),
        (SHORT, {"stem": "When did she say “I saw the article today”?"}, PASSES),
        (SHORT, {"stem": "According to Paul Achterberg, when did it open?"}, PASSES),
    ],
    "not given away": [
        (POST, keyed("director", stem="Who is director at Brindle?"), "every word of the answer"),
        (POST, keyed("the energy director", stem="Which director has energy?"), "every word"),
        (POST, keyed("energy director", stem="Which director is it?"), PASSES),
        (TRUE, {"stem": "It is true that it opened."}, PASSES),
        (CHOICE, {"stem": "Which of these is Imke Sandoval?"}, PASSES),
        (CHOICE, {"stem": "Who is Imke Sandoval?"}, "every word of the answer"),
        (CLOZE, keyed("Energy", stem=f"Brindle Energy is {GAP}.", asks="term"), "every word"),
        (CLOZE, keyed("number"), "every word of the answer"),
    ],
    "proved": [
        (POST, {"key_span": Span(start=0, end=9)}, "in the sentence that proves it"),
        (POST, {"key_span": None, "derivation": "It follows."}, PASSES),
    ],
    "no “all of the above”": [
        (CHOICE, {"options": ("Ann", "Imke Sandoval", "All of the above")}, "“All of the above”"),
        (CHOICE, {"options": ("Ann", "Imke Sandoval", "A and B")}, "“A and B”"),
        (CHOICE, {"options": ("Ann", "Imke Sandoval", "All of Us")}, PASSES),
    ],
    "placed": [],  # below, both: they are about the article
    "dated posts": [],
}
ROWS = [(rule, *row) for rule, rows in TABLE.items() for row in rows]


@pytest.mark.parametrize(("rule", "number", "changes", "reason"), ROWS)
def test_a_rule_refuses_what_it_should_and_nothing_else(
    rule: str, number: int, changes: dict[str, Any], reason: str | None
) -> None:
    found = objection(number, **changes)
    assert (found is None) == (reason is None), (rule, found)
    if reason is not None:
        assert reason in (found or "")


def test_every_rule_is_in_the_table() -> None:
    assert [rule.name for rule in RULES] == list(TABLE)
    assert all(rule.sentence.endswith(".") for rule in RULES)


def test_no_question_of_the_sample_quiz_breaks_a_rule() -> None:
    assert [objection(number) for number in range(6)] == [PASSES] * 6


@pytest.mark.parametrize(
    ("outlet", "published", "stem", "placed"),
    [
        ("The Courier", None, "When did Brindle open its station?", True),
        ("The May Courier", None, "When did Brindle open its station?", False),
        ("The May Courier", None, "When in 2024 did Brindle open its station?", True),
        (None, date(2024, 5, 15), "When did Brindle open its station?", True),  # it is the answer
        (None, None, "When did Brindle open its station?", True),
    ],
)
def test_a_front_says_where_or_when_if_the_article_does(
    outlet: str | None, published: date | None, stem: str, placed: bool
) -> None:
    article = sample_article().model_copy(update={"outlet": outlet, "published": published})
    found = objection(SHORT, article, stem=stem)
    assert (found is None) == placed, found


@pytest.mark.parametrize(
    ("published", "stem", "maker", "dated"),
    [
        (date(2024, 5, 15), "What post does Paul Achterberg hold?", "post", True),
        (None, "What post does Paul Achterberg hold?", "post", False),
        (None, "What post did Paul Achterberg hold in May 2024?", "post", True),
        (None, "Which post does Paul Achterberg hold?", "titled", True),
        (None, "Who is the head of Brindle Energy?", "subject", False),
        (None, "Who is the founder of Brindle Energy?", "who_held", True),
    ],
)
def test_a_post_is_asked_with_a_date(
    published: date | None, stem: str, maker: str, dated: bool
) -> None:
    """The article has an outlet, so that the front says where in any case."""
    told = {"published": published, "outlet": "The Courier"}
    article = sample_article().model_copy(update=told)
    found = objection(POST, article, stem=stem, maker=maker)
    assert (found is None) == dated, found
    assert dated or "nothing says as of when" in (found or "")


def test_evidence_that_is_not_in_the_article_makes_no_card() -> None:
    other = sample_article().model_copy(update={"text": sample_article().text.upper()})
    assert objection(POST, other) == "its sentence does not stand in the article"


def _two(first: str, second: str, key: str) -> Quiz:
    quiz = with_question(SHORT, stem=first)
    asked = quiz.questions[SHORT].model_copy(
        update={"id": "other", "stem": second, **keyed(key), "key_span": None, "derivation": "So."}
    )
    return quiz.model_copy(update={"questions": (quiz.questions[SHORT], asked)})


@pytest.mark.parametrize(
    ("second", "key", "mixed_up"),
    [
        ("When did the harbour town of Brindle open its second big power station?", "1999", True),
        (
            "When did the harbour town of Brindle open its second big power station?",
            "14 May 2024",
            False,
        ),
        ("When did the village of Corran open a big power station?", "1999", False),
    ],
)
def test_of_two_cards_easily_mixed_up_the_later_is_left_out(
    second: str, key: str, mixed_up: bool
) -> None:
    first = f"{OPENED} first big power station?"
    notes, losses = notes_of((_two(first, second, key),), DeckOptions())
    assert len(notes) == (1 if mixed_up else 2)
    expected = (
        "Question 2 left out of the deck: its front is nearly that of question 1, but its answer "
        "is another.",
    )
    assert losses == (expected if mixed_up else ())


@pytest.mark.parametrize("length", range(4, 25))
@pytest.mark.parametrize("more", [0, 1, 3])
def test_alike_is_more_than_four_fifths_of_all_words(length: int, more: int) -> None:
    """For fronts of so many words, and of some `more`, that share as many as can be, and fewer."""
    note = note_text(sample_quiz().questions[SHORT], sample_article())
    first, second = (with_question(SHORT, **keyed(key)).questions[SHORT] for key in ("1", "2"))
    for shared in range(length + 1):
        fronts = Fronts()
        asked = [f"s{n}" for n in range(shared)]
        one = asked + [f"a{n}" for n in range(length - shared)]
        other = asked + [f"b{n}" for n in range(length + more - shared)]
        pair = [
            dataclasses.replace(note, fields={"Question": " ".join(front)})
            for front in (one, other)
        ]
        assert fronts.confusion("question 1", first, pair[0]) is None
        mixed_up = fronts.confusion("question 2", second, pair[1]) is not None
        assert mixed_up == (shared / (2 * length + more - shared) > 0.8)


def test_a_refusal_is_said_and_can_be_overruled() -> None:
    quiz = with_question(SHORT, stem="According to the article, when did Brindle open it?")
    notes, losses = notes_of((quiz,), DeckOptions())
    assert len(notes) == 5
    assert losses == (
        "Question 1 left out of the deck: it says “the article”, which is not at hand when the "
        "card comes up.",
    )
    notes, losses = notes_of((quiz,), DeckOptions(strict=False))
    assert len(notes) == 6
    assert losses == ()


@pytest.mark.parametrize(
    ("stem", "asks", "maker", "volatile"),
    [
        ("Who is the mayor of Brindle?", "person", "subject", True),
        ("Who was the head of Brindle Energy?", "person", "subject", True),
        ("Who was the first to pay?", "person", "subject", False),
        ("Which man held it?", "person", "who_held", True),
        ("How many homes has Brindle?", "number", "how_many", True),
        ("How many homes had Brindle in May 2024?", "number", "how_many", False),
        ("Which river is it?", "place", "what_noun", False),
    ],
)
def test_what_may_be_another_next_year_has_a_tag(
    stem: str, asks: str, maker: str, volatile: bool
) -> None:
    question = (
        sample_quiz()
        .questions[SHORT]
        .model_copy(update={"stem": stem, "asks": asks, "maker": maker})
    )
    tags = note_text(question, sample_article()).tags
    assert ("broadsheet::volatile" in tags) == volatile
