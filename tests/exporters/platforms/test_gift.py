"""GIFT: nothing of a text is taken for a sign of the format, by either of two readers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.exporters import export
from quiz.exporters.gift import answer_text, can_type, escaped, typed_text
from quiz.exporters.moodle import as_html, without_wildcards
from quiz.exporters.printed import printable
from quiz.schema.question import Difficulty
from tests.exporters.platforms import moodle_gift
from tests.exporters.platforms.reading import Gift
from tests.exporters.platforms.test_round_trip import QUIZZES, WHOLE, lost_forms, wanted
from tests.exporters.torture import torture_quiz
from tests.samples import sample_quiz

TELLING = st.text(st.sampled_from("\\~=#{}:%[]-><&;0129n*/ htmlpain\n\"'"), min_size=1, max_size=40)
TEXT = st.one_of(TELLING, st.text(min_size=1, max_size=60)).map(printable).filter(str.strip)


@WHOLE
def test_the_rules_of_moodle_find_the_same_questions(name: str) -> None:
    quiz = QUIZZES[name]()
    done = export(quiz, "gift")
    lost = lost_forms(quiz, done.losses)
    kept = [
        read._replace(accepted=tuple(form for form in read.accepted if form not in lost))
        for read in wanted(quiz, "gift", done.losses)
    ]
    assert moodle_gift.read(done.payload.decode("utf-8")) == kept


def same(text: str) -> str:
    """Return `text` as gift-pegjs leaves white space: none at the ends, one between words."""
    return " ".join(text.split())


@pytest.mark.node
@given(texts=st.lists(TEXT, min_size=1, max_size=8))
def test_any_text_comes_back_as_stem_option_and_typed_answer(gift: Gift, texts: list[str]) -> None:
    blocks = [
        f"::{escaped(text)}::[html]{escaped(as_html(text))} {{\n={answer_text(text)}\n"
        f"~{answer_text(text)}\n####{escaped(as_html(text))}\n}}\n\n"
        f"::t::[html]x {{\n={typed_text(text if can_type(text) else 'z')}\n=y\n}}\n"
        for text in texts
    ]
    found = gift.parse("\n".join(blocks))
    assert len(found) == 2 * len(texts)
    for text, choice, typed in zip(texts, found[::2], found[1::2], strict=True):
        shown = same(as_html(text))
        assert same(choice["title"]) == same(text)
        assert same(choice["stem"]["text"]) == shown
        assert [same(option["text"]["text"]) for option in choice["choices"]] == [shown, shown]
        assert [option["weight"] for option in choice["choices"]] == [None, None]
        assert same(choice["globalFeedback"]["text"]) == shown
        first, _ = typed["choices"]
        assert same(first["text"]["text"]) == same(
            without_wildcards(text if can_type(text) else "z")
        )
        assert first["weight"] is None


@given(text=st.text(max_size=80))
def test_an_escaped_text_is_one_line_without_an_open_sign(text: str) -> None:
    shown = escaped(text)
    assert "\n" not in shown
    assert "\r" not in shown
    assert (
        moodle_gift._shown(moodle_gift._hidden(shown))
        == text.replace("\r\n", "\n").replace("\r", "\n").strip()
    )
    assert not set(moodle_gift._hidden(shown)) & set("~=#{}:")


def test_a_typed_answer_that_would_be_a_pair_is_left_out_with_the_way_out() -> None:
    done = export(torture_quiz("from here -> there"), "gift")
    key, form = (loss for loss in done.losses if "meaning of its own" in loss)
    assert key.startswith("Question 4 left out: ")
    assert form.startswith("Question 5: the accepted form “from here -> there” is left out")
    assert all(loss.endswith("reword it, or export to Moodle XML.") for loss in (key, form))
    assert "=alpha\n" in done.payload.decode()


def test_a_category_an_id_and_a_tag_are_written() -> None:
    quiz = sample_quiz()
    hard = quiz.questions[0].model_copy(update={"difficulty": Difficulty(estimate=0.9)})
    quiz = quiz.model_copy(update={"title": "Tides / and: \\towns", "questions": (hard,)})
    lines = export(quiz, "gift").payload.decode().splitlines()
    assert "$CATEGORY: $course$/top/Tides // and:  towns" in lines
    assert f"// [id:{hard.id}] [tag:hard]" in lines
