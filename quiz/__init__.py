"""Broadsheet: quizzes and study aids from news articles, every question with its evidence."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("broadsheet")
except PackageNotFoundError:  # a bare checkout on PYTHONPATH, not installed
    __version__ = "0.0.0"
