"""Turning statements into questions: inversion, do-support, wh-phrases."""

from quiz.language.statement import Statement, Word, render

_HELPERS = {"aux", "auxpass"}
_BE = frozenset({"am", "is", "are", "was", "were"})


def inverted(statement: Statement, rest: tuple[Word, ...]) -> str | None:
    """Return "did Russia occupy Crimea" from "Russia occupied Crimea", with `rest` behind.

    None where the verb group has no form that can be turned round for sure.
    """
    clause = statement.clause
    tokens = clause.middle
    if clause.past_of is not None or len(statement.middle) != len(tokens):
        return None
    subject = render(statement.subject)
    helper = next((n for n, t in enumerate(tokens) if t.dep_ in _HELPERS and t.tag_ != "TO"), None)
    words = [w.text for w in statement.middle]
    if any(text.startswith(("'", "’")) or text in {"n't", "n’t"} for text in words):
        return None
    if helper is not None:
        first = words.pop(helper)
        return _join(first, subject, words, rest)
    verb = clause.verb
    position = next(n for n, t in enumerate(tokens) if t == verb)
    if verb.text.lower() in _BE:
        first = words.pop(position)
        return _join(first, subject, words, rest)
    support = {"VBD": "did", "VBZ": "does", "VBP": "do"}.get(verb.tag_)
    if support is None or not verb.lemma_.isalpha():
        return None
    words[position] = verb.lemma_
    return _join(support, subject, words, rest)


def _join(first: str, subject: str, words: list[str], rest: tuple[Word, ...]) -> str:
    parts = [first.lower(), subject, *words]
    tail = render(rest)
    text = " ".join(part for part in parts if part)
    glue = "" if tail[:1] in {",", ";"} else " "
    return f"{text}{glue}{tail}".strip().rstrip(",")
