"""What a teacher types becomes a sound question, or is refused by the fault that a page words."""

from typing import Any

import pytest

from quiz.editing import (
    Typed,
    UnsoundError,
    between,
    edited,
    put,
    retyped,
    sentences,
    typed,
    written,
)
from quiz.schema.question import (
    GAP,
    Cloze,
    Matching,
    MultipleChoice,
    Ordering,
    Question,
    ShortAnswer,
    TrueFalse,
    proofs,
)
from tests.samples import sample_article, sample_quiz, several_quiz

ARTICLE = sample_article()
WHEN, WHO, HOMES, FALSE, _, POST = sample_quiz().questions
_, MATCHING, ORDERING = several_quiz().questions
EVERY = (*sample_quiz().questions, MATCHING, ORDERING)
SUPPLY = next(s for s in sentences(ARTICLE) if "4,100" in s.text)


def changed(question: Question, **fields: object) -> Question:
    return edited(typed(question).model_copy(update=fields), question)


def own(**fields: Any) -> Question:
    form = {"type": "short_answer", "stem": "How many homes?", "key": "4,100", **fields}
    return written(Typed.model_validate(form), ARTICLE, SUPPLY)


def fault_of(**fields: Any) -> tuple[str, str]:
    with pytest.raises(UnsoundError) as caught:
        own(**fields)
    return caught.value.fault, caught.value.detail


@pytest.mark.parametrize("question", EVERY, ids=lambda question: question.type)
def test_a_form_that_nobody_changed_gives_the_question_back(question: Question) -> None:
    assert edited(typed(question), question) is question


@pytest.mark.parametrize("question", EVERY, ids=lambda question: question.type)
def test_a_new_stem_keeps_everything_else(question: Question) -> None:
    stem = question.stem + " (As the article has it.)"
    new = changed(question, stem=stem)
    assert (new.stem, new.maker, new.confidence) == (stem, "edited", 1)
    own_marks = {"stem", "maker", "confidence"}
    assert new.model_dump(exclude=own_marks) == question.model_dump(exclude=own_marks)


def test_a_key_that_stands_in_the_sentence_is_found_there() -> None:
    new = changed(POST, key="Paul   Achterberg", accepted=())
    assert isinstance(new, ShortAnswer)
    assert new.key_span is not None
    assert ARTICLE.at(new.key_span) == "Paul Achterberg"
    assert new.accepted == ("Paul   Achterberg",)
    assert new.derivation is None


def test_an_accepted_form_shows_where_the_key_stands() -> None:
    new = own(key="4 100", accepted=("4,100",))
    assert new.key_span is not None
    assert ARTICLE.at(new.key_span) == "4,100"


def test_part_of_a_word_is_not_where_the_key_stands() -> None:
    assert fault_of(key="suppl") == ("key not in the evidence", "suppl")


def test_a_key_in_her_own_words_says_so() -> None:
    new = changed(POST, key="head of the company")
    assert new.key_span is None
    assert new.derivation == "A teacher worded the answer from this sentence."


def test_accepted_forms_are_each_there_once_the_key_first() -> None:
    new = changed(POST, accepted=("Director", "", " the  director ", "the director"))
    assert isinstance(new, ShortAnswer)
    assert new.accepted == ("director", "the  director")


def test_options_left_empty_are_left_out_and_the_key_keeps_its_mark() -> None:
    new = changed(WHO, options=("Paul Achterberg", "", "Imke Sandoval", " Tom Ravel "), right=2)
    assert isinstance(new, MultipleChoice)
    assert new.options == ("Paul Achterberg", "Imke Sandoval", "Tom Ravel")
    assert new.key == "Imke Sandoval"
    assert new.key_span == WHO.key_span


def test_a_false_statement_made_true_has_no_correction_left() -> None:
    new = changed(FALSE, stem="The project in Corran was given up in 2019.", true=True)
    assert isinstance(new, TrueFalse)
    assert (new.key, new.correction) == (True, None)


def test_a_corrected_statement_keeps_its_proof() -> None:
    assert changed(FALSE, stem="It was given up in 2022.").key_span == FALSE.key_span


def test_pairs_keep_their_choices_in_place() -> None:
    question = MATCHING
    assert isinstance(question, Matching)
    rights = [pair.right for pair in question.pairs]
    new = changed(question, rights=(f"the {rights[0]}", *rights[1:]))
    assert isinstance(new, Matching)
    place = question.choices.index(rights[0])
    assert new.choices[place] == f"the {rights[0]}"
    rest = [c for n, c in enumerate(new.choices) if n != place]
    assert rest == [c for n, c in enumerate(question.choices) if n != place]


def test_events_keep_their_dates_and_order() -> None:
    question = ORDERING
    assert isinstance(question, Ordering)
    texts = [f"{event.text} (so)" for event in question.events]
    new = changed(question, events=tuple(texts))
    assert isinstance(new, Ordering)
    assert [event.text for event in new.events] == texts
    assert [e.when for e in new.in_order] == [e.when for e in question.in_order]


def test_her_own_question_says_that_it_is_hers() -> None:
    question = own()
    assert isinstance(question, ShortAnswer)
    assert (question.maker, question.confidence, question.asks) == ("teacher", 1, "number")
    assert question.explanation.endswith(SUPPLY.text)
    assert put(sample_quiz(), question).questions[-1] == question
    again = edited(typed(question).model_copy(update={"stem": "How many?"}), question)
    assert (again.maker, again.id) == ("teacher", question.id)


@pytest.mark.parametrize(
    ("fields", "fault", "detail"),
    [
        ({"stem": " "}, "no stem", ""),
        ({"key": ""}, "no key", ""),
        ({"stem": "x" * 2_001}, "too long", "x" * 40 + "…"),
        ({"key": "y" * 501}, "too long", "y" * 40 + "…"),
        ({"explanation": "z" * 5_001}, "too long", "z" * 40 + "…"),
        ({"key": "nine thousand"}, "key not in the evidence", "nine thousand"),
        ({"accepted": tuple(map(str, range(200)))}, "too many forms", ""),
        ({"type": "cloze"}, "gap missing", ""),
        ({"type": "cloze", "stem": f"{GAP} and {GAP}"}, "gap missing", ""),
        ({"type": "multiple_choice", "options": ("a", "", "b")}, "too few options", ""),
        ({"type": "multiple_choice", "options": tuple("abcdef")}, "too many options", ""),
        ({"type": "multiple_choice", "options": ("a", "b", "É", "é")}, "options alike", "é"),
        ({"type": "multiple_choice", "options": ("a", "b", "c")}, "no right option", ""),
        (
            {"type": "multiple_choice", "options": ("a", "b", "c", ""), "right": 3},
            "no right option",
            "",
        ),
        ({"type": "true_false", "true": False}, "no correction", ""),
        ({"type": "matching"}, "unsound", ""),
    ],
)
def test_what_is_no_sound_question_is_refused(
    fields: dict[str, Any], fault: str, detail: str
) -> None:
    assert fault_of(**fields) == (fault, detail)


@pytest.mark.parametrize(
    ("question", "fields", "fault"),
    [
        (MATCHING, {"lefts": ("one", "One", "two")}, "prompts alike"),
        (MATCHING, {"rights": ("one", "One", "two")}, "choices alike"),
        (ORDERING, {"events": ("one", "One", "two", "three")}, "events alike"),
        (ORDERING, {"events": ("one",)}, "unsound"),
    ],
)
def test_parts_that_cannot_be_told_apart_are_refused(
    question: Question, fields: dict[str, Any], fault: str
) -> None:
    with pytest.raises(UnsoundError) as caught:
        changed(question, **fields)
    assert caught.value.fault == fault


def test_a_question_without_evidence_is_refused() -> None:
    with pytest.raises(UnsoundError, match="no evidence"):
        written(Typed(type="short_answer", stem="Why?", key="so"), ARTICLE, None)


@pytest.mark.parametrize(
    ("question", "wanted", "kind"),
    [
        (WHEN, "cloze", Cloze),
        (HOMES, "short_answer", ShortAnswer),
        (HOMES, "true_false", TrueFalse),
        (WHO, "short_answer", ShortAnswer),
        (WHO, "cloze", Cloze),
        (FALSE, "cloze", Cloze),
        (WHEN, "multiple_choice", MultipleChoice),
    ],
)
def test_another_type_is_begun_for_her(question: Question, wanted: Any, kind: type) -> None:
    form = retyped(typed(question), wanted, question.evidence, question.key_span)
    missing: dict[str, object] = (
        {"options": (*form.options[:1], "one", "two")} if form.options else {}
    )
    missing |= {} if form.stem else {"stem": "How many homes will it be?"}
    new = edited(form.model_copy(update=missing), question)
    assert isinstance(new, kind)
    assert new.id == question.id
    assert proofs(new)[0].evidence == question.evidence


def test_a_gap_is_where_the_key_stood() -> None:
    form = retyped(typed(WHEN), "cloze", WHEN.evidence, WHEN.key_span)
    assert form.stem == WHEN.evidence.text.replace("14 May 2024", GAP)
    assert form.key == "14 May 2024"


def test_evidence_is_a_run_of_sentences_in_one_paragraph() -> None:
    told = sentences(ARTICLE)
    both = between(ARTICLE, [told[1], told[0]])
    assert both is not None
    assert both.text == ARTICLE.text[told[0].start : told[1].end]
    assert between(ARTICLE, []) is None
    assert between(ARTICLE, [told[1], told[2]]) is None
