"""Where a model runs, its key, and what it may cost: what is taken and what is refused."""

import os
from pathlib import Path

import pytest

from quiz.errors import OptionError
from quiz.schema.writing import Usage
from quiz.writer.consent import agreed, remember
from quiz.writer.endpoint import Request
from quiz.writer.meter import LimitError, within_limit
from quiz.writer.settings import (
    Settings,
    settings_file,
    settings_from,
    settings_of_server,
)

URL = "http://127.0.0.1:11434/v1"
KEY = "sk-a-key-that-nobody-may-see"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


def said(text: str, mode: int = 0o600) -> Path:
    place = settings_file()
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    place.chmod(mode)
    return place


def test_options_come_before_the_environment_and_that_before_the_file() -> None:
    said(f'url = "{URL}"\nmodel = "of the file"\nkey = "{KEY}"\n')
    from_file = settings_from(environ={})
    assert (from_file.url, from_file.model) == (URL, "of the file")
    assert from_file.key is not None
    assert from_file.key.get_secret_value() == KEY
    environ = {"QUIZ_WRITER_MODEL": "of the environment", "QUIZ_WRITER_KEY": "another"}
    from_environment = settings_from(environ=environ)
    assert from_environment.model == "of the environment"
    assert from_environment.key is not None
    assert from_environment.key.get_secret_value() == "another"
    assert settings_from(model="of the option", environ=environ).model == "of the option"


def test_the_key_of_the_file_goes_to_the_address_of_the_file_alone() -> None:
    said(f'url = "https://models.example/v1/"\nmodel = "m"\nkey = "{KEY}"\n')
    assert settings_from("https://models.example/v1", environ={}).key is not None
    assert settings_from("https://other.example/v1", environ={}).key is None
    assert settings_from(environ={"QUIZ_WRITER_URL": URL}).key is None
    said(f'key = "{KEY}"\n')
    assert settings_from(URL, "m", environ={}).key is not None


def test_a_server_goes_by_its_environment_and_never_takes_the_key_of_a_user() -> None:
    said(f'url = "{URL}"\nmodel = "of the file"\nkey = "{KEY}"\n')
    assert settings_of_server({}) is None
    assert settings_of_server({"QUIZ_WRITER_KEY": KEY}) is None
    environ = {"QUIZ_WRITER_URL": URL, "QUIZ_WRITER_MODEL": "m", "QUIZ_WRITER_PRICE": "1,2"}
    made = settings_of_server({**environ, "QUIZ_WRITER_LIMIT": "0.5"})
    assert made is not None
    assert (made.url, made.model, made.key, made.most_money) == (URL, "m", None, 0.5)
    assert made.price is not None
    assert made.price.of(1_000_000, 1_000_000) == 3


def test_a_server_with_half_a_model_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    said(f'url = "{URL}"\nmodel = "of the file"\n')
    with pytest.raises(OptionError, match="QUIZ_WRITER_MODEL"):
        settings_of_server({"QUIZ_WRITER_URL": URL})
    with pytest.raises(OptionError, match="QUIZ_WRITER_URL"):
        settings_of_server({"QUIZ_WRITER_MODEL": "m"})
    monkeypatch.setattr("quiz.writer.settings.find_spec", lambda _: None)
    with pytest.raises(OptionError, match="pip install"):
        settings_of_server({"QUIZ_WRITER_URL": URL, "QUIZ_WRITER_MODEL": "m"})


def test_a_key_is_in_no_text_that_is_made_of_settings() -> None:
    made = settings_from(URL, "m", environ={"QUIZ_WRITER_KEY": KEY})
    assert KEY not in f"{made!r} {made} {made.model_dump_json()} {made.model_dump()}"


@pytest.mark.skipif(os.name != "posix", reason="other systems have other rights of files")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o606])
def test_a_key_that_others_can_read_is_refused(mode: int) -> None:
    said(f'url = "{URL}"\nmodel = "m"\nkey = "{KEY}"\n', mode)
    with pytest.raises(OptionError, match="chmod 600") as raised:
        settings_from(environ={})
    assert KEY not in str(raised.value)


@pytest.mark.parametrize("text", ["not toml", "url = 7", 'temperature = "1"', "\x00"])
def test_a_settings_file_that_makes_no_sense_is_refused(text: str) -> None:
    said(text)
    with pytest.raises(OptionError, match=r"writer\.toml"):
        settings_from(URL, "m", environ={})


@pytest.mark.parametrize(
    "url",
    [
        "127.0.0.1:11434",
        "ftp://127.0.0.1/v1",
        "file:///etc/passwd",
        "http://",
        "http://:80/v1",
        "http://127.0.0.1:99999/v1",
        "http://[::1/v1",
        "https://ann:secret@models.example/v1",
        "https://models.example/v1?key=secret",
        "https://models.example/v1#secret",
        "https://möbel.example/v1",
        f"https://models.example/{'v' * 400}",
    ],
)
def test_an_address_that_cannot_be_used_or_shown_is_refused(url: str) -> None:
    with pytest.raises(OptionError, match="address of the model") as raised:
        settings_from(url, "m", environ={})
    assert "secret" not in str(raised.value)


def test_a_key_does_not_travel_unencrypted() -> None:
    environ = {"QUIZ_WRITER_KEY": KEY}
    with pytest.raises(OptionError, match="for everybody to read") as raised:
        settings_from("http://models.example/v1", "m", environ=environ)
    assert KEY not in str(raised.value)
    for url in (URL, "http://localhost:8080/v1", "http://[::1]:8080/v1", "https://models.example"):
        assert settings_from(url, "m", environ=environ).key is not None
    assert settings_from("http://models.example/v1", "m", environ={}).key is None


@pytest.mark.parametrize("key", ["two words", "line\nfeed", "schlüssel"])
def test_a_key_that_is_none_is_refused_without_being_shown(key: str) -> None:
    with pytest.raises(OptionError, match="QUIZ_WRITER_KEY") as raised:
        settings_from(URL, "m", environ={"QUIZ_WRITER_KEY": key})
    assert key not in str(raised.value)


def test_without_address_or_model_it_says_how_to_give_them() -> None:
    with pytest.raises(OptionError, match="--writer-url"):
        settings_from(environ={})
    with pytest.raises(OptionError, match="--writer-model"):
        settings_from(URL, environ={})


@pytest.mark.parametrize("price", ["1", "1,2,3", "a,b", "-1,2", "1;2", "1,"])
def test_a_price_is_two_numbers(price: str) -> None:
    with pytest.raises(OptionError, match="--writer-price"):
        settings_from(URL, "m", price=price, environ={})


def test_money_is_counted_by_the_million() -> None:
    made = settings_from(URL, "m", price="0.5, 2", environ={})
    assert made.price is not None
    assert made.price.of(2_000_000, 500_000) == 2.0


@pytest.mark.parametrize("limit", ["0", "0.0", "much", "-5", "1e9"])
def test_a_limit_is_a_number(limit: str) -> None:
    with pytest.raises(OptionError, match="--writer-limit"):
        settings_from(URL, "m", price="1,1", limit=limit, environ={})


def test_a_limit_in_money_needs_a_price() -> None:
    with pytest.raises(OptionError, match="--writer-price"):
        settings_from(URL, "m", limit="0.05", environ={})
    assert settings_from(URL, "m", limit="20000", environ={}).most_tokens == 20_000
    assert settings_from(URL, "m", limit="0.05", price="1,1", environ={}).most_money == 0.05


def test_a_reply_has_no_more_tokens_than_the_limit_leaves() -> None:
    request = Request(({"role": "user", "content": "x" * 4_000},), "questions", {}, 2_000)
    inside = Settings(url=URL, model="m", most_tokens=2_500)
    assert within_limit(request, Usage(tokens_in=300, tokens_out=200), inside).most_tokens == 1_000
    with pytest.raises(LimitError):
        within_limit(request, Usage(tokens_in=1_000, tokens_out=300), inside)
    money = settings_from(URL, "m", price="1,10", limit="0.011", environ={})
    assert within_limit(request, Usage(), money).most_tokens == 1_000
    with pytest.raises(LimitError):
        within_limit(request, Usage(tokens_in=1_000, tokens_out=900), money)


def test_consent_is_remembered_for_one_address() -> None:
    assert not agreed(URL)
    remember(URL)
    assert agreed(URL)
    assert not agreed("https://models.example/v1")
