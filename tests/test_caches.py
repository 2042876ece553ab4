"""Nothing is kept for ever that depends on an article: a server builds thousands of quizzes."""

import ast
from collections.abc import Iterator
from pathlib import Path

import quiz

ROOT = Path(quiz.__file__).parent
# Whose arguments are names of our own files: there are only so many.
OF_OUR_OWN = {"resources.words", "resources.word_set", "resources.table", "web.app.version"}


def kept_for_ever(source: str) -> Iterator[str]:
    """Yield the functions of `source` that take arguments and keep every result."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.FunctionDef) or not (node.args.args or node.args.kwonlyargs):
            continue
        for decorator in node.decorator_list:
            text = ast.unparse(decorator)
            if text in {"cache", "functools.cache"} or "maxsize=None" in text:
                yield node.name


def test_only_functions_without_arguments_keep_every_result() -> None:
    found = {
        f"{'.'.join(path.relative_to(ROOT).with_suffix('').parts)}.{name}"
        for path in sorted(ROOT.rglob("*.py"))
        for name in kept_for_ever(path.read_text(encoding="utf-8"))
    }
    assert found <= OF_OUR_OWN


def test_a_cache_without_bound_is_seen() -> None:
    assert list(kept_for_ever("@cache\ndef f(name): ...")) == ["f"]
    assert list(kept_for_ever("@lru_cache(maxsize=None)\ndef f(name): ...")) == ["f"]
    assert list(kept_for_ever("@lru_cache(maxsize=9)\ndef f(name): ...")) == []
    assert list(kept_for_ever("@cache\ndef f(): ...")) == []
