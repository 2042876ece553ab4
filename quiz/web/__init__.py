"""The web quiz: a thin Flask shell around scoring, store and exporters.

`create_app` builds the application, `quiz.web.server.serve` runs it. Only this package and the
command line import Flask.
"""

from quiz.web.app import create_app

__all__ = ["create_app"]
