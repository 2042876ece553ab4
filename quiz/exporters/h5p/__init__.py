"""H5P: a question set, as content for a site that has the libraries (see docs/decisions/0031)."""

import json
import uuid
from typing import Any

from quiz.exporters import plain
from quiz.exporters.base import EXPORTERS, Exporter
from quiz.exporters.h5p.questions import SET, Library, parameters, template
from quiz.exporters.zipped import zipped
from quiz.schema.quiz import Quiz

_IDS = uuid.UUID("6f0c6f3e-63a4-5d0c-9a49-0d3d1c6f2b11")  # the room of our ids of questions
_TITLE = 255


def write(quiz: Quiz, _key: bool) -> tuple[bytes, tuple[str, ...]]:
    """Return the package: h5p.json and content/content.json, and a loss where the title is long."""
    asked = [(question.id, *parameters(question, quiz)) for question in quiz.questions]
    content = template("set") | {
        "questions": [
            {
                "library": library.reference,
                "params": params,
                "subContentId": str(uuid.uuid5(_IDS, id_)),
                "metadata": {
                    "contentType": library.title,
                    "license": "U",
                    "title": f"Question {number}",
                },
            }
            for number, (id_, library, params) in enumerate(asked, start=1)
        ]
    }
    libraries = dict.fromkeys((SET, *(library for _, library, _ in asked)))
    title, losses = _title(quiz)
    members = {"h5p.json": _about(title, list(libraries)), "content/content.json": content}
    return zipped({name: _json(held) for name, held in members.items()}), losses


def _title(quiz: Quiz) -> tuple[str, tuple[str, ...]]:
    """Return a title that H5P takes, and a sentence where it is not that of `quiz`."""
    title = plain.title(quiz)
    length = len(title.encode("utf-16-le")) // 2  # H5P counts so: an emoji is two
    if length <= _TITLE:
        return title, ()
    said = f"The title left out: H5P takes {_TITLE} characters, and it has {length}; give another."
    return plain.UNTITLED, (said,)


def _about(title: str, libraries: list[Library]) -> dict[str, Any]:
    """Return what h5p.json says. "U" is H5P's word for an undisclosed licence."""
    return {
        "title": title,
        "language": "en",
        "mainLibrary": SET.name,
        "embedTypes": ["iframe"],
        "license": "U",
        "defaultLanguage": "en",
        "preloadedDependencies": [
            {"machineName": name, "majorVersion": major, "minorVersion": minor}
            for name, major, minor, _ in libraries
        ],
    }


def _json(held: dict[str, Any]) -> bytes:
    return json.dumps(held, ensure_ascii=False, indent=1).encode()


EXPORTERS.add(
    "h5p",
    Exporter(
        name="h5p",
        title="H5P question set",
        suffix=".h5p",
        mimetype="application/zip",
        write=write,
        fit=plain.fit,
        notes=(
            "For Moodle, WordPress, Lumi and others with H5P: upload it as content. Explanation "
            "and evidence are the feedback. Matching and ordering become Drag the Words."
        ),
        limits=(
            f"A title has up to {_TITLE} characters.",
            "The site needs the libraries Question Set 1.20, Multiple Choice 1.16, True/False 1.8, "
            "Fill in the Blanks 1.14 and Drag the Words 1.10, as far as the quiz uses them: the "
            "file holds content only.",
            "In Drag the Words a choice over 20 characters is shortened on the screen once it is "
            "dropped.",
        ),
        checked=(
            "The package check of the Lumi H5P server, and a list of the parameters that the "
            "libraries know; not imported live."
        ),
    ),
)
