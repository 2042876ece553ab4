"""The files to take away: sheet, key, deck and study guide, made when first asked for."""

from dataclasses import dataclass
from threading import Lock
from typing import Literal, get_args

from flask import Response

from quiz.errors import UnknownQuizError
from quiz.schema.quiz import Quiz
from quiz.schema.record import digest
from quiz.web.wording import file_stem

Name = Literal["sheet", "key", "deck", "study-guide"]
NAMES: tuple[Name, ...] = get_args(Name)
_FORMATS = {"sheet": "pdf", "key": "pdf", "deck": "anki", "study-guide": "guide"}
_KEPT = 64


@dataclass(frozen=True)
class _File:
    payload: bytes
    mimetype: str
    filename: str


class Downloads:
    """Finished exports by quiz. One export is made at a time, and each only once.

    A quiz never changes, so neither do its files: the newest 64 are kept in memory. Typesetting
    takes about a second of a core; without the lock a class that asks for the same sheet at once
    would typeset it thirty times over.
    """

    def __init__(self) -> None:
        self._files: dict[str, _File] = {}
        self._lock = Lock()

    def response(self, quiz: Quiz, name: str) -> Response:
        """Return `quiz` as the file called `name`, one of `NAMES`.

        Raises UnknownQuizError for another name, ExportError for what the exporter refuses.
        """
        if name not in NAMES:
            raise UnknownQuizError(
                "There is no such file; a quiz has a sheet, a key, a deck and a study guide."
            )
        with self._lock:
            file = self._file(quiz, name)
        response = Response(file.payload, mimetype=file.mimetype)
        response.headers.set("Content-Disposition", "attachment", filename=file.filename)
        return response

    def _file(self, quiz: Quiz, name: str) -> _File:
        # The whole quiz, not its id: an id outlives a corrected wording.
        place = digest(name, quiz.model_dump_json())
        if place not in self._files:
            while len(self._files) >= _KEPT:
                del self._files[next(iter(self._files))]
            self._files[place] = _made(quiz, name)
        return self._files[place]


def _made(quiz: Quiz, name: str) -> _File:
    from quiz.exporters import export  # here, so that serving a quiz does not wait for exporters

    made = export(quiz, _FORMATS[name], key=name == "key")
    filename = f"{file_stem(quiz.title)}-{name}.{made.suffix.rpartition('.')[2]}"
    return _File(made.payload, made.mimetype, filename)
