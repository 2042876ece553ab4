"""Quotations: who says them, how that is known, and nobody where it is not."""

import pytest

from tests.language.stories import found

Told = list[tuple[str, str | None, str]]


def told(text: str) -> Told:
    return [(q.content.text, q.speaker, q.attribution) for q in found(text).quotations]


CLARA, PAUL = "Clara Whitlock", "Paul Achterberg"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the speaker behind the words, before them, in the middle
        (
            "“The harbour is ready for winter,” said Clara Whitlock.",
            [("The harbour is ready for winter,", CLARA, "named")],
        ),
        (
            '"The harbour is ready for winter," Clara Whitlock said.',
            [("The harbour is ready for winter,", CLARA, "named")],
        ),
        (
            "‘The harbour is ready for winter,’ said Clara Whitlock.",
            [("The harbour is ready for winter,", CLARA, "named")],
        ),
        (
            "Clara Whitlock said: “The harbour is ready, and so are we.”",
            [("The harbour is ready, and so are we.", CLARA, "named")],
        ),
        (
            "“The harbour,” said Clara Whitlock, “is ready for winter and for all its storms.”",
            [
                ("The harbour,", CLARA, "named"),
                ("is ready for winter and for all its storms.", CLARA, "named"),
            ],
        ),
        (
            "“The harbour is ready for winter,” Clara Whitlock, the mayor, told reporters.",
            [("The harbour is ready for winter,", CLARA, "named")],
        ),
        (
            "“The harbour is ready for winter,” said the mayor, Clara Whitlock.",
            [("The harbour is ready for winter,", CLARA, "named")],
        ),
        # the name in full for a short form
        (
            "Clara Whitlock spoke last. “The harbour is ready for winter,” Ms Whitlock said.",
            [("The harbour is ready for winter,", CLARA, "named")],
        ),
        # a pronoun
        (
            "Clara Whitlock spoke last. “The harbour is ready for winter,” she said.",
            [("The harbour is ready for winter,", CLARA, "pronoun")],
        ),
        (
            "“The harbour is ready for winter,” said Clara Whitlock.\n\n"
            "“Nobody knows what it will bring,” she added.",
            [
                ("The harbour is ready for winter,", CLARA, "named"),
                ("Nobody knows what it will bring,", CLARA, "pronoun"),
            ],
        ),
        # going on
        (
            "“The harbour is ready for winter,” said Clara Whitlock. “We start on Monday morning.”",
            [
                ("The harbour is ready for winter,", CLARA, "named"),
                ("We start on Monday morning.", CLARA, "continued"),
            ],
        ),
        (
            "“We are ready,” said Clara Whitlock. “We start on Monday morning.”",
            [
                ("We are ready,", CLARA, "named"),
                ("We start on Monday morning.", CLARA, "continued"),
            ],
        ),
        (
            "“The harbour is ready for winter,” said Clara Whitlock.\n\n"
            "“We start on Monday morning.”",
            [
                ("The harbour is ready for winter,", CLARA, "named"),
                ("We start on Monday morning.", CLARA, "continued"),
            ],
        ),
        # a fragment in the speaker's sentence; a name one gives a thing
        (
            "Clara Whitlock said the harbour was “ready for anything” in May.",
            [("ready for anything", CLARA, "named")],
        ),
        (
            "Clara Whitlock unveiled her “harbour plan” in Oslo.",
            [("harbour plan", CLARA, "named")],
        ),
        (
            "The loudest was Clara Whitlock, who said: “The harbour is ready for winter.”",
            [("The harbour is ready for winter.", CLARA, "named")],
        ),
        (
            "Clara Whitlock smiled and said: “The harbour is ready for winter.”",
            [("The harbour is ready for winter.", CLARA, "named")],
        ),
        (
            "“The harbour is ready for winter,” according to the mayor, Clara Whitlock.",
            [("The harbour is ready for winter,", CLARA, "named")],
        ),
        # a question or a shout ends in its own mark
        (
            "“Is the harbour ready for winter?” asked Clara Whitlock.",
            [("Is the harbour ready for winter?", CLARA, "named")],
        ),
        (
            "“Never will it be ready!” said Clara Whitlock.",
            [("Never will it be ready!", CLARA, "named")],
        ),
        (
            "Paul Achterberg asked: “Is the harbour ready for winter?” Clara Whitlock said: “It "
            "has been ready for years.”",
            [
                ("Is the harbour ready for winter?", PAUL, "named"),
                ("It has been ready for years.", CLARA, "named"),
            ],
        ),
        (
            "Paul Achterberg said: “It is not ready at all!” Clara Whitlock said: “It has been "
            "ready for years.”",
            [
                ("It is not ready at all!", PAUL, "named"),
                ("It has been ready for years.", CLARA, "named"),
            ],
        ),
        # a description of one person
        (
            "Clara Whitlock, 56, spoke last. “The harbour is ready for winter,” the 56-year-old "
            "said.",
            [("The harbour is ready for winter,", CLARA, "described")],
        ),
        (
            "Former mayor Clara Whitlock met Paul Achterberg. “The harbour is ready for winter,” "
            "the former mayor said.",
            [("The harbour is ready for winter,", CLARA, "described")],
        ),
        # behind a sentence that reports, in the same paragraph and the next
        (
            "Clara Whitlock noted that much had changed. “The harbour is ready for winter.”",
            [("The harbour is ready for winter.", CLARA, "continued")],
        ),
        (
            "Paul Achterberg left. Clara Whitlock said it was time.\n\n“The harbour is ready now.”",
            [("The harbour is ready now.", CLARA, "continued")],
        ),
        # before the cue of the paragraph that it goes on into
        (
            "“The harbour is ready for winter.\n\n“We start on Monday,” said Clara Whitlock.",
            [
                ("The harbour is ready for winter.", CLARA, "continued"),
                ("We start on Monday,", CLARA, "named"),
            ],
        ),
        # introduced without a verb of saying; a manner of speaking; "as she put it"
        (
            "Clara Whitlock published an apology: “The harbour was never ready for winter.”",
            [("The harbour was never ready for winter.", CLARA, "named")],
        ),
        (
            "“The harbour is ready for winter,” Clara Whitlock laughed.",
            [("The harbour is ready for winter,", CLARA, "named")],
        ),
        (
            "Clara Whitlock left after “the best two years”, as she put it.",
            [("the best two years", CLARA, "pronoun")],
        ),
        (
            "“The harbour is ready,” said Clara Whitlock; “that tells you all about it.”",
            [
                ("The harbour is ready,", CLARA, "named"),
                ("that tells you all about it.", CLARA, "named"),
            ],
        ),
        # two speakers
        (
            "“The harbour is ready for winter,” said Clara Whitlock.\n\n"
            "“It is not ready at all for winter,” said Paul Achterberg.",
            [
                ("The harbour is ready for winter,", CLARA, "named"),
                ("It is not ready at all for winter,", PAUL, "named"),
            ],
        ),
    ],
)
def test_who_speaks(text: str, expected: Told) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A sign at the harbour read “Closed until further notice today.”",
        "Clara Whitlock spoke about Paul Achterberg. “The harbour is ready for winter,” a "
        "spokesman said.",
        "Clara Whitlock met Tom Ravel. “The harbour is ready for winter,” the company said.",
        "“The harbour is ready for winter,” said one of the guests of Clara Whitlock.",
        "Clara Whitlock was late. “The harbour is ready for winter,” he said.",
        "“The harbour is ready for winter,” according to an aide of Clara Whitlock.",
        "Clara Whitlock and Tom Ravel spoke. “The harbour is ready for winter,” they said.",
        "“The harbour is ready for winter.”",
        "Clara Whitlock left. The so-called “harbour plan” was dropped in Oslo.",
        "Clara Whitlock was told “the harbour is ready for winter”.",
        "Clara Whitlock arrived. A spokeswoman laughed. “The harbour is ready now,” she said.",
        "Mayor Clara Whitlock met mayor Paul Achterberg. “The harbour is ready,” the mayor said.",
        "Clara Whitlock hired Ada Ravel and paid her well, which she says is “the best of news”.",
        "The robot, named “Better Idea of Harbour Girls,” won, according to Clara Whitlock.",
    ],
)
def test_nobody_is_named_where_it_is_not_sure(text: str) -> None:
    (quotation,) = found(text).quotations
    assert quotation.speaker is None
    assert quotation.attribution == "none"


def test_a_spokesman_between_stops_the_quotation_from_going_on() -> None:
    text = (
        "“The harbour is ready for winter,” said Clara Whitlock.\n\n"
        "“It is not ready at all for winter,” a spokesman said. “It will have to be closed soon.”"
    )
    assert [speaker for _, speaker, _ in told(text)] == [CLARA, None, None]


def test_a_guest_does_not_go_on_with_the_words_of_the_speaker_before() -> None:
    text = (
        "“The harbour is ready for winter,” said Clara Whitlock. “It is not ready at all,” a guest "
        "said."
    )
    assert [speaker for _, speaker, _ in told(text)] == [CLARA, None]


def test_evidence_holds_the_marks_and_the_content_does_not() -> None:
    text = "Clara Whitlock said: “We waited for years.\n\n“Now we are ready, all of us.”"
    for quotation in found(text).quotations:
        assert quotation.evidence.text.startswith("“")
        assert quotation.evidence.covers(quotation.content)
        assert not set(quotation.content.text) & set("“”")


@pytest.mark.parametrize(
    ("content", "complete"),
    [
        ("The harbour is ready for winter.", True),
        ("Is the harbour ready yet?", True),
        ("We are ready", False),
        ("ready for winter and for all its storms", False),
        ("harbour plan", False),
    ],
)
def test_whole_sentences_and_fragments(content: str, complete: bool) -> None:
    (quotation,) = found(f"Clara Whitlock said: “{content}”").quotations
    assert quotation.complete is complete


def test_the_cue_is_kept() -> None:
    (quotation,) = found("“The harbour is ready now,” warned Clara Whitlock.").quotations
    assert quotation.cue == "warned"
