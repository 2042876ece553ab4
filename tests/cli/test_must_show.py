"""What must be found in the seed article, whole and right, by way of the command line."""

import json
from typing import Any

import pytest

from quiz.schema.quiz import load
from tests.cli.conftest import SEED, Quiz

TITLE = (
    "Zelensky says Ukraine could temporarily cede territory to Russia in exchange for Nato "
    "membership"
)
SPEAKER = "Volodymyr Zelensky"
# How every quotation of the article begins, in order. "hot phase" in his reported words and
# "victory plan" are his terms, marked by the article itself.
SPOKEN = (
    "If we want to stop the hot phase",
    "We need to do it fast.",
    "immediately",
    "very much otherwise",
    "we have to work with the new president",
    "have the biggest supporter",
    "I want to work with him directly",
    "It will be not helpful",
)
PLACES = ("Kyiv", "Kherson", "Luhansk", "Zaporizhzhia", "Crimea", "Kursk")


@pytest.fixture
def article(quiz: Quiz) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(quiz("read", SEED).out)
    return found


@pytest.fixture
def findings(quiz: Quiz) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(quiz("find", SEED).out)
    return found


def test_title_and_day_are_read_from_the_noisy_first_line(article: dict[str, Any]) -> None:
    assert article["title"] == TITLE
    assert article["published"] == "2024-11-30"


def test_nothing_of_the_source_is_lost(article: dict[str, Any]) -> None:
    assert article["text"] == SEED.read_text(encoding="utf-8")
    shown = "".join(article["text"][b["start"] : b["end"]] for b in article["blocks"])
    assert "".join(shown.split()) == "".join(article["text"].split())


def test_both_captions_are_captions(article: dict[str, Any]) -> None:
    captions = [
        article["text"][b["start"] : b["end"]] for b in article["blocks"] if b["kind"] == "caption"
    ]

    assert [caption[:18] for caption in captions] == ["Ukrainian soldiers", "Zelensky and Trump"]
    assert all(caption.endswith("(AP)") for caption in captions)


def _spans(found: object) -> list[dict[str, Any]]:
    """Return everything in `found` that has a span and a text."""
    if isinstance(found, list):
        return [span for part in found for span in _spans(part)]
    if isinstance(found, dict):
        own = [found] if {"start", "end", "text"} <= set(found) else []
        return own + [span for part in found.values() for span in _spans(part)]
    return []


def test_every_span_points_at_the_right_characters(
    article: dict[str, Any], findings: dict[str, Any]
) -> None:
    spans = _spans(findings)

    assert len(spans) > 50
    for span in spans:
        assert article["text"][span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize("words", SPOKEN)
def test_every_quotation_is_found_with_its_speaker(findings: dict[str, Any], words: str) -> None:
    speakers = [
        quotation["speaker"]
        for quotation in findings["quotations"]
        if quotation["content"]["text"].startswith(words)
    ]

    assert speakers == [SPEAKER]


def test_no_quotation_is_given_to_anyone_else(findings: dict[str, Any]) -> None:
    assert {quotation["speaker"] for quotation in findings["quotations"]} <= {SPEAKER, None}


@pytest.mark.parametrize("name", PLACES)
def test_a_place_is_a_place(findings: dict[str, Any], name: str) -> None:
    places = [place["name"] for place in findings["places"]]
    forms = [form for place in findings["places"] for form in (place["name"], *place["aliases"])]

    assert name in forms or any(place.startswith(f"{name} ") for place in places)
    assert name not in [person["name"] for person in findings["people"]]


@pytest.mark.parametrize("seed", range(3))
def test_captions_make_no_question(quiz: Quiz, article: dict[str, Any], seed: int) -> None:
    captions = [b for b in article["blocks"] if b["kind"] == "caption"]
    candidates = json.loads(quiz("explain", SEED, "--seed", seed, "--json").out)
    made = load(quiz("build", SEED, "-n", 100, "--seed", seed).out)

    assert candidates
    for question in made.questions:
        assert not [
            caption
            for caption in captions
            if question.evidence.start < caption["end"] and caption["start"] < question.evidence.end
        ]
