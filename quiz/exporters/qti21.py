"""A QTI 2.1 package: what most assessment systems take."""

from quiz.exporters import qti
from quiz.exporters.base import EXPORTERS, Exporter
from quiz.schema.quiz import Quiz

LIMITS = (
    "Matching and ordering give a share of the point for each pair and each place that is right.",
    "Typed answers count by the accepted forms, without regard to capital letters.",
    "Options are moved about by the player, but for numbers and dates, and “none of these” stays.",
    "Writing direction is left to the player.",
)


def write(quiz: Quiz, _key: bool) -> tuple[bytes, tuple[str, ...]]:
    """Return `quiz` as a package (zip) and what could not be carried."""
    return qti.package(quiz, "qti21")


EXPORTERS.add(
    "qti21",
    Exporter(
        name="qti21",
        title="QTI 2.1 package",
        suffix=".qti21.zip",
        mimetype="application/zip",
        write=write,
        notes=(
            "A test with its items, one point each; explanation and evidence as modal feedback."
        ),
        limits=LIMITS,
        checked=(
            "citolab-qti-convert turns the package into QTI 3, and the QTI 3 player "
            "@citolab/qti-components scores every answer. Not checked against the schema, nor "
            "imported live."
        ),
    ),
)
