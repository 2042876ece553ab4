"""Where a language model runs, which it is, and how much it may cost.

Options come first, then the environment (QUIZ_WRITER_URL, QUIZ_WRITER_MODEL, QUIZ_WRITER_KEY,
QUIZ_WRITER_PRICE, QUIZ_WRITER_LIMIT), then the file `writer.toml` in the user's settings folder
with `url`, `model` and `key`. The key is never an option, since options stand in the history of
commands and in lists of processes. A server goes by its environment alone.
"""

import os
import re
import stat
import tomllib
from collections.abc import Mapping
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from platformdirs import user_config_path
from pydantic import SecretStr

from quiz.errors import OptionError
from quiz.schema.record import Record

URL, MODEL, KEY = "QUIZ_WRITER_URL", "QUIZ_WRITER_MODEL", "QUIZ_WRITER_KEY"
PRICE, LIMIT = "QUIZ_WRITER_PRICE", "QUIZ_WRITER_LIMIT"
SECONDS = 300.0  # a model on one's own machine is slow
_KNOWN = {"url", "model", "key"}
_FORBIDDEN_BITS = stat.S_IRWXG | stat.S_IRWXO
_LONGEST = 300


class Price(Record):
    """What a million tokens cost, in any currency, in and out."""

    per_million_in: float
    per_million_out: float

    def of(self, tokens_in: int, tokens_out: int) -> float:
        """Return what these tokens cost."""
        return (tokens_in * self.per_million_in + tokens_out * self.per_million_out) / 1_000_000


class Settings(Record):
    """An endpoint, its model and key, the seed, and the limits of a run.

    `seconds` is how long one answer may take. `most_tokens` and `most_money` are None where there
    is no limit.
    """

    url: str
    model: str
    key: SecretStr | None = None
    price: Price | None = None
    most_tokens: int | None = None
    most_money: float | None = None
    seconds: float = SECONDS

    @property
    def host(self) -> str:
        """The machine that the text goes to, with its port if one is named."""
        return urlsplit(self.url).netloc


def settings_from(
    url: str | None = None,
    model: str | None = None,
    *,
    price: str | None = None,
    limit: str | None = None,
    environ: Mapping[str, str] = os.environ,
    file: Mapping[str, str] | None = None,
) -> Settings:
    """Return the settings; raise OptionError for what is missing or makes no sense.

    `file` is what the user's settings file says; it is read where nothing is given.
    """
    file = _from_file(settings_file()) if file is None else file
    url = url or environ.get(URL) or file.get("url")
    model = model or environ.get(MODEL) or file.get("model")
    if not url:
        raise OptionError(
            "No language model is set up: give its address with --writer-url, such as "
            f"http://127.0.0.1:11434/v1, or set {URL}."
        )
    if not model or not model.strip():
        raise OptionError(f"Say which model is to write, with --writer-model, or set {MODEL}.")
    if len(model) > _LONGEST or not model.isprintable():
        raise OptionError("The name of the model is too long or holds characters nobody sees.")
    # The key of the file is for the address of the file, and goes to no other.
    for_it = file.get("url", url).strip().rstrip("/") == url.strip().rstrip("/")
    key = environ.get(KEY) or (file.get("key") if for_it else None) or ""
    address = _address(url.strip(), with_key=bool(key.strip()))
    money = _price(price or environ.get(PRICE) or None)
    limit = limit or environ.get(LIMIT) or None
    tokens, sum_of_money = _limit(limit, priced=money is not None)
    return Settings(
        url=address,
        model=model.strip(),
        key=SecretStr(_sound_key(key.strip())) if key.strip() else None,
        price=money,
        most_tokens=tokens,
        most_money=sum_of_money,
    )


def settings_of_server(environ: Mapping[str, str] = os.environ) -> Settings | None:
    """Return what the environment of a server says; None where it names no model.

    The settings file is not read: it holds the key of one user, and a server asks for everybody who
    has an account. Raises OptionError as `settings_from` does, and where the library is missing.
    """
    if not (environ.get(URL) or environ.get(MODEL)):
        return None
    settings = settings_from(environ=environ, file={})
    if find_spec("openai") is None:
        raise OptionError(
            f"{URL} is set, but the library for it is not installed; say "
            "`pip install 'broadsheet[writer]'`."
        )
    return settings


def settings_file() -> Path:
    """Return where the user's settings file lies, whether there is one or not."""
    return user_config_path("broadsheet") / "writer.toml"


def is_near(host: str) -> bool:
    """Tell whether a host is this machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _from_file(place: Path) -> dict[str, str]:
    """Return what the settings file says; raise OptionError where it cannot be used safely."""
    try:
        found = tomllib.loads(place.read_text(encoding="utf-8"))
        mode = place.stat().st_mode
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        raise OptionError(f"{place} cannot be read as TOML; put right or remove it.") from None
    unknown = set(found) - _KNOWN
    if unknown or not all(isinstance(value, str) for value in found.values()):
        raise OptionError(f"{place} may hold url, model and key, each a text, and nothing else.")
    if "key" in found and os.name == "posix" and mode & _FORBIDDEN_BITS:
        raise OptionError(f"Others can read the key in {place}; say `chmod 600` to it first.")
    return found


def _address(url: str, *, with_key: bool) -> str:
    """Return an address that may be used and shown; raise OptionError for any other."""
    advice = "Give it as in http://127.0.0.1:11434/v1 or https://models.example/v1."
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise OptionError(f"The address of the model is not one. {advice}") from None
    if parts.scheme not in {"http", "https"} or not host or len(url) > _LONGEST or port == 0:
        raise OptionError(f"The address of the model is not one. {advice}")
    if parts.username or parts.password or parts.query or parts.fragment or not url.isascii():
        raise OptionError(
            f"The address of the model may hold no name, password or question mark. {advice}"
        )
    if with_key and parts.scheme == "http" and not is_near(host):
        raise OptionError(
            f"The key would travel to {host} for everybody to read; use an https:// address."
        )
    return url.rstrip("/")


def _sound_key(key: str) -> str:
    if not key.isascii() or not key.isprintable() or " " in key:
        raise OptionError(f"The key of the model ({KEY}) holds characters that no key has.")
    return key


def _price(price: str | None) -> Price | None:
    if price is None:
        return None
    numbers = [n for n in map(_number, price.split(",")) if n is not None]
    if len(numbers) != 2 or price.count(",") != 1:
        raise OptionError(
            f"--writer-price ({PRICE}) is two numbers, as in 0.15,0.60: for a million in, out."
        )
    return Price(per_million_in=numbers[0], per_million_out=numbers[1])


def _limit(limit: str | None, *, priced: bool) -> tuple[int | None, float | None]:
    """Return the limit in tokens or in money: a whole number is one of tokens."""
    if limit is None:
        return None, None
    value = _number(limit)
    if not value:
        raise OptionError(f"--writer-limit ({LIMIT}) is tokens, as in 20000, or money, as in 0.05.")
    if limit.strip().isdigit():
        return int(value), None
    if not priced:
        raise OptionError("A --writer-limit in money needs --writer-price, too.")
    return None, value


def _number(text: str) -> float | None:
    found = re.fullmatch(r"\s*(\d{1,9}(?:\.\d{1,9})?)\s*", text, re.ASCII)
    return float(found[1]) if found else None
