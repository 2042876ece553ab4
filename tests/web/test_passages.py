"""Cutting a paragraph into plain, evidence, key and kept-back runs."""

from hypothesis import given
from hypothesis import strategies as st

from quiz.schema.article import Article, Block
from quiz.schema.question import ShortAnswer
from quiz.schema.record import Span, digest
from quiz.web.passages import Passage, Waiting, around, passage, to_read_again
from tests.samples import sample_quiz


def written(cut: Passage) -> str:
    """Return a passage as a line: evidence in [], the key in * *, what is kept back as {number}."""
    line = ""
    for group in cut.groups:
        if group[0].evidence:
            line += "[" + "".join(f"*{r.text}*" if r.key else r.text for r in group) + "]"
        elif group[0].kept_back_for is not None:
            line += f"{{{group[0].kept_back_for}}}"
        else:
            line += "".join(run.text for run in group)
    return line


LINE = "One is here. Two is there. Three is far."


def article(text: str = LINE) -> Article:
    block = Block(kind="paragraph", start=0, end=len(text))
    return Article(id="a", title="A", text=text, blocks=(block,))


def about(sentence: str, key: str | None = None) -> ShortAnswer:
    start = LINE.index(sentence)
    at = LINE.index(key, start) if key else 0
    return ShortAnswer(
        id=digest(sentence, key or ""),
        stem="What?",
        key="x",
        accepted=("x",),
        evidence=article().evidence(start, start + len(sentence)),
        key_span=Span(start=at, end=at + len(key)) if key else None,
        derivation=None if key else "It follows.",
        explanation="So.",
        maker="test",
        asks="term",
        confidence=1,
    )


def test_evidence_with_its_key() -> None:
    cut = around(article(), about("Two is there.", "there"))
    assert [written(each) for each in cut] == [
        "One is here. [Two is *there*.] Three is far.",
    ]
    assert cut[0].number == 1


def test_evidence_of_open_questions_is_kept_back() -> None:
    cut = around(article(), about("Two is there."), [(7, about("Three is far."))])
    assert written(cut[0]) == "One is here. [Two is there.] {7}"


def test_what_one_question_shows_another_cannot_keep_back() -> None:
    wide = about("One is here. Two is there.", "here")
    cut = around(article(), about("Two is there.", "Two"), [(2, wide)])
    assert written(cut[0]) == "{2}[*Two* is there.] Three is far."
    same = around(article(), wide, [(2, about("Two is there.", "Two"))])
    assert written(same[0]) == "[One is *here*. Two is there.] Three is far."


def test_a_statement_or_a_speaker_still_open_keeps_its_sentence_back() -> None:
    shown, speaker = about("Two is there.", "Two"), about("Two is there.", "there")
    speaker = speaker.model_copy(update={"asks": "speaker"})
    assert written(around(article(), shown, [(2, speaker)])[0]) == "One is here. {2} Three is far."
    statement = next(q for q in sample_quiz().questions if q.type == "true_false")
    statement = statement.model_copy(update={"evidence": shown.evidence})
    assert written(around(article(), shown, [(2, statement)])[0]) == (
        "One is here. {2} Three is far."
    )


def test_neighbours_kept_back_for_one_question_are_said_once() -> None:
    first, second = about("One is here. Two"), about("Two is there.")
    cut = around(article(), about("Three is far."), [(1, first), (2, second)])
    assert written(cut[0]) == "{1}{2} [Three is far.]"


def test_evidence_over_two_paragraphs_shows_both() -> None:
    quiz = sample_quiz()
    first, second = quiz.article.paragraphs[2:4]
    question = quiz.questions[0].model_copy(
        update={"evidence": quiz.article.evidence(first.end - 5, second.start + 5)}
    )
    cut = around(quiz.article, question)
    assert [each.number for each in cut] == [3, 4]
    assert all("[" in written(each) for each in cut)


def test_a_block_that_is_no_paragraph_has_no_number() -> None:
    quiz = sample_quiz()
    caption = next(block for block in quiz.article.blocks if block.kind == "caption")
    assert passage(quiz.article, caption, []).number is None


def test_several_missed_questions_mark_one_paragraph() -> None:
    cut = to_read_again(article(), 1, [about("One is here.", "One"), about("Three is far.")])
    assert written(cut) == "[*One* is here.] Two is there. [Three is far.]"


spans = st.tuples(st.integers(0, 39), st.integers(1, 40)).filter(lambda pair: pair[0] < pair[1])


@given(
    shown=st.lists(spans, min_size=1, max_size=3),
    waiting=st.lists(spans, max_size=3),
    settled=st.lists(spans, max_size=2),
)
def test_nothing_kept_back_is_told_and_nothing_else_is_lost(
    shown: list[tuple[int, int]], waiting: list[tuple[int, int]], settled: list[tuple[int, int]]
) -> None:
    """Against the plainest way to say it: letter by letter."""
    whole = article()
    questions = [
        about("One is here.").model_copy(update={"evidence": whole.evidence(*span)})
        for span in shown
    ]
    kept = [Waiting(9, whole.evidence(*span), span in settled) for span in (*waiting, *settled)]
    cut = passage(whole, whole.blocks[0], questions, kept)

    def inside(place: int, ranges: list[tuple[int, int]]) -> bool:
        return any(start <= place < end for start, end in ranges)

    told = "".join(
        sign
        for place, sign in enumerate(LINE)
        if not inside(place, settled) and (inside(place, shown) or not inside(place, waiting))
    )
    assert "".join(run.text for group in cut.groups for run in group) == told
    marked = "".join(
        sign
        for place, sign in enumerate(LINE)
        if inside(place, shown) and not inside(place, settled)
    )
    assert "".join(r.text for g in cut.groups for r in g if r.evidence) == marked
    for group in cut.groups:
        assert len({run.evidence for run in group}) == 1
