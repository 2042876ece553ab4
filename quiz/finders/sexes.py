"""Whether a person is he or she in the article, where only one person can be meant."""

from quiz.finders.labels import Mention
from quiz.language.gazetteer import FEMALE, MALE, sex_of
from quiz.language.tree import Doc, Sentence, Token
from quiz.schema.findings import Sex

_PRONOUNS: dict[str, Sex] = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}
_OVERRULING = 2  # so many pronouns are surer than a first name


def sex_by_pronouns(mentions: list[Mention]) -> Sex | None:
    """Return the sex that all sure pronouns for one person agree on, None without any.

    A pronoun is sure in a sentence with the person as the subject and nobody else in it, or at
    the head of the sentence behind such a one. One alone does not overrule a first name.
    """
    votes = [sex for mention in mentions for sex in _votes(mention)]
    if len(set(votes)) != 1:
        return None
    by_name = {sex_of(m.name.split()[0]) for m in mentions if " " in m.name}
    titles = {m.honorific for m in mentions}
    if titles & MALE or titles & FEMALE:
        return None
    contradicted = by_name & {"m", "f"} - {votes[0]}
    return None if contradicted and len(votes) < _OVERRULING else votes[0]


def _votes(mention: Mention) -> list[Sex]:
    head, passage = mention.tokens[-1], mention.passage
    if head.dep_ not in {"nsubj", "nsubjpass"} or passage.is_quoted(head):
        return []
    sentence = head.sent
    if _others(sentence, mention):
        return []
    behind = [
        _PRONOUNS[t.lower_]
        for t in passage.doc[mention.last + 1 : sentence.end]
        if t.lower_ in _PRONOUNS and not passage.is_quoted(t)
    ]
    opening = _opening(passage.doc, sentence)
    if opening is not None and opening.text in {"He", "She"} and not passage.is_quoted(opening):
        behind.append(_PRONOUNS[opening.lower_])
    return behind if len(set(behind)) == 1 else []


def _opening(doc: Doc, sentence: Sentence) -> Token | None:
    return doc[sentence.end] if sentence.end < len(doc) else None


def _others(sentence: Sentence, mention: Mention) -> bool:
    """Tell whether the sentence tells of anybody else who may be he or she."""
    inside = range(mention.first, mention.last + 1)
    if any(e.label_ == "PERSON" and e.start not in inside for e in sentence.ents):
        return True
    kin = {"wife", "husband", "mother", "father", "son", "daughter", "sister", "brother", "man"}
    kin |= {"woman", "boy", "girl", "partner", "girlfriend", "boyfriend"}
    return any(token.lower_ in kin for token in sentence)
