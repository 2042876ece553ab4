"""Parsing: true offsets, and a clear word where the model is missing."""

from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec

import pytest

from quiz.errors import ModelError
from quiz.language import parsing
from quiz.language.parsing import MODEL_SETTING, model, parse
from tests.language.stories import story

TEXT = (
    "“Ready?” asked Ms Whitlock’s aide — twice — of the [new] mayor.\n\n"
    "Caf\u00e9 owners said:\u00a0«non» 😀 to all\nof it."
)


def test_every_token_stands_where_it_says() -> None:
    article = story(TEXT)
    parsed = parse(article)
    assert [p.number for p in parsed.passages] == [1, 2]
    for passage in parsed.passages:
        block = article.at(passage.block)
        assert len(passage.doc.text) == len(block)
        for token in passage.doc:
            written = passage.written(token)
            assert article.text[passage.start(token) : passage.end(token)] == written
            assert written == token.text or not written.isalnum()


def test_what_stands_between_quotation_marks() -> None:
    article = story(TEXT)
    quoted = [article.at(span) for p in parse(article).passages for span in p.quoted]
    assert quoted == ["“Ready?”", "«non»"]


def test_an_editors_bracket_does_not_split_a_sentence() -> None:
    article = story("Ravel said that he [Whitlock] would come back to Oslo in May.")
    assert len(parse(article).sentences()) == 1


def test_a_sentence_is_given_without_white_space_at_its_edges() -> None:
    article = story("  It rained.   It snowed.  ")
    evidence = [p.sentence_evidence(s).text for p, s in parse(article).sentences()]
    assert evidence == ["It rained.", "It snowed."]


def test_an_article_is_parsed_once() -> None:
    article = story("It rained in Oslo.")
    assert parse(article) is parse(article)
    assert model() is model()


@pytest.mark.parametrize(
    ("name", "part"),
    [("fr_core_news_sm", "unknown language model"), ("en_core_web_trf", "is not installed")],
)
def test_a_model_that_is_not_there(monkeypatch: pytest.MonkeyPatch, name: str, part: str) -> None:
    if name.startswith("en_") and find_spec(name):
        pytest.skip(f"{name} is installed here")
    monkeypatch.setenv(MODEL_SETTING, name)
    with pytest.raises(ModelError, match=part):
        model.__wrapped__()


def test_the_headline_is_parsed_beside_the_paragraphs() -> None:
    parsed = parse(story("It rained in Oslo."))
    assert parsed.headline is not None
    assert parsed.headline.doc.text == parsed.article.title
    assert [p.number for p in parsed.passages] == [1]


def test_the_tokens_of_a_stretch_of_the_article() -> None:
    article = story("Snow fell.\n\nIt rained in Oslo, too.")
    passage = parse(article).passages[1]
    start = article.text.index("rained in")
    tokens = passage.tokens_in(start, start + len("rained in"))
    assert [t.text for t in tokens] == ["rained", "in"]
    assert passage.tokens_in(0, passage.offset) == ()


# Words that no article had before, so that the model cannot know them.
def _unheard(word: str) -> str:
    return f"Ida {word.title()} sold the {word}, and Oslo bought it."


def test_a_model_that_has_learnt_enough_forgets_new_words(monkeypatch: pytest.MonkeyPatch) -> None:
    parse(story(_unheard("quorvil")))
    assert "quorvil" in model().vocab.strings
    monkeypatch.setattr(parsing, "_NEW_STRINGS", -1)
    monkeypatch.setattr(parsing, "_LEMMAS", 0)
    strings = len(model().vocab.strings)
    parsed = [parse(story(_unheard(word))) for word in ("zembrik", "yalvont", "quorvil")]
    assert "zembrik" not in model().vocab.strings
    assert len(model().vocab.strings) == strings
    lemmas = [[t.lemma_ for t in p.passages[0].doc] for p in parsed]
    assert lemmas[0] == "Ida Zembrik sell the zembrik , and Oslo buy it .".split()
    assert len({tuple(t.dep_ for t in p.passages[0].doc) for p in parsed}) == 1


def test_threads_parse_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "_NEW_STRINGS", -1)
    stories = [story(_unheard(f"{a}{b}orvast")) for a in "bdfgk" for b in "aeiou"]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(parse, stories))
    for article, parsed in zip(stories, together, strict=True):
        assert [t.text for t in parsed.passages[0].doc][1] in article.text
        assert len(parsed.sentences()) == 1
