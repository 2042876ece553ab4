"""Marking: how an answer is written is forgiven, what it says never is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.schema.question import Asks, Cloze, ShortAnswer
from quiz.scoring import MAX_ANSWER, mark
from tests.samples import sample_quiz


def question(
    key: str, *others: str, asks: Asks = "term", sentence: str = "", stem: str = "What is it?"
) -> ShortAnswer:
    """Return a short answer question on `sentence`, with the key and other accepted forms."""
    sentence = sentence or f"It is {key}."
    return ShortAnswer.model_validate(
        {
            "id": "q",
            "stem": stem,
            "key": key,
            "accepted": (key, *others),
            "asks": asks,
            "evidence": {"start": 0, "end": len(sentence), "text": sentence},
            "derivation": "The sentence says so.",
            "explanation": "The article says so.",
            "maker": "hand",
            "confidence": 1,
        }
    )


LEADER = question(
    "Volodymyr Zelensky", "Zelensky", "Mr Zelensky", asks="person", sentence="Mr Zelensky said so."
)
MAYOR = question("Imke Sandoval", asks="person", sentence="“No,” said Ms Sandoval, the mayor.")
CASUALTIES = question("2,030", asks="number")
SHARE = question("61%", asks="number")
FINE = question("$1.5m", asks="number", sentence="It paid a $1.5m fine.")
HALF = question("1.5", asks="number")
HOMES = question(
    "4,100", asks="number", sentence="It is to supply more than 4,100 homes, and 30 farms."
)
MONTH = question("September 2022", asks="date")
DAY = question("14 May 2024", asks="date")
UNCLEAR_DAY = question("4 May 2024", asks="date")
YEAR = question("2014", asks="date", sentence="It was occupied in 2014.")
COUNTRY = question("US", "United States", asks="country")
DAY_OF_1998 = question("14 May 1998", asks="date")
ROLE = question("president of Ukraine", "president", asks="role")
NIGERIA = question("Nigeria", asks="country")
REGION = question("Zaporizhzhia", asks="region")

RIGHT = [
    # case, accents, punctuation, spacing
    (LEADER, "volodymyr zelensky"),
    (LEADER, "  Volodymyr   ZELENSKY. "),
    (LEADER, "Zelénský"),
    (LEADER, "VolodymyrZelensky"),
    (LEADER, "“Zelensky”"),
    (LEADER, "Zelensky's"),
    (LEADER, "Zelensky, Volodymyr"),
    (REGION, "Zaporížzhia"),
    (question("Łódź", asks="city"), "Lodz"),
    (question("Tromsø", asks="city"), "tromso"),
    (question("O’Brien", asks="person"), "O'Brien"),
    (question("O’Brien", asks="person"), "o brien"),
    (question("vice-president", asks="role"), "Vice President"),
    (question("Marks & Spencer", asks="organisation"), "marks and spencer"),
    (question("US", asks="country"), "U.S."),
    # honorifics
    (LEADER, "Mr. Zelensky"),
    (LEADER, "President Zelensky"),
    (LEADER, "Ukrainian President Volodymyr Zelensky"),
    (MAYOR, "Ms Imke Sandoval"),
    (MAYOR, "Mayor Imke Sandoval"),
    (question("Mr Zelensky", asks="person"), "Zelensky"),
    # leading articles and prepositions
    (COUNTRY, "the US"),
    (COUNTRY, "the United States"),
    (MONTH, "in September 2022"),
    (question("Kyiv", asks="city"), "in Kyiv"),
    (question("The Hill", asks="organisation"), "Hill"),
    (ROLE, "the president"),
    # numbers
    (CASUALTIES, "2030"),
    (CASUALTIES, "2 030"),
    (CASUALTIES, "2\u202f030"),
    (CASUALTIES, "2\u00a0030"),
    (CASUALTIES, "two thousand and thirty"),
    (CASUALTIES, "Two thousand thirty"),
    (CASUALTIES, "about 2,030"),
    (SHARE, "61 per cent"),
    (SHARE, "61 percent"),
    (SHARE, "sixty-one percent"),
    (SHARE, "Sixty one %"),
    (FINE, "1.5 million dollars"),
    (FINE, "$1.5 million"),
    (FINE, "US$1,500,000"),
    (FINE, "1,500,000 US dollars"),
    (HALF, "1.50"),
    (HALF, "1,5"),
    (question("three", asks="number"), "3"),
    (question("21st", asks="number"), "twenty-first"),
    (question("a dozen", asks="number"), "12"),
    (question("six hundred thousand", asks="number"), "600,000"),
    (HOMES, "4,100 homes"),
    (HOMES, "more than 4,100 homes"),
    # dates
    (MONTH, "Sept 2022"),
    (MONTH, "Sep. 2022"),
    (MONTH, "2022-09"),
    (MONTH, "September, 2022"),
    (DAY, "May 14, 2024"),
    (DAY, "the 14th of May 2024"),
    (DAY, "2024-05-14"),
    (DAY, "14/05/2024"),
    (DAY, "05/14/2024"),
    (DAY, "on Tuesday, 14 May 2024"),
    (YEAR, "in 2014"),
    (YEAR, "two thousand and fourteen"),
    (YEAR, "in twenty fourteen"),
    (question("1998", asks="date"), "nineteen ninety-eight"),
    (question("2004", asks="date"), "two thousand and four"),
    (MONTH, "September twenty twenty-two"),
    (DAY_OF_1998, "May 14, nineteen ninety-eight"),
    # one slip in a long word
    (LEADER, "Zelenski"),
    (LEADER, "Volodymir Zelensky"),
    (LEADER, "Volodymyr Zelesnky"),
    (LEADER, "President Volodymyr Zelenskyy"),
    (LEADER, "Mr Zelensky’s"),
    (LEADER, "mr zelenski"),
    (MONTH, "Septmber 2022"),
    (NIGERIA, "Nigera"),
    (question("Thursday", asks="date"), "Thurdsay"),
]

WRONG = [
    (LEADER, ""),
    (LEADER, "   "),
    (LEADER, "?"),
    (LEADER, "Volodymyr"),
    (LEADER, "Zel"),
    (LEADER, "Putin"),
    (LEADER, "Olena Zelensky"),
    (LEADER, "Mrs Zelensky"),
    (LEADER, "Mrs Zelenski"),
    (LEADER, "President Zelnik"),
    (LEADER, "Zelensky and Putin"),
    (LEADER, "not Zelensky"),
    (MAYOR, "Sandoval"),  # the last name alone only where it is among the accepted forms
    (MAYOR, "Mr Imke Sandoval"),
    (question("Kyiv", asks="city"), "Kyib"),  # a short word has no slips
    (question("Kyiv", asks="city"), "Kyiv or Moscow"),
    (COUNTRY, "UK"),
    (ROLE, "minister of Ukraine"),
    (ROLE, "vice president"),
    (question("prime minister", asks="role"), "minister"),
    (CASUALTIES, "2,031"),
    (CASUALTIES, "203"),
    (CASUALTIES, "20,300"),
    (CASUALTIES, "2.030"),
    (CASUALTIES, "2,030%"),
    (CASUALTIES, "$2,030"),
    (CASUALTIES, "2030 or 2031"),
    (CASUALTIES, "-2,030"),
    (SHARE, "61"),
    (SHARE, "0.61%"),
    (SHARE, "61 percentage points"),
    (FINE, "$15m"),
    (FINE, "£1.5m"),
    (FINE, "$1.5bn"),
    (FINE, "1.5 million euros"),
    (HALF, "15"),
    (HALF, "1.05"),
    (HOMES, "4,100 farms"),
    (HOMES, "4,100 homes, and 30 farms"),
    (HOMES, "homes"),
    (question("third", asks="number"), "three"),
    (question("seventeen", asks="number"), "seventeenth"),
    (question("seventy", asks="number"), "seventh"),
    (MONTH, "September 2021"),
    (MONTH, "2022"),
    (MONTH, "September"),
    (DAY, "14 June 2024"),
    (DAY, "May 2024"),
    (DAY, "14 May"),
    (DAY, "15 May 2024"),
    (UNCLEAR_DAY, "04/05/2024"),  # 4 May or 5 April
    (YEAR, "before 2014"),
    (YEAR, "14"),
    (YEAR, "twenty fifteen"),
    (YEAR, "fourteen"),
    (MONTH, "twenty twenty-two"),
    (DAY_OF_1998, "May 14, nineteen ninety-nine"),
    # a word of its own is another answer, not a slip
    (NIGERIA, "Nigerian"),
    (NIGERIA, "Niger"),
    (question("Slovakia", asks="country"), "Slovenia"),
    (question("Austrian", asks="term"), "Austria"),
    (question("typical", asks="term"), "atypical"),
    (question("Andersen", asks="person", sentence="Andersen said to Anderson."), "Anderson"),
    (question("C++", asks="term"), "C"),
]


@pytest.mark.parametrize(("asked", "typed"), RIGHT)
def test_the_same_answer_written_otherwise_is_right(asked: ShortAnswer, typed: str) -> None:
    found = mark(asked, typed)
    assert found.right
    assert found.note, "and the student is told why"
    assert (found.question_id, found.given) == ("q", typed)


@pytest.mark.parametrize(("asked", "typed"), WRONG)
def test_another_answer_is_wrong(asked: ShortAnswer, typed: str) -> None:
    found = mark(asked, typed)
    assert not found.right
    assert found.note is None


ALLIES = question(
    "the US and Britain",
    "Britain and the US",
    "the United States and the UK",
    "America and Great Britain",
    "US and UK",
    asks="country",
    stem="Which two countries allowed it?",
)
CITIES = question("Kyiv, Oslo and Lima", asks="city", stem="Where did they meet?")
WITNESSES = question(
    "Imke Sandoval and Paul Achterberg", "Sandoval and Achterberg", asks="person", stem="Who spoke?"
)
SHOP = question("Marks & Spencer", asks="organisation", stem="Which company closed two shops?")
ISLANDS = question("Trinidad and Tobago", "Trinidad & Tobago", asks="country", stem="Who won?")
BOSNIA = question("Bosnia and Herzegovina", "Bosnia", asks="country", stem="Which countries lost?")
NEIGHBOURS = question("Congo and DR Congo", asks="country", stem="Which two countries met?")
FIRMS = question("Corran Power and Brindle Energy", asks="organisation", stem="Which two firms?")
CHIEF = question("head of research and development", asks="role", stem="What two posts?")

LISTED_RIGHT = [
    *((ALLIES, typed) for typed in ("us, uk", "Britain, USA", "US/UK", "Britain & the US")),
    *((ALLIES, typed) for typed in ("UK; US", "U.S. + U.K.", "Both the UK and the US.")),
    *((ALLIES, typed) for typed in ("Great Britain and the United States", "US, and UK")),
    (ALLIES, "Britian and America"),
    (CITIES, "Oslo, Lima & Kyiv"),
    (CITIES, "lima/kyiv/oslo"),
    (WITNESSES, "Achterberg and Sandoval"),
    (WITNESSES, "Mr Achterberg, Imke Sandoval"),
    (FIRMS, "Brindle Energy and Corran Power"),
    (NEIGHBOURS, "DR Congo, Congo"),
    (SHOP, "marks and spencer"),
    (ISLANDS, "Trinidad & Tobago"),
    (ISLANDS, "trinidad and tobago"),
    (BOSNIA, "Bosnia & Herzegovina"),
    (CHIEF, "Head of Research & Development"),
]
LISTED_WRONG = [
    *((ALLIES, typed) for typed in ("the US", "Britain", "the US and France", "US and US")),
    *((ALLIES, typed) for typed in ("US and USA", "Britain and the UK", "US, UK and France")),
    *((ALLIES, typed) for typed in ("US and", ",", "US or UK", "the US, not Britain")),
    *((CITIES, typed) for typed in ("Kyiv and Oslo", "Kyiv, Oslo", "Kyiv, Oslo, Lima, Bonn")),
    (CITIES, "Kyiv, Oslo, Oslo"),
    (WITNESSES, "Imke Sandoval"),
    (WITNESSES, "Sandoval and Whitlock"),
    (FIRMS, "Brindle Energy"),
    *((NEIGHBOURS, typed) for typed in ("Congo and Congo", "DR Congo and DRC")),
    (SHOP, "Marks"),
    (SHOP, "Spencer"),
    (SHOP, "Spencer and Marks"),  # one name, not two
    (ISLANDS, "Trinidad"),
    (ISLANDS, "Tobago"),
    (ISLANDS, "Tobago and Trinidad"),
    (BOSNIA, "Herzegovina"),
    (BOSNIA, "Herzegovina and Bosnia"),
    (CHIEF, "development"),
    (CHIEF, "development and head of research"),
]


@pytest.mark.parametrize(("asked", "typed"), LISTED_RIGHT)
def test_a_list_of_names_is_right_in_any_order(asked: ShortAnswer, typed: str) -> None:
    found = mark(asked, typed)
    assert found.right
    assert found.note


@pytest.mark.parametrize(("asked", "typed"), LISTED_WRONG)
def test_a_list_needs_every_name_once_and_nothing_else(asked: ShortAnswer, typed: str) -> None:
    assert not mark(asked, typed).right


@given(
    names=st.lists(
        st.sampled_from(["Kyiv", "Oslo", "Lima", "Bonn", "Rome"]), min_size=1, max_size=5
    ),
    sign=st.sampled_from([" and ", ", ", "/", " & ", "; ", " + "]),
)
def test_only_the_same_names_make_the_same_list(names: list[str], sign: str) -> None:
    assert mark(CITIES, sign.join(names)).right == (sorted(names) == ["Kyiv", "Lima", "Oslo"])


@pytest.mark.parametrize("asked", [LEADER, CASUALTIES, FINE, DAY, ROLE])
def test_the_key_itself_needs_no_note(asked: ShortAnswer) -> None:
    assert mark(asked, asked.key).note is None
    assert mark(asked, f" {asked.key} ").right


@pytest.mark.parametrize(
    ("asked", "typed", "note"),
    [
        (LEADER, "Zelensky", "another form of “Volodymyr Zelensky”"),
        (LEADER, "Zelenski", "spelling: Zelensky"),
        (CASUALTIES, "2030", "the same number as “2,030”"),
        (MONTH, "2022-09", "the same date as “September 2022”"),
        (ALLIES, "us, uk", "another form of “the US and Britain”"),
        (ALLIES, "uk, us", "in another order: “the US and Britain”"),
    ],
)
def test_the_note_says_why(asked: ShortAnswer, typed: str, note: str) -> None:
    assert mark(asked, typed).note == note


def test_a_cloze_is_marked_like_a_short_answer() -> None:
    cloze = next(q for q in sample_quiz().questions if isinstance(q, Cloze))
    assert mark(cloze, "four thousand one hundred").right
    assert mark(cloze, "4100 homes").right
    assert not mark(cloze, "4,101").right


def test_an_option_is_right_by_its_text() -> None:
    choice = next(q for q in sample_quiz().questions if q.type == "multiple_choice")
    assert mark(choice, choice.key).right
    assert [mark(choice, wrong).right for wrong in (*choice.distractors, "", "Sandoval")] == [
        False
    ] * 4


def test_true_and_false_are_right_by_their_word() -> None:
    false, true = (q for q in sample_quiz().questions if q.type == "true_false")
    assert mark(true, "true").right
    assert mark(false, "false").right
    for wrong in ("", "yes", "1", "True or false"):
        assert not mark(true, wrong).right
        assert not mark(false, wrong).right
    assert not mark(true, "false").right
    assert not mark(false, "true").right


def test_a_whole_essay_is_no_short_answer() -> None:
    assert not mark(LEADER, "Zelensky " + "x" * MAX_ANSWER).right
    assert not mark(LEADER, "Zelensky " * 200_000).right


letters = st.text(st.characters(categories=["Lu", "Ll", "Nd"], max_codepoint=0x24F), min_size=1)
forms = st.lists(letters, min_size=1, max_size=3).map(" ".join)


@given(key=forms, others=st.lists(forms, max_size=3), pick=st.randoms())
def test_every_accepted_form_is_right_in_any_case_and_spacing(
    key: str, others: list[str], pick: object
) -> None:
    asked = question(key, *others)
    for form in asked.accepted:
        for typed in (form, form.upper(), form.lower(), form.title(), f"  {form}\n", f"{form}."):
            assert mark(asked, typed).right, typed
        assert mark(asked, form.replace(" ", "   ")).right


@settings(max_examples=300)
@given(typed=st.text(max_size=60))
def test_no_text_breaks_the_marking(typed: str) -> None:
    for asked in (LEADER, CASUALTIES, FINE, DAY, HOMES, ALLIES, *sample_quiz().questions):
        assert mark(asked, typed).given == typed


@given(number=st.integers(0, 10**9), other=st.integers(0, 10**9))
def test_only_the_same_number_is_right(number: int, other: int) -> None:
    asked = question(f"{number:,}", asks="number")
    for typed in (str(number), f"{number:,}", f"{number:,}".replace(",", " ")):
        assert mark(asked, typed).right
    assert mark(asked, f"{other:,}").right == (number == other)
