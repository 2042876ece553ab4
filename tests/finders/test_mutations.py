"""Whatever is done to an article, finding never fails and what it finds is true to the text."""

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from quiz.finders import find
from quiz.language.parsing import parse
from quiz.language.telling import statements
from tests.finders.spans import assert_true
from tests.language.stories import story

WORDS = """\
Kenyan president Adaeze Okoro opened the harbour of Mombasa on 14 May 2024, after eleven years of \
planning. “We have waited for this tide since I was at school,” Ms Okoro told some 2,300 guests.

The chairman of the Norland Rail Authority (NRA), Luis Marr, said it would close 40 stations in \
Norway, which Denmark had leased in 2019, with Oslo's police claiming this week to have arrested \
41 smugglers. 'It isn't over,' he added.

“Nobody knows what the winter will bring.

“But we are ready,” she said. Last month, Norway and Sweden paid $1.5m (about £1.2m) to Jordan, \
and Mr Marr unveiled his “victory plan”.""".split(" ")

_SIGNS = "“ ” \" ' ’ « „ , . ( ) [ ] — - ... ?! $ % \u0301 \u200b \u202e \ufeff 😀 👩\u200d👧"
_STRANGE = "שלום مرحبا ﬁ İ ß 1,2,3 0 00,000 Mr ’s said who and which, he"
_SPACES = ["\u00a0", "\n", "\n\n"]
_LONG = ["A" * 300, "31 February", "Mr Mr"]
ODD = st.sampled_from([*_SIGNS.split(" "), *_STRANGE.split(" "), *_SPACES, *_LONG])

CHANGE = st.one_of(
    st.tuples(st.just("delete"), st.integers(0, 200), st.integers(1, 12)),
    st.tuples(st.just("repeat"), st.integers(0, 200), st.integers(1, 12)),
    st.tuples(st.just("upper"), st.integers(0, 200), st.integers(1, 40)),
    st.tuples(st.just("lower"), st.integers(0, 200), st.integers(1, 40)),
    st.tuples(st.just("bare"), st.integers(0, 200), st.integers(1, 60)),
    st.tuples(st.just("reverse"), st.integers(0, 200), st.integers(1, 12)),
    st.tuples(ODD, st.integers(0, 200), st.integers(0, 1)),
)


def changed(changes: list[tuple[str, int, int]]) -> str:
    """Return the words of the article after `changes` (what, where, how many words)."""
    words = list(WORDS)
    for what, where, length in changes:
        start = where % (len(words) + 1)
        part = words[start : start + length]
        words[start : start + length] = {
            "delete": [],
            "repeat": part * 3,
            "upper": [w.upper() for w in part],
            "lower": [w.lower() for w in part],
            "bare": [w.strip(".,“”\"'()") for w in part],
            "reverse": part[::-1],
        }.get(what, [what, *part])
    return " ".join(words)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(CHANGE, max_size=8))
@example([])
@example([("bare", 0, 200)])
@example([("upper", 0, 200)])
@example([("delete", 0, 200), ("“", 0, 0)])
@example([("repeat", 0, 200), ("bare", 0, 400)])
def test_finding_survives_every_change(changes: list[tuple[str, int, int]]) -> None:
    article = story(changed(changes))
    findings = find(article)
    assert_true(article, findings)
    for statement in statements(parse(article), findings):
        used = [w for w in statement.words if w.start >= 0]
        assert all(statement.evidence.start <= w.start < w.end for w in used)
        assert statement.text.endswith(".")


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=120))
def test_finding_survives_any_text(text: str) -> None:
    article = story(f"{text}\n\nNorway closed its embassy in Minsk in June 2023.")
    assert_true(article, find(article))


def test_an_empty_article_has_no_findings() -> None:
    findings = find(story(""))
    assert findings == type(findings)(article_id=findings.article_id)
