"""The parts of a clause: which tokens belong to it and which hang on loosely.

The rules look at the dependency tree, and mistrust it where the small parser is known to err.
"""

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_MIDDLE = frozenset({"aux", "auxpass", "neg", "advmod"})
_LOOSE_MARKS = frozenset({"as", "while", "with", "although", "though", "amid", "even", "whereas"})
CONDITIONS = frozenset({"if", "unless", "when", "once", "until", "whether", "should"})
_CONNECTIVES = frozenset(
    "however meanwhile also then too instead moreover furthermore nevertheless therefore thus "
    "still though indeed now again besides finally consequently nonetheless similarly likewise "
    "otherwise later earlier already so and but yet or even actually certainly clearly "
    "additionally overall apparently reportedly fortunately unfortunately".split()
)
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
    return not any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children) and not any(
        a.dep_ in {"relcl", "advcl", "pcomp"}
        for a in (verb.head, *verb.head.ancestors)
        if a.i > verb.sent.root.i and a.dep_ == "relcl"
    )


def noun_phrase(head: Token) -> tuple[Token, ...]:
    """Return the noun phrase of `head` without what is set off by commas, unless it is a list."""
    dropped = _set_off(head)
    phrase = [t for t in head.subtree if t.i not in dropped and not t.is_space]
    while phrase and phrase[-1].text in {",", "-", ";", ":"}:
        phrase.pop()
    return tuple(phrase)


def _set_off(head: Token) -> set[int]:
    """Return the indices of appositions and relative clauses set off by commas below `head`."""
    doc = head.doc
    dropped: set[int] = set()
    for token in head.subtree:
        loose = token.dep_ in {"appos", "relcl", "acl", "advcl"} and token.i > token.head.i
        if not loose or token == head:
            continue
        branch = [t.i for t in token.subtree]
        first = min(branch)
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
    for child in verb.children:
        if child.i <= verb.i or child.dep_ in {"cc", "punct"} or child.is_space:
            continue
        if child.dep_ == "neg" and child.i == verb.i + 1:
            continue
        if child.dep_ == "conj" and child.pos_ in {"VERB", "AUX"}:
            continue
        first = min(t.i for t in child.subtree)
        set_off = first > 0 and doc[first - 1].text in {",", "-", "–", "—"}
        if _loose(child, verb, set_off=set_off):
            continue
        dropped = _set_off(child)
        found += [t for t in child.subtree if t.i not in dropped and not t.is_space]
    return _cut(verb, sorted(found, key=lambda t: t.i))


def _loose(child: Token, verb: Token, *, set_off: bool) -> bool:
    """Tell whether a branch behind the verb is a comment on the clause, not part of it."""
    if child.dep_ == "advcl":
        loose = set_off or mark_of(child) in _LOOSE_MARKS
        return loose and mark_of(child) not in CONDITIONS
    if set_off and child.dep_ in {"prep", "npadvmod", "dep", "parataxis", "advmod"}:
        return child.lower_ != "including"
    if child.dep_ == "advmod":
        return child.lower_ in _CONNECTIVES
    return child.dep_ == "prep" and child.lower_ in _BACKGROUND and child.i > verb.i + 3


def _cut(verb: Token, tokens: list[Token]) -> list[Token]:
    """Return `tokens` up to a verb that belongs to another clause or a comment on the whole."""
    foreign = {t.i for t in misplaced(verb)}
    kept: list[Token] = []
    for position, token in enumerate(tokens):
        following = tokens[position + 1].lower_ if position + 1 < len(tokens) else ""
        if token.i in foreign or (token.text == "," and following in {"something", "which"}):
            break
        kept.append(token)
    while kept and (kept[-1].dep_ == "cc" or kept[-1].text in {",", "-"}):
        kept.pop()
    return [t for n, t in enumerate(kept) if not _filler(kept, n)]


def _filler(tokens: list[Token], position: int) -> bool:
    """Tell whether a token is part of "in response" and the like, said of what went before."""
    for n in (position, position - 1):
        pair = " ".join(t.lower_ for t in tokens[max(n, 0) : n + 2])
        behind = tokens[n + 2].lower_ if n + 2 < len(tokens) else ""
        if pair in _FILLERS and behind not in {"to", "of", "for", "with"}:
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
            if t.text == '"' and verb.i < t.i <= rest[-1].i + 1 and t.i not in marks
        ]
    rest = sorted(rest, key=lambda t: t.i)
    while rest and rest[-1].text in {",", ";", ":", "-", "."}:
        rest.pop()
    while rest and rest[0].text in {",", ";", ":", "-"}:
        rest.pop(0)
    return tuple(rest)


def lead_of(verb: Token, subject: Token) -> tuple[tuple[Token, ...], str | None]:
    """Return the adverbial in front of the subject, and why the clause cannot go without it."""
    lead: list[Token] = []
    first_of_subject = min(t.i for t in subject.subtree)
    for child in verb.children:
        if child.i >= first_of_subject or child.dep_ in {"punct", "cc", "mark", "det"}:
            continue
        if child.dep_ in {"prep", "npadvmod"}:
            if child.lower_ in _STAGE_WORDS:
                continue
            lead += [t for t in child.subtree if not t.is_space]
        elif child.dep_ == "advcl" and (mark_of(child) in CONDITIONS):
            return (), "a condition would be lost"
        elif child.dep_ in {"ccomp", "dobj", "dative", "prt", "expl"}:
            return (), "the sentence is turned round"
        elif child.dep_ == "advmod" and child.tag_ == "WRB":
            return (), "the sentence is a question or a condition"
    while lead and lead[-1].text == ",":
        lead.pop()
    return tuple(sorted(lead, key=lambda t: t.i)), None
