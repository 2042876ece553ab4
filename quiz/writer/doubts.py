"""What may be wrong with a question that a model wrote, though its evidence and key are there.

A rule is a function from `Asked` to a sentence that says what is wrong, or None. They look for what
loses such questions by the rubric: what only the article explains, lost dates, hedges and sources,
half answers, a second right answer, names and figures from nowhere.
"""

import re
from collections.abc import Callable, Iterator

from quiz.language.names import Entity
from quiz.language.numbers import NUMBER
from quiz.language.truth import names_any, telling_words, told_sentences
from quiz.language.written_dates import MONTH_NAMES
from quiz.resources import word_set
from quiz.schema.findings import Organisation, Person, Place
from quiz.schema.question import GAP, spaced
from quiz.writer.asked import Asked
from quiz.writer.case import Case
from quiz.writer.clauses import another_deed, another_sentence, aside, in_a_comparison
from quiz.writer.kinds import wrong_kind
from quiz.writer.losses import (
    date_lost,
    half_an_answer,
    hedge_lost,
    negation_lost,
    qualifier_lost,
)
from quiz.writer.naming import by_surname_alone
from quiz.writer.premises import (
    exactness_added,
    order_from_nowhere,
    said_otherwise,
    word_from_nowhere,
)
from quiz.writer.wording import (
    gap_without_noun,
    share_of_what,
    span_generalised,
    which_year,
)

_YES_OR_NO = re.compile(
    r"(?:Did|Does|Do|Is|Are|Was|Were|Has|Have|Had|Can|Could|Will|Would|Should)\b"
)
_WHAT = re.compile(r"What (?:is|was|did|has|said)\b")
_BEGINS = re.compile(r"[“$£€(]?\w")
_ASKS_TWO = re.compile(r"\b(?:and|or) (?:who|what|when|where|why|how|which)\b", re.IGNORECASE)
_ON_ITSELF = re.compile(
    r"\b(?:the|this) (?:article|text|passage|paragraph|author|report says|story says)\b",
    re.IGNORECASE,
)
_SEVERAL = frozenset({"they", "them", "their", "theirs"})
_PERSONAL = frozenset("he him his himself she her hers herself they them their theirs".split())
_GAP_WORD = "X"  # stands for the gap
_WHICH = re.compile(r"\b(?:which|what) ((?:[a-z-]+ ?){1,3})", re.IGNORECASE)
_OPENINGS = frozenset({"according", "whom", "whose"})
_POSSESSIVE = frozenset({"his", "her", "its", "their"})
_IMPERSONAL = frozenset({"it", "its"})
_THE = re.compile(r"\b[Tt]he ([a-z-]+)(?: ([\w“€$£-]+))?(?: ([\w“-]+))?")
_EXPLAINS = frozenset(
    "of for in on at between that who which to by from with against over about into under after "
    "near called named known where when whose during held made".split()
)
# A body that a name in front of it explains: "What did Rheinwerk say the company would do?"
_BODIES = frozenset(
    "agency airline bank body charity city club college company council country department firm "
    "government group hospital ministry museum newspaper organisation party paper school side "
    "team town union university village".split()
)
_SAME_SHARE = 0.6  # of a stem's telling words, by a sentence that may answer it otherwise
_FEWEST = 3
_IN_COMMON = 0.34  # of a stem's telling words, by the paragraph it asks about
_CAPITAL = re.compile(r"[^\W\d_a-z]\w*(?:[’'.-]\w+)*")
_MONTHS_OF_THE_YEAR = frozenset(spaced(" ".join(MONTH_NAMES)).split())


Doubt = Callable[[Asked], str | None]


def doubts(asked: Asked) -> Iterator[tuple[str, str]]:
    """Yield every rule that objects, with its reason."""
    for name, rule in DOUBTS:
        reason = rule(asked)
        if reason is not None:
            yield name, reason


def yes_or_no(asked: Asked) -> str | None:
    """Object to a question answered by yes or no, to two in one, to one about the article."""
    open_ended = asked.type in {"short_answer", "multiple_choice"}
    if open_ended and _YES_OR_NO.match(asked.stem):
        return "It is answered by yes or no."
    if open_ended and _ASKS_TWO.search(asked.own):
        return "It asks two things at once."
    if not _BEGINS.match(asked.stem):
        return "It begins with a sign."
    found = _ON_ITSELF.search(asked.own)
    return f"It speaks of “{found.group()}”." if found else None


def from_nowhere(asked: Asked) -> str | None:
    """Object to a name or a figure in the stem that the article does not have."""
    case, own = asked.case, asked.stem.replace(GAP, " ")
    known = case.words | case.country_words | _MONTHS_OF_THE_YEAR
    for found in _CAPITAL.finditer(own):
        words = spaced(re.sub(r"[’']s$", "", found.group())).split()
        if _opens_a_sentence(own, found.start()) or all(w in known for w in words):
            continue
        return f"“{found.group()}” is not in the article."
    days = [d for d in case.days(own) if d.first is not None]
    for figure in NUMBER.finditer(own):
        digits = figure["digits"]
        if digits in case.article.text or digits.replace(",", "") in case.words:
            continue
        if any(digits in d.evidence.text and _dated(case, d.first, d.last) for d in days):
            continue
        return f"The figure “{figure.group()}” is not in the article."
    return None


def _dated(case: Case, first: object, last: object) -> bool:
    """Tell whether the article, or its day, gives a date that lies in these days or round them."""
    published = case.article.published
    assert first is not None
    spans = [(d.first, d.last) for d in case.findings.dates if d.first is not None]
    spans += [(published, published)] if published is not None else []
    return any(f <= last and first <= (t or f) for f, t in spans)  # type: ignore[operator]


def _opens_a_sentence(text: str, place: int) -> bool:
    before = text[:place].rstrip(" “\"‘'(")
    return not before or before[-1] in ".?!:"


def off_the_evidence(asked: Asked) -> str | None:
    """Object where the question has next to nothing in common with what it rests on."""
    case = asked.case
    block = case.passage_of(asked.evidence).block
    near = telling_words(f"{case.article.at(block)} {case.article.title}")
    words = telling_words(asked.told.replace(GAP, " "))
    if words and len(words & near) < _IN_COMMON * len(words):
        return "The question has little in common with its evidence."
    return None


def unresolved(asked: Asked) -> str | None:
    """Object to a pronoun or a phrase that only the article explains."""
    own = asked.own.replace(GAP, _GAP_WORD)
    words = own.split()
    for n, word in enumerate(words):
        lower = word.strip(",.?!;:“”()").lower().removesuffix("’s")
        opening = words[0].lower() in word_set("function_words") | _OPENINGS if words else True
        before = words[1 if opening else 0 : n]
        named = any(w.lstrip("“(")[:1].isupper() for w in before)
        told = lower in _SEVERAL and _noun_before(before)
        told = told or (lower in _POSSESSIVE and _phrase_before(words[:n]))
        if lower in _PERSONAL and not (named or told):
            return f"It does not say who “{lower}” is."
        if lower in _IMPERSONAL and n <= 3 and not (named or told):
            return f"It does not say what “{lower}” is."
    return next(_unexplained(own), None)


def _points(noun: str) -> bool:
    """Tell whether "the" points back with `noun`, one or several: "the companies"."""
    pointing = word_set("anaphor_nouns")
    one = f"{noun[:-3]}y" if noun.endswith("ies") else noun.removesuffix("s")
    return noun in pointing or (one in pointing and one in _BODIES)


def _noun_before(words: list[str]) -> bool:
    """Tell whether a plain noun stands in front that "their" may go back to."""
    return any(len(w) > 3 and w.lower() not in word_set("function_words") for w in words)


def _phrase_before(words: list[str]) -> bool:
    """Tell whether "the squid" or "which man" stands in front that "her" or "his" goes back to."""
    return any(word.lower() in {"the", "a", "an", "which"} for word in words[:-1])


def _unexplained(own: str) -> Iterator[str]:
    """Yield "the report" and its like where nothing in the stem says which."""
    pointing = word_set("anaphor_nouns")
    for found in _THE.finditer(own):
        noun, after, behind = found[1], found[2] or "", found[3] or ""
        if (noun in pointing and after in pointing) or noun in word_set("empty_adjectives"):
            noun, after, behind = after, behind, ""
        if not _points(noun) or behind == "of":
            continue
        if after.lower() in _EXPLAINS or after[:1].isupper() or after.startswith("“"):
            continue
        before = own[: found.start()]
        names = (c for c in _CAPITAL.finditer(before) if c.group() != _GAP_WORD)
        named = sum(not _opens_a_sentence(own, c.start()) for c in names)
        several = noun not in pointing
        if named > several and (several or noun in _BODIES):  # two names for "the companies"
            continue
        yield f"It does not say which {noun} {'are' if several else 'is'} meant."


def answer_not_unique(asked: Asked) -> str | None:
    """Object where another sentence of the article may answer the stem with another name."""
    if asked.entity is None or asked.type == "true_false":
        return None
    stem = telling_words(asked.own.replace(GAP, " "))
    names = telling_words(" ".join(c.group() for c in _CAPITAL.finditer(asked.own)))
    enough = max(_FEWEST, _SAME_SHARE * len(stem))
    for told, content in told_sentences(asked.case.parsed):
        if told.strip() in asked.evidence.text or names_any(told, asked.names):
            continue
        # Names alone say nothing of the same: it must be told of them in the same words.
        if len(stem & content) < enough or stem & content <= names:
            continue
        for rival in _of_the_kind_asked_for(asked, rivals(asked.case, asked.entity)):
            if names_any(told, (rival.name,)) and not names_any(asked.stem, (rival.name,)):
                return f"“{rival.name}” may be an answer, too: “{' '.join(told.split())[:120]}”"
    return None


def rivals(case: Case, entity: Entity) -> Iterator[Entity]:
    """Yield the others of the same kind."""
    for other in case.names.entities:
        same = type(other) is type(entity) and other != entity
        if same and (not isinstance(other, Place) or other.kind == getattr(entity, "kind", None)):
            yield other


def _of_the_kind_asked_for(asked: Asked, rivals: Iterator[Entity]) -> Iterator[Entity]:
    """Yield the bodies that may be what the stem asks for: no company for "Which browser"."""
    found = _WHICH.search(asked.own)
    said = set(found[1].split()) if found else set()
    kinds = said & word_set("named_things")
    own = asked.entity.kind if isinstance(asked.entity, Organisation) else None
    for rival in rivals:
        if kinds and isinstance(rival, Organisation):
            named = kinds & set(spaced(f"{rival.name} {rival.kind}").split())
            alike = rival.kind == own and own != "organisation"
            if not (named or alike):
                continue
        yield rival


def wrong_wh_word(asked: Asked) -> str | None:
    """Object to "What" for a person; `wrong_kind` objects to numbers, dates and places."""
    if isinstance(asked.entity, Person) and _WHAT.match(asked.stem) and "name" not in asked.said:
        return "It asks “what” for a person."
    return None


DOUBTS: tuple[tuple[str, Doubt], ...] = (
    ("not a question", yes_or_no),
    ("from nowhere", from_nowhere),
    ("from nowhere", word_from_nowhere),
    ("from nowhere", order_from_nowhere),
    ("not told", said_otherwise),
    ("off the evidence", off_the_evidence),
    ("unresolved reference", unresolved),
    ("surname alone", by_surname_alone),
    ("wrong question word", wrong_wh_word),
    ("wrong kind", wrong_kind),
    ("another clause", aside),
    ("another clause", another_deed),
    ("another clause", another_sentence),
    ("another clause", in_a_comparison),
    ("hedge lost", hedge_lost),
    ("negation lost", negation_lost),
    ("qualifier added", exactness_added),
    ("qualifier lost", qualifier_lost),
    ("date lost", date_lost),
    ("date lost", which_year),
    ("date lost", span_generalised),
    ("left open", share_of_what),
    ("left open", gap_without_noun),
    ("half an answer", half_an_answer),
    ("answer not unique", answer_not_unique),
)
