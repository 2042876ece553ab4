"""Cues: the verb beside a quotation that says whose words it holds, and its subject."""

from quiz.language.gazetteer import reporting_verbs
from quiz.language.parsing import Passage
from quiz.language.tree import Sentence, Token
from quiz.resources import word_set
from quiz.schema.record import Span

_STOPS = frozenset({".", "!", "?", ";"})
_LONGEST_REGION = 40  # tokens between a quotation and its cue
_SURE = frozenset({"said", "says", "added", "adds", "told"})
_TOLD = frozenset("tell ask inform warn urge remind advise accuse order".split())
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def regions(passage: Passage, span: Span) -> tuple[list[Token], list[Token]]:
    """Return the tokens behind and in front of a quotation where its cue may stand."""
    outside = [t for t in passage.doc if not t.is_space and not passage.is_quoted(t)]
    after: list[Token] = []
    for token in outside:
        if passage.start(token) < span.end:
            continue
        if token.text in _STOPS or len(after) >= _LONGEST_REGION:
            break
        if after and _quotation_between(passage, after[-1], token):
            break
        after.append(token)
    before: list[Token] = []
    for token in reversed(outside):
        if passage.end(token) > span.start:
            continue
        if token.text in _STOPS or len(before) >= _LONGEST_REGION:
            break
        if before and _quotation_between(passage, token, before[-1]):
            break
        before.append(token)
    return _touching(passage, span, after), before[::-1]


def _touching(passage: Passage, span: Span, after: list[Token]) -> list[Token]:
    """Return `after` unless the quotation itself ends the sentence.

    "Ready?" may be followed by "she asked" and by "Tom said:", which leads to the next quotation.
    """
    text = passage.article.text
    last, mark = text[span.end - 2], text[span.end - 1]
    if mark not in "”\"'’" or last not in ".!…?" or not after:
        return after
    goes_on = after[0].text[0].islower() or (last == "?" and after[-1].text != ":")
    return after if last in "!?" and goes_on else []


def _quotation_between(passage: Passage, left: Token, right: Token) -> bool:
    start, end = passage.end(left), passage.start(right)
    return any(start <= q.start < end and q.end - q.start > 25 for q in passage.quoted)


def cues(region: list[Token], *, nearest_last: bool) -> list[Token]:
    """Return the reporting verbs of a region, the one nearest to the quotation first."""
    verbs = [t for t in region if is_cue(t)]
    if not verbs:
        verbs = [t for t in region if t.lower_ in _SURE and not _hears(t)]
    if not verbs:
        edge = region[-5:] if nearest_last else region[:5]
        verbs = [t for t in edge if t.lemma_.lower() in word_set("quoting_verbs")]
    return verbs[::-1] if nearest_last else verbs


def is_cue(token: Token) -> bool:
    """Tell whether `token` reports what its subject says: said, denied; as she put it."""
    if token.lemma_.lower() == "put":
        return token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "it"
    reports = token.lemma_.lower() in reporting_verbs() and token.pos_ == "VERB"
    return reports and not _hears(token)


def _hears(verb: Token) -> bool:
    """Tell whether the subject is spoken to: "she was told"."""
    return verb.lemma_ in _TOLD and any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children)


def subject_beside(verb: Token, passage: Passage) -> Token | None:
    """Return the subject of `verb`, that of the verb it is joined to, or the name beside it."""
    for candidate in (verb, *_heads(verb)):
        for child in candidate.children:
            if child.dep_ in _SUBJECTS and not passage.is_quoted(child):
                return child
    doc = verb.doc
    for n in (verb.i + 1, verb.i - 1):
        if 0 <= n < len(doc) and doc[n].pos_ in {"PROPN", "PRON"} and doc[n].lower_ != "it":
            neighbour = doc[n]
            if passage.is_quoted(neighbour):
                continue
            while neighbour.dep_ == "compound" and neighbour.head.i > neighbour.i:
                neighbour = neighbour.head
            return neighbour
    return None


def _heads(verb: Token) -> list[Token]:
    """Return the verbs whose subject is that of `verb` as well; ", adding" goes with the first."""
    if verb.dep_ == "advcl" and verb.tag_ == "VBG":
        return [verb.sent.root]
    found = []
    while verb.dep_ in {"conj", "xcomp"} and verb.head is not verb:
        verb = verb.head
        found.append(verb)
    return found


def main_cue(sentence: Sentence, passage: Passage) -> Token | None:
    """Return the reporting verb that a whole sentence hangs on: "Ida Marr said it was over."."""
    root = sentence.root
    verbs = [root, *(t for t in root.conjuncts if t.dep_ == "conj")]
    asides = [c for c in root.children if c.dep_ == "advcl" and mark_of(c) == "as"]
    found = [t for t in (*reversed(verbs), *asides) if is_cue(t) and not passage.is_quoted(t)]
    return found[0] if found else None


def mark_of(verb: Token) -> str:
    """Return the word that joins a clause to the one it hangs on: "as", "when"; "" if none."""
    return next((c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod"}), "")


def main_subjects(sentence: Sentence, passage: Passage) -> list[Token]:
    """Return the subjects of the main verbs of a sentence, quoted ones left out."""
    return [
        t for t in sentence if t.dep_ in _SUBJECTS and _is_main(t.head) and not passage.is_quoted(t)
    ]


def _is_main(verb: Token) -> bool:
    """Tell whether a verb heads a main clause, an inserted "she says" or what stands in front."""
    inserted = verb.dep_ == "parataxis" and is_cue(verb)
    in_front = verb.dep_ == "ccomp" and verb.head.dep_ == "ROOT" and verb.i < verb.head.i
    return verb.dep_ in {"ROOT", "conj"} or inserted or in_front


def has_object_pronoun(sentence: Sentence, subject: Token, sex: frozenset[str]) -> bool:
    """Tell whether the verb of `subject` has one of the pronouns `sex` as its object.

    Then they stand for somebody else: "Tom Ravel offered him a job, which he says ...".
    """
    return any(
        t.lower_ in sex and t.dep_ in {"dobj", "dative", "pobj"} and subject.head in t.ancestors
        for t in sentence
    )
