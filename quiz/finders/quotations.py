"""Quotations: what stands between quotation marks, and who says it.

The cue verb must stand beside the quotation; the person beside the cue speaks. A pronoun goes back
to whoever spoke last. A paragraph that is nothing but a quotation goes on with the speaker before
it. Where none of this is sure the quotation has no speaker: a wrong one is worse than none.
"""

from dataclasses import dataclass

from spacy.tokens import Token

from quiz.language.gazetteer import reporting_verbs
from quiz.language.names import Names, can_be
from quiz.language.parsing import Parsed, Passage
from quiz.schema.findings import Attribution, Person, Quotation
from quiz.schema.record import Evidence, Span

_STOPS = frozenset({".", "!", "?", ";"})
_NAMING_VERBS = frozenset({"call", "dub", "describe", "brand", "unveil", "present", "propose"})
_BETWEEN = frozenset({"for", "of", "by", "with", "near", "and"})  # "according to an aide of X"
_LONGEST_REGION = 40  # tokens between a quotation and its cue


@dataclass(frozen=True)
class _Speaker:
    person: Person | None
    attribution: Attribution
    cue: str | None = None


_NOBODY = _Speaker(None, "none")


def find_quotations(parsed: Parsed, names: Names) -> tuple[Quotation, ...]:
    """Return every quotation of the article in reading order, each with its speaker if sure."""
    finder = _Finder(parsed, names)
    return tuple(q for passage in parsed.passages for q in finder.of_passage(passage))


class _Finder:
    def __init__(self, parsed: Parsed, names: Names) -> None:
        self.names = names
        self.article = parsed.article
        self.last: Person | None = None
        self.open_speaker: Person | None = None  # whose quotation ended the previous paragraph

    def of_passage(self, passage: Passage) -> list[Quotation]:
        """Return the quotations of one paragraph and remember who spoke in it."""
        found: list[Quotation] = []
        before: _Speaker = _NOBODY
        for span in passage.quoted:
            content = self._content(span)
            if content is None:
                continue
            self._follow_subjects(passage, span.start)
            complete = _is_complete(content.text)
            speaker = self._speaker(passage, span, complete=complete)
            if speaker.person is None and complete:
                speaker = self._carried(passage, span, before, speaker)
            if speaker.person is not None:
                self.last = speaker.person
            if complete or (speaker.cue and _is_short_sentence(content.text)):
                before = speaker
            found.append(self._quotation(span, content, speaker, complete=complete))
        self._follow_subjects(passage, passage.block.end)
        ends_quoted = bool(passage.quoted) and _ends_here(passage)
        self.open_speaker = before.person if ends_quoted or before.person else None
        return found

    def _quotation(
        self, span: Span, content: Evidence, speaker: _Speaker, *, complete: bool
    ) -> Quotation:
        return Quotation(
            evidence=self.article.evidence(span.start, span.end),
            content=content,
            speaker=speaker.person.name if speaker.person else None,
            attribution=speaker.attribution if speaker.person else "none",
            cue=speaker.cue,
            complete=complete,
        )

    def _content(self, span: Span) -> Evidence | None:
        text = self.article.text
        start, end = span.start + 1, span.end
        if text[end - 1] in "”\"’'»“":
            end -= 1
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return self.article.evidence(start, end) if start < end else None

    def _follow_subjects(self, passage: Passage, before: int) -> None:
        """Remember the last person who is the subject of a main verb in front of `before`."""
        for token in passage.doc:
            if passage.start(token) >= before:
                return
            if token.dep_ not in {"nsubj", "nsubjpass"} or passage.is_quoted(token):
                continue
            if token.head.dep_ in {"ROOT", "conj"}:
                person = self.names.person_at(passage, token)
                if person is not None:
                    self.last = person

    def _speaker(self, passage: Passage, span: Span, *, complete: bool) -> _Speaker:
        after, before = _regions(passage, span)
        for region in (after, before):
            for cue in _cues(region, nearest_last=region is before):
                speaker = self._of_cue(passage, cue)
                if speaker is not None:
                    return speaker
        if not complete:
            return self._of_fragment(passage, span)
        return self._of_according_to(passage, after + before)

    def _of_cue(self, passage: Passage, cue: Token) -> _Speaker | None:
        """Return who the subject of `cue` is; None where the cue has no subject outside quotes."""
        subject = _subject(cue, passage)
        if subject is None:
            return None
        person = self.names.person_at(passage, subject) or self._apposed(passage, subject)
        if person is not None:
            return _Speaker(person, "named", cue.text)
        if subject.lower_ in {"he", "she"}:
            if self.last is not None and can_be(subject.text, self.last):
                return _Speaker(self.last, "pronoun", cue.text)
        elif subject.lower_ == "who":
            antecedent = cue.head
            person = self.names.person_at(passage, antecedent)
            if person is not None:
                return _Speaker(person, "named", cue.text)
        return _Speaker(None, "none", cue.text)

    def _apposed(self, passage: Passage, subject: Token) -> Person | None:
        """Return the person set beside the subject: "the club's captain, Jane Doe, said"."""
        for child in subject.children:
            if child.dep_ == "appos":
                person = self.names.person_at(passage, child)
                if person is not None:
                    return person
        return None

    def _of_fragment(self, passage: Passage, span: Span) -> _Speaker:
        """Return whose words a fragment is: those of the sentence's speaker, if it has one."""
        token = next((t for t in passage.doc if passage.start(t) >= span.start), None)
        if token is None:
            return _NOBODY
        root = token.sent.root
        for verb in (root, *root.conjuncts):
            is_cue = verb.lemma_ in reporting_verbs()
            if is_cue or (verb.lemma_ in _NAMING_VERBS and _his_own(passage, span)):
                speaker = self._of_cue(passage, verb)
                if speaker is not None and speaker.person is not None:
                    return speaker
        return _NOBODY

    def _of_according_to(self, passage: Passage, region: list[Token]) -> _Speaker:
        for token in region:
            if token.lower_ == "according":
                for named in self.names.within(passage.start(token), passage.start(token) + 120):
                    between = self.article.text[passage.end(token) : named.start].split()
                    if isinstance(named.entity, Person) and _BETWEEN.isdisjoint(between):
                        return _Speaker(named.entity, "named", "according to")
        return _NOBODY

    def _carried(
        self, passage: Passage, span: Span, before: _Speaker, speaker: _Speaker
    ) -> _Speaker:
        """Return the speaker carried over from the quotation before, where nothing intervenes."""
        if speaker.cue is not None:
            return speaker
        if before.person is not None:
            return _Speaker(before.person, "continued")
        only_quotation = (
            len(passage.quoted) == 1
            and span.start - passage.block.start <= 1
            and passage.block.end - span.end <= 1
        )
        if only_quotation and self.open_speaker is not None:
            return _Speaker(self.open_speaker, "continued")
        return _NOBODY


def _is_complete(content: str) -> bool:
    """Tell whether a quotation is a whole sentence: capital first, stop or comma last, 4 words."""
    letters = [c for c in content if c.isalpha()]
    return (
        bool(letters)
        and letters[0].isupper()
        and len(content.split()) >= 4
        and (content[-1] in ".,!?…;" or len(content.split()) >= 8)
    )


def _is_short_sentence(content: str) -> bool:
    """Tell whether a few quoted words are a sentence all the same, as "We are ready" is."""
    return content[0].isupper() and content[-1] in ".,!?"


def _ends_here(passage: Passage) -> bool:
    return passage.block.end - passage.quoted[-1].end <= 1


def _regions(passage: Passage, span: Span) -> tuple[list[Token], list[Token]]:
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


def _cues(region: list[Token], *, nearest_last: bool) -> list[Token]:
    """Return the reporting verbs of a region, the one nearest to the quotation first."""
    verbs = [t for t in region if t.lemma_.lower() in reporting_verbs() and t.pos_ == "VERB"]
    if not verbs:
        verbs = [t for t in region if t.lower_ in {"said", "says", "added", "adds", "told"}]
    return verbs[::-1] if nearest_last else verbs


def _subject(verb: Token, passage: Passage) -> Token | None:
    """Return the subject of `verb`, that of the verb it is joined to, or the name beside it."""
    for candidate in (verb, *_heads_by_conjunction(verb)):
        for child in candidate.children:
            if child.dep_ in {"nsubj", "nsubjpass"} and not passage.is_quoted(child):
                return child
    doc = verb.doc
    for n in (verb.i + 1, verb.i - 1):
        if 0 <= n < len(doc) and doc[n].pos_ in {"PROPN", "PRON"}:
            neighbour = doc[n]
            if passage.is_quoted(neighbour):
                continue
            while neighbour.dep_ == "compound" and neighbour.head.i > neighbour.i:
                neighbour = neighbour.head
            return neighbour
    return None


def _heads_by_conjunction(verb: Token) -> list[Token]:
    found = []
    while verb.dep_ in {"conj", "xcomp"} and verb.head is not verb:
        verb = verb.head
        found.append(verb)
    return found


def _his_own(passage: Passage, span: Span) -> bool:
    """Tell whether "his" or "her" stands right in front of the quotation."""
    before = passage.article.text[max(0, span.start - 5) : span.start].lower().split()
    return bool(before) and before[-1] in {"his", "her", "their", "its"}
