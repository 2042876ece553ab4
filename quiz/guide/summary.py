"""What happened: up to five sentences of the article, word for word and in its order.

The lead opens, which is the one of the first sentences that says most of what the title says; the
others are chosen one by one for the weight of their words (`weights.py`), less what is told
already. Refused: what points back ("But he", "this plan", "the same"), quotations, questions, and
what tells that somebody said nothing ("declined to comment").
"""

import re
from collections.abc import Sequence

from quiz.guide.reading import Read, Reading
from quiz.guide.weights import Weights
from quiz.language.quotation_marks import marked
from quiz.language.tree import Token
from quiz.resources import word_set
from quiz.schema.guide import MOST_SENTENCES
from quiz.schema.record import Evidence

_SHORTEST, _LONGEST, _LONGEST_LEAD = 8, 40, 50  # words
_LONGEST_TERM = 4  # words between quotation marks that a lead may hold
_SENTENCES_EACH = 3  # so many sentences of the article for one of the summary
_FEWEST = 2
# The place and the agency that a report begins with: "LONDON (Agency) — ", "(Agency) - ".
_DATELINE = re.compile(
    r"(?:[A-Z][\w.,’' /-]{1,40}\s+)?\([\w.,’' /&-]{2,40}\)\s*[—–-]+\s+"
    r"|[A-Z][A-Z.,’' -]{2,40}(?:, [\w. ]{2,20})?\s+[—–-]+\s+"
)
_MARKS = re.compile("[“”„\"«»]|(?<![\\w’'])[‘']\\w")
_OPENERS = frozenset(
    "but and or so yet nor however meanwhile also then instead still though although furthermore "
    "moreover nevertheless nonetheless therefore thus besides additionally similarly likewise "
    "otherwise later afterwards earlier previously elsewhere there here both neither either others "
    "another such same that this these those which who now again indeed rather perhaps maybe "
    "because hence consequently accordingly finally eventually initially secondly thirdly".split()
)
_BACK = frozenset("this that these those such another other latter former same".split())
_TIMES = frozenset(
    "morning afternoon evening night day week weekend month year season summer autumn winter "
    "spring fall decade century quarter term time".split()
)
_SPEAKERS = frozenset("i we me us my our mine ours you your yours myself ourselves".split())
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PRONOUNS = frozenset("he him his she her hers they them their theirs it its".split())
_SILENT = re.compile(
    r"\b(?:declin|refus)\w+ to (?:comment|say|discuss)|\bcould not be reached"
    r"|\bnot (?:immediately )?(?:respond|reply|return)|\bno (?:further |more )?details\b"
    r"|\b(?:reporting|editing) by\b|\bclick here\b|\bread more\b",
    re.IGNORECASE,
)
_LEADS, _EARLY = 3, 8  # how many sentences may be the lead, and up to which one
_NEAR_LEAD = 1.25
_OF_TITLE = 0.5
_LEANING = 0.55  # what a sentence counts whose statement does not stand alone
_BARE = 0.45  # and one about "the company"
_GOING_ON = frozenset(
    "however also too therefore instead meanwhile thus moreover furthermore nevertheless otherwise "
    "consequently though".split()
)
_SAME = 0.6  # of the words of the shorter of two sentences


def summary(reading: Reading) -> tuple[Evidence, ...]:
    """Return the sentences that tell what happened, none where no sentence is fit for it."""
    lead = _lead(reading)
    fit = [read for read in reading.sentences if can_open(read) and read is not lead]
    weights = Weights(reading)
    most = min(MOST_SENTENCES, max(_FEWEST, round(len(reading.sentences) / _SENTENCES_EACH)))
    worth = _worth(reading, fit)
    chosen: list[Read] = []
    while (fit or (lead and not chosen)) and len(chosen) < most:
        best = max(
            fit,
            key=lambda read: (weights.of(read) * worth[read.number], -read.number),
            default=lead,
        )
        best = lead if lead is not None and not chosen else best
        assert best is not None
        chosen.append(best)
        weights.told(best)
        fit = [r for r in fit if r is not best and not _says_the_same(weights, r, best)]
    return tuple(without_dateline(r) for r in sorted(chosen, key=lambda read: read.number))


def _lead(reading: Reading) -> Read | None:
    """Return the sentence that says what the report is about, by its title."""
    early = reading.sentences[:_EARLY]
    leads = [read for read in early if can_open(read, as_lead=True)][:_LEADS]
    title = _title_words(reading)
    return max(leads, key=lambda read: (_share(title, read), -read.number), default=None)


def _title_words(reading: Reading) -> frozenset[str]:
    """Return the longer words of the title, cut so that "accuses" and "accused" are one."""
    return frozenset(_stem(word) for word in reading.article.title.split() if len(word) > 3)


def _stem(word: str) -> str:
    return word.casefold().strip(".,;:!?’'“”\"()")[:6]


def _share(title: frozenset[str], read: Read) -> float:
    """Return which part of the title's words a sentence has."""
    words = {_stem(word) for word in read.evidence.text.split()}
    return len(title & words) / len(title) if title else 0.0


def _worth(reading: Reading, fit: Sequence[Read]) -> dict[int, float]:
    """Return what a sentence counts beside its words: where it stands, whether it stands alone."""
    sound = {
        statement.evidence.start
        for statement in reading.statements
        if statement.fault is None and statement.clause.kind in {"main", "told"}
    }
    title = _title_words(reading)
    worth = {}
    for read in fit:
        place = _NEAR_LEAD if read.number < _EARLY else 1.0
        alone = 1.0 if read.evidence.start in sound else _LEANING
        bare = _BARE if _is_about_the_bare(read) else 1.0
        worth[read.number] = place * alone * bare * (1 + _OF_TITLE * _share(title, read))
    return worth


def _is_about_the_bare(read: Read) -> bool:
    """Tell whether the subject is "the company" or "it", which another sentence has to explain."""
    for token in read.sentence.root.children:
        if token.dep_ in _SUBJECTS:
            inside = {t.lower_ for t in token.subtree} - {token.lower_}
            plain = token.pos_ == "NOUN" and bool(inside) and inside <= {"the", "its", "their"}
            return plain or token.pos_ == "PRON"
    return False


def _says_the_same(weights: Weights, one: Read, other: Read) -> bool:
    first, second = (set(weights.words[read.number]) for read in (one, other))
    shorter = min(len(first), len(second))
    return shorter == 0 or len(first & second) / shorter >= _SAME


def without_dateline(read: Read) -> Evidence:
    """Return the sentence without the place and the agency in front of a report."""
    evidence, article = read.evidence, read.passage.article
    found = _DATELINE.match(evidence.text) if evidence.start == read.passage.offset else None
    return article.evidence(evidence.start + found.end(), evidence.end) if found else evidence


def can_open(read: Read, *, as_lead: bool = False) -> bool:
    """Tell whether a sentence can be read without the one before it.

    A lead may be longer, and have a term in quotation marks.
    """
    text = without_dateline(read).text
    tokens = [t for t in read.sentence if not t.is_space]
    longest = _LONGEST_LEAD if as_lead else _LONGEST
    if not _SHORTEST <= len(text.split()) <= longest or text[-1] != "." or not text[0].isupper():
        return False
    if _quotes(text, _LONGEST_TERM if as_lead else 0) or _SILENT.search(text):
        return False
    if any(mark in text for mark in "\n…?") or read.sentence.root.pos_ not in {"VERB", "AUX"}:
        return False
    return not _points_back(tokens)


def _quotes(text: str, longest: int) -> bool:
    """Tell whether more than `longest` words stand between quotation marks."""
    if _MARKS.search(text) is None:
        return False
    spans = marked(text)
    if any(len(text[start:end].split()) > longest for start, end in spans):
        return True
    outside = "".join(c for n, c in enumerate(text) if not any(s <= n < e for s, e in spans))
    return _MARKS.search(outside) is not None


def _points_back(tokens: Sequence[Token]) -> bool:
    """Tell whether a sentence needs the one before it to be understood."""
    first = tokens[0]
    if first.lower_ in _OPENERS or first.lower_ in word_set("sequence_words"):
        return first.lower_ not in {"after", "before", "since", "once", "until"}
    root = first.sent.root
    if any(c.lower_ in _GOING_ON and c.dep_ == "advmod" for c in root.children):
        return True
    return any(_goes_outside(token, tokens) for token in tokens)


def _goes_outside(token: Token, tokens: Sequence[Token]) -> bool:
    """Tell whether a word speaks to somebody, or of something that stands before the sentence."""
    lower = token.lower_
    if lower in _SPEAKERS and token.tag_ in {"PRP", "PRP$"}:
        return True
    if lower in _BACK and token.dep_ in {"det", "amod", "predet"}:
        return token.head.lemma_.lower() not in _TIMES and lower not in {"other", "former"}
    if lower in {"this", "these", "those"} or (lower == "that" and token.dep_ in _ARGUMENTS):
        return token.dep_ in _ARGUMENTS and not token.rights and token.tag_ == "DT"
    if lower == "there" and token.dep_ == "advmod":
        return True
    if lower in _PRONOUNS:
        return not any(_can_be_meant(t, token) for t in tokens if t.i < token.i)
    return False


def _can_be_meant(noun: Token, pronoun: Token) -> bool:
    """Tell whether a pronoun may stand for a noun before it.

    One that acts stands for somebody who acted or is named; one that is acted upon for nobody who
    acts on it: "the airline found it".
    """
    if noun.pos_ not in {"PROPN", "NOUN"} or noun.dep_ == "compound":
        return False
    if pronoun.dep_ in _SUBJECTS:
        return noun.dep_ in _SUBJECTS or noun.pos_ == "PROPN"
    acts_on_it = noun.dep_ == "nsubj" and noun.head is pronoun.head
    return not (pronoun.dep_ == "dobj" and (acts_on_it or noun.head.dep_ == "prep"))
