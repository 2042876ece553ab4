"""The parts of a clause: which tokens belong to it and which hang on loosely.

The rules look at the dependency tree, and mistrust it where the small parser is known to err.
"""

from quiz.language.asides import asides
from quiz.language.tree import Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})  # tags of what carries a clause's tense
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_MIDDLE = frozenset({"aux", "auxpass", "neg", "advmod"})
_LOOSE_MARKS = frozenset({"as", "while", "with", "although", "though", "amid", "even", "whereas"})
_LOOSE_LEADS = frozenset({"while", "although", "though", "whereas"})
_CONDITIONS = frozenset(
    {"if", "unless", "when", "once", "until", "whether", "should", "provided", "lest"}
)
# What a clause means depends on these, even behind a comma.
_BINDING = frozenset({"including", "except", "excluding", "barring", "pending", "according"})
HEDGES = frozenset(
    "may might could would appear appears appeared seem seems seemed likely possibly "
    "reportedly allegedly apparently probably perhaps supposedly maybe".split()
)
_CONNECTIVES = frozenset(
    "however meanwhile also then too instead moreover furthermore nevertheless therefore thus "
    "still though indeed now again besides finally consequently nonetheless similarly likewise "
    "otherwise later earlier already so and but yet or even actually certainly clearly "
    "additionally overall fortunately unfortunately".split()
)
_SOME_WAY = 4  # words that a clause must have before a comment on it is cut
_LONGEST_DATE = 7  # words of "between July 2003 and December 2004"
_BACKGROUND = frozenset({"following", "amid", "amidst", "despite", "notwithstanding"})
_STAGE_WORDS = frozenset({"as", "like", "unlike", "besides", "amid", "despite", "for", "by"})
_FILLERS = frozenset(
    {
        "in response",
        "in return",
        "in turn",
        "in addition",
        "in fact",
        "of course",
        "for example",
        "for instance",
        "at present",
        "in general",
        "as well",
        "in particular",
        "by contrast",
    }
)


def mark_of(verb: Token) -> str:
    """Return the word that opens a subordinate clause ("after", "if"), "" where there is none."""
    marks = [
        c for c in verb.children if c.dep_ == "mark" or (c.dep_ == "advmod" and c.tag_ == "WRB")
    ]
    return marks[0].lower_ if marks else ""


def is_condition(verb: Token) -> bool:
    """Tell whether a subordinate clause sets a condition: "if it closed", "had it closed"."""
    if mark_of(verb) in _CONDITIONS or verb.lower_ in {"provided", "assuming"}:
        return True
    subject = subject_of(verb)
    return subject is not None and any(
        c.dep_ in {"aux", "auxpass"} and c.lower_ in {"had", "should", "were"} and c.i < subject.i
        for c in verb.children
    )


def subject_of(verb: Token) -> Token | None:
    """Return the head of the subject of `verb`, None where it has none of its own."""
    return next((c for c in verb.children if c.dep_ in SUBJECTS), None)


def is_finite(verb: Token) -> bool:
    """Tell whether the verb, or a helper in front of it, is finite."""
    if verb.tag_ in {"VBD", "VBZ", "VBP"}:
        return True
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"} and c.i < verb.i]
    return any(c.tag_ in {"VBD", "VBZ", "VBP", "MD"} for c in helpers)


def misplaced(root: Token) -> list[Token]:
    """Return finite verbs the parser joined to an infinitive or participle further down.

    "said it had launched a missile and revised its doctrine": a finite verb cannot be joined to a
    non-finite one, so it belongs to the main verb.
    """
    return [
        t
        for t in root.subtree
        if t.dep_ == "conj"
        and t.tag_ in {"VBD", "VBZ"}
        and t.head.tag_ in {"VB", "VBG", "VBN"}
        and t.head != root
        and subject_of(t) is None
        and _mismatched(t)
    ]


def _mismatched(verb: Token) -> bool:
    own = subject_of(verb.head)
    if is_finite(verb.head) and (own is None or own.pos_ != "PRON"):
        return False  # "did not come but went": both have the subject next to them
    return not any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children) and not any(
        a.dep_ in {"relcl", "advcl", "pcomp"}
        for a in (verb.head, *verb.head.ancestors)
        if a.i > verb.sent.root.i and a.dep_ == "relcl"
    )


def noun_phrase(head: Token) -> tuple[Token, ...]:
    """Return the noun phrase of `head` without what is set off by commas, unless it is a list."""
    aside = asides(head)
    dropped = _set_off(head) | (set() if head.i in aside else aside)
    phrase = [t for t in head.subtree if t.i not in dropped and not t.is_space]
    while phrase and phrase[-1].text in {",", "-", ";", ":"}:
        phrase.pop()
    return tuple(phrase)


def _set_off(head: Token) -> set[int]:
    """Return the indices of appositions and relative clauses set off by commas below `head`."""
    doc = head.doc
    dropped: set[int] = set()
    for token in head.subtree:
        loose = token.dep_ in {"appos", "relcl", "acl", "advcl", "prep"} and token.i > token.head.i
        if not loose or token == head:
            continue
        branch = [t.i for t in token.subtree]
        first = min(branch)
        if token.dep_ == "prep" and not _beside_a_name(token, first, max(branch)):
            continue
        if first > 0 and doc[first - 1].text == ",":
            last = max(branch)
            # What is listed behind the loose part belongs to it far more often than to the head.
            last = max(
                [
                    last,
                    *(
                        t.i
                        for c in token.head.children
                        if c.dep_ in {"cc", "conj"} and c.i > last
                        for t in c.subtree
                    ),
                ]
            )
            dropped.update(range(first - 1, last + 1))
            if last + 1 < len(doc) and doc[last + 1].text == ",":
                dropped.add(last + 1)
    return dropped


def apart(verb: Token) -> bool:
    """Tell whether a semicolon parts a clause from the verb behind it that it hangs on."""
    last = max(t.i for t in verb.subtree)
    between = verb.doc[last : verb.head.i] if last < verb.head.i else ()
    return any(t.text == ";" for t in between)


def _beside_a_name(preposition: Token, first: int, last: int) -> bool:
    """Tell whether a phrase stands between commas behind a name: "Ida Marr, of Oslo, said"."""
    doc, head = preposition.doc, preposition.head
    closed = last + 1 < len(doc) and doc[last + 1].text == ","
    return head.pos_ == "PROPN" and first > 0 and doc[first - 1].text == "," and closed


def middle_of(verb: Token, *, after: int) -> tuple[Token, ...]:
    """Return auxiliaries, negation and adverbs between subject and verb, and the verb."""
    group = [
        token
        for child in verb.children
        if child.dep_ in _MIDDLE and after < child.i < verb.i
        for token in child.subtree
        if token.lower_ not in _CONNECTIVES and token.text != ","
    ]
    particle = [c for c in verb.children if c.dep_ == "neg" and c.i == verb.i + 1]
    return (*sorted(group, key=lambda t: t.i), verb, *particle)


def right_of(verb: Token) -> list[Token]:
    """Return what belongs to `verb` behind it, loose ends and joined verbs left off."""
    doc = verb.doc
    found: list[Token] = []
    aside = asides(verb)
    left_off: set[int] = set()  # tokens behind a comma that are left off, or the last of them
    for child in verb.children:
        if child.i <= verb.i or child.dep_ in {"cc", "punct"} or child.is_space:
            continue
        if child.dep_ == "neg" and child.i == verb.i + 1:
            continue
        if child.dep_ == "conj" and child.pos_ in {"VERB", "AUX"}:
            continue
        first = min(t.i for t in child.subtree)
        set_off = first > 0 and doc[first - 1].text in {",", "-", "–", "—"}
        # What follows a branch left off, with no comma between, is the tail of that branch.
        tail = first - 1 in left_off
        joins = bool(found) and first - found[-1].i in {1, 2}  # nothing was left off between
        dated = set_off and joins and _says_when(child)
        if dated and found[-1].i == first - 1:
            found.pop()  # the comma between
        if tail or (not dated and _loose(child, verb, set_off=set_off)):
            if tail or set_off:
                left_off.add(max(t.i for t in child.subtree))
            continue
        dropped = _set_off(child) | aside
        left_off |= {n for n in dropped if doc[n].text != ","}
        found += [t for t in child.subtree if t.i not in dropped and not t.is_space]
    return _cut(verb, sorted(found, key=lambda t: t.i))


def _loose(child: Token, verb: Token, *, set_off: bool) -> bool:
    """Tell whether a branch behind the verb is a comment on the clause, not part of it."""
    if child.dep_ == "advcl":
        return (set_off or mark_of(child) in _LOOSE_MARKS) and not is_condition(child)
    if set_off and child.dep_ in {"prep", "npadvmod", "dep", "parataxis", "advmod"}:
        return child.lower_ not in _BINDING
    if child.dep_ == "advmod":
        return child.lower_ in _CONNECTIVES
    return child.dep_ == "prep" and child.lower_ in _BACKGROUND and child.i > verb.i + 3


def _says_when(phrase: Token) -> bool:
    """Tell whether a phrase behind a comma is a short date: ", between 1997 and 2004"."""
    words = list(phrase.subtree)
    dates = [t for t in words if t.ent_type_ == "DATE" and t.text[:1].isupper() | t.like_num]
    if phrase.dep_ not in {"prep", "npadvmod"}:
        return False
    plain = phrase.lower_ in {"in", "on", "between", "from"} or phrase.dep_ == "npadvmod"
    others = [t for t in words if t.pos_ in {"NOUN", "VERB", "PROPN"} and t.ent_type_ != "DATE"]
    return plain and bool(dates) and not others and len(words) <= _LONGEST_DATE


def _cut(verb: Token, tokens: list[Token]) -> list[Token]:
    """Return `tokens` up to a verb that belongs to another clause or a comment on the whole."""
    foreign = {t.i for t in misplaced(verb)}
    kept: list[Token] = []
    for position, token in enumerate(tokens):
        following = tokens[position + 1].lower_ if position + 1 < len(tokens) else ""
        if token.i in foreign or (token.text == "," and following in {"something", "which"}):
            break
        if _opens_a_comment(token, verb):
            break
        kept.append(token)
    while kept and (kept[-1].dep_ == "cc" or kept[-1].text in {",", "-"}):
        kept.pop()
    return [t for n, t in enumerate(kept) if not _filler(kept, n)]


def _opens_a_comment(token: Token, verb: Token) -> bool:
    """Tell whether a token opens "as both sides eye a thaw" behind all that the clause says."""
    if token.dep_ != "mark" or token.lower_ not in _LOOSE_MARKS or token.i < verb.i + _SOME_WAY:
        return False
    told = token.head
    return told.dep_ == "advcl" and is_finite(told) and subject_of(told) is not None


def _filler(tokens: list[Token], position: int) -> bool:
    """Tell whether a token is part of "in response" and the like, said of what went before."""
    for n in (position, position - 1):
        pair = " ".join(t.lower_ for t in tokens[max(n, 0) : n + 2])
        behind = tokens[n + 2].lower_ if n + 2 < len(tokens) else ""
        if pair in _FILLERS and behind not in {"to", "of", "for", "with", "as"}:
            return True
    return False


def rest_of(verb: Token) -> tuple[Token, ...]:
    """Return what belongs to the clause behind its verb, stray punctuation left off."""
    rest = right_of(verb)
    marks = {t.i for t in rest}
    # Quotation marks round a few words hang on the verb in the tree; they belong to the words.
    if rest:
        rest += [
            t
            for t in verb.children
            if t.text in {'"', "'"} and verb.i < t.i <= rest[-1].i + 1 and t.i not in marks
        ]
    rest = sorted(rest, key=lambda t: t.i)
    while rest and rest[-1].text in {",", ";", ":", "-", "."}:
        rest.pop()
    rest += _closing_mark(rest)
    while rest and rest[0].text in {",", ";", ":", "-"}:
        rest.pop(0)
    return tuple(rest)


def _closing_mark(rest: list[Token]) -> list[Token]:
    """Return the mark that closes a quotation behind a full stop or comma: “in good hands.”.

    American print sets the stop inside; the statement goes without it, not without the mark.
    """
    if not rest or sum(t.text == '"' for t in rest) % 2 == 0:
        return []
    behind = rest[-1].doc[rest[-1].i + 1 : rest[-1].i + 3]
    stops = len(behind) == 2 and behind[0].text in {".", ","} and behind[1].text == '"'
    return [behind[1]] if stops and behind[1].i < rest[-1].sent.end else []


def lead_of(verb: Token, subject: Token) -> tuple[tuple[Token, ...], str | None]:
    """Return the adverbial in front of the subject, and why the clause cannot go without it."""
    lead: list[Token] = []
    first_of_subject = min(t.i for t in subject.subtree)
    for child in verb.children:
        if child.i >= first_of_subject or child.dep_ in {"punct", "cc", "mark", "det"}:
            continue
        if child.dep_ in {"prep", "npadvmod"}:
            phrase = " ".join(t.lower_ for t in child.subtree)
            if child.lower_ in _STAGE_WORDS or phrase in _FILLERS:
                continue
            lead += [t for t in child.subtree if not t.is_space]
        elif child.dep_ == "advcl" and is_condition(child):
            return (), "a condition would be lost"
        elif child.dep_ in {"aux", "auxpass", "neg"}:
            return (), "the sentence is a question or turned round"
        elif child.lower_ in HEDGES or child.lower_ in {"never", "nowhere", "rarely"}:
            return (), "a doubt would be lost"
        elif child.dep_ == "ccomp" and (apart(child) or mark_of(child) in _LOOSE_LEADS):
            continue
        elif child.dep_ in {"ccomp", "dobj", "dative", "prt", "expl"}:
            return (), "the sentence is turned round"
        elif child.dep_ == "advmod" and child.tag_ == "WRB":
            return (), "the sentence is a question or a condition"
    while lead and lead[-1].text == ",":
        lead.pop()
    return tuple(sorted(lead, key=lambda t: t.i)), None
