"""Whether a statement stands alone: the reasons in words why one does not.

A pupil has read the article this morning and no longer has it in front of him. What only the
article could explain ("the deal", "this", "there") makes a statement useless for a question.
"""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from quiz.language.clauses import Clause
from quiz.language.gazetteer import demonyms
from quiz.language.names import Names, is_personal_pronoun
from quiz.language.statement import Statement, render
from quiz.resources import word_set
from quiz.schema.findings import Place
from quiz.schema.record import Span

SHORTEST, LONGEST = 6, 34  # words a statement may have
_MOST_CHARACTERS = 600  # a single "word" can be endless
_THIN = 8  # words below which a statement needs a date or a number
_LONGEST_TERM = 3  # words between quotation marks that may stand in a statement
_FIRST_SECOND = frozenset("i we me us my our mine ours you your yours ourselves myself".split())
_DEMONSTRATIVES = frozenset("this these those such another other former latter".split())
_DANGLING = frozenset(
    "there here then also however meanwhile instead similarly likewise otherwise elsewhere "
    "respectively thus therefore both neither either same others".split()
)
_STATES = frozenset("be have remain stay become mean need see contain lack know".split())
_LOOSE_AMOUNTS = frozenset("several some many certain various numerous few".split())
_NO_ENDS = frozenset("more most less and or but as than the a an of".split())
_LOOSE_QUOTATION = re.compile(r"\d{4} [\"“]")  # "posted a picture on 20 November 2019 “Welcome”"
_ASIDES = frozenset({"(", ")", ":", ";", "—", "–", "--", "..."})
_SPEAKING = frozenset("comment say elaborate discuss speculate answer".split())
_DESCRIBING = frozenset("compound amod nmod poss prep relcl acl nummod appos".split())


def fault_of_clause(
    clause: Clause, names: Names, named: Sequence[str], settled: Sequence[Span]
) -> str | None:
    """Return why the words of a clause cannot stand alone, None if they can.

    `named` are the entities the statement names. `settled` spans are left aside: "this week" has
    become a calendar date there.
    """
    tokens = [
        t
        for t in clause.tokens
        if not any(s.start <= clause.passage.start(t) < s.end for s in settled)
    ]
    for token in tokens:
        fault = _fault_of_token(token, clause)
        if fault is not None:
            return fault
        if token.text in names.shared and names.at(clause.passage, token) is None:
            return f"it is not certain who “{token.text}” is"
    if _cuts_a_quotation(clause):
        return "a quotation is cut"
    entities = (names.by_name.get(name) for name in named)
    places = {e.country or e.name for e in entities if isinstance(e, Place)}
    places |= {demonyms()[t.text] for t in tokens if t.text in demonyms()}
    vague = next(_vague_phrases(tokens, clause, names, countries=len(places)), None)
    return vague or _fault_of_subject(clause, names)


def _fault_of_token(token: Token, clause: Clause) -> str | None:
    lower = token.lower_
    if lower in _FIRST_SECOND and token.tag_ in {"PRP", "PRP$"}:
        return "it speaks in the first or second person"
    if _in_long_quotation(token, clause):
        return "it lies inside a quotation"
    if token.tag_ == "``" and token.i and token.nbor(-1).tag_ in {"CD", "NN", "NNS", "NNP"}:
        return "a quotation hangs loose"
    spaced_dash = token.text == "-" and token.i > 0 and token.doc[token.i - 1].whitespace_
    if token.text in _ASIDES or "?" in token.text or spaced_dash:
        return "it holds an aside"
    if _unexplained_short_form(token, clause):
        return f"“{token.text}” is not explained"
    demonstrative = lower in _DEMONSTRATIVES and token.dep_ in {"det", "amod", "predet"}
    alone = lower in {"this", "these", "those"} or (lower == "that" and token.tag_ == "DT")
    dangling = lower in _DANGLING and not (lower == "both" and _followed_by_and(token))
    if demonstrative or alone or dangling:
        return f"“{token.text}” points outside the sentence"
    if (
        token.tag_ in {"JJR", "RBR"}
        and token.pos_ in {"ADJ", "ADV"}
        and not _compared(token, clause)
    ):
        return f"“{token.text}” has lost what it is compared with"
    if lower == "all" and token.dep_ in {"advmod", "appos", "dep"}:
        return "“all” may count people who are not named"
    if clause.kind == "joined" and token.dep_ == "dobj" and token.pos_ == "NUM":
        return f"“{token.text}” has lost what it counts"
    if token.tag_ in {"WP", "WRB"} and token.dep_ != "advmod" and lower in {"what", "how"}:
        return "an indirect question cannot stand alone"
    return None


def _unexplained_short_form(token: Token, clause: Clause) -> bool:
    text = clause.passage.written(token)
    return (
        text.isupper()
        and text.isalpha()
        and len(text) > 1
        and token.pos_ not in {"NUM", "PRON", "DET"}
        and text not in word_set("known_short_forms")
    )


def _in_long_quotation(token: Token, clause: Clause) -> bool:
    passage = clause.passage
    start = passage.start(token)
    return any(
        q.start <= start < q.end and len(passage.article.at(q).split()) > _LONGEST_TERM
        for q in passage.quoted
    )


def _cuts_a_quotation(clause: Clause) -> bool:
    """Tell whether the clause holds some, but not all, of what stands between quotation marks."""
    passage = clause.passage
    held = {t.i for t in clause.tokens}
    for q in passage.quoted:
        inside = {t.i for t in clause.sentence if q.start <= passage.start(t) < q.end}
        if inside & held and inside - held:
            return True
    return False


def _compared(token: Token, clause: Clause) -> bool:
    """Tell whether a comparative has its "than", or is no comparison."""
    if any(t.lower_ == "than" for t in clause.tokens):
        return True
    return token.tag_ == "RBR" or token.lower_ in {"upper", "further", "lower"}


def _followed_by_and(token: Token) -> bool:
    return any(t.lower_ == "and" for t in token.doc[token.i : token.i + 6])


def _vague_phrases(
    tokens: Sequence[Token], clause: Clause, names: Names, *, countries: int
) -> Iterator[str]:
    """Yield the definite phrases that only the article could explain: "the deal".

    `countries` is how many countries are named or have a place or people named: "the war" is clear
    where there is any; "the country", or "the minister" as a subject, only where there is one.
    """
    inside = {t.i for t in clause.tokens}
    empty = word_set("empty_adjectives")
    for token in tokens:
        noun = token.head
        if token.lower_ != "the" or token.dep_ != "det" or noun.pos_ != "NOUN":
            continue
        if noun.lemma_.lower() in word_set("unique_nouns"):
            continue
        only_one = noun == clause.subject_head or noun.lower_ == "country"
        clear = countries == 1 if only_one else countries > 0
        if noun.lemma_.lower() in word_set("national_nouns") and clear:
            continue
        telling = [
            c
            for c in noun.children
            if c.dep_ in _DESCRIBING
            and c.i in inside
            and not (c.dep_ == "amod" and c.lower_ in empty)
        ]
        following = noun.doc[noun.i + 1].lower_ if noun.i + 1 < len(noun.doc) else ""
        points_back = noun.lemma_.lower() in word_set("anaphor_nouns") and following != "of"
        if not telling and (points_back or following not in {"of", "for", "that"}):
            yield f"“the {noun.text}” is not explained"
        if noun == clause.subject_head and not any(_specific(c, clause, names) for c in telling):
            yield f"“the … {noun.text}” is not explained"


def _specific(modifier: Token, clause: Clause, names: Names) -> bool:
    """Tell whether a modifier of the subject holds a name."""
    return any(names.at(clause.passage, t) is not None for t in modifier.subtree)


def _tells(token: Token, clause: Clause, names: Names) -> bool:
    return names.at(clause.passage, token) is not None or token.pos_ in {"PROPN", "NUM"}


def _fault_of_subject(clause: Clause, names: Names) -> str | None:
    head = clause.subject_head
    if clause.verb.lemma_ in {"appear", "seem"}:
        return "it is only an impression"
    if clause.verb.lemma_ == "decline" and any(t.lower_ in _SPEAKING for t in clause.rest[:2]):
        return "a refusal to comment is no news"
    if any(t.lower_ in {"latest", "recent", "current", "newest"} for t in clause.subject):
        return "its subject is tied to the day of the report"
    if head.pos_ == "PRON" and not is_personal_pronoun(head):
        return f"the subject is “{head.text}”"
    if clause.rest and clause.rest[-1].lower_ in _NO_ENDS:
        return "its end is cut off"
    if clause.rest and clause.rest[-1].tag_ in {"VB", "TO"}:
        return "its last verb has lost its object"
    middle = {t.lower_ for t in clause.middle}
    if "had" in middle and clause.verb.tag_ == "VBN":
        return "“had” looks back from a moment that is not named"
    if "never" in middle and middle & {"has", "have"}:
        return "“never until now” is out of date with the report itself"
    bare = head.pos_ == "NOUN" and len(clause.subject) < 2
    if bare and not any(_tells(t, clause, names) for t in clause.subject):
        return f"the subject “{head.text}” says nothing"
    return None


def fault_of_words(statement: Statement, names: Names) -> str | None:
    """Return why the words of a statement do not make a sentence worth asking about."""
    text = render(statement.words)
    count = len(text.split())
    numbers = any(w.text[:1].isdigit() for w in statement.words)
    if count < SHORTEST:
        return "it is too short"
    if count > LONGEST or len(text) > _MOST_CHARACTERS:
        return "it is too long"
    if not any(w.text[:1].isupper() for w in statement.words if w.start >= 0):
        return "it names nobody and nothing"
    if _LOOSE_QUOTATION.search(text):
        return "a quotation hangs loose"
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        return "a quotation mark is left over"
    if count < _THIN and statement.time is None and not numbers and not statement.dated:
        return "it says too little"
    if statement.time is None and not statement.dated and is_a_state(statement):
        return "a state without a date goes out of date"
    if _loose_amount(statement, names):
        return "it says neither who nor how many"
    if statement.time is None and not statement.dated and not _placed(statement, names):
        return "nothing in it says whom, where or when it is about"
    if ",," in text or " ," in text:
        return "its punctuation is broken"
    return None


def is_a_state(statement: Statement) -> bool:
    """Tell whether the clause says how things are or what goes on, not what happened."""
    clause = statement.clause
    tags = {t.tag_ for t in clause.middle}
    helpers = {t.lemma_ for t in clause.middle if t.dep_ in {"aux", "auxpass"}}
    if "MD" in tags:
        return False
    goes_on = clause.verb.tag_ == "VBG" and "be" in helpers
    return goes_on or clause.verb.lemma_ in _STATES


def _loose_amount(statement: Statement, names: Names) -> bool:
    """Tell whether "several officials" and the like is all the statement has to offer."""
    clause = statement.clause
    if not any(t.lower_ in _LOOSE_AMOUNTS for t in clause.rest):
        return False
    return not any(names.at(clause.passage, t) or t.pos_ == "NUM" for t in clause.rest)


def _placed(statement: Statement, names: Names) -> bool:
    """Tell whether the subject is named, or two names place the statement."""
    clause = statement.clause
    resolved = is_personal_pronoun(clause.subject_head) or clause.owner is not None
    if resolved or any(
        names.at(clause.passage, t) is not None or t.pos_ == "PROPN" or t.text in demonyms()
        for t in clause.subject
    ):
        return True
    named = {n.entity.name for t in clause.tokens if (n := names.at(clause.passage, t))}
    return len(named) >= 2
