"""A self-written article and a quiz on it, made by hand, for tests that need no engine."""

from datetime import date

from quiz.schema.article import Article, Block, BlockKind
from quiz.schema.question import Cloze, MultipleChoice, Question, ShortAnswer, TrueFalse
from quiz.schema.quiz import Blueprint, Quiz
from quiz.schema.record import Span, digest

TEXT = """Harbour town of Brindle opens its first tidal power station

By Nora Whitlock

The harbour town of Brindle opened its first tidal power station on 14 May 2024, after eleven years of planning. Mayor Imke Sandoval switched on the first turbine in front of some 2,300 guests.

The station's three turbines stand in the old ferry channel (Photo: Tom Ravel)

“We have waited for this tide since I was at school,” said Ms Sandoval. “Now it pays our electricity bill.”

Brindle Energy, the company that runs the station, expects it to supply 4,100 homes. Its director, Paul Achterberg, warned that the channel would have to be dredged every second year.

The rival project in Corran was given up in 2019, when its main investor withdrew."""

_KINDS: tuple[BlockKind, ...] = (
    "title",
    "byline",
    "paragraph",
    "caption",
    "paragraph",
    "paragraph",
    "paragraph",
)


def sample_article(text: str = TEXT) -> Article:
    """Return the sample article, its blocks being the paragraphs of `text`."""
    blocks, position = [], 0
    for kind, part in zip(_KINDS, text.split("\n\n"), strict=True):
        blocks.append(Block(kind=kind, start=position, end=position + len(part)))
        position += len(part) + 2
    return Article(
        id=digest("Harbour town of Brindle", "2024-05-14"),
        title=text.split("\n")[0],
        published=date(2024, 5, 15),
        byline="Nora Whitlock",
        outlet="The Brindle Courier",
        text=text,
        blocks=tuple(blocks),
    )


def sample_quiz(article: Article | None = None) -> Quiz:
    """Return a sound quiz of six questions with every question type in it."""
    article = article or sample_article()

    def common(part: str, key: str | None, maker: str) -> dict[str, object]:
        start = article.text.index(part)
        span = None
        if key is not None:
            at = start + part.index(key)
            span = Span(start=at, end=at + len(key))
        return {
            "id": digest("question", article.id, maker, part, key or ""),
            "evidence": article.evidence(start, start + len(part)),
            "key_span": span,
            "maker": maker,
            "confidence": 0.9,
        }

    opened = (
        "The harbour town of Brindle opened its first tidal power station on 14 May 2024, after "
        "eleven years of planning."
    )
    switched = "Mayor Imke Sandoval switched on the first turbine in front of some 2,300 guests."
    spoken = "“We have waited for this tide since I was at school,” said Ms Sandoval."
    expects = "Brindle Energy, the company that runs the station, expects it to supply 4,100 homes."
    warned = (
        "Its director, Paul Achterberg, warned that the channel would have to be dredged every "
        "second year."
    )
    corran = "The rival project in Corran was given up in 2019, when its main investor withdrew."
    questions: tuple[Question, ...] = (
        ShortAnswer(
            stem="When did the harbour town of Brindle open its first tidal power station?",
            key="14 May 2024",
            accepted=("14 May 2024", "May 14, 2024", "14 May", "2024-05-14"),
            asks="date",
            explanation="The article says that Brindle opened the station on 14 May 2024.",
            **common(opened, "14 May 2024", "when"),  # type: ignore[arg-type]
        ),
        MultipleChoice(
            stem="Who said: “We have waited for this tide since I was at school”?",
            options=("Paul Achterberg", "Imke Sandoval", "Nora Whitlock"),
            key_index=1,
            asks="speaker",
            explanation="The words are those of Imke Sandoval, the mayor.",
            **common(spoken, "Ms Sandoval", "who_said"),  # type: ignore[arg-type]
        ),
        Cloze(
            stem="Brindle Energy expects the tidal power station to supply _____ homes.",
            key="4,100",
            accepted=("4,100",),
            asks="number",
            explanation="Brindle Energy expects it to supply 4,100 homes.",
            **common(expects, "4,100", "cloze"),  # type: ignore[arg-type]
        ),
        TrueFalse(
            stem="The rival project in Corran was given up in 2021.",
            key=False,
            correction="It was given up in 2019.",
            asks="truth",
            explanation="The article gives 2019 as the year.",
            **common(corran, "2019", "true_false"),  # type: ignore[arg-type]
        ),
        TrueFalse(
            stem="Imke Sandoval switched on the first turbine of the station.",
            key=True,
            asks="truth",
            explanation="The mayor, Imke Sandoval, did.",
            derivation="The sentence says it in these words.",
            **common(switched, None, "true_false"),  # type: ignore[arg-type]
        ),
        ShortAnswer(
            stem="What post does Paul Achterberg hold at Brindle Energy?",
            key="director",
            accepted=("director", "company director", "director of Brindle Energy"),
            asks="role",
            explanation="Paul Achterberg is the director of Brindle Energy.",
            **common(warned, "director", "role"),  # type: ignore[arg-type]
        ),
    )
    return Quiz(
        id=digest("quiz", article.id, "0"),
        title=article.title,
        article=article,
        blueprint=Blueprint(length=12),
        seed=0,
        questions=questions,
        shortfall="6 of 12 questions: the article offers no more that pass every check.",
        dropped={"vague": 3, "key in stem": 2},
    )
