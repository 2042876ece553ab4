"""The study guide as a page. It holds no keys, and yet it tells what the quiz asks."""

from flask import render_template

from quiz.schema.quiz import Quiz


def study_page(quiz: Quiz, file: str) -> str:
    """Return the page of the study guide, with `file` as the address of the PDF.

    Raises ExportError where the quiz has no guide.
    """
    # Here, so that serving a quiz does not wait for exporters.
    from quiz.exporters.guide.page import guide_page

    page = guide_page(quiz, with_questions=False)
    return render_template("study.html", page=page, quiz_id=quiz.id, file=file)
