"""Dates and tenses: which day a date without a year or a weekday means, told by its verb.

"Was arrested in April" is the last April before the report, "will meet on Friday" the next Friday,
whichever clause of the sentence the date hangs in.
"""

from calendar import day_name
from datetime import date, timedelta

from quiz.language.dates import anchored_month
from quiz.language.tree import Token
from quiz.schema.findings import DateExpression

_VERBS = frozenset({"VERB", "AUX"})
_TO_COME = frozenset({"will", "'ll", "shall", "would", "should", "may", "might", "could", "can"})
_PLANNED = frozenset("plan schedule set expect slate book fix intend propose".split())
_A_WEEK, _FAR = 7, 4  # days; farther off, a weekday may be that of any week


def verb_of(token: Token) -> Token:
    """Return the verb that a word of a date hangs on, the root where there is none."""
    return next((t for t in (token, *token.ancestors) if t.pos_ in _VERBS), token.sent.root)


def is_past(verb: Token) -> bool:
    """Tell whether a verb, finite or a participle behind its noun, tells what has happened."""
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if any(t.tag_ == "MD" or t.lower_ in {"to", "is", "are", "being"} for t in helpers):
        return False
    if verb.tag_ == "VBD" or any(t.tag_ == "VBD" for t in helpers):
        return verb.tag_ != "VBG" or not helpers  # "was arriving in May" may be a plan
    perfect = any(t.lemma_ == "have" for t in helpers)
    behind_its_noun = verb.tag_ == "VBN" and not helpers and verb.dep_ == "acl"
    return perfect or (behind_its_noun and verb.lemma_ not in _PLANNED)


def is_to_come(verb: Token) -> bool:
    """Tell whether a verb tells what is still to come."""
    helpers = (c for c in verb.children if c.dep_ in {"aux", "auxpass"})
    return any(t.lower_ in _TO_COME for t in helpers)


def by_its_verb(expression: DateExpression, token: Token, published: date | None) -> DateExpression:
    """Return a relative date as the tense of its verb has it, unchanged where that tells nothing.

    `token` is the first word of the date.
    """
    if published is None or not expression.relative:
        return expression
    verb = verb_of(token)
    since = token.i > 0 and token.nbor(-1).lower_ == "since"
    past = is_past(verb) or since
    if expression.granularity == "month" and expression.first is None:
        alone = len(expression.evidence.text.split()) == 1  # not "last May"
        return anchored_month(expression, published) if past and alone else expression
    name = expression.evidence.text.split()[0]
    if name not in day_name or not (past or is_to_come(verb)):
        return expression
    away = (list(day_name).index(name) - published.weekday()) % _A_WEEK
    if past:
        away = -((-away) % _A_WEEK)
    only = published + timedelta(days=away) if abs(away) <= _FAR else None
    return expression.model_copy(update={"first": only, "last": only})


def group_of(token: Token) -> tuple[Token, ...]:
    """Return the verb, with its helpers, that a word of a date hangs on."""
    verb = verb_of(token)
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"} and c.i < verb.i]
    return (*helpers, verb)


def modifies(tokens: tuple[Token, ...], position: int, used: int) -> bool:
    """Tell whether a date, `used` tokens from `position` on, stands before a noun it belongs to.

    "A May 3 letter", "last week's letter".
    """
    token = tokens[position]
    following = tokens[position + used] if position + used < len(tokens) else None
    owns = following is not None and (following.tag_ == "POS" or following.dep_ == "pobj")
    last = tokens[position + used - 1]
    inside = tokens[position : position + used]
    owns = owns or any(t.head.pos_ == "NOUN" and t.head.i > last.i for t in inside)
    return owns or (token.dep_ in {"compound", "poss", "nmod"} and used == 1)


def is_a_day(expression: DateExpression) -> bool:
    """Tell whether a date is a day with its month, which may stand before a noun: "May 3"."""
    words = expression.evidence.text.split()
    return expression.granularity == "day" and len(words) > 1 and words[-1].strip(",").isdigit()
