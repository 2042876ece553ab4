"""Quizzes that are hard on exporters: text that looks like code, strange letters, great length."""

from datetime import date

from quiz.schema.article import Article
from quiz.schema.guide import Figure, Guide, Said, When, Where, Who, Word
from quiz.schema.question import Cloze, MultipleChoice, Question, ShortAnswer, TrueFalse
from quiz.schema.quiz import Quiz
from quiz.schema.record import Span, digest
from tests.samples import TEXT, sample_article, sample_quiz

# Sheets and quiz files have to carry these: none has a letter that a printed page may lack.
CARRIED = {
    "html": "<b>&\"'</b><script>alert(1)</script> &amp; <!-- List<String> ]]>",
    "typst": "#let x = 1 #panic() *bold* _it_ $x$ @ref `raw` = h - a + b / c: d \\u{41} // ~ --",
    "jinja": "{{ 7 * 7 }} {% raw %} {# gone #} {{c1::cloze}}",
    "paths": "C:\\new\\table\\0 \\\\server %20 100% =1+1 -> ::title:: {TRUE} ANSWER: B",
    "quotation marks": '“She said ‘it’s so’,” he wrote: «так» „ja“ it\'s "so"',
    "Ukrainian": "Володимир Зеленський, м. Запоріжжя, подвір’я, об'єкт ґ є і ї",
    "Greek": "Κυριάκος Μητσοτάκης, ἀρχή",
    "Arabic": "the name أحمد الشرع as written",
    "Hebrew": "the word שלום as written",
    "accents": "S\u0323a\u0301o Toma\u0301s, Dvořák, Nguyễn, Łódź, Çelik, Þór, œuvre",
    "signs": "№ ₴ € £ ² ½ ° … – — − → ≤ √ π ✓ ☐ 12\u202f000 non\u2011breaking soft\u00adhyphen",
    "controls": "bell\x07 null\x00 feed\x0c next\x85line \ufeffmark sep\u2028 tab\t \u202eturned",
    "long word": "https://example.org/" + "abcdefgh" * 60,
    "long text": " ".join(f"word{number}" for number in range(500)),
}
# Letters that no font of the printed page has; formats without fonts carry them.
NO_GLYPH = {
    "emoji": "a smile 😀",
    "Chinese": "the root 根",
    "family": "a family 👨\u200d👩\u200d👧",
    "Thai": "ไทย",
}


def hostile_quiz(text: str) -> Quiz:
    """Return a sound quiz with `text` in title, outlet, byline, stem, options, key and evidence."""
    article = sample_article(f"{TEXT} Here it is: {text}").model_copy(
        update={"outlet": text, "byline": text, "title": text}
    )
    quiz = sample_quiz(article)
    start = article.text.index("Here it is: ")
    proof = {
        "evidence": article.evidence(start, len(article.text)),
        "key_span": Span(start=start + len("Here it is: "), end=len(article.text)),
        "explanation": f"The article has {text} at its end.",
        "maker": "by hand",
        "asks": "term",
        "confidence": 1.0,
    }
    more: tuple[Question, ...] = (
        MultipleChoice(
            id=digest("mc"),
            stem=f"Which is it: {text}?",
            options=("none", f"{text} indeed", text, f"not {text}"),
            key_index=2,
            **proof,  # type: ignore[arg-type]
        ),
        Cloze(
            id=digest("cloze"),
            stem=f"{text} _____ {text}",
            key=text,
            accepted=(text, f"the {text}"),
            **proof,  # type: ignore[arg-type]
        ),
        TrueFalse(
            id=digest("tf"),
            stem=f"It is {text}.",
            key=False,
            correction=f"It is not {text}.",
            **proof,  # type: ignore[arg-type]
        ),
        ShortAnswer(
            id=digest("sa"),
            stem=f"What is {text}?",
            key=text,
            accepted=(text, f"a {text}"),
            **proof,  # type: ignore[arg-type]
        ),
    )
    return Quiz.model_validate(
        {
            **quiz.model_dump(),
            "title": text,
            "questions": (*quiz.questions, *more),
            "guide": _hostile_guide(article, text),
        }
    )


def _hostile_guide(article: Article, text: str) -> Guide:
    """Return a study guide with `text`, as far as it may be as long, in every section."""
    start = article.text.index("Here it is: ")
    proof = article.evidence(start, len(article.text))
    name, told = text[:400], text[:900]
    when = {"first": date(2024, 1, 1), "last": date(2024, 1, 1), "granularity": "day"}
    return Guide(
        summary=(proof,),
        people=(Who(name=name, kind="person", told=(told,), evidence=proof),),
        organisations=(Who(name=name, kind="company", evidence=proof),),
        places=(Where(name=name, kind="city", evidence=proof),),
        timeline=tuple(When(when=name, text=told, evidence=proof, **when) for _ in range(3)),  # type: ignore[arg-type]
        figures=(Figure(value=name, phrase=name, evidence=proof),),
        quotations=(Said(words=told, speaker=name, evidence=proof),),
        words=(Word(word=name, form=name, evidence=proof),),
    )


def long_quiz(length: int) -> Quiz:
    """Return a quiz whose question n begins with "beginN" and ends with "endN" (three digits)."""
    quiz = sample_quiz()
    filling = ["the", "tide", "runs", "through", "the", "old", "ferry", "channel", "of", "it"]
    proof = quiz.questions[0].model_dump(include={"evidence", "explanation", "maker", "confidence"})
    questions: list[Question] = []
    for number in range(1, length + 1):
        begin, end = f"begin{number:03d}", f"end{number:03d}"
        words = " ".join(filling * (1 + number * 7 % 4))
        common = {**proof, "id": digest(begin), "asks": "term", "derivation": "It says so."}
        if number % 3 == 0:
            option = " ".join(filling[: 1 + number % 11])
            options = (*(f"{option} {letter}" for letter in "abc"), f"{option} {end}")
            questions.append(
                MultipleChoice(stem=f"{begin} {words}?", options=options, key_index=0, **common)
            )
        elif number % 3 == 1:
            questions.append(
                Cloze(stem=f"{begin} {words} _____ {end}", key="so", accepted=("so",), **common)
            )
        else:
            questions.append(TrueFalse(stem=f"{begin} {words} {end}", key=True, **common))
    return Quiz.model_validate({**quiz.model_dump(), "questions": tuple(questions)})
