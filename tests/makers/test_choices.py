"""Wrong options for questions that a teacher wrote: of the kind of the key, or none."""

import pytest

from quiz.editing import Typed, between, sentences, written
from quiz.finders import find
from quiz.makers.choices import choices
from quiz.schema.findings import Findings
from quiz.schema.question import ShortAnswer
from tests.articles import POLITICS, article

ARTICLE = article(*POLITICS)


@pytest.fixture(scope="module")
def findings() -> Findings:
    return find(ARTICLE)


def asked(stem: str, key: str, part: str) -> ShortAnswer:
    chosen = [sentence for sentence in sentences(ARTICLE) if part in sentence.text][:1]
    form = Typed(type="short_answer", stem=stem, key=key, explanation="It says so.")
    question = written(form, ARTICLE, between(ARTICLE, chosen))
    assert isinstance(question, ShortAnswer)
    return question


@pytest.mark.parametrize(
    ("stem", "key", "part", "alike"),
    [
        ("When was it ratified?", "June 2024", "ratified the treaty", " 20"),
        ("How many advisers came along?", "14", "14 advisers", ""),
    ],
)
def test_options_are_of_the_kind_of_the_key(
    findings: Findings, stem: str, key: str, part: str, alike: str
) -> None:
    options = choices(ARTICLE, findings, asked(stem, key, part))
    assert key in options
    assert len(options) >= 3
    assert len(set(options)) == len(options)
    assert all(alike in option for option in options)
    assert all(any(c.isdigit() for c in option) for option in options)


def test_a_person_stands_beside_other_people_of_the_article(findings: Findings) -> None:
    question = asked("Who described the treaty as proud work?", "Andris Kalve", "Andris Kalve")
    options = choices(ARTICLE, findings, question)
    assert "Andris Kalve" in options
    assert set(options) <= {person.name for person in findings.people}


def test_a_key_that_is_no_name_date_or_number_has_none(findings: Findings) -> None:
    question = asked("What was it called?", "a quiet surrender", "quiet surrender")
    assert choices(ARTICLE, findings, question) == ()


def test_a_key_that_stands_nowhere_has_none(findings: Findings) -> None:
    question = asked("How did it end?", "with a treaty at last", "ratified the treaty")
    assert choices(ARTICLE, findings, question) == ()
