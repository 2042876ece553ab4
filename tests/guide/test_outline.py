"""The study guide: what it takes from an article, and what it leaves out."""

from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.finders import find
from quiz.guide import outline
from quiz.schema.article import Article
from quiz.schema.findings import Findings
from quiz.schema.guide import Guide
from tests.articles import article
from tests.set_quality import own_articles

FILLING = (
    "The turbines of the station stand in the old ferry channel of Brindle.",
    "The fishermen of Brindle fear for the herring that cross the old channel.",
    "The mayor of Brindle cut a ribbon made of old fishing nets.",
    "Every second house above the quay had put a lantern in its window.",
    "The town council of Brindle paid for the lanterns.",
)
OPENING = (
    "The harbour town of Brindle opened its first tidal power station on Tuesday, after eleven "
    "years of planning and three years of building."
)


@cache
def guide(*paragraphs: str, title: str = "Brindle opens a tidal power station") -> Guide:
    made = article(*paragraphs, title=title)
    return outline(made, find(made))


def summary(*paragraphs: str, title: str = "Brindle opens a tidal power station") -> list[str]:
    return [sentence.text for sentence in guide(*paragraphs, title=title).summary]


def test_the_lead_comes_first() -> None:
    assert summary(OPENING, "The mayor of Brindle cut a ribbon made of old fishing nets.")[0] == (
        OPENING
    )


def test_the_lead_is_what_the_title_says() -> None:
    mood = "Every second house in the lanes above the quay had put a lantern in its window."
    found = summary(mood + " " + OPENING, "The town council of Brindle paid for the lanterns.")
    assert OPENING in found


def test_of_a_long_report_five_sentences_are_taken_in_its_order() -> None:
    for name, story in own_articles().items():
        found = outline(story, find(story)).summary
        starts = [sentence.start for sentence in found]
        assert starts == sorted(set(starts)), name
        assert 1 <= len(found) <= 5, name


@pytest.mark.parametrize(
    "sentence",
    [
        "He said that the turbines of the station would outlive everybody in the room.",
        "But the fishermen of Brindle fear for the herring that cross the old channel.",
        "That decision cost the town of Brindle two years and four million pounds.",
        "The engineers of the company had warned the council of this in a letter.",
        "However, the fishermen of Brindle fear for the herring in the old channel.",
        "The fishermen of Brindle, however, fear for the herring in the old channel.",
        "We expect the tidal power station of Brindle to run for eighty years or more.",
        "Who is going to dredge the ferry channel of Brindle in the coming years?",
        "“The station of Brindle will run for eighty years,” said the chief engineer.",
        "The company that built the station of Brindle declined to comment on its price.",
        "The harbour crew found it in the old channel and carried it to the quay.",
        "A station.",
    ],
)
def test_what_needs_the_sentence_before_it_is_not_in_the_summary(sentence: str) -> None:
    rest = "The turbines of the station stand in the old ferry channel of Brindle."
    assert sentence not in summary(OPENING, sentence, rest)
    assert rest in summary(OPENING, sentence, rest)


@pytest.mark.parametrize(
    "dateline", ["BRINDLE, England (Tide News) — ", "(Tide News) - ", "BRINDLE — "]
)
def test_the_dateline_is_left_out(dateline: str) -> None:
    assert summary(dateline + OPENING)[0] == OPENING


def test_nothing_is_told_twice() -> None:
    again = "On Tuesday the harbour town of Brindle opened its first tidal power station at last."
    assert len(summary(OPENING, again)) == 1


PEOPLE = (
    "Mayor Helen Sandoval switched on the first turbine. Paul Achterberg, the director of Brindle "
    "Energy, stood beside her. Helen Sandoval, the mayor of Brindle, thanked Mr Achterberg.",
    "Tom Ravel came by bicycle from Lindau.",
)


def test_people_come_with_their_posts_and_passers_by_are_left_out() -> None:
    found = {who.name: who.told for who in guide(*PEOPLE).people}
    assert found == {
        "Helen Sandoval": ("mayor of Brindle",),
        "Paul Achterberg": ("director of Brindle Energy",),
    }


def test_a_post_is_proven_by_the_sentence_that_gives_it() -> None:
    who = next(w for w in guide(*PEOPLE).people if w.name == "Paul Achterberg")
    assert who.evidence.text.startswith("Paul Achterberg, the director")


def test_whose_director_somebody_is_is_kept() -> None:
    text = "The company’s director, Paul Achterberg, spoke to the press on Tuesday morning."
    assert guide(text).people[0].told == ("the company’s director",)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        # A capital due to the head of a sentence or to a name behind it is none of the post's.
        ("Race director Paul Achterberg said that the course was too wet.", "race director"),
        ("Mayor Paul Achterberg said that the course was too wet.", "mayor"),
        ("Senior engineer Paul Achterberg said that the course was too wet.", "senior engineer"),
        ("Ukrainian minister Paul Achterberg said that it was too wet.", "Ukrainian minister"),
        ("US President Paul Achterberg said that the course was too wet.", "US President"),
    ],
)
def test_a_post_is_written_as_inside_a_sentence(sentence: str, told: str) -> None:
    assert guide(OPENING, sentence).people[0].told == (told,)


def test_an_event_of_a_body_without_a_name_keeps_its_article() -> None:
    events = outline(story := own_articles()["politics-recall"], find(story)).timeline
    assert "The council voted against a $640,000 purchase." in [event.text for event in events]


def test_places_named_once_and_late_are_left_out() -> None:
    filling = "The turbines stand in the old ferry channel and make very little noise."
    found = guide("Berlin and Vienna signed a treaty.", filling, filling, filling, "He left Oslo.")
    assert {(where.name, where.kind) for where in found.places} == {
        ("Berlin", "city"),
        ("Vienna", "city"),
    }


def test_the_timeline_goes_by_date_and_says_the_date_once() -> None:
    found = guide(
        "Brindle opened the station on 14 May 2024. The town of Brindle bought the old channel in "
        "2011. Brindle Energy laid the first stone in March 2021."
    ).timeline
    assert [(event.when, event.text) for event in found] == [
        ("2011", "The town of Brindle bought the old channel."),
        ("March 2021", "Brindle Energy laid the first stone."),
        ("14 May 2024", "Brindle opened the station."),
    ]
    assert (found[1].first, found[1].last) == (date(2021, 3, 1), date(2021, 3, 31))


@pytest.mark.parametrize(
    "sentence",
    [
        "Brindle did not open the station on 14 May 2024.",
        "The mayor said Brindle had opened the station on 14 May 2024.",
        "Brindle may open the station to visitors.",
        "Brindle Energy may open a second station in Corran on 3 May 2025.",
        "The old station in Corran was reportedly sold in May 2023.",
    ],
)
def test_what_is_denied_claimed_unsure_or_undated_is_no_event(sentence: str) -> None:
    assert guide(sentence).timeline == ()


def test_a_plan_is_an_event_and_so_is_one_of_may() -> None:
    sure = "Brindle Energy will open a second station in Corran on 3 May 2025."
    assert [event.when for event in guide(sure).timeline] == ["3 May 2025"]


def test_an_event_told_twice_stands_once() -> None:
    found = guide(
        "Brindle Energy opened the new station on 14 May 2024.",
        "On 14 May 2024 Brindle Energy opened the new station in the channel.",
    ).timeline
    assert len(found) == 1


@pytest.mark.parametrize(
    ("sentence", "value", "phrase"),
    [
        ("The firm has 12,500 full-time employees.", "12,500", "The firm has 12,500 {}"),
        (
            "It paid for a $3 billion buyout of old shareholders.",
            "$3 billion",
            "paid for a $3 billion buyout of old shareholders",
        ),
        (
            "More than 40 per cent of the voters stayed at home.",
            "more than 40 per cent",
            "More than 40 per cent of the voters stayed at home",
        ),
        ("The owners put up €25m for the town.", "€25m", "The owners put up €25m for the town"),
        (
            "A crew of divers found 40 boxes of documents, said Tom Ravel.",
            "40",
            "A crew of divers found 40 boxes of documents",
        ),
        ("Six people were killed in the storm.", "Six", "Six people were killed in the storm"),
        # A bare sum: the verb and who did it say what it is.
        ("In 2023 the bakery lost £18.7m, and sold its ovens.", "£18.7m", "the bakery lost £18.7m"),
        ("She was happy and earned $25,000 in a day.", "$25,000", "earned $25,000 in a day"),
        (
            "He ran fast and was given a reward of £10,000.",
            "£10,000",
            "was given a reward of £10,000",
        ),
        (
            "The bakery in Lindau, which employs 230 people, will be shut by the summer.",
            "230",
            "The bakery in Lindau, which employs 230 people",
        ),
        (
            "Tom Ravel said the firm had tested 200 boats.",
            "200",
            "Tom Ravel said the firm had tested 200 boats",
        ),
        (
            "The firm agreed to pay a $3.5m (£944,000) fine because of its leaking boats.",
            "$3.5m",
            "The firm agreed to pay a $3.5m (£944,000) fine because of its leaking boats",
        ),
    ],
)
def test_numbers_say_what_they_are(sentence: str, value: str, phrase: str) -> None:
    figure = guide(OPENING, *FILLING, sentence).figures[-1]
    assert figure.value == value
    assert figure.phrase == phrase.format("full-time employees")


def test_a_number_with_no_clause_around_it_is_left_out() -> None:
    found = guide(OPENING, *FILLING, "A survey - of pupils aged 8, from 88 schools - and homes.")
    assert all(figure.value != "88" for figure in found.figures)


def test_what_was_lost_then_and_now_is_one_phrase() -> None:
    text = "Brindle Energy lost £18.7m last year, compared with £11.2m in 2022."
    found = guide(OPENING, *FILLING, text).figures
    assert [figure.value for figure in found] == ["£18.7m", "£11.2m"]
    assert {f.phrase for f in found} == {
        "Brindle Energy lost £18.7m last year, compared with £11.2m in 2022"
    }


@pytest.mark.parametrize("name", list(own_articles()))
def test_no_number_says_a_sentence_of_the_summary_again(name: str) -> None:
    story = own_articles()[name]
    made = outline(story, find(story))
    said = {sentence.text.rstrip(".") for sentence in made.summary}
    assert said.isdisjoint(figure.phrase for figure in made.figures)
    assert all(len(figure.phrase.split()) <= 18 for figure in made.figures)


@pytest.mark.parametrize(
    "sentence",
    [
        "Helen Sandoval, 55, opened the station.",
        "The 10-year-old pupil opened the station.",
        "They have two cases and three reasons.",
        "The station opened at 10 a.m. on Tuesday.",
        "Its 2025 bond fell sharply.",
        "Callers dialled 911 calls all night.",
        "“We counted 4,000 herring,” said Tom Ravel.",
        "They waited 40 minutes.",
    ],
)
def test_numbers_that_do_not_matter_are_left_out(sentence: str) -> None:
    assert guide(sentence).figures == ()


def test_quotations_are_whole_sentences_of_somebody_named() -> None:
    found = guide(
        "“We have waited for this tide since I was at school,” said Helen Sandoval, the mayor.",
        "“I really feel that a little bit right now,” said Helen Sandoval.",
        "A fisherman called it “a very long bath”. “Nobody asked the herring of the channel,” he "
        "said.",
    ).quotations
    assert [(said.words, said.speaker) for said in found] == [
        ("We have waited for this tide since I was at school", "Helen Sandoval")
    ]


def test_a_quotation_cut_in_two_is_left_out() -> None:
    text = "“Every tide of the year will pay,” said Helen Sandoval, “for a school or a library.”"
    assert guide(text).quotations == ()


def test_nobody_has_more_than_two_quotations() -> None:
    said = "“The {} tide pays our electricity bill and our library,” said Helen Sandoval."
    found = guide(*(said.format(n) for n in ("first", "second", "third", "fourth")))
    assert len(found.quotations) == 2


def test_rare_words_are_those_a_pupil_may_not_know() -> None:
    found = guide(
        "The zoologist watched a heron and an airstrike near the workspace of a lawmaker. The "
        "plumbers came to Lindau with their encyclopaedia."
    ).words
    words = {word.word: word.form for word in found}
    assert {"zoologist", "heron", "encyclopaedia"} <= set(words)
    assert words.get("plumber", "plumbers") == "plumbers"
    assert {"airstrike", "workspace", "lawmaker", "lindau"}.isdisjoint(words)


@pytest.mark.parametrize("name", list(own_articles()))
def test_every_line_is_in_the_article_and_the_guide_is_always_the_same(name: str) -> None:
    story = own_articles()[name]
    findings = find(story)
    made = outline(story, findings)
    assert list(made.proofs())
    assert all(story.at(proof) == proof.text for proof in made.proofs())
    assert all(story.paragraph_of(proof) is not None for proof in made.proofs())
    assert outline(story, findings) == made


def test_nothing_found_leaves_but_sentences_and_words() -> None:
    story = own_articles()["culture-museum"]
    made = outline(story, Findings(article_id=story.id))
    assert made.summary
    assert made.people == made.places == made.timeline == made.figures == ()


def mangled(story: Article, start: int, cut: int, put_in: str) -> Article:
    """Return an article of the story's paragraphs, one of them changed."""
    texts = [story.at(block) for block in story.paragraphs]
    place = start % len(texts)
    text = texts[place]
    at = start % max(1, len(text))
    texts[place] = (text[:at] + put_in + text[at + cut :]).strip() or "Nothing."
    return article(*(" ".join(text.split()) or "Nothing." for text in texts))


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(sorted(own_articles())),
    st.integers(0, 5_000),
    st.integers(0, 200),
    st.text("ab .,“”\"'()—-’0123456789$€%AZé\n", max_size=30),
)
def test_no_article_breaks_it(name: str, start: int, cut: int, put_in: str) -> None:
    changed = mangled(own_articles()[name], start, cut, put_in)
    made = outline(changed, find(changed))
    assert all(changed.at(proof) == proof.text for proof in made.proofs())
    assert len(made.summary) <= 5
