"""A quiz at one's own pace, without a script and as the script sends it."""

from datetime import timedelta
from typing import Any

import pytest

from quiz.schema.classroom import Response
from tests.web.student.classes import MONDAY, Phone, Room, fetched
from tests.web.student.conftest import Opening


def answer_all(phone: Phone, name: str = "Ana") -> None:
    for _ in range(6):
        phone.give_right(name, go="next" if phone.number < 6 else "review")


def hand_in(phone: Phone) -> None:
    phone.send(next(form for form in phone.page.forms if form.action.endswith("/hand-in")))


def stored(room: Room, name: str = "Ana", number: int = 1) -> dict[str, Response]:
    return {each.question_id: each for each in room.go(name, number).responses}


def test_a_student_answers_all_and_sees_the_result(room: Room) -> None:
    phone = room.begun()
    answer_all(phone)
    assert "Every question is answered." in phone.page.text
    hand_in(phone)
    assert phone.at == f"/class/{room.code}/attempt/1/result"
    assert "6 of 6 right" in phone.page.text


def test_an_answer_can_be_changed_and_is_found_again(room: Room) -> None:
    phone = room.begun()
    right = phone.key()
    phone.give_right()
    phone.open(f"/class/{room.code}/attempt/1/question/1")
    shown = room.go().paper.questions[0]
    assert shown.answer == right
    phone.give(*right)
    (response,) = [each for each in stored(room).values() if each.given]
    assert (response.changes, response.turn) == (0, 1), "the same again is no change"


def test_what_is_not_answered_is_said_before_handing_in(room: Room) -> None:
    phone = room.begun()
    phone.give_right(flag="yes")
    phone.open(f"/class/{room.code}/attempt/1/review")
    assert "5 questions are not answered yet." in phone.page.text
    assert "to come back to" in phone.page.text


def test_get_changes_nothing_and_going_on_notes_what_was_shown(room: Room) -> None:
    phone = room.begun()
    for number in (1, 4, 6):
        phone.open(f"/class/{room.code}/attempt/1/question/{number}")
    phone.open(f"/class/{room.code}/attempt/1/paper")
    phone.open(f"/class/{room.code}/attempt/1/review")
    assert stored(room) == {}
    phone.open(f"/class/{room.code}/attempt/1/question/1")
    phone.send(phone.form, go="3")
    asked = room.go().questions
    assert set(stored(room)) == {asked[0].id, asked[2].id}


def test_handing_in_twice_is_handing_in_once(room: Room) -> None:
    phone = room.begun()
    answer_all(phone)
    page = phone.page
    hand_in(phone)
    first = room.go().attempt.submitted
    room.clock.wait(minutes=1)
    phone.send(page.forms[0])
    assert phone.page.status == 200
    assert room.go().attempt.submitted == first


def test_attempts_run_out(opening: Opening) -> None:
    room = opening(attempts=2)
    phone = room.begun()
    for attempt in (1, 2):
        if attempt == 2:
            phone.open(f"/class/{room.code}")
            phone.send(phone.page.forms[0])
            answer_all_of(room, phone)
        phone.open(f"/class/{room.code}/attempt/{attempt}/review")
        hand_in(phone)
    assert "This attempt counts." in phone.page.text
    phone.open(f"/class/{room.code}")
    assert "You have used all your attempts." in phone.page.text
    token = {"token": phone.seen[-3].forms[0].fields["token"]}
    again = phone.client.post(f"/class/{room.code}/attempts", data=token)
    assert again.status_code == 409


def answer_all_of(room: Room, phone: Phone) -> None:
    """Answer the first question of the second attempt rightly."""
    from tests.web.student.classes import key_on

    go = room.go(number=2)
    phone.give(*key_on(go.questions[0], go.paper.questions[0]))


def test_the_time_of_an_attempt_runs_out(opening: Opening) -> None:
    room = opening(minutes=20)
    phone = room.begun()
    first = phone.page
    assert "20 min left" in first.text
    phone.give_right()
    room.clock.wait(minutes=20, seconds=5)
    phone.give_right()
    room.clock.wait(seconds=6)
    assert phone.give_right().title.startswith("Your result")
    lateness = sorted(each.lateness for each in stored(room).values() if each.answered or each.late)
    assert lateness == ["held", "in_grace", "in_time"]
    assert "came after the deadline" in phone.page.text
    assert "2 of 6 right" in phone.page.text, "what is late does not count"


def test_extra_time_is_one_students_own(opening: Opening) -> None:
    room = opening(minutes=20)
    ana, ben = room.begun("Ana"), room.begun("Ben")
    room.accommodate("Ana", time_factor=1.5)
    room.clock.wait(minutes=25)
    assert "/question/" in _opened(ana, room)
    assert _opened(ben, room).endswith("/result")


def _opened(phone: Phone, room: Room) -> str:
    phone.open(f"/class/{room.code}/attempt/1")
    return phone.at


def test_ending_the_class_ends_every_attempt(room: Room) -> None:
    phone = room.begun()
    phone.give_right()
    room.end()
    room.clock.wait(seconds=11)
    assert phone.open(f"/class/{room.code}/attempt/1").title.startswith("Your result")
    assert "This class is closed." in phone.open(f"/class/{room.code}").text


def test_answers_are_shown_after_the_deadline_only(opening: Opening) -> None:
    room = opening(feedback="after_the_deadline", deadline=MONDAY + timedelta(hours=1))
    phone = room.begun()
    answer_all(phone)
    hand_in(phone)
    assert "6 answers are stored." in phone.page.text
    assert "right from" in phone.page.text
    assert phone.open(f"/class/{room.code}/attempt/1/practice").status == 404
    room.clock.wait(hours=1, seconds=11)
    assert "6 of 6 right" in phone.open(f"/class/{room.code}/attempt/1/result").text


def test_at_once_the_first_answer_counts_and_shows_its_sentence(opening: Opening) -> None:
    room = opening(feedback="at_once", shuffle_questions=False)
    phone = room.begun()
    form = phone.form
    phone.give("15 May 2024", go="check")
    assert phone.page.title.startswith("Not right")
    assert "14 May 2024" in phone.page.marked
    phone.send(form, answer="14 May 2024", go="check")
    assert phone.page.title.startswith("Not right")
    phone.follow("Next question")
    assert phone.number == 2
    phone.send(phone.form, **{"pass": "yes", "go": "check"})
    assert phone.page.title.startswith("Not right")
    assert phone.page.links["Next question"].endswith("/3"), "who did not know has answered"


def test_at_once_an_answer_has_to_be_whole(opening: Opening) -> None:
    room = opening(feedback="at_once", shuffle_questions=False)
    phone = room.begun()
    assert phone.send(phone.form, go="check").status == 422
    assert "Give an answer first." in phone.page.text
    assert all(each.given is None for each in stored(room).values())


def test_the_script_saves_once_and_the_higher_turn_wins(room: Room) -> None:
    phone = room.begun()
    right, wrong = [*phone.key()], [*phone.key()]
    sends = [(2, right), (1, wrong), (2, wrong)]
    for turn, answer in sends:
        reply = phone.sync(answers=[{"question": 1, "turn": turn, "answer": answer}])
        assert reply.status_code == 200
        assert reply.json is not None
        assert reply.json["saved"][0]["turn"] == 2 or turn == 1
    (response,) = stored(room).values()
    assert response.right


def test_the_script_sends_what_was_seen_and_flagged(room: Room) -> None:
    phone = room.begun()
    assert phone.sync(seen=[1, 2], flags={"2": True}).status_code == 200
    asked, found = room.go().questions, stored(room)
    assert set(found) == {asked[0].id, asked[1].id}
    assert found[asked[1].id].flagged
    phone.sync(flags={"2": False})
    assert not stored(room)[asked[1].id].flagged


def test_an_answer_that_waited_on_the_phone_is_held_with_its_time(opening: Opening) -> None:
    room = opening(minutes=20)
    phone = room.begun()
    key = phone.key()
    room.clock.wait(minutes=30)
    sent = {"question": 1, "turn": 1, "answer": [*key], "waited": 700.0}
    reply = phone.sync(answers=[sent])
    assert reply.status_code == 200
    assert reply.json is not None
    assert reply.json["over"]
    (response,) = stored(room).values()
    assert response.late is not None
    assert (response.lateness, response.late.waited, response.late.right) == ("held", 700.0, True)


@pytest.mark.parametrize(
    "sent",
    [
        {"answers": [{"question": 1, "turn": 1, "answer": ["x"], "right": True}]},
        {"grade": 6},
        {"answers": [{"question": 1, "turn": 0, "answer": []}]},
        {"answers": [{"question": 0, "turn": 1, "answer": []}]},
        {"answers": [{"question": 1, "turn": 1, "answer": ["x" * 501]}]},
        {"answers": "x"},
    ],
)
def test_what_the_script_would_not_send_is_refused(room: Room, sent: dict[str, Any]) -> None:
    assert room.begun().sync(**sent).status_code == 400
    assert stored(room) == {}


def test_nothing_is_sent_to_what_was_handed_in(room: Room) -> None:
    phone = room.begun()
    phone.open(f"/class/{room.code}/attempt/1/review")
    token = phone.page
    hand_in(phone)
    phone.seen.append(token)
    reply = phone.sync(answers=[{"question": 1, "turn": 1, "answer": []}])
    assert reply.status_code == 409


def test_the_state_says_the_time_left_and_nothing_new_is_not_said_again(opening: Opening) -> None:
    room = opening(minutes=20)
    phone = room.begun()
    address = f"/class/{room.code}/attempt/1/state"
    room.clock.wait(minutes=5)
    first = phone.client.get(address)
    assert first.json == {"left": 900.0, "total": 1200.0, "over": False}
    again = phone.client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    room.accommodate("Ana", time_factor=2)
    more = phone.client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert more.json == {"left": 2100.0, "total": 2400.0, "over": False}


def test_practice_repeats_what_was_missed_until_it_is_right(room: Room) -> None:
    phone = room.begun()
    answered = {1: phone.key(number=1), 2: phone.key(number=2)}
    for number in (3, 4, 5, 6):
        phone.open(f"/class/{room.code}/attempt/1/question/{number}")
        phone.give_right(go="review")
    hand_in(phone)
    before = stored(room)
    phone.follow("Practise what you missed")
    assert "2 questions left" in phone.page.text
    phone.send(phone.page.forms[0], **{"pass": "yes"})
    assert "This question comes again." in phone.page.text
    phone.follow("Next question")
    for number in (2, 1):
        names = {f"answer-{n}": v for n, v in enumerate(answered[number], start=1)}
        one = {"answer": answered[number][0]}
        phone.send(phone.page.forms[0], **(names if len(answered[number]) > 1 else one))
        assert phone.page.title.startswith("Right")
        phone.open(phone.page.links.get("Next question") or phone.page.links["Done"])
    assert "All right now" in phone.page.text
    assert stored(room) == before, "practice is not stored"


def test_practice_can_be_switched_off(opening: Opening) -> None:
    room = opening(practice=False)
    phone = room.begun()
    phone.open(f"/class/{room.code}/attempt/1/review")
    hand_in(phone)
    assert "Practise" not in phone.page.text
    assert phone.open(f"/class/{room.code}/attempt/1/practice").status == 404


def test_large_text_and_reading_aloud_come_to_who_has_them(room: Room) -> None:
    ana, ben = room.begun("Ana"), room.begun("Ben")
    room.accommodate("Ana", large_text=True, read_aloud=True)
    here = {name: phone.open(phone.at) for name, phone in (("Ana", ana), ("Ben", ben))}
    assert "large" in here["Ana"].having("body")[0]["class"].split()
    assert "large" not in here["Ben"].having("body")[0]["class"].split()
    assert "Read aloud" in here["Ana"].text
    assert "Read aloud" not in here["Ben"].text


def test_a_page_weighs_less_than_50_kilobytes(room: Room) -> None:
    phone = room.begun()
    page = phone.page
    weight = len(page.html.encode())
    for tag, name in (("link", "href"), ("script", "src")):
        for attributes in page.having(tag):
            if attributes.get(name):
                weight += len(fetched(phone.client, attributes[name]))
    assert weight < 50_000
    assert len(fetched(phone.client, "/static/class.js")) <= 10_240
