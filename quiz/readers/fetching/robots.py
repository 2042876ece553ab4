"""What robots.txt allows (RFC 9309).

Of the ready parsers, the one in Python 3.11 knows no stars and takes the first rule that fits
instead of the longest; Protego 0.7 keeps every rule once for each agent, and a hostile file of
200 kB costs it 21 s and 1.4 GB. Here only the rules for us are kept, and each is matched in one
pass.
"""

import re
from urllib.parse import quote

MAX_BYTES = 500 * 1024  # what RFC 9309 asks a reader to take; the rest is not looked at
_ESCAPE = re.compile("%([0-9a-fA-F]{2})")
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_KEPT = "%/*$?&=:;,@!'()+~#[]"  # of a rule, the characters that are not written as escapes
_STARS = re.compile(r"\*+")


def allows(robots: bytes, agent: str, target: str) -> bool:
    """Tell whether `robots`, the bytes of a robots.txt, lets `agent` fetch `target`.

    `agent` is the product's name, `target` a path with its query. Of the rules that fit, the
    longest counts, and of two that are equally long the one that allows.
    """
    text = robots[:MAX_BYTES].decode("utf-8", "replace").removeprefix("\ufeff")
    target = _same_escapes(target)
    fitting = [
        (len(pattern), allow)
        for allow, pattern in _rules(text, agent.lower())
        if _fits(pattern, target)
    ]
    return max(fitting, default=(0, True))[1]


def _rules(text: str, agent: str) -> list[tuple[bool, str]]:
    """Return the rules for `agent`, else those for all: whether each allows, and its pattern."""
    groups: dict[str, list[tuple[bool, str]]] = {}
    named: set[str] = set()
    in_rules = False
    for line in text.splitlines():
        field, _, value = line.split("#", 1)[0].partition(":")
        field, value = field.strip().lower(), value.strip()
        if field == "user-agent":
            if in_rules:
                named, in_rules = set(), False
            name = value.partition("/")[0].strip().lower()
            if name in (agent, "*"):
                named.add(name)
                groups.setdefault(name, [])
        elif field in ("allow", "disallow"):
            in_rules = True
            for name in named if value else ():
                groups[name].append((field == "allow", _same_escapes(quote(value, safe=_KEPT))))
    return groups.get(agent, groups.get("*", []))


def _same_escapes(path: str) -> str:
    """Return `path` with %41 as A, and %e2 as %E2: one spelling for one address."""

    def plain(escape: re.Match[str]) -> str:
        letter = chr(int(escape[1], 16))
        return letter if letter in _PLAIN else escape[0].upper()

    return _ESCAPE.sub(plain, path)


def _fits(pattern: str, target: str) -> bool:
    """Tell whether `target` begins as `pattern` says: * is anything, $ at the end is the end."""
    whole = pattern.endswith("$")
    first, *others = _STARS.split(pattern.removesuffix("$"))
    if not others:
        return target == first if whole else target.startswith(first)
    if not target.startswith(first):
        return False
    last = others.pop() if whole else ""
    at = len(first)
    for piece in others:
        found = target.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return target.endswith(last) and len(target) - len(last) >= at
