"""Texts that importers of other programs stumble over, each in every type of question."""

from datetime import date

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
from quiz.schema.quiz import Quiz
from quiz.schema.record import Span, digest
from tests.samples import TEXT, sample_article, sample_quiz

TORTURE = {
    "a lone 0": "0",
    "an arrow": "from here -> there",
    "a weight": "%20% growth",
    "a format": "[html] or [plain]",
    "initials": "J. K. Rowling wrote",
    "an option": "A) the first",
    "a key": "the ANSWER: B",
    "a formula": "=1+1",
    "a sum": "+1 -1 @one",
    "a minus": "-1 degrees",
    "generics": "List<String>",
    "a tag": "<x> and <b>bold</b>",
    "signs of HTML": "a < b & c > d &amp; \"e\" 'f'",
    "end of CDATA": "x ]]> y <![CDATA[ z",
    "signs of GIFT": "{x} ~ = # : :: {>4 items}",
    "marks of Moodle": "&&058; &&092;n",
    "a backslash path": "C:\\new\\table \\\\server \\: \\n \\~",
    "quotes and commas": 'one, "two"; three',
    "white space": "tab\there\nand\r\na line",
    "a comment": "// not a comment",
    "a category": "$CATEGORY: top/x",
    "asterisks": "* any \\* thing *",
    "marks nobody sees": "a\ufeff bell\x07 end",
    "a root": "the root 根",
    "emoji": "a smile 😀",
    "Arabic": "أحمد الشرع",
    "Hebrew": "שלום",
    "Ukrainian": "«так» подвір’я та обʼєкт",
    "maths": "½ ≤ √π, x² − 1",
    "markup of templates": "{{ 7 * 7 }} {% raw %} {{c1::x}}",
    "76 characters": "abc " * 18 + "abcd",
    "121 characters": "abc " * 30 + "a",
}
# The last word of each stem, in the order of the questions.
MARKS = ("zebra", "yak", "xerus", "wombat", "vole", "urial", "tapir")
LONG = " ".join(f"word{number:03}" for number in range(240))[:1990]


def torture_quiz(text: str) -> Quiz:
    """Return a quiz with `text` as stem, right option, wrong option, key, prompt, choice, event.

    Every stem ends in a word of its own, so that none can be missed among the others.
    """
    article = sample_article(f"{TEXT} Here it is: {text}")
    start = article.text.index("Here it is: ")
    key = Span(start=start + len("Here it is: "), end=len(article.text))
    evidence = article.evidence(start, len(article.text))
    proof = {"evidence": evidence, "key_span": key}
    common = {
        **proof,
        "explanation": f"It says {text} at its end.",
        "maker": "by hand",
        "asks": "term",
        "confidence": 1.0,
    }
    form = text[:500]
    pairs = tuple(
        Pair(left=left, right=right, **proof)
        for left, right in ((form, "eins"), ("two", form), ("three", "drei"))
    )
    events = tuple(
        DatedEvent(text=said, when="then", first=date(y, 1, 1), last=date(y, 1, 2), **proof)
        for said, y in (("beta", 2002), (form, 2001), ("gamma", 2003), ("delta", 2004))
    )
    questions: tuple[Question, ...] = (
        MultipleChoice(
            id="t1",
            stem=f"{text} {MARKS[0]}",
            options=("alpha", form, "beta"),
            key_index=1,
            **common,
        ),
        MultipleChoice(
            id="t2",
            stem=f"{text} {MARKS[1]}",
            options=("alpha", "beta", form, "None of these"),
            key_index=0,
            **common,
        ),
        TrueFalse(id="t3", stem=f"{text} {MARKS[2]}", key=True, **common),
        Cloze(
            id="t4", stem=f"{text} _____ {MARKS[3]}", key=form, accepted=(form, "alpha"), **common
        ),
        ShortAnswer(
            id="t5", stem=f"{text} {MARKS[4]}", key="alpha", accepted=("alpha", form), **common
        ),
        Matching(
            id="t6",
            stem=f"{text} {MARKS[5]}",
            pairs=pairs,
            choices=("drei", form, "left over", "eins"),
            **common,
        ),
        Ordering(id="t7", stem=f"{text} {MARKS[6]}", events=events, order=(1, 0, 2, 3), **common),
    )
    quiz = sample_quiz(article).model_dump()
    return Quiz.model_validate(
        {**quiz, "id": digest("torture", text), "title": text, "questions": questions}
    )
