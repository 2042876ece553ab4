"""Nothing a student can fetch before the release holds a key, an explanation or evidence.

Everything is fetched that a page leads to, again and again, and what the script asks for.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape

import pytest
from flask.testing import FlaskClient

from quiz.schema.question import Matching, Question, TrueFalse, key_text, proofs, reasons
from tests.web.student.classes import MONDAY, Phone, Room, fetched
from tests.web.student.conftest import Opening

_LINK = re.compile(r'(?:href|src|action|data-root|data-from)="([^"#]+)')


def everything(client: FlaskClient, room: Room, start: str) -> Iterator[tuple[str, str]]:
    """Yield (address, text) of all that can be fetched from `start` on, errors too."""
    root = f"/class/{room.code}/attempt/1"
    waiting = [start, f"{root}/paper", f"{root}/state", f"{root}/result", f"{root}/practice"]
    waiting += [f"{root}/practice/{number}?was=right" for number in range(1, 7)]
    waiting += [f"{root}/question/{number}" for number in range(8)]
    known = set(waiting)
    while waiting:
        address = waiting.pop()
        text = unescape(fetched(client, address).decode())
        yield address, text
        for found in _LINK.findall(text):
            # The open quizzes of the front page are another thing: anybody may take them.
            ours = found.startswith(("/class", "/j", "/static"))
            if ours and found not in known:
                known.add(found)
                waiting.append(found)


def secrets_of(question: Question) -> list[str]:
    """Return what would give an answer away."""
    told = [*reasons(question), *(proof.evidence.text for proof in proofs(question))]
    told += [question.id, question.maker] if len(question.maker) > 6 else [question.id]
    if question.type in ("short_answer", "cloze"):
        told.append(key_text(question))
    if isinstance(question, TrueFalse) and question.correction:
        told.append(question.correction)
    if isinstance(question, Matching):
        told.append(question.key)
    return told


def assert_tight(phone: Phone, room: Room, questions: list[Question]) -> int:
    count = 0
    for address, text in everything(phone.client, room, f"/class/{room.code}"):
        count += 1
        for question in questions:
            for secret in secrets_of(question):
                assert secret not in text, f"{address} gives {question.stem!r} away"
    return count


@pytest.mark.parametrize("feedback", ["at_once", "at_the_end", "after_the_deadline"])
def test_nothing_leaks_while_the_attempt_goes_on(opening: Opening, feedback: str) -> None:
    room = opening(feedback=feedback)
    phone = room.begun()
    fetched = assert_tight(phone, room, list(room.go().questions))
    assert fetched > 25, "the walk went everywhere"


def test_an_answer_that_is_sent_tells_nothing(opening: Opening) -> None:
    phone = opening(shuffle_questions=False).begun()
    replies: list[str] = []
    for answer in (phone.key(), ("15 May 2024",)):
        reply = phone.sync(answers=[{"question": 1, "turn": len(replies) + 1, "answer": answer}])
        replies.append(reply.get_data(as_text=True).replace('"turn":1', '"turn":2'))
    assert replies[0] == replies[1], "right and wrong are acknowledged in the same words"


def test_at_once_only_what_is_answered_is_told(opening: Opening) -> None:
    room = opening(feedback="at_once", shuffle_questions=False)
    phone = room.begun()
    phone.give("nothing", go="check")
    asked = list(room.go().questions)
    told = phone.page.text
    assert reasons(asked[0])[0] in told
    for question in asked[1:]:
        for proof in proofs(question):
            if not any(proof.evidence.overlaps(p.evidence) for p in proofs(asked[0])):
                assert proof.evidence.text not in told
        assert reasons(question)[0] not in told


def test_nothing_leaks_between_handing_in_and_the_deadline(opening: Opening) -> None:
    room = opening(feedback="after_the_deadline", deadline=MONDAY + timedelta(hours=1))
    phone = room.begun()
    phone.open(f"/class/{room.code}/attempt/1/review")
    phone.send(next(form for form in phone.page.forms if form.action.endswith("/hand-in")))
    questions = list(room.go().questions)
    assert_tight(phone, room, questions)
    room.clock.wait(hours=1, seconds=11)
    with pytest.raises(AssertionError, match="away"):
        assert_tight(phone, room, questions)  # the scan can find something


def test_another_student_who_has_not_begun_sees_nothing(room: Room) -> None:
    room.begun("Ana")
    ben = room.joined("Ben")
    assert_tight(ben, room, list(room.go("Ana").questions))
