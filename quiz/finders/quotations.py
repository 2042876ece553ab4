"""Quotations: what stands between quotation marks, and who says it.

The cue verb stands beside the quotation, and its subject speaks: a name, a pronoun, or a
description that fits one person ("the former coach"). A quotation without a cue goes on with the
speaker of the one before it, or of the sentence before it if that reports what somebody says. Where
none of this is sure the quotation has no speaker: a wrong one is worse than none.
"""

from dataclasses import dataclass, replace

from quiz.finders.cues import cues, is_cue, main_cue, main_subjects, regions, subject_beside
from quiz.finders.describing import Cast
from quiz.language.names import Names
from quiz.language.parsing import Parsed, Passage
from quiz.language.tree import Sentence, Token
from quiz.resources import word_set
from quiz.schema.findings import Attribution, Person, Quotation
from quiz.schema.record import Evidence, Span

_NAMING_VERBS = frozenset({"call", "dub", "describe", "brand", "unveil", "present", "propose"})
_BETWEEN = frozenset({"for", "of", "by", "with", "near", "and"})  # "according to an aide of X"
_CLOSING = "”\"’'»“"


@dataclass(frozen=True)
class _Speaker:
    person: Person | None
    attribution: Attribution
    cue: str | None = None


@dataclass(frozen=True)
class _Quoted:
    """A quotation while its speaker is looked for. `closed` is false where its end is open."""

    span: Span
    content: Evidence
    complete: bool
    closed: bool
    speaker: _Speaker


_NOBODY = _Speaker(None, "none")


def find_quotations(parsed: Parsed, names: Names) -> tuple[Quotation, ...]:
    """Return every quotation of the article in reading order, each with its speaker if sure."""
    finder = _Finder(parsed, names)
    found = [quoted for passage in parsed.passages for quoted in finder.of_passage(passage)]
    return tuple(_quotation(parsed, quoted) for quoted in _looking_ahead(parsed, found))


def _quotation(parsed: Parsed, quoted: _Quoted) -> Quotation:
    speaker = quoted.speaker
    return Quotation(
        evidence=parsed.article.evidence(quoted.span.start, quoted.span.end),
        content=quoted.content,
        speaker=speaker.person.name if speaker.person else None,
        attribution=speaker.attribution if speaker.person else "none",
        cue=speaker.cue,
        complete=quoted.complete,
    )


def _looking_ahead(parsed: Parsed, found: list[_Quoted]) -> list[_Quoted]:
    """Give a quotation whose end is open the speaker of the next, which goes on with it."""
    result: list[_Quoted] = []
    following: _Quoted | None = None
    for quoted in reversed(found):
        if following is not None and quoted.speaker == _NOBODY and not quoted.closed:
            gap = parsed.article.text[quoted.span.end : following.span.start]
            if not gap.strip() and following.speaker.person is not None:
                speaker = _Speaker(following.speaker.person, "continued")
                quoted = replace(quoted, speaker=speaker)
        result.append(quoted)
        following = quoted
    return result[::-1]


class _Finder:
    def __init__(self, parsed: Parsed, names: Names) -> None:
        self.names = names
        self.article = parsed.article
        self.cast = Cast(parsed, names)
        self.before: _Quoted | None = None  # the quotation before in the same paragraph
        self.open_speaker: Person | None = None  # who spoke last in the paragraph before

    def of_passage(self, passage: Passage) -> list[_Quoted]:
        """Return the quotations of one paragraph and remember who spoke in it."""
        found: list[_Quoted] = []
        self.before = None
        for span in passage.quoted:
            content = self._content(span)
            if content is None:
                continue
            self.cast.follow(passage, span.start)
            complete = _is_complete(content.text)
            speaker = self._speaker(passage, span, complete=complete)
            if speaker.person is None and speaker.cue is None:
                speaker = self._carried(passage, span, complete=complete)
            if speaker.person is not None:
                self.cast.spoke(speaker.person, span.end)
            closed = self.article.text[span.end - 1] in _CLOSING and span.end > content.end
            quoted = _Quoted(span, content, complete, closed, speaker)
            if complete or (speaker.cue and _is_short_sentence(content.text)):
                self.before = quoted
            found.append(quoted)
        self.cast.follow(passage, passage.block.end)
        self.open_speaker = self._left_open(passage, found)
        return found

    def _left_open(self, passage: Passage, found: list[_Quoted]) -> Person | None:
        """Return who goes on where the next paragraph is nothing but a quotation."""
        last = list(passage.doc.sents)[-1]
        ends_quoted = bool(found) and passage.block.end - found[-1].span.end <= 1
        if not ends_quoted:
            reported = self._reported_by(passage, last)
            if reported is not None:
                return reported.person
        return self.before.speaker.person if self.before is not None else None

    def _content(self, span: Span) -> Evidence | None:
        text = self.article.text
        start, end = span.start + 1, span.end
        if text[end - 1] in _CLOSING:
            end -= 1
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return self.article.evidence(start, end) if start < end else None

    def _speaker(self, passage: Passage, span: Span, *, complete: bool) -> _Speaker:
        after, before = regions(passage, span)
        for region in (after, before):
            for cue in cues(region, nearest_last=region is before):
                speaker = self._of_cue(passage, cue)
                if speaker is not None:
                    return speaker
        if not complete:
            return self._of_fragment(passage, span)
        introduced = self._introduced(passage, span, before)
        return introduced or self._of_according_to(passage, after + before)

    def _of_cue(self, passage: Passage, cue: Token) -> _Speaker | None:
        """Return who the subject of `cue` is; None where the cue has no subject outside quotes."""
        subject = subject_beside(cue, passage)
        if subject is None:
            person = self.cast.beside(passage, cue)
            return _Speaker(person, "named", cue.text) if person is not None else None
        person = self.names.person_at(passage, subject) or self._apposed(passage, subject)
        if person is not None:
            return _Speaker(person, "named", cue.text)
        if subject.lower_ in {"he", "she"}:
            person = self.cast.pronoun(passage, subject)
            return _Speaker(person, "pronoun" if person else "none", cue.text)
        if subject.lower_ == "who":
            person = self.names.person_at(passage, cue.head)
            if person is not None:
                return _Speaker(person, "named", cue.text)
        person = self.cast.described(passage, subject)
        return _Speaker(person, "described" if person else "none", cue.text)

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
        token = next(iter(passage.tokens_in(span.start, passage.block.end)), None)
        if token is None:
            return _NOBODY
        root = token.sent.root
        for verb in (root, *root.conjuncts):
            if is_cue(verb) or (verb.lemma_ in _NAMING_VERBS and _his_own(passage, span)):
                speaker = self._of_cue(passage, verb)
                if speaker is not None and speaker.person is not None:
                    return speaker
        return _NOBODY

    def _introduced(self, passage: Passage, span: Span, before: list[Token]) -> _Speaker | None:
        """Return whose whole sentence follows a colon or dash: "Ravel apologised – “I was ...”"."""
        if not before or before[-1].text not in {":", "–", "—", "--", "("}:
            return None
        if before[-1].text == "(":
            person = self.names.person_at(passage, before[-2]) if len(before) > 1 else None
            return _Speaker(person, "named") if person is not None else None
        if not any(t.lower_ in word_set("speech_nouns") for t in before):
            return None
        for subject in main_subjects(before[-1].sent, passage):
            person = self.names.person_at(passage, subject)
            if person is not None and passage.end(subject) <= span.start:
                return _Speaker(person, "named")
        return None

    def _of_according_to(self, passage: Passage, region: list[Token]) -> _Speaker:
        for token in region:
            if token.lower_ == "according":
                for named in self.names.within(passage.start(token), passage.start(token) + 120):
                    between = self.article.text[passage.end(token) : named.start].split()
                    if isinstance(named.entity, Person) and _BETWEEN.isdisjoint(between):
                        return _Speaker(named.entity, "named", "according to")
        return _NOBODY

    def _carried(self, passage: Passage, span: Span, *, complete: bool) -> _Speaker:
        """Return the speaker who goes on from what stands right before the quotation."""
        before = self.before
        text = self.article.text
        if not complete:
            gap = text[before.span.end : span.start] if before is not None else "."
            goes_on = before is not None and not any(mark in gap for mark in ".!?")
            return _going_on(before.speaker.person) if before is not None and goes_on else _NOBODY
        sentence = _sentence_before(passage, span.start)
        if sentence is not None and not _holds(passage, sentence, before):
            reported = self._reported_by(passage, sentence)
            if reported is not None:
                return _going_on(reported.person)
            if before is not None and self._turns_to_another(passage, before, span):
                return _NOBODY
        if before is not None:
            return _going_on(before.speaker.person)
        only_quotation = (
            len(passage.quoted) == 1
            and span.start - passage.block.start <= 1
            and passage.block.end - span.end <= 1
        )
        return _going_on(self.open_speaker) if only_quotation else _NOBODY

    def _reported_by(self, passage: Passage, sentence: Sentence) -> _Speaker | None:
        """Return who says what a sentence reports; None if it reports nothing."""
        cue = main_cue(sentence, passage)
        return self._of_cue(passage, cue) if cue is not None else None

    def _turns_to_another(self, passage: Passage, before: _Quoted, span: Span) -> bool:
        """Tell whether a sentence between two quotations has somebody else as its subject."""
        person = before.speaker.person
        for sentence in passage.doc.sents:
            start = passage.offset + sentence.start_char
            if not before.span.end <= start < span.start:
                continue
            for subject in main_subjects(sentence, passage):
                other = self.names.person_at(passage, subject)
                if other is not None and other != person:
                    return True
        return False


def _going_on(person: Person | None) -> _Speaker:
    return _Speaker(person, "continued") if person is not None else _NOBODY


def _sentence_before(passage: Passage, place: int) -> Sentence | None:
    """Return the sentence that ends right in front of `place`."""
    found = None
    for sentence in passage.doc.sents:
        if passage.offset + sentence.start_char >= place:
            break
        if not sentence.text.isspace() and sentence.text.strip() not in {'"', "'"}:
            found = sentence
    return found


def _holds(passage: Passage, sentence: Sentence, quoted: _Quoted | None) -> bool:
    """Tell whether `quoted` begins or ends in `sentence`."""
    if quoted is None:
        return False
    start, end = passage.offset + sentence.start_char, passage.offset + sentence.end_char
    return quoted.span.start < end and start < quoted.span.end


def _is_complete(content: str) -> bool:
    """Tell whether a quotation is a whole sentence: capital first, stop or comma last, 4 words."""
    first = next((c for c in content if c.isalnum()), "")
    long_words = [w for w in content.split() if len(w) > 3]
    if content[-1] not in ".!?" and all(w[0].isupper() for w in long_words):
        return False  # the title of a song, a book, a campaign
    return (
        (first.isupper() or first.isdigit())
        and any(c.isalpha() for c in content)
        and len(content.split()) >= 4
        and (content[-1] in ".,!?…;" or len(content.split()) >= 8)
    )


def _is_short_sentence(content: str) -> bool:
    """Tell whether a few quoted words are a sentence all the same, as "We are ready" is."""
    return content[0].isupper() and content[-1] in ".,!?"


def _his_own(passage: Passage, span: Span) -> bool:
    """Tell whether "his" or "her" stands right in front of the quotation."""
    before = passage.article.text[max(0, span.start - 5) : span.start].lower().split()
    return bool(before) and before[-1] in {"his", "her", "their", "its"}
