"""The study guide: an article and what was found in it, put in order for whoever learns from it."""

from quiz.guide.figures import figures
from quiz.guide.places import places
from quiz.guide.rare import rare_words
from quiz.guide.reading import Reading
from quiz.guide.sayings import sayings
from quiz.guide.summary import summary
from quiz.guide.timeline import timeline
from quiz.guide.who import organisations, people
from quiz.schema.article import Article
from quiz.schema.findings import Findings
from quiz.schema.guide import Guide

__all__ = ["outline"]


def outline(article: Article, findings: Findings) -> Guide:
    """Return the study guide of `article`; a section is empty where nothing is fit for it.

    Every line has the sentence it comes from as evidence. Raises ModelError where the language
    model is missing.
    """
    reading = Reading(article, findings)
    told = summary(reading)
    return Guide(
        summary=told,
        people=people(reading),
        organisations=organisations(reading),
        places=places(reading),
        timeline=timeline(reading),
        figures=figures(reading, told),
        quotations=sayings(reading),
        words=rare_words(reading, told),
    )
