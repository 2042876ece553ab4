"""The languages of the pages: which one a reader gets, and how she changes it.

A language is a catalog of translations beside the templates (docs/translating.md). The reader's
choice is kept in a cookie; without one, her browser says what she reads. The words of an article
stay as they are, in its own language.
"""

from typing import NamedTuple
from urllib.parse import urlencode

from babel import Locale
from flask import Flask, current_app, has_request_context, redirect, request, url_for
from flask_babel import Babel, get_locale, gettext
from werkzeug import Response

from quiz.resources import folder

# The English of the pages is British, with days before months.
LOCALES = {"en": "en_GB", "de": "de"}
COOKIE = "broadsheet_language"
FIELD = "language"  # of an address, to choose one by
_ONE_YEAR = 365 * 24 * 3600


class Choice(NamedTuple):
    """A language to choose, by the name its readers give it; `here` is the one of this page."""

    code: str
    name: str
    address: str
    here: bool


def speak(app: Flask) -> None:
    """Let `app` answer in the language of whoever asks."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(folder("templates") / "translations")
    app.config["BABEL_DEFAULT_LOCALE"] = LOCALES["en"]
    Babel(app, locale_selector=_wanted)
    app.before_request(_choose)
    app.jinja_env.filters["translated"] = translated
    app.jinja_env.globals.update(
        languages=_choices, page_language=page_language, page_direction=page_direction
    )


def page_language() -> str:
    """Return the language of the page, as `lang` says it."""
    return _locale().language


def page_direction() -> str:
    """Return which way the page is written, "ltr" or "rtl"."""
    return str(_locale().text_direction)


def translated(sentence: str) -> str:
    """Return a sentence of a part below the web, in the reader's language where the catalog has it.

    Of the store it has those without a name or a number in them.
    """
    return str(gettext(sentence)) if sentence else ""


def _locale() -> Locale:
    """Return the locale of the page; outside of any page, that of the original."""
    return get_locale() or Locale.parse(LOCALES["en"])


def _wanted() -> str:
    """Return the locale for whoever asks: what she chose, or what her browser asks for."""
    if not has_request_context():
        return LOCALES["en"]
    read = (name.partition("-")[0].lower() for name in request.accept_languages.values())
    wanted = (request.cookies.get(COOKIE, ""), *read)
    return next((LOCALES[code] for code in wanted if code in LOCALES), LOCALES["en"])


def _choose() -> Response | None:
    """Keep the language that an address asks for, and go on to the address without it."""
    chosen = request.args.get(FIELD, "")
    if request.method != "GET" or request.routing_exception or chosen not in LOCALES:
        return None
    rest = [(name, value) for name, value in request.args.items(multi=True) if name != FIELD]
    answer = redirect(_here() + (f"?{urlencode(rest)}" if rest else ""), 303)
    answer.set_cookie(
        COOKIE,
        chosen,
        max_age=_ONE_YEAR,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
    )
    return answer


def _choices() -> list[Choice]:
    """Return the languages, each with the address of this page in it."""
    here = page_language()
    there = _here() if _can_be_opened() else url_for("library.index")
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != FIELD]
    return [
        Choice(
            code=code,
            name=str(Locale.parse(code).get_display_name(code)).capitalize(),
            address=f"{there}?{urlencode([*kept, (FIELD, code)])}",
            here=code == here,
        )
        for code in LOCALES
    ]


def _here() -> str:
    """Return the path of this page: one slash at its beginning, so that it is of this site."""
    return f"{request.root_path}/{request.path.lstrip('/')}"


def _can_be_opened() -> bool:
    """Tell whether this page is one to GET, and not what only a form leads to."""
    adapter = current_app.create_url_adapter(request)
    return adapter is not None and adapter.test(method="GET")
