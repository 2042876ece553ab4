"""The quiz file itself: what every other verb and exporter reads."""

from quiz.exporters.base import EXPORTERS, Exporter
from quiz.schema.quiz import Quiz, dump


def write(quiz: Quiz, _key: bool) -> tuple[bytes, tuple[str, ...]]:
    """Return `quiz` as the bytes of a `quiz.json` file, and no losses."""
    return dump(quiz), ()


EXPORTERS.add(
    "json",
    Exporter(
        name="json",
        title="Quiz file (JSON)",
        suffix=".json",
        mimetype="application/json",
        write=write,
        notes=(
            "Everything, the article included. `quiz schema` prints its JSON Schema, which is "
            "docs/quiz.schema.json."
        ),
        checked="jsonschema, by docs/quiz.schema.json.",
    ),
)
