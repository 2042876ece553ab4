"""What a question may have lost of its sentence: a hedge, a negation, a date, half its answer."""

from itertools import takewhile

from quiz.language.gazetteer import reporting_verbs
from quiz.language.numbers import NUMBER
from quiz.language.tree import Token
from quiz.language.truth import telling_words
from quiz.schema.question import spaced
from quiz.schema.record import Evidence
from quiz.writer.asked import Asked, top_of
from quiz.writer.case import Case, sentences_of

_MODALS = frozenset({"may", "might", "could"})
_STANCES = frozenset({"claim", "deny", "warn", "think"})
_UNSURE = frozenset(
    "allege suspect accuse expect plan intend aim hope propose threaten consider seem appear "
    "estimate predict believe fear insist argue suggest".split()
)
_ALLEGED = frozenset({"allegedly", "reportedly", "apparently", "alleged", "suspected", "possibly"})
HEDGES = frozenset(
    "may might could would can allegedly reportedly apparently alleged suspected accused possibly "
    "perhaps likely expected planned intended proposed plans plan hopes hoped according said say "
    "says claim claims claimed claiming warn warned warns deny denied denies believe believed "
    "believes think thought thinks fear feared fears estimate estimated predict predicted suggest "
    "suggested argue argued insist insisted expect expects aim aims aimed intend intends threaten "
    "threatened consider considering considered seem seemed appear appeared propose proposes hope "
    "why view opinion accuse accuses accusing describe described call called want wants wanted "
    "see saw told tell should must calls asked cited blamed blame".split()
)
NEGATIVE = frozenset(
    "not no never none nobody nothing without neither nor refuse refused refuses deny denied "
    "denies fail failed fails reject rejected rejects unable impossible unlikely lack lacks lacked "
    "cannot hardly".split()
)
_QUALIFIERS = (
    ("at least", "minimum", "or more", "more than", "over", "above"),
    ("up to", "at most", "maximum", "as many as", "as much as", "no more than"),
    ("more than", "over", "at least", "above", "exceed", "exceeded", "exceeds"),
    ("less than", "fewer than", "under", "below"),
    ("about", "around", "some", "roughly", "approximately", "estimated", "estimate", "circa"),
    ("nearly", "almost", "close to", "approaching"),
)
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NOUNS = frozenset({"NOUN", "PROPN", "NUM"})


def asked_about(asked: Asked) -> list[Token]:
    """Return the words that the key hangs on, as far as they matter to what is asked.

    "Epic’s president Ann Lee did not come" denies nothing of her post: where a phrase round a noun
    holds all that the stem has of the sentence, what that phrase hangs on does not count.
    """
    said = telling_words(asked.stem)
    near = said & telling_words(asked.evidence.text)
    found: list[Token] = []
    for token in asked.over_key:
        found.append(token)
        held = telling_words(" ".join(t.text for t in token.subtree))
        if near and token.pos_ in {"NOUN", "PROPN"} and near <= held:
            break
    return found


def hedge_lost(asked: Asked) -> str | None:
    """Object where the article puts it as possible, alleged, planned or claimed, and the stem not.

    What counts are the verbs that the key hangs on, not every verb of the sentence.
    """
    if asked.said & HEDGES or "“" in asked.stem:
        return None
    inner: Token | None = None
    for token in asked_about(asked):
        says_it = inner is not None and inner.dep_ in _SUBJECTS  # "Renn claimed …": he did
        inner = token
        for child in token.children:
            if child.dep_ == "aux" and child.lower_ in _MODALS:
                return f"The article says “{child.lower_}”; the question does not."
            if child.lower_ in _ALLEGED:
                return f"The article says “{child.lower_}”; the question does not."
        lemma = token.lemma_.lower()
        stance = reporting_verbs().get(lemma, ("", ""))[1]
        unsure = lemma in _UNSURE or stance in _STANCES
        if token.pos_ == "VERB" and unsure and not says_it:
            return f"The article says “{token.text}”; the question puts it as a fact."
    return None


def negation_lost(asked: Asked) -> str | None:
    """Object where the article denies what the stem asks for, and the stem does not."""
    if asked.said & NEGATIVE or any(w.endswith(("n’t", "n't")) for w in asked.stem.split()):
        return None
    for token in asked_about(asked):
        for child in token.children:
            if child.dep_ == "neg" or child.lower_ in {"never", "neither"}:
                return f"The article says “{child.text}”; the question has lost it."
    return None


def qualifier_lost(asked: Asked) -> str | None:
    """Object to a number without the "at least" or "about" that the article puts in front."""
    told = spaced(asked.told)
    for start in _numbers(asked):
        before = spaced(asked.case.article.text[asked.evidence.start : start])[-40:]
        for group in _QUALIFIERS:
            said = next((form for form in group if before.endswith(spaced(form))), None)
            if said is not None and not any(spaced(form) in told for form in group):
                return f"The article says “{said}” before the number; the question has lost it."
    return None


def _numbers(asked: Asked) -> list[int]:
    """Return where the numbers stand that a question turns on: its key, or all of a statement."""
    if asked.number and asked.span is not None:
        return [asked.span.start]
    if asked.type != "true_false":
        return []
    stated = {figure["digits"] for figure in NUMBER.finditer(asked.told)}
    figures = NUMBER.finditer(asked.evidence.text)
    return [asked.evidence.start + f.start("digits") for f in figures if f["digits"] in stated]


def date_lost(asked: Asked) -> str | None:
    """Object to a figure that the article dates, where the stem has no date and others are dated.

    One figure for 2019 and one for 2023: without its year the question has two answers.
    """
    if not asked.number or asked.span is None:
        return None
    case = asked.case
    sentence = next((s for s in _sentences_of(case, asked.evidence) if s.covers(asked.span)), None)
    if sentence is None or case.days(asked.told):
        return None
    dated = [d for d in case.dates_in(sentence) if not d.relative and d.first is not None]
    years = {d.first.year for d in case.findings.dates if d.first is not None and not d.relative}
    if dated and len(years) > 1 and not any(d.evidence.overlaps(asked.span) for d in dated):
        return f"The date “{dated[0].evidence.text}” is lost."
    return None


def _sentences_of(case: Case, evidence: Evidence) -> list[Evidence]:
    return [s for s in sentences_of(case.passage_of(evidence)) if s.overlaps(evidence)]


def _opens_a_clause(asked: Asked, other: Token) -> bool:
    """Tell whether `other`, which the parser joins to an object, is a subject with its own verb.

    "It was set up in Berlin and the minister was told."
    """
    behind = (t for t in other.sent if t.i > other.i)
    own = any(t.tag_ in _FINITE and t.dep_ not in {"relcl", "advcl"} for t in behind)
    up_to_verb = takewhile(lambda t: t.pos_ not in {"VERB", "AUX"}, asked.over_key)
    return own and not any(t.dep_ in _SUBJECTS for t in up_to_verb)


def half_an_answer(asked: Asked) -> str | None:
    """Object where the article joins the key to another answer that the question leaves out."""
    top = top_of(asked.key_tokens)
    if top is None or asked.span is None or top.pos_ not in _NOUNS:
        return None
    own = {t.i for t in asked.key_tokens}
    if asked.number and not asked.entity:
        return None
    for other in top.conjuncts:
        if other.i in own or other.pos_ not in _NOUNS or _opens_a_clause(asked, other):
            continue
        if spaced(other.text) not in spaced(asked.told):
            return f"The article names “{other.text}” along with it: the answer is only a half."
    return None
