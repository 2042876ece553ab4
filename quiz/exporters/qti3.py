"""A QTI 3 package: the same as QTI 2.1 in the names of the newer standard."""

from quiz.exporters import qti
from quiz.exporters.base import EXPORTERS, Exporter
from quiz.exporters.qti21 import LIMITS
from quiz.schema.quiz import Quiz


def write(quiz: Quiz, _key: bool) -> tuple[bytes, tuple[str, ...]]:
    """Return `quiz` as a package (zip) and what could not be carried."""
    return qti.package(quiz, "qti3")


EXPORTERS.add(
    "qti3",
    Exporter(
        name="qti3",
        title="QTI 3 package",
        suffix=".qti3.zip",
        mimetype="application/zip",
        write=write,
        notes=(
            "A test with its items, one point each; explanation and evidence as modal feedback."
        ),
        limits=LIMITS,
        checked=(
            "The player @citolab/qti-components shows every item and scores every answer. Not "
            "checked against the schema, nor imported live."
        ),
    ),
)
