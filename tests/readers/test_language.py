"""Which language a text is in, and what becomes of an article in several."""

import contextlib
from pathlib import Path

import pytest

from quiz.errors import LanguageError, LengthError
from quiz.readers import READERS, Reader, read
from quiz.readers.draft import Draft, Piece, composed
from quiz.readers.language import languages_of
from quiz.schema.article import Article
from tests.readers.texts import PARAGRAPHS, TITLE

TALES = {
    language: (first, rest)
    for language, first, rest in (
        line.split("\t")
        for line in Path(__file__)
        .with_name("languages.tsv")
        .read_text(encoding="utf-8")
        .splitlines()
        if not line.startswith("#")
    )
}
FRENCH, GERMAN = (" ".join(TALES[language]) for language in ("French", "German"))
SHORT_FRENCH = ("« Nous verrons bien. »", "Le silence du port", "Personne ne répond.")


def read_with_notes(*parts: str) -> tuple[Article, list[str]]:
    notes: list[str] = []
    return read("\n\n".join(parts).encode(), say=notes.append), notes


def paragraphs(article: Article) -> list[str]:
    return [article.at(block) for block in article.paragraphs]


def test_each_of_54_languages_is_told_from_a_few_sentences() -> None:
    told = languages_of([" ".join(parts) for parts in TALES.values()])
    assert dict(zip(TALES, told, strict=True)) == {name: name for name in TALES}


def test_most_languages_are_told_from_one_sentence() -> None:
    """A text of fewer than ten words, as the Finnish one, is not doubted."""
    told = languages_of([first for first, _ in TALES.values()])
    wrong = {name for name, found in zip(TALES, told, strict=True) if found != name}
    assert wrong <= {"Finnish"}


@pytest.mark.parametrize(
    "text",
    [
        "Luis Ferrand, kind neighbour, stubborn chess player, a born storyteller, good company.",
        "Sales rose 4.5% to £1.2bn in 2023, 3.1% in 2022, 2.8% in 2021 and 1,204 of 3,455.",
        "Results: Brindle Rovers 3 Corran Town 1; Maltby City 0 Tavine United 0; Orsel 2 Kelm 2.",
        "“Je ne sais pas si nous pourrons rester ici cet hiver,” said Marie de la Tour.",
        "Jan van den Berg, Ana María de la Cruz, Søren Ødegård and Jürgen Müller were elected.",
        "The word Gemütlichkeit has no equal, nor have saudade, hygge, ikigai and dépaysement.",
        "“Слава Україні!” the crowd shouted as President Volodymyr Zelensky left the building.",
        "Ikke mer!",
        "C’est la vie.",
        "Слава Україні!",
        "",
    ],
)
def test_english_with_foreign_words_is_english(text: str) -> None:
    assert languages_of([text]) == [None]


def test_paragraphs_in_another_language_are_left_out_with_a_note() -> None:
    article, notes = read_with_notes(TITLE, FRENCH, *PARAGRAPHS[:2], GERMAN, *PARAGRAPHS[2:])
    assert paragraphs(article) == list(PARAGRAPHS)
    assert [article.at(b) for b in article.blocks if b.kind == "boilerplate"] == [FRENCH, GERMAN]
    assert notes == ["1 paragraph in French and 1 in German are left out."]


@pytest.mark.parametrize(
    ("parts", "note"),
    [
        ([FRENCH], "1 paragraph in French is left out."),
        ([FRENCH] * 2, "2 paragraphs in French are left out."),
        (
            [FRENCH, FRENCH, GERMAN, " ".join(TALES["Ukrainian"])],
            "2 paragraphs in French, 1 in German and 1 in Ukrainian are left out.",
        ),
    ],
)
def test_the_note_counts(parts: list[str], note: str) -> None:
    article, notes = read_with_notes(TITLE, *PARAGRAPHS, *parts)
    assert notes == [note]
    assert paragraphs(article) == list(PARAGRAPHS)


def test_short_lines_among_foreign_paragraphs_go_with_them() -> None:
    article, notes = read_with_notes(TITLE, *PARAGRAPHS, FRENCH, *SHORT_FRENCH, FRENCH)
    assert paragraphs(article) == list(PARAGRAPHS)
    assert notes == ["3 paragraphs in French are left out."]


def test_short_lines_among_english_paragraphs_stay() -> None:
    article, notes = read_with_notes(TITLE, PARAGRAPHS[0], "“C’est la vie,” he said.", *PARAGRAPHS)
    assert (len(article.paragraphs), notes) == (6, [])


def test_a_foreign_article_with_a_little_english_is_refused() -> None:
    with pytest.raises(LanguageError, match="looks like French"):
        read_with_notes(*[FRENCH] * 15, *PARAGRAPHS)


def test_a_dialogue_of_short_foreign_lines_is_refused() -> None:
    with pytest.raises(LanguageError, match="looks like French"):
        read_with_notes(*SHORT_FRENCH * 8)


@pytest.mark.parametrize(
    "language", ["German", "Czech", "Welsh", "Persian", "Hindi", "Thai", "Chinese"]
)
def test_any_language_is_refused_by_its_name(language: str) -> None:
    text = "\n\n".join([" ".join(TALES[language])] * 3)
    with pytest.raises(LanguageError) as caught:
        read(text.encode(), name="This article")
    assert str(caught.value).startswith(f"This article looks like {language}; ")


def test_an_article_read_before_is_not_noted_again() -> None:
    article, _ = read_with_notes(TITLE, *PARAGRAPHS, FRENCH)
    notes: list[str] = []
    assert read(article.model_dump_json().encode(), say=notes.append) == article
    assert notes == []


def test_real_english_is_never_left_out() -> None:
    """Sixteen articles written for the tests, sports results and science among them."""
    for path in sorted((Path(__file__).parents[1] / "stories").glob("*.txt")):
        notes: list[str] = []
        with contextlib.suppress(LengthError):
            read(path, say=notes.append)
        assert notes == [], path.name


def test_what_any_reader_returns_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = Draft(
        title=TITLE,
        pieces=tuple(Piece(kind="paragraph", text=text) for text in (*PARAGRAPHS, FRENCH)),
    )
    stranger = Reader("odd", "Odd", lambda p: p == b"ODD", lambda source: composed(draft, source))
    monkeypatch.setattr(READERS, "_known", {"odd": stranger, **READERS._known})
    notes: list[str] = []
    assert paragraphs(read(b"ODD", say=notes.append)) == list(PARAGRAPHS)
    assert notes == ["1 paragraph in French is left out."]
