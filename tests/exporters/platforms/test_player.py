"""A player of QTI 3 shows every item of both packages and scores right and wrong answers."""

import itertools
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from quiz.exporters import export
from quiz.exporters.items import Item, items
from quiz.schema.quiz import Quiz
from tests.exporters.platforms.player import Player, playing
from tests.exporters.platforms.reading import members
from tests.exporters.torture import torture_quiz
from tests.samples import sample_quiz, several_quiz

pytestmark = [pytest.mark.browser, pytest.mark.node]

MEAN = "=1+1 {x} ~ # : \\ ]]> <b>a</b> & \"e\" 'f' * “so” 根 😀 أحمد"
QUIZZES = {"sample": sample_quiz, "several": several_quiz, "mean": lambda: torture_quiz(MEAN)}
CASES = [(to, name) for to in ("qti3", "qti21") for name in QUIZZES]


@pytest.fixture(scope="module")
def player(browser: Browser) -> Iterator[Player]:
    with playing(browser) as page:
        yield page


def package(quiz: Quiz, to: str, folder: Path) -> dict[str, bytes]:
    """Return the files of the package; one of QTI 2.1 is turned into QTI 3 by another program."""
    path = folder / "package.zip"
    path.write_bytes(export(quiz, to).payload)
    if to == "qti21":  # the program is under the GPL and runs in a process of its own
        program = Path(sys.executable).with_name("qti-convert")
        upgraded = folder / "upgraded.zip"
        subprocess.run(
            [program, "upgrade", "--quiet", path, upgraded],
            check=True,
            capture_output=True,
            timeout=60,
        )
        path = upgraded
    return members(path.read_bytes())


def answers(item: Item) -> Iterator[tuple[str | list[str], float]]:
    """Yield responses to `item` with the score each deserves."""
    if item.type == "true_false":
        yield "true", float(item.truth)
        yield "false", float(not item.truth)
    elif item.options:
        for place, option in enumerate(item.options, start=1):
            yield f"option-{place}", float(option.right)
    elif item.accepted:
        yield from ((form, 1.0) for form in item.accepted)
        yield item.accepted[0].swapcase(), 1.0
        yield f"not {item.accepted[0]}", 0.0
        yield "", 0.0
    elif item.prompts:
        right = [f"prompt-{n} choice-{p.place + 1}" for n, p in enumerate(item.prompts, start=1)]
        spare = set(range(len(item.choices))) - {prompt.place for prompt in item.prompts}
        yield right, 1.0
        yield [*right[1:], f"prompt-1 choice-{spare.pop() + 1}"], 1 - 1 / len(right)
        yield [], 0.0
    else:
        right = [f"event-{place + 1}" for place in item.order]
        for given in itertools.islice(itertools.permutations(right), 0, 24, 5):
            hits = sum(mine == theirs for mine, theirs in zip(given, right, strict=True))
            yield list(given), hits / len(right)
        yield [], 0.0


@pytest.mark.parametrize(("to", "name"), CASES)
def test_every_answer_gets_the_score_it_deserves(
    player: Player, tmp_path: Path, to: str, name: str
) -> None:
    quiz = QUIZZES[name]()
    files = package(quiz, to, tmp_path)
    for item in items(quiz)[0]:
        xml = files[f"items/question-{item.id}.xml"].decode("utf-8")
        for given, deserved in answers(item):
            player.show(xml)
            assert player.feedback() is None
            if isinstance(given, list):
                player.respond(given)
            elif item.accepted:
                player.type(given)
            else:
                player.choose(given)
            assert player.score() == pytest.approx(deserved, abs=1e-3), (item.stem, given)
            told = player.feedback()
            assert told
            assert told.startswith(item.feedback.explanation)
            assert all(shown.sentence in told for shown in item.feedback.evidence)
    assert player.complaints == []


@pytest.mark.parametrize(("to", "name"), CASES)
def test_everything_is_there_to_be_read(player: Player, tmp_path: Path, to: str, name: str) -> None:
    quiz = QUIZZES[name]()
    files = package(quiz, to, tmp_path)
    for item in items(quiz)[0]:
        player.show(files[f"items/question-{item.id}.xml"].decode("utf-8"))
        shown = player.text()
        texts = [item.stem] if item.type != "cloze" else [item.before.strip(), item.after.strip()]
        texts += [option.text for option in item.options]
        texts += [prompt.text for prompt in item.prompts]
        texts += [*item.choices, *item.events]
        assert [text for text in texts if text not in shown] == []


def test_an_answer_is_what_was_clicked(player: Player, tmp_path: Path) -> None:
    quiz = sample_quiz()
    item = items(quiz)[0][1]
    player.show(package(quiz, "qti3", tmp_path)[f"items/question-{item.id}.xml"].decode("utf-8"))
    player.choose("option-3")
    assert player.response() == "option-3"
    player.choose("option-2")
    assert player.response() == "option-2"
    assert player.score() == 1
