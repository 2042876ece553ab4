"""Whether a statement stands alone: the reasons in words why one does not.

A pupil has read the article this morning and no longer has it in front of him. What only the
article could explain ("the deal", "this", "there") makes a statement useless for a question.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quiz.language.clauses import Clause
from quiz.language.comparing import compared, explained_beside, is_general
from quiz.language.dropping import is_spare
from quiz.language.gazetteer import demonyms, is_role_noun
from quiz.language.names import Names, is_personal_pronoun
from quiz.language.statement import Statement, Word, render
from quiz.language.tree import Token
from quiz.resources import word_set
from quiz.schema.findings import Place
from quiz.schema.record import Span

TOO_LONG = "it is too long"
SHORTEST, LONGEST = 6, 34  # words a statement may have
_MOST_CHARACTERS = 600  # a single "word" can be endless
_RICH = 8  # different telling words that make up for a name
_THIN = 8  # words below which a statement needs a date or a number
# Words between quotation marks that may stand in a statement: of a sentence, of a fragment.
_LONGEST_TERM, _LONGEST_FRAGMENT = 3, 14
_FIRST_SECOND = frozenset("i we me us my our mine ours you your yours ourselves myself".split())
_DEMONSTRATIVES = frozenset("this these those that such another other latter".split())
_DANGLING = frozenset(
    "there here then also however meanwhile instead similarly likewise otherwise elsewhere "
    "respectively thus therefore both neither either same others".split()
)
_IN_FULL = 5  # words of a phrase put in that need no name
_OF_THE_TITLE = 2  # words of the headline that place a statement
_TAKE_TO = frozenset(
    "visit answer response reply reaction threat access approach solution right road link key "
    "return end alternative damage change amendment contribution tribute trip attack move "
    "bridge path door letter speech appeal entrance".split()
)
_STATES = frozenset("be have remain stay become mean need see contain lack know".split())
_LOOSE_AMOUNTS = frozenset("several some many certain various numerous few".split())
_NO_ENDS = frozenset("more most less and or but as than the a an of".split())
_LOOSE_QUOTATION = re.compile(r"\d{4} [\"“]")  # "posted a picture on 20 November 2019 “Welcome”"
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_STRETCHES = frozenset({"year", "quarter", "half", "month", "week", "season", "decade"})
_UNTIL = frozenset({"to", "ending", "ended", "until"})
# Written with a capital, and yet every country has one.
_CAPITAL_COMMON = frozenset(
    "Government Opposition President Parliament Prime Minister Cabinet Treasury Senate Court "
    "Council Commission Department Ministry Board Union Company Church King Queen Pope".split()
)
_OF_A_NATION = frozenset("team side squad delegation embassy consulate flag navy army".split())
_OFFICES = frozenset("ministry government army police navy embassy military".split())
_PERSONS = frozenset("man woman boy girl".split())
_ASIDES = frozenset({"(", ")", ":", ";", "—", "–", "--", "..."})
_CALLING = frozenset("call name dub brand nickname title rename christen label deem".split())
_UNLIKE = frozenset({"different", "similar"})
_UNSAID = frozenset("say note add claim disagree".split())
_CONTENT_OF = frozenset("ccomp dobj xcomp oprd attr acomp parataxis".split())
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
    if _loses_a_joint(clause):
        return "an “and” or “or” is lost"
    entities = (names.by_name.get(name) for name in named)
    places = {e.country or e.name for e in entities if isinstance(e, Place)}
    places |= {demonyms()[t.text] for t in tokens if t.text in demonyms()}
    vague = next(_vague_phrases(tokens, clause, names, countries=len(places)), None)
    head = clause.passage.start(clause.subject_head)
    told = any(s.start <= head < s.end for s in settled)
    return vague or _fault_of_subject(clause, names, told=told)


def _fault_of_token(token: Token, clause: Clause) -> str | None:
    lower = token.lower_
    if lower in _FIRST_SECOND and token.tag_ in {"PRP", "PRP$"}:
        return "it speaks in the first or second person"
    if clause.passage.is_quoted(clause.verb) or _in_long_quotation(token, clause):
        return "it lies inside a quotation"
    loose = token.tag_ == "``" and token.i and token.nbor(-1).tag_ in {"CD", "NN", "NNS", "NNP"}
    if loose and not _is_what_it_is_called(token):
        return "a quotation hangs loose"
    spaced_dash = token.text == "-" and token.i > 0 and token.doc[token.i - 1].whitespace_
    pause = token.text == "..." and clause.passage.is_quoted(token)
    if (token.text in _ASIDES and not pause) or "?" in token.text or spaced_dash:
        return "it holds an aside"
    if _unexplained_short_form(token, clause):
        return f"“{token.text}” is not explained"
    demonstrative = lower in _DEMONSTRATIVES and token.dep_ in {"det", "amod", "predet"}
    if (demonstrative and _added_to_a_list(token)) or explained_beside(token, clause):
        return None
    alone = lower in {"this", "these", "those"} or (lower == "that" and token.tag_ == "DT")
    dangling = lower in _DANGLING and not _added_to_a_list(token)
    if demonstrative or alone or dangling:
        return f"“{token.text}” points outside the sentence"
    if lower in _UNLIKE and not _says_unlike_what(token):
        return f"“{token.text}” has lost what it is compared with"
    if (
        token.tag_ in {"JJR", "RBR"}
        and token.pos_ in {"ADJ", "ADV"}
        and not compared(token, clause)
    ):
        return f"“{token.text}” has lost what it is compared with"
    if lower == "all" and token.dep_ in {"advmod", "appos", "dep"}:
        return "“all” may count people who are not named"
    money = any(c.text in {"$", "£", "€"} for c in token.children)
    sum_of_money = money and len(clause.rest) >= SHORTEST
    if (
        clause.kind == "joined"
        and token.dep_ == "dobj"
        and token.pos_ == "NUM"
        and not sum_of_money
    ):
        return f"“{token.text}” has lost what it counts"
    if token.tag_ in {"WP", "WRB"} and token.dep_ != "advmod" and lower in {"what", "how"}:
        return "an indirect question cannot stand alone"
    return None


def _says_nothing(clause: Clause) -> bool:
    """Tell whether a verb of saying has lost what was said: "Keller said at the fair in May"."""
    if clause.verb.lemma_ not in _UNSAID or clause.kind in {"told", "with"}:
        return False
    kept = set(clause.rest)
    if any(t.text in {'"', "“", "``"} or t.tag_ == "``" for t in kept):
        return False
    content = [c for c in clause.verb.children if c.dep_ in _CONTENT_OF]
    with_whom = clause.verb.lemma_ == "disagree" and any(t.lower_ == "with" for t in kept)
    return not with_whom and not any(c in kept or set(c.subtree) & kept for c in content)


def _says_unlike_what(token: Token) -> bool:
    """Tell whether "different" has its "from", or only says that things differ: "two different"."""
    behind = {t.lower_ for t in token.doc[token.i + 1 : token.i + 5]}
    among = token.dep_ == "amod" and any(c.dep_ == "nummod" for c in token.head.children)
    return among or bool(behind & {"from", "to", "than"}) or token.dep_ not in {"amod", "acomp"}


def _is_what_it_is_called(mark: Token) -> bool:
    """Tell whether a quotation behind a noun is its name or its nature: "named the ship “Ark”".

    Or part of the sentence, without a capital: "saw the delay “as a mistake by Oslo”".
    """
    following = mark.nbor() if mark.i + 1 < len(mark.doc) else mark
    if following.is_lower and mark.nbor(-1).tag_ != "CD":
        return True
    verbs = (t for t in (mark, *mark.ancestors) if t.pos_ == "VERB")
    return any(t.lemma_.lower() in _CALLING and t.i < mark.i for t in verbs)


def _unexplained_short_form(token: Token, clause: Clause) -> bool:
    text = clause.passage.written(token)
    if token.i and token.nbor(-1).pos_ == "NUM":
        return False  # a unit: "3 GW"
    if _beside_a_name(token):
        return False  # "Charli XCX", "LG Electronics": it is known by the whole
    return (
        text.isupper()
        and text.isalpha()
        and len(text) > 1
        and token.pos_ not in {"NUM", "PRON", "DET"}
        and text not in word_set("known_short_forms")
    )


def _added_to_a_list(token: Token) -> bool:
    """Tell whether "other" or "others" ends a list that says of what: "ferries and others"."""
    noun = token if token.lower_ == "others" else token.head
    return token.lower_ in {"other", "others"} and noun.dep_ == "conj" and noun.head.i < token.i


def _beside_a_name(token: Token) -> bool:
    doc = token.doc
    near = [doc[n] for n in (token.i - 1, token.i + 1) if 0 <= n < len(doc)]
    return any(t.pos_ == "PROPN" and t.text[1:].islower() for t in near)


def _in_long_quotation(token: Token, clause: Clause) -> bool:
    """Tell whether a token stands in direct speech: a whole sentence, or a very long fragment."""
    passage = clause.passage
    start = passage.start(token)
    for q in passage.quoted:
        if q.start <= start < q.end:
            words = passage.article.at(q).split()
            begins = next((c for c in words[0] if c.isalpha()), "")
            if len(words) > (_LONGEST_TERM if begins.isupper() else _LONGEST_FRAGMENT):
                return True
    return False


def _cuts_a_quotation(clause: Clause) -> bool:
    """Tell whether the clause holds some, but not all, of what stands between quotation marks."""
    passage = clause.passage
    held = {t.i for t in clause.tokens}
    for q in passage.quoted:
        marked = [t for t in clause.sentence if q.start <= passage.start(t) < q.end]
        inside = {t.i for t in marked}
        if len(marked) > 2 and marked[-2].text in {".", ","}:
            inside.discard(marked[-2].i)  # a stop that American print sets inside
        if inside & held and inside - held:
            return True
    return False


def _loses_a_joint(clause: Clause) -> bool:
    """Tell whether an "and" or "or" was left off between words that stay."""
    for part in (clause.lead, clause.subject, clause.rest):
        for left, right in pairwise(part):
            between = clause.verb.doc[left.i + 1 : right.i] if right.i > left.i + 1 else ()
            if right.dep_ == "conj" and any(t.dep_ == "cc" for t in between):
                return True
    return False


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
        if token.lower_ == "the" and noun.text in _CAPITAL_COMMON and not countries:
            alone = not any(c.dep_ in _DESCRIBING for c in noun.children)
            if alone and noun.i == token.i + 1:
                yield f"“the {noun.text}” is not explained"
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
            and not _of_the_verb(c, noun)
        ]
        following = noun.doc[noun.i + 1].lower_ if noun.i + 1 < len(noun.doc) else ""
        if _ends_on_a_date(noun):
            continue
        points_back = noun.lemma_.lower() in word_set("anaphor_nouns") and following != "of"
        if not telling and (points_back or following not in {"of", "for", "that"}):
            yield f"“the {noun.text}” is not explained"
        if noun == clause.subject_head and not any(_specific(c, clause, names) for c in telling):
            yield f"“the … {noun.text}” is not explained"


def _ends_on_a_date(noun: Token) -> bool:
    """Tell whether a stretch of time is told by its end: "the year to September 2023"."""
    behind = noun.doc[noun.i + 1 : noun.i + 6]
    stretch = noun.lemma_.lower() in _STRETCHES and behind and behind[0].lower_ in _UNTIL
    return bool(stretch) and any(_YEAR.fullmatch(t.text) for t in behind)


def _of_the_verb(child: Token, noun: Token) -> bool:
    """Tell whether a "to" behind an object goes with the verb: "gave the file to the police"."""
    return (
        child.lower_ == "to"
        and child.dep_ == "prep"
        and noun.dep_ == "dobj"
        and noun.lemma_.lower() not in _TAKE_TO
    )


def _specific(modifier: Token, clause: Clause, names: Names) -> bool:
    """Tell whether a modifier of the subject holds a name, or a nationality that tells enough.

    "The Norwegian team" and "the Norwegian army spokesman" do, "the Norwegian" firm or "actor" not.
    """
    if any(names.at(clause.passage, t) is not None for t in modifier.subtree):
        return True
    noun = modifier.head
    people = is_role_noun(noun.lemma_.lower()) or noun.lemma_.lower() in _PERSONS
    if people:
        office = noun.i and noun.nbor(-1).lemma_.lower() in _OFFICES
        return modifier.text in demonyms() and bool(office)
    capital = modifier.text[:1].isupper() and not modifier.is_sent_start
    return capital and noun.lemma_.lower() in _OF_A_NATION


def _told_in_full(word: Word) -> bool:
    """Tell whether a word of a statement is a phrase put in that holds a name, or much else."""
    parts = word.text.split()
    put_in = word.text[:1].isupper() and word.end - word.start != len(word.text)
    return put_in or len(parts) > _IN_FULL or any(part[:1].isupper() for part in parts)


def _singular(clause: Clause) -> bool:
    return any(t.tag_ == "VBZ" or t.lower_ == "was" for t in clause.middle)


def _tells(token: Token, clause: Clause, names: Names) -> bool:
    return names.at(clause.passage, token) is not None or token.pos_ in {"PROPN", "NUM"}


def _fault_of_subject(clause: Clause, names: Names, *, told: bool) -> str | None:
    """Return the fault of the subject and the verb group; `told` if the subject was resolved."""
    head = clause.subject_head
    if _says_nothing(clause):
        return "what was said is lost"
    if clause.verb.lemma_ in {"appear", "seem"}:
        return "it is only an impression"
    if clause.verb.lemma_ == "decline" and any(t.lower_ in _SPEAKING for t in clause.rest[:2]):
        return "a refusal to comment is no news"
    tied = (t for t in clause.subject if not is_spare(t))
    if any(t.lower_ in {"latest", "recent", "current", "newest"} for t in tied):
        return "its subject is tied to the day of the report"
    if clause.verb.lemma_ == "be" and any(c.lower_ == "last" for c in head.children):
        return "its subject is tied to the day of the report"
    if head.pos_ == "PRON" and not is_personal_pronoun(head) and not told:
        return f"the subject is “{head.text}”"
    if clause.verb.lemma_ == "be" and clause.rest and all(t.pos_ == "NUM" for t in clause.rest):
        return "an age alone is no news"
    if clause.rest and clause.rest[-1].lower_ in _NO_ENDS:
        return "its end is cut off"
    if clause.rest and clause.rest[-1].tag_ in {"VB", "TO"}:
        return "its last verb has lost its object"
    middle = {t.lower_ for t in clause.middle}
    if "had" in middle and clause.verb.tag_ == "VBN":
        return "“had” looks back from a moment that is not named"
    if "never" in middle and middle & {"has", "have"}:
        return "“never until now” is out of date with the report itself"
    if head.text in demonyms() and clause.subject[0].lower_ == "the" and _singular(clause):
        return f"it is not certain who “the {head.text}” is"
    bare = head.pos_ == "NOUN" and len(clause.subject) < 2 and not told and clause.kind != "told"
    if bare and not any(_tells(t, clause, names) for t in clause.subject):
        return f"the subject “{head.text}” says nothing"
    return None


def fault_of_words(statement: Statement, names: Names) -> str | None:
    """Return why the words of a statement do not make a sentence worth asking about."""
    text = render(statement.words)
    count = len(text.split())
    numbers = any(t.pos_ == "NUM" for t in statement.clause.tokens)
    if count < SHORTEST:
        return "it is too short"
    if count > LONGEST or len(text) > _MOST_CHARACTERS:
        return TOO_LONG
    written = (part for w in statement.words if w.start >= 0 for part in w.text.split())
    named = any(part[:1].isupper() for part in written)
    general = is_general(statement.clause) and statement.time is None and not statement.dated
    if not named and not general and len(_content(statement)) < _RICH:
        return "it names nobody and nothing"
    if _LOOSE_QUOTATION.search(text):
        return "a quotation hangs loose"
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        return "a quotation mark is left over"
    if count < _THIN and statement.time is None and not numbers and not statement.dated:
        return "it says too little"
    if statement.time is None and not statement.dated and _goes_out_of_date(statement, text):
        return "a state without a date goes out of date"
    if _loose_amount(statement, names):
        return "it says neither who nor how many"
    if (
        statement.time is None
        and not statement.dated
        and not general
        and not _placed(statement, names)
    ):
        return "nothing in it says whom, where or when it is about"
    if ",," in text or " ," in text:
        return "its punctuation is broken"
    return None


def _content(statement: Statement) -> set[str]:
    """Return the lemmas of the words of a statement that carry its meaning."""
    telling = {"NOUN", "ADJ", "NUM", "PROPN", "VERB"}
    return {t.lemma_ for t in statement.clause.tokens if t.pos_ in telling and not t.is_stop}


def _goes_out_of_date(statement: Statement, text: str) -> bool:
    """Tell whether a statement is a state that no year in it ties to its time."""
    past = any(t.tag_ == "VBD" for t in statement.clause.middle)
    return is_a_state(statement) and not (past and _YEAR.search(text))


def is_a_state(statement: Statement) -> bool:
    """Tell whether the clause says how things are or what goes on, not what happened."""
    clause = statement.clause
    tags = {t.tag_ for t in clause.middle}
    helpers = {t.lemma_ for t in clause.middle if t.dep_ in {"aux", "auxpass"}}
    if "MD" in tags:
        return False
    goes_on = clause.verb.tag_ == "VBG" and "be" in helpers
    if clause.verb.lower_ == "had" and clause.rest and clause.rest[0].tag_ == "TO":
        return False  # "had to rebuild"
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
    resolved = resolved or any(w.names or _told_in_full(w) for w in statement.subject)
    if resolved or any(
        names.at(clause.passage, t) is not None or t.pos_ == "PROPN" or t.text in demonyms()
        for t in clause.subject
    ):
        return True
    named = {n.entity.name for t in clause.tokens if (n := names.at(clause.passage, t))}
    if clause.kind == "told" and any(t.text in demonyms() for t in clause.rest):
        return True
    return len(named) >= 2 or _in_title(clause)


def _in_title(clause: Clause) -> bool:
    """Tell whether a clause says something on what the headline is about: "iodine deficiency"."""
    title = set(re.findall(r"[^\W_]+", clause.passage.article.title.lower()))
    telling = {"NOUN", "ADJ", "PROPN"}
    return (
        sum(t.pos_ in telling and not t.is_stop and t.lower_ in title for t in clause.tokens)
        >= _OF_THE_TITLE
    )
