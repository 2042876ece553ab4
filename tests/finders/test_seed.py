"""What is found in the article the project was created from."""

from pathlib import Path

import pytest

from quiz.finders import FINDERS, find
from quiz.readers import read
from quiz.schema.article import Article
from quiz.schema.findings import Findings
from tests.finders.spans import assert_true, spans

SEED = Path(__file__).parents[2] / "seeds" / "zelensky-nato-2024-11-30.txt"


@pytest.fixture(scope="module")
def article() -> Article:
    return read(SEED)


@pytest.fixture(scope="module")
def findings(article: Article) -> Findings:
    return find(article)


def test_all_ten_quotations_are_his(findings: Findings) -> None:
    assert len(findings.quotations) == 10
    assert {q.speaker for q in findings.quotations} == {"Volodymyr Zelensky"}


def test_how_his_quotations_are_known(findings: Findings) -> None:
    kinds = [(q.content.text[:12], q.attribution, q.complete) for q in findings.quotations]
    assert kinds == [
        ("hot phase", "named", False),
        ("If we want t", "named", True),
        ("We need to d", "continued", True),
        ("immediately", "pronoun", False),
        ("very much ot", "pronoun", False),
        ("we have to w", "named", False),
        ("have the big", "named", False),
        ("I want to wo", "pronoun", True),
        ("It will be n", "continued", True),
        ("victory plan", "named", False),
    ]


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Kyiv", "city", "UA"),
        ("Kherson", None, "UA"),
        ("Luhansk", None, "UA"),
        ("Zaporizhzhia", None, "UA"),
        ("Crimea", "region", "UA"),
        ("Kursk", "region", "RU"),
        ("Ukraine", "country", "UA"),
        ("Russia", "country", "RU"),
        ("Britain", "country", "GB"),
    ],
)
def test_places(findings: Findings, name: str, kind: str | None, country: str) -> None:
    places = {place.name: place for place in findings.places}
    assert places[name].country == country
    assert kind is None or places[name].kind == kind


def test_people(findings: Findings) -> None:
    people = {person.name: person for person in findings.people}
    assert set(people) == {"Volodymyr Zelensky", "Donald Trump"}
    assert [r.title for r in people["Volodymyr Zelensky"].roles] == ["Ukrainian president"]
    assert [r.title for r in people["Donald Trump"].roles] == ["US president-elect"]
    assert "Mr Zelensky" in people["Volodymyr Zelensky"].aliases


def test_nothing_comes_from_captions_or_the_title(article: Article, findings: Findings) -> None:
    others = [block for block in article.blocks if block.kind != "paragraph"]
    assert [article.at(b)[:9] for b in others] == [
        "date 2024",
        "Zelensky ",
        "Ukrainian",
        "Zelensky ",
    ]
    assert not any(span.overlaps(block) for span in spans(findings) for block in others)
    assert "Bakhmut" not in {place.name for place in findings.places}


def test_every_span_equals_its_text(article: Article, findings: Findings) -> None:
    assert len(list(spans(findings))) > 90
    assert_true(article, findings)


def test_facts(findings: Findings) -> None:
    statements = {fact.statement: fact for fact in findings.facts}
    assert "Russia occupied Crimea in February 2014." in statements
    unveiled = "In October 2024, Volodymyr Zelensky unveiled his “victory plan”."
    assert any(s.startswith(unveiled[:-1]) for s in statements)
    claimed = next(f for s, f in statements.items() if "2,030 daily casualties" in s)
    assert (claimed.source, claimed.cue) == ("Kyiv’s military", "claiming")
    never = [f for f in findings.facts if f.verb == "say" and "never said" in f.statement]
    assert never == []  # true until the report itself made it untrue


def test_events(findings: Findings) -> None:
    dated = {e.date.evidence.text for e in findings.events}
    assert dated == {"February 2014", "September 2022", "Last month"}


def test_quantities(findings: Findings) -> None:
    assert [(q.evidence.text, q.value, q.counts) for q in findings.quantities] == [
        ("2,030", 2030, "casualties")
    ]


def test_finding_twice_finds_the_same(article: Article, findings: Findings) -> None:
    again = find(article.model_copy())
    assert again == findings
    assert Findings.model_validate_json(findings.model_dump_json()) == findings


def test_the_finders_are_registered() -> None:
    assert [name for name, _ in FINDERS.items()][:5] == [
        "names",
        "quotations",
        "dates",
        "quantities",
        "facts",
    ]
