"""A proposed question with its proof, and what the rules about it look at."""

import re
from dataclasses import dataclass

from quiz.language.names import Entity
from quiz.language.parsing import parse_line
from quiz.language.tree import Doc, Token
from quiz.schema.question import GAP, spaced
from quiz.schema.record import Evidence, Span
from quiz.writer.case import Case

_QUOTED = re.compile(r"“[^”]*”")
_OWN_CLAUSE = frozenset({"relcl", "advcl", "acl"})


@dataclass(frozen=True, eq=False)
class Asked:
    """A proposed question with its proof, as far as it got.

    `told` is the stem with the key put in, or the true statement. `span` covers the key in the
    article; `names` are the forms of the key, `entity` is who or what it names.
    """

    case: Case
    type: str
    stem: str
    told: str
    evidence: Evidence
    span: Span | None
    names: tuple[str, ...] = ()
    entity: Entity | None = None
    number: bool = False

    @property
    def own(self) -> str:
        """The stem without what it quotes."""
        return _QUOTED.sub("“…”", self.stem)

    @property
    def parsed(self) -> Doc:
        """The question parsed, "it" for what it quotes; a gap is filled with the key."""
        whole = self.told if GAP in self.stem else self.stem
        return parse_line(_QUOTED.sub("it", whole))

    @property
    def key_tokens(self) -> tuple[Token, ...]:
        """The tokens of the key in the article."""
        return self.case.tokens(self.span) if self.span is not None else ()

    @property
    def over_key(self) -> tuple[Token, ...]:
        """The words that the key hangs on within its clause, itself included, inmost first.

        What the key's own relative clause hangs on says nothing about it.
        """
        top = top_of(self.key_tokens)
        found: list[Token] = []
        for token in (top, *top.ancestors) if top is not None else ():
            found.append(token)
            if token.dep_ in _OWN_CLAUSE:
                break
        return tuple(found)

    @property
    def said(self) -> set[str]:
        """The words of the stem and the key, folded."""
        return set(spaced(self.told).split())


def top_of(tokens: tuple[Token, ...]) -> Token | None:
    """Return the token of a run that the others hang on."""
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head.i not in inside or t.head is t), None)
