"""What goes out as a schema, and what is read of a reply."""

import json

import jsonschema
import pytest

from quiz.writer.wire import Edit, Edits, Malformed, Reply, edits, proposals, schema_of
from tests.writer.test_writing import PROPOSED


def test_the_schema_allows_what_is_asked_for_and_nothing_else() -> None:
    schema = schema_of(Reply)
    complete = [{**p} for p in PROPOSED]
    jsonschema.validate({"questions": complete}, schema)
    for broken in ({**PROPOSED[0], "more": 1}, {"type": "cloze"}, {**PROPOSED[0], "type": "essay"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({"questions": [broken]}, schema)
    jsonschema.validate(
        {"edits": [{"number": 1, "stem": "", "wrong_options": []}]}, schema_of(Edits)
    )


def test_the_schema_holds_to_what_endpoints_understand() -> None:
    text = json.dumps(schema_of(Reply))
    assert not [
        name for name in ("oneOf", "minLength", "maxItems", "discriminator") if name in text
    ]


def test_a_fault_in_one_question_costs_no_other() -> None:
    read = proposals(json.dumps({"questions": [{"type": "cloze", "stem": "A"}, *PROPOSED]}))
    assert isinstance(read[0], Malformed)
    assert read[0].reason.startswith("Its form is not what was asked for")
    assert len(read) == len(PROPOSED) + 1
    assert not [p for p in read[1:] if isinstance(p, Malformed)]


def test_a_list_without_its_name_is_read_too() -> None:
    assert len(proposals(json.dumps(PROPOSED))) == len(PROPOSED)


@pytest.mark.parametrize(
    "text", ["", "{}", "no", "7", '{"questions": {}}', '{"answers": []}', "[["]
)
def test_what_is_no_list_of_questions_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="the reply is"):
        proposals(text)


@pytest.mark.parametrize(
    "before",
    ["Here they are: ", '<think>{"questions": [{"type": "cloze"}]}</think>\n', "```json\n", "\n\n"],
)
def test_what_a_model_says_around_its_answer_is_passed_over(before: str) -> None:
    assert len(proposals(before + json.dumps({"questions": PROPOSED}))) == len(PROPOSED)


def test_edits_are_read_one_by_one() -> None:
    good = {"number": 2, "stem": "Who?", "wrong_options": []}
    read = edits(json.dumps({"edits": [good, {"number": "x"}]}))
    assert read[0] == Edit(number=2, stem="Who?", wrong_options=())
    assert isinstance(read[1], Malformed)
