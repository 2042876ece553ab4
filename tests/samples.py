"""A self-written article and a quiz on it, made by hand, for tests that need no engine."""

from datetime import date

from quiz.schema.article import Article, Block, BlockKind
from quiz.schema.guide import Figure, Guide, Said, When, Where, Who, Word
from quiz.schema.question import (
    Cloze,
    DatedEvent,
    Matching,
    MultipleChoice,
    Ordering,
    Pair,
    Question,
    ShortAnswer,
    TrueFalse,
)
from quiz.schema.quiz import Blueprint, Quiz
from quiz.schema.record import Evidence, Span, digest

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
        guide=sample_guide(article),
        shortfall="6 of 12 questions: the article offers no more that pass every check.",
        dropped={"vague": 3, "key in stem": 2},
    )


def sample_guide(article: Article) -> Guide:
    """Return a study guide of the sample article, with a line in every section."""

    def proof(part: str) -> Evidence:
        start = article.text.index(part)
        return article.evidence(start, start + len(part))

    opened = proof(
        "The harbour town of Brindle opened its first tidal power station on 14 May 2024, after "
        "eleven years of planning."
    )
    switched = proof(
        "Mayor Imke Sandoval switched on the first turbine in front of some 2,300 guests."
    )
    spoken = proof("“We have waited for this tide since I was at school,” said Ms Sandoval.")
    expects = proof(
        "Brindle Energy, the company that runs the station, expects it to supply 4,100 homes."
    )
    warned = proof(
        "Its director, Paul Achterberg, warned that the channel would have to be dredged every "
        "second year."
    )
    corran = proof(
        "The rival project in Corran was given up in 2019, when its main investor withdrew."
    )
    return Guide(
        summary=(opened, corran),
        people=(
            Who(name="Imke Sandoval", kind="person", told=("Mayor",), evidence=switched),
            Who(name="Paul Achterberg", kind="person", told=("director",), evidence=warned),
        ),
        organisations=(Who(name="Brindle Energy", kind="company", evidence=expects),),
        places=(
            Where(name="Brindle", kind="city", evidence=opened),
            Where(name="Corran", kind="place", evidence=corran),
        ),
        timeline=(
            When(
                when="2019",
                first=date(2019, 1, 1),
                last=date(2019, 12, 31),
                granularity="year",
                text="The rival project in Corran was given up.",
                evidence=corran,
            ),
            When(
                when="14 May 2024",
                first=date(2024, 5, 14),
                last=date(2024, 5, 14),
                granularity="day",
                text="The harbour town of Brindle opened its first tidal power station.",
                evidence=opened,
            ),
        ),
        figures=(
            Figure(value="some 2,300", phrase="some 2,300 guests", evidence=switched),
            Figure(value="4,100", phrase="to supply 4,100 homes", evidence=expects),
        ),
        quotations=(
            Said(
                words="We have waited for this tide since I was at school",
                speaker="Imke Sandoval",
                evidence=spoken,
            ),
        ),
        words=(Word(word="dredge", form="dredged", evidence=warned),),
    )


HISTORY = """Sixty years of the ferry at Corran

The shipyard owner Aldo Renn founded the ferry company in 1964. His first ship, the Petrel, sank off Corran in March 1971, and nobody was hurt.

The company bought two larger ships in 1988. The council of Corran closed the old pier on 3 May 2005.

“The sea has never once asked us for our timetable,” said the captain, Ruth Amsel. “My father counted waves, and I count passengers and parking spaces,” said the chairman, Ivo Renn.

“A town without its ferry is only a very long car park,” said the mayor, Bela Farkas."""


def history_article() -> Article:
    """Return an article with dated events and with three speakers, one line a paragraph."""
    parts = HISTORY.split("\n\n")
    blocks, position = [], 0
    for part in parts:
        kind: BlockKind = "paragraph" if position else "title"
        blocks.append(Block(kind=kind, start=position, end=position + len(part)))
        position += len(part) + 2
    return Article(
        id=digest("Sixty years of the ferry", "2024-05-20"),
        title=parts[0],
        published=date(2024, 5, 20),
        outlet="The Brindle Courier",
        text=HISTORY,
        blocks=tuple(blocks),
    )


def several_quiz() -> Quiz:
    """Return a sound quiz of three questions: short answer, matching, ordering."""
    article = history_article()

    def sentence(part: str) -> dict[str, object]:
        start = article.text.index(part)
        return {"evidence": article.evidence(start, start + len(part))}

    def span(part: str) -> Span:
        start = article.text.index(part)
        return Span(start=start, end=start + len(part))

    def event(text: str, when: str, first: date, last: date, proof: str) -> DatedEvent:
        found = sentence(proof)
        return DatedEvent(
            text=text, when=when, first=first, last=last, key_span=span(when), **found
        )  # type: ignore[arg-type]

    spoken = (
        "“The sea has never once asked us for our timetable,” said the captain, Ruth Amsel.",
        "“My father counted waves, and I count passengers and parking spaces,” said the chairman, Ivo Renn.",
        "“A town without its ferry is only a very long car park,” said the mayor, Bela Farkas.",
    )
    pairs = tuple(
        Pair(
            left=f"{said.split(',” ')[0]}”",
            right=name,
            key_span=span(name),
            **sentence(said),  # type: ignore[arg-type]
        )
        for said, name in zip(spoken, ("Ruth Amsel", "Ivo Renn", "Bela Farkas"), strict=True)
    )
    sank = "His first ship, the Petrel, sank off Corran in March 1971, and nobody was hurt."
    events = (
        event(
            "The company bought two larger ships.",
            "1988",
            date(1988, 1, 1),
            date(1988, 12, 31),
            "The company bought two larger ships in 1988.",
        ),
        event(
            "Aldo Renn founded the ferry company.",
            "1964",
            date(1964, 1, 1),
            date(1964, 12, 31),
            "The shipyard owner Aldo Renn founded the ferry company in 1964.",
        ),
        event(
            "The council closed the old pier.",
            "3 May 2005",
            date(2005, 5, 3),
            date(2005, 5, 3),
            "The council of Corran closed the old pier on 3 May 2005.",
        ),
        event(
            "The Petrel sank off Corran.", "March 1971", date(1971, 3, 1), date(1971, 3, 31), sank
        ),
    )
    questions: tuple[Question, ...] = (
        ShortAnswer(
            id=digest("question", "mayor"),
            stem="Who is the mayor of Corran?",
            key="Bela Farkas",
            accepted=("Bela Farkas", "Farkas"),
            asks="person",
            evidence=pairs[2].evidence,
            key_span=pairs[2].key_span,
            explanation="The article calls Bela Farkas the mayor.",
            maker="by_hand",
            confidence=0.9,
        ),
        Matching(
            id=digest("question", "speakers"),
            stem="Who said what? Match each quotation with its speaker.",
            pairs=pairs,
            choices=("Bela Farkas", "Ruth Amsel", "Aldo Renn", "Ivo Renn"),
            asks="speaker",
            evidence=pairs[0].evidence,
            key_span=pairs[0].key_span,
            explanation="The article names the speaker of each quotation.",
            maker="match_quotations",
            confidence=0.9,
        ),
        Ordering(
            id=digest("question", "order"),
            stem="Put the events in the order in which they happened, the earliest first.",
            events=events,
            order=(1, 3, 0, 2),
            asks="order",
            evidence=events[1].evidence,
            key_span=events[1].key_span,
            explanation="By their dates: 1964, March 1971, 1988 and 3 May 2005.",
            maker="ordering",
            confidence=0.9,
        ),
    )
    return Quiz(
        id=digest("quiz", article.id, "0"),
        title=article.title,
        article=article,
        blueprint=Blueprint(length=3),
        seed=0,
        questions=questions,
        guide=Guide(),
    )


def studied_quiz() -> Quiz:
    """Return the sample quiz with three study facts: a person, a figure, a date."""
    quiz = sample_quiz()
    article = quiz.article

    def fact(part: str, stem: str, key: str, written: str, asks: str, maker: str) -> ShortAnswer:
        start = article.text.index(part)
        at = start + part.index(written)
        return ShortAnswer.model_validate(
            {
                "id": digest("study", stem),
                "stem": stem,
                "key": key,
                "accepted": (key,),
                "asks": asks,
                "evidence": article.evidence(start, start + len(part)),
                "key_span": Span(start=at, end=at + len(written)),
                "derivation": None if key == written else f"“{written}” is {key}.",
                "explanation": "The article says so.",
                "maker": maker,
                "confidence": 0.8,
            }
        )

    switched = "Mayor Imke Sandoval switched on the first turbine in front of some 2,300 guests."
    corran = "The rival project in Corran was given up in 2019, when its main investor withdrew."
    study = (
        fact(
            switched,
            "Who was the mayor of Brindle in May 2024?",
            "Imke Sandoval",
            "Imke Sandoval",
            "person",
            "who_held",
        ),
        fact(
            switched,
            "In front of how many guests was the first turbine of Brindle switched on?",
            "2,300",
            "2,300",
            "number",
            "how_many",
        ),
        fact(
            corran,
            "In which year was the rival project in Corran given up?",
            "2019",
            "2019",
            "date",
            "when",
        ),
    )
    return quiz.model_copy(update={"study": study})
