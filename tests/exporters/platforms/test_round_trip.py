"""Every question comes back from every format for learning platforms as it was put in."""

import pytest

from quiz.errors import ExportError
from quiz.exporters import EXPORTERS, export
from quiz.exporters.items import items
from quiz.schema.quiz import Quiz
from tests.exporters.hostile import CARRIED, NO_GLYPH, hostile_quiz, long_quiz
from tests.exporters.platforms import reading
from tests.exporters.platforms.reading import Gift, Read
from tests.exporters.torture import LONG, TORTURE, torture_quiz
from tests.samples import sample_quiz, several_quiz

QUIZZES = {
    "sample": sample_quiz,
    "several": several_quiz,
    "of 60 questions": lambda: long_quiz(60),
    "long": lambda: torture_quiz(LONG),
    **{f"torture: {k}": lambda t=t: torture_quiz(t) for k, t in TORTURE.items()},
    **{f"hostile: {k}": lambda t=t: hostile_quiz(t) for k, t in (CARRIED | NO_GLYPH).items()},
}
# Without multiple choice and true/false, or with a key in every text.
REFUSED_BY_AIKEN = {"several", "torture: a key"}
WHOLE = pytest.mark.parametrize("name", QUIZZES)


def wanted(quiz: Quiz, to: str, losses: tuple[str, ...]) -> list[Read]:
    """Return what has to come back: all that the format carries and no loss names."""
    types = EXPORTERS.get(to).types
    said = {int(loss.split()[1]) for loss in losses if " left out: " in loss}
    carried, _ = items(quiz)
    for item in carried:
        assert (item.type in types) or item.number in said
    return [reading.expected(item) for item in carried if item.number not in said]


@WHOLE
def test_moodle_xml(name: str) -> None:
    quiz = QUIZZES[name]()
    done = export(quiz, "moodle")
    _, found = reading.moodle(done.payload)
    assert found == wanted(quiz, "moodle", done.losses)
    assert not [loss for loss in done.losses if loss.startswith("Question")]


@pytest.mark.node
@WHOLE
def test_gift(name: str, gift: Gift) -> None:
    quiz = QUIZZES[name]()
    done = export(quiz, "gift")
    _, found = gift.read(done.payload)
    lost = lost_forms(quiz, done.losses)
    kept = [
        read._replace(accepted=tuple(form for form in read.accepted if form not in lost))
        for read in wanted(quiz, "gift", done.losses)
    ]
    assert found == kept


def lost_forms(quiz: Quiz, losses: tuple[str, ...]) -> set[str]:
    """Return the accepted forms that a loss names."""
    forms = {form for item in items(quiz)[0] for form in item.accepted}
    return {form for form in forms if any(f"accepted form “{form}” is" in loss for loss in losses)}


@WHOLE
@pytest.mark.parametrize(("to", "version"), [("qti21", "v2p1"), ("qti3", "v3p0")])
def test_qti(name: str, to: str, version: str) -> None:
    quiz = QUIZZES[name]()
    done = export(quiz, to)
    assert reading.qti(done.payload, version) == wanted(quiz, to, done.losses)
    assert not [loss for loss in done.losses if loss.startswith("Question")]


@WHOLE
def test_canvas(name: str) -> None:
    quiz = QUIZZES[name]()
    done = export(quiz, "canvas")
    _, found = reading.canvas(done.payload)
    assert found == wanted(quiz, "canvas", done.losses)
    assert all("ordering" in loss for loss in done.losses if loss.startswith("Question"))


@pytest.mark.parametrize("name", sorted(set(QUIZZES) - REFUSED_BY_AIKEN))
def test_aiken(name: str) -> None:
    quiz = QUIZZES[name]()
    done = export(quiz, "aiken")
    found, want = reading.aiken(done.payload.decode()), wanted(quiz, "aiken", done.losses)
    assert len(found) == len(want)
    for read, whole in zip(found, want, strict=True):
        true_false = (("True", bool(whole.truth)), ("False", not whole.truth))
        assert read.options == (true_false if whole.type == "true_false" else whole.options)
        assert read.stem.endswith(whole.stem)


@pytest.mark.parametrize("name", sorted(REFUSED_BY_AIKEN))
def test_aiken_refuses_what_it_cannot_hold_at_all(name: str) -> None:
    with pytest.raises(ExportError, match=r"no question.*can carry"):
        export(QUIZZES[name](), "aiken")
