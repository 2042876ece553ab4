"""How many NOUN ...?  Counts that `how_many.py` does not reach, and what a size amounts to.

Patterns: "only 11 of the 84 prizes went to women" and "two billion people live by the sea" (the
subject); objects further back or behind a second verb ("was preparing to cut 4,000 jobs"); people
and places behind a preposition ("sent letters to some 3,000 homes": "To how many homes ...?");
"reported on 4 May that it would close nine shops";
"caused 46 percent of the losses" in a report; "had a capacity of 300 tonnes" ("What capacity?").
Refused: years and dates, time, "one", numbers behind "the" or "its", lists, nouns with a clause.
"""

from collections.abc import Iterator

from quiz.language.amounts import SCALES
from quiz.language.clause_parts import FINITE, subject_of
from quiz.language.numbers import plain_forms
from quiz.language.statement import Statement, Word, render, sentence_case
from quiz.language.tree import Token
from quiz.makers.how_many import APPROXIMATIONS
from quiz.makers.phrases import cut, drafted, tokens_of
from quiz.makers.told import Told, askable
from quiz.makers.wording import inverted
from quiz.makers.workshop import Draft, Workshop, worth_asking
from quiz.schema.candidate import Candidate
from quiz.schema.record import Span

_TIMES = frozenset(
    "second minute hour day week month year decade century time age point degree cent dollar "
    "pound euro seed member".split()
)
_PERCENT = frozenset({"percent", "%", "cent"})
_SIZES = frozenset("capacity population length height area weight speed circulation depth".split())
_PREPOSITIONS = frozenset({"to", "in", "from", "with", "across"})
_UNTOLD = frozenset({"a record", "a total of", "an estimated", "only", "just"})  # not in the key
_LONGEST = 28  # words of what is asked, "according to X" left aside
_SHORTEST = 9  # shorter ones leave out the occasion: "How many goals did Anna Vogel score?"
_CUES = frozenset("say report announce state".split())
_DOUBTFUL = frozenset("might may must can could should".split())


def make(workshop: Workshop) -> Iterator[Candidate]:
    """Yield a question for each count in a statement that the plain maker leaves alone."""
    for statement in askable(workshop):
        if statement.denies:
            continue
        content = _reported(statement)
        if content is not None:
            drafts = [_through(workshop, statement, content, t) for t in content.subtree]
            yield from (d.short_answer(workshop) for d in drafts if d is not None)
        if not _plain(statement):
            continue
        drafts = [_of_subject(workshop, statement)]
        drafts += [_behind(workshop, statement, noun) for noun in statement.clause.rest]
        for draft in drafts:
            if draft is not None:
                yield draft.short_answer(workshop)


def _plain(statement: Statement) -> bool:
    """Tell whether a statement tells what was or was to be, not what might be."""
    clause = statement.clause
    if isinstance(statement, Told):
        return statement.outer is None
    if clause.kind == "with" or clause.cue is not None:
        return False
    return not any(t.lower_ in _DOUBTFUL for t in clause.middle)


def _reported(statement: Statement) -> Token | None:
    """Return the verb of what a report with a day of its own, or of oneself, says."""
    clause = statement.clause
    if isinstance(statement, Told) or clause.verb.lemma_.lower() not in _CUES or statement.lead:
        return None
    content = next((c for c in clause.verb.children if c.dep_ == "ccomp"), None)
    head = subject_of(content) if content is not None else None
    if content is None or head is None or not clause.verb.i < head.i < content.i:
        return None
    own = head.lower_ == "it" and statement.clause.subject_head.pos_ == "PROPN"
    return content if own or (statement.time is not None and head.pos_ == "PROPN") else None


def _through(workshop: Workshop, statement: Statement, content: Token, noun: Token) -> Draft | None:
    """Ask "How many jobs did the Lindau Post report on 4 May 2021 that Sorvik was cutting?"."""
    chain = _chain(statement, content)
    inside = noun in statement.clause.rest and noun.tag_ == "NNS"
    if not inside or noun.dep_ != "dobj" or noun.head not in chain or noun.i < noun.head.i:
        return None
    if any(t.dep_ in {"neg", "advcl"} and t.head in chain for t in content.subtree):
        return None
    return _counted(workshop, statement, noun, None)


def _of_subject(workshop: Workshop, statement: Statement) -> Draft | None:
    """Ask "How many of the 84 prizes went to women?"."""
    words = statement.subject
    numbers = [n for n, w in enumerate(words) if w.start >= 0 and _is_number(w.text)]
    if not numbers or statement.clause.subject_head.tag_ == "NNP":
        return None
    first = numbers[0]
    last = first
    while last + 1 in numbers or (last + 1 < len(words) and words[last + 1].text in SCALES):
        last += 1
    counted = words[last + 1 :]
    before = render(words[:first]).lower()
    if (before and before not in APPROXIMATIONS) or not _counts(counted):
        return None
    if last == first and counted[0].text != "of" and _asked_elsewhere(workshop, words[first]):
        return None
    rest = (*statement.middle, *statement.rest)
    if _drags_on(statement, statement.rest) or len(counted) + len(rest) > _LONGEST:
        return None
    stem = f"how many {render((*counted, *rest))}?"
    return _draft(workshop, statement, stem, words[:first], words[first : last + 1])


def _asked_elsewhere(workshop: Workshop, word: Word) -> bool:
    """Tell whether the plain maker asks for this number."""
    return any(
        q.evidence.start == word.start and (q.unit or worth_asking(q))
        for q in workshop.findings.quantities
    )


def _counts(counted: tuple[Word, ...]) -> bool:
    """Tell whether what follows a number is counted: "of the 84 prizes", "people by the sea"."""
    if not counted or counted[0].text[:1] in {"-", "–", "%"}:
        return False
    texts = [w.text.lower() for w in counted]
    if texts[0] == "of":
        return len(texts) > 2 and texts[1] in {"the", "its"}
    bad = _TIMES | _PERCENT | {"percent", "per", "of", ",", "and", "or", "to"}
    head = texts[0]
    return head not in bad and head.rstrip("s") not in bad and not _is_number(head)


def _is_number(text: str) -> bool:
    """Tell whether a word is a number from two up, in figures or letters."""
    bare = text.replace(",", "")
    if bare.replace(".", "", 1).isdigit():
        return float(bare) >= 2 and not (bare == text and 1500 <= float(bare) <= 2100)
    return text.lower() in _WORDS


_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty "
    "sixty seventy eighty ninety".split()
)


def _chain(statement: Statement, verb: Token | None = None) -> list[Token]:
    """Return the main verb and those that carry it on: "was set to begin shutting off"."""
    chain = [statement.clause.verb if verb is None else verb]
    inside = set(statement.clause.rest)
    for link in chain:
        for child in link.children:
            if child in inside and child.dep_ in {"xcomp", "acomp"} and child not in chain:
                chain.append(child)
    return chain


def _behind(workshop: Workshop, statement: Statement, noun: Token) -> Draft | None:
    """Ask for the number of a noun behind the verb."""
    chain = _chain(statement)
    if noun.dep_ == "dobj" and noun.head in chain and noun.i > noun.head.i:
        if noun.lemma_.lower() in _SIZES:
            return _size(workshop, statement, noun)
        return _counted(workshop, statement, noun, None)
    preposition = noun.head
    if preposition.lower_ != "to" and preposition.i and preposition.nbor(-1).pos_ == "NOUN":
        return None  # "beat 40 rafts from 12 towns": the boats are from there
    if noun.dep_ == "pobj" and preposition.head in chain and preposition.lower_ in _PREPOSITIONS:
        return _counted(workshop, statement, noun, preposition)
    return None


def _counted(
    workshop: Workshop, statement: Statement, noun: Token, preposition: Token | None
) -> Draft | None:
    """Ask "How many jobs ...?" or "To how many homes ...?"."""
    percent = noun.lemma_.lower() in _PERCENT
    if percent and not isinstance(statement, Told):
        return None  # asked for by how_much
    if noun.lemma_.lower() in _TIMES - _PERCENT or noun.tag_ not in {"NNS", "NN"}:
        return None
    if any(t.dep_ in {"relcl", "acl", "appos"} for t in noun.subtree):
        return None
    if any(t.dep_ == "conj" and t.pos_ in {"NOUN", "PROPN", "VERB"} for t in noun.subtree):
        return None
    left = [t for c in noun.lefts for t in c.subtree]
    kept = [c for c in noun.rights if c.dep_ == "prep" and (c.lower_ == "of" or preposition)]
    right = [t for c in kept for t in c.subtree]
    tokens = sorted({*left, noun, *right}, key=lambda t: t.i)
    phrase = cut(statement, tokens if preposition is None else [preposition, *tokens])
    if phrase is None:
        return None
    words = phrase.words if preposition is None else phrase.words[1:]
    first = next((n for n, w in enumerate(words) if _is_number(w.text)), None)
    if first is None:
        return None
    last = first
    while last + 1 < len(words) and words[last + 1].text in SCALES:
        last += 1
    counted, before = words[last + 1 :], render(words[:first]).lower()
    if (before and before not in APPROXIMATIONS) or not (percent or _counts(counted)):
        return None
    if preposition is None and first == 0 and statement.rest[0] == words[0] and not percent:
        return None  # the plain maker asks for it
    asked = f"how many {render(counted)}"
    number = words[first : last + 1]
    if percent:
        of = next((n for n, w in enumerate(words) if w.text == "of"), None)
        if of is None:
            return None
        asked, number = f"what percentage {render(words[of:])}", words[first:of]
    if preposition is not None:
        asked = f"{preposition.lower_} {asked}"
    stem = _turned(statement, asked, phrase.rest)
    return _draft(workshop, statement, stem, words[:first], number) if stem else None


def _size(workshop: Workshop, statement: Statement, noun: Token) -> Draft | None:
    """Ask "What capacity did S have?" of "had a capacity of 300 tonnes"."""
    of = next((c for c in noun.rights if c.lower_ == "of"), None)
    left = [t for c in noun.lefts for t in c.subtree]
    if of is None or not left or left[0].lower_ not in {"a", "an"}:
        return None
    phrase = cut(statement, sorted({*left, noun, *of.subtree}, key=lambda t: t.i))
    if phrase is None:
        return None
    words = phrase.words
    place = next(n for n, w in enumerate(words) if w.text == "of")
    key = words[place + 1 :]
    first = next((n for n, w in enumerate(key) if _is_number(w.text)), None)
    if first is None or len(key) - first != 2:
        return None
    before = render(key[:first]).lower()
    if before and before not in APPROXIMATIONS:
        return None
    stem = _turned(statement, f"what {render(words[1:place])}", phrase.rest)
    return _draft(workshop, statement, stem, key[:first], key[first:]) if stem else None


def _turned(statement: Statement, asked: str, rest: tuple[Word, ...]) -> str | None:
    """Return the question with what follows the count, a second verb phrase left off."""
    end = next(
        (
            statement.clause.passage.start(t)
            for t in tokens_of(statement, rest)
            if t.dep_ == "cc" and any(c.dep_ == "conj" and c.pos_ == "VERB" for c in t.head.rights)
        ),
        None,
    )
    kept = tuple(w for w in rest if end is None or w.start < end)
    turned = inverted(statement, kept)
    if turned is None or _drags_on(statement, kept) or len(statement.subject) > 8:
        return None
    stem = f"{asked} {turned}?"
    short = asked.startswith("how") and len(stem.split()) < _SHORTEST
    return stem if not short and len(stem.split()) <= _LONGEST else None


def _drags_on(statement: Statement, rest: tuple[Word, ...]) -> bool:
    """Tell whether another clause hangs behind; a report has one for what is said."""
    finite = sum(t.tag_ in FINITE for t in tokens_of(statement, rest))
    return finite > (1 if _reported(statement) is not None else 0)


def _draft(
    workshop: Workshop,
    statement: Statement,
    stem: str,
    hedge: tuple[Word, ...],
    number: tuple[Word, ...],
) -> Draft | None:
    before, written = render(hedge).lower(), render(number)
    lead = render(statement.lead)
    key = f"{before} {written}" if before and before not in _UNTOLD else written
    return drafted(
        workshop,
        statement,
        maker="counts",
        stem=sentence_case(f"{lead}, {stem}" if lead else stem),
        key=key[:1].lower() + key[1:] if key[:1].isalpha() else key,
        span=Span(start=number[0].start, end=number[-1].end),
        asks="number",
        confidence=0.78,
        accepted=(written, *plain_forms(written)),
    )
