"""Quiz files: read as the JSON Schema says and no more freely, within limits, one sentence each."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.cli.reading import json_schema
from quiz.errors import QuizFileError, SourceError
from quiz.readers import read
from quiz.schema.loading import MAX_BYTES
from quiz.schema.question import fold
from quiz.schema.quiz import Quiz, dump, load
from tests.cli.conftest import SEED
from tests.samples import sample_quiz

Change = Callable[[dict[str, Any]], object]


def changed(change: Change) -> dict[str, Any]:
    outer: dict[str, Any] = json.loads(dump(sample_quiz()))
    change(outer)
    return outer


def refusal(outer: dict[str, Any]) -> str:
    with pytest.raises(QuizFileError) as caught:
        load(json.dumps(outer).encode(), "q.json")
    sentence = str(caught.value)
    assert sentence.startswith("q.json ")
    assert "\n" not in sentence
    sentence.encode()
    return sentence


@cache
def schema() -> dict[str, Any]:
    return json_schema(Quiz)


HALVES: dict[str, Change] = {
    "title": lambda q: q.update(title="a\ud800b"),
    "stem": lambda q: q["questions"][1].update(stem="\udfff?"),
    "last of a text": lambda q: q["article"].update(outlet="Courier\udbff"),
    "rule": lambda q: q.update(dropped={"\ud800": 1}),
    "unknown field": lambda q: q.update({"\ud800": 1}),
}


@pytest.mark.parametrize("place", HALVES)
def test_half_a_character_is_refused_wherever_it_stands(place: str) -> None:
    assert "half a character" in refusal(changed(HALVES[place]))


def test_a_whole_character_in_two_escapes_is_read() -> None:
    payload = dump(sample_quiz()).replace(b'"title": "Harbour', b'"title": "\\ud83d\\ude00 Harbour')
    assert load(payload).title.startswith("\N{GRINNING FACE} Harbour")


OTHER_KINDS: dict[str, Change] = {
    "seed as text": lambda q: q.update(seed="7"),
    "seed as truth": lambda q: q.update(seed=True),
    "key as word": lambda q: q["questions"][3].update(key="no"),
    "key as number": lambda q: q["questions"][3].update(key=0),
    "key index as text": lambda q: q["questions"][1].update(key_index="1"),
    "start as text": lambda q: q["questions"][1]["evidence"].update(start="0"),
    "confidence as text": lambda q: q["questions"][1].update(confidence="0.9"),
    "article's version as truth": lambda q: q["article"].update(version=True),
    "title as number": lambda q: q.update(title=7),
    "count as text": lambda q: q.update(dropped={"vague": "3"}),
}
TOO_MUCH: dict[str, Change] = {
    "title": lambda q: q.update(title="x" * 1001),
    "article's title": lambda q: q["article"].update(title="x" * 1001),
    "stem": lambda q: q["questions"][0].update(stem="x" * 2001),
    "option": lambda q: q["questions"][1].update(options=["x" * 501, "b", "c"]),
    "key": lambda q: q["questions"][0].update(key="x" * 501, accepted=["x" * 501]),
    "accepted form": lambda q: q["questions"][0]["accepted"].append("x" * 501),
    "accepted forms": lambda q: q["questions"][0]["accepted"].extend(map(str, range(197))),
    "explanation": lambda q: q["questions"][0].update(explanation="x" * 5001),
    "quiz id": lambda q: q.update(id="x" * 65),
    "id of nothing": lambda q: q.update(id=""),
    "id as path": lambda q: q.update(id="../q"),
    "question id": lambda q: q["questions"][0].update(id="a b"),
    "article id": lambda q: q["article"].update(id="é"),
}


@pytest.mark.parametrize("case", OTHER_KINDS)
def test_no_value_is_converted(case: str) -> None:
    outer = changed(OTHER_KINDS[case])
    assert refusal(outer)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(outer, schema())


@pytest.mark.parametrize("case", TOO_MUCH)
def test_lengths_and_ids_have_limits_which_the_schema_says_too(case: str) -> None:
    outer = changed(TOO_MUCH[case])
    assert refusal(outer)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(outer, schema())


def test_an_id_ends_where_it_ends() -> None:
    """A line feed at its end is not overlooked, as Python's own `$` would."""
    assert refusal(changed(lambda q: q.update(id="q\n")))


def test_what_is_just_within_the_limits_is_read() -> None:
    def stretch(outer: dict[str, Any]) -> None:
        outer.update(title="x" * 1000, id="A-z_9" + "x" * 59)
        first = outer["questions"][0]
        first.update(stem="x" * 2000, explanation="x" * 5000, key="k" * 500)
        first["accepted"] = ["k" * 500, *map(str, range(199))]

    quiz = load(json.dumps(changed(stretch)).encode())
    assert len(quiz.questions[0].stem) == 2000


def test_a_date_in_iso_form_is_a_date() -> None:
    assert load(dump(sample_quiz())).article.published == sample_quiz().article.published


def test_a_file_over_the_limit_is_refused_by_its_size() -> None:
    payload = dump(sample_quiz())
    assert load(payload + b" " * (MAX_BYTES - len(payload))) == sample_quiz()
    with pytest.raises(QuizFileError, match="over 4 MB"):
        load(payload + b" " * (MAX_BYTES - len(payload) + 1))


def test_a_file_that_we_could_not_read_again_is_refused() -> None:
    outer = changed(lambda q: q.update(dropped={str(rule): 1 for rule in range(320_000)}))
    payload = json.dumps(outer, separators=(",", ":"), ensure_ascii=False).encode()
    assert len(payload) < MAX_BYTES
    with pytest.raises(QuizFileError, match="over 4 MB"):
        load(payload)


def test_nesting_without_end_is_damage() -> None:
    for depth in (300, 100_000):
        with pytest.raises(QuizFileError, match="damaged"):
            load(b'{"format": "broadsheet.quiz", "version": 1, "id": ' + b"[" * depth)
        with pytest.raises(QuizFileError, match="damaged"):
            load(
                b'{"format": "broadsheet.quiz", "version": 1, "id": '
                + b"[" * depth
                + b"]" * depth
                + b"}"
            )


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=4
)
FIELDS = sorted(json.loads(dump(sample_quiz()))["questions"][0])


@given(st.sampled_from(FIELDS), JSON)
def test_what_the_schema_forbids_is_refused(field: str, value: Any) -> None:
    outer = changed(lambda q: q["questions"][0].update({field: value}))
    try:
        jsonschema.validate(outer, schema())
    except jsonschema.ValidationError:
        assert refusal(outer)


ARTICLES: dict[str, tuple[Change, str]] = {
    "half a character": (lambda a: a.update(title="\ud800"), "half a character"),
    "number for text": (lambda a: a.update(title=7), "title"),
    "text for number": (lambda a: a["blocks"][0].update(start="0"), "start"),
    "number for date": (lambda a: a.update(published=20240515), "published"),
    "version": (lambda a: a.update(version=True), "version"),
    "id": (lambda a: a.update(id="../x"), "id"),
}


@pytest.mark.parametrize("case", ARTICLES)
def test_an_article_is_read_as_strictly(case: str) -> None:
    change, says = ARTICLES[case]
    article = json.loads(read(SEED).model_dump_json())
    assert read(json.dumps(article).encode()) == read(SEED)
    change(article)
    with pytest.raises(SourceError, match=says):
        read(json.dumps(article).encode(), name="a.json")


def test_an_article_as_json_may_have_4_mb_and_no_more() -> None:
    payload = read(SEED).model_dump_json().encode()
    assert read(payload + b" " * (MAX_BYTES - len(payload))) == read(SEED)
    with pytest.raises(SourceError, match="4 MB"):
        read(payload + b" " * (MAX_BYTES - len(payload) + 1))


@pytest.mark.parametrize("invisible", ["\u200b", "\u2060", "\ufeff", "\u00ad"])
def test_what_nobody_can_see_makes_no_difference_between_two_choices(invisible: str) -> None:
    assert fold(f"Ida{invisible} Marr") == fold("Ida Marr")
    assert not fold(invisible)
