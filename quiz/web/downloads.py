"""The files to take away, in every format, made when first asked for."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar, get_args

from flask import Response
from flask_babel import gettext as _

from quiz.errors import ExportError, UnknownQuizError
from quiz.schema.quiz import Quiz
from quiz.schema.record import digest
from quiz.web.wording import file_stem

if TYPE_CHECKING:
    from quiz.exporters.base import Export

Name = Literal["sheet", "key", "deck", "study-guide"]
NAMES: tuple[Name, ...] = get_args(Name)
Kept = TypeVar("Kept")
_FORMATS = {"sheet": "pdf", "key": "pdf", "deck": "anki", "study-guide": "guide"}
_KEPT = 64
_KEPT_REPORTS = 512


class Report(NamedTuple):
    """What a format makes of a quiz, in sentences: what is lost, and what else is worth knowing.

    `refusal` says why there is no file at all.
    """

    losses: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    refusal: str | None = None


class Downloads:
    """Finished exports by quiz. One export is made at a time, and each only once.

    A quiz never changes, so neither do its files: the newest 64 are kept in memory. Typesetting
    takes about a second of a core; without the lock a class that asks for the same sheet at once
    would typeset it thirty times over.
    """

    def __init__(self) -> None:
        self._files: dict[str, Export] = {}
        self._reports: dict[str, Report] = {}
        self._lock = Lock()

    def response(self, quiz: Quiz, name: str) -> Response:
        """Return `quiz` as the file called `name`, one of `NAMES`.

        Raises UnknownQuizError for another name, ExportError for what the exporter refuses.
        """
        if name not in NAMES:
            raise UnknownQuizError(
                _("There is no such file; a quiz has a sheet, a key, a deck and a study guide.")
            )
        file = self._file(quiz, _whole(quiz), _FORMATS[name], key=name == "key")
        return _attached(file, f"{file_stem(quiz.title)}-{name}.{file.suffix.rpartition('.')[2]}")

    def in_format(self, quiz: Quiz, to: str, *, key: bool = False) -> Response:
        """Return `quiz` as a file of the format called `to`, or its answer key.

        Raises OptionError for an unknown format or a key that it does not have, ExportError for
        what it refuses.
        """
        file = self._file(quiz, _whole(quiz), to, key=key)
        return _attached(file, f"{file_stem(quiz.title)}{'-key' if key else ''}{file.suffix}")

    def reports(self, quiz: Quiz, formats: Iterable[str]) -> dict[str, Report]:
        """Return what each of the `formats` makes of `quiz`; the files are made to know it."""
        whole = _whole(quiz)
        return {to: self._report(quiz, whole, to) for to in formats}

    def _report(self, quiz: Quiz, whole: str, to: str) -> Report:
        place = digest(whole, to)
        found = self._reports.get(place)
        if found is not None:
            return found
        try:
            file = self._file(quiz, whole, to, key=False)
            report = Report(file.losses, file.said)
        except ExportError as error:
            report = Report(refusal=str(error))
        with self._lock:
            _keep(self._reports, place, report, _KEPT_REPORTS)
        return report

    def _file(self, quiz: Quiz, whole: str, to: str, *, key: bool) -> Export:
        from quiz.exporters import export  # here, so that serving does not wait for exporters

        place = digest(whole, to, str(key))
        with self._lock:
            if place not in self._files:
                _keep(self._files, place, export(quiz, to, key=key), _KEPT)
            return self._files[place]


def _whole(quiz: Quiz) -> str:
    """Return what stands for the whole quiz: its id outlives a corrected wording."""
    return digest(quiz.model_dump_json())


def _keep(kept: dict[str, Kept], place: str, value: Kept, most: int) -> None:
    """Put `value` at `place`; the oldest make room where there are `most`."""
    while len(kept) >= most:
        del kept[next(iter(kept))]
    kept[place] = value


def _attached(file: Export, name: str) -> Response:
    response = Response(file.payload, mimetype=file.mimetype)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
