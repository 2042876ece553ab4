"""Getting in: codes, names, tokens, and those who are kept out."""

import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import Cookie

from quiz.errors import UnknownCodeError
from quiz.store.tables import PARTICIPANTS
from tests.web.student.classes import Room
from tests.web.student.conftest import Opening


@pytest.mark.parametrize("how", ["{}", "{lower}", " {spaced} ", "http://localhost/j/{}"])
def test_a_code_leads_in_however_it_is_typed(room: Room, how: str) -> None:
    code = room.code
    typed = how.format(code, lower=code.lower(), spaced=f"{code[:3]} {code[3:]}")
    phone = room.phone()
    phone.send(phone.open("/join").forms[0], code=typed)
    assert phone.at == f"/class/{code}"
    assert "What is your name?" in phone.page.text


def test_the_picture_and_an_address_in_small_letters_lead_in(room: Room) -> None:
    phone = room.phone()
    for address in (f"/j/{room.code}", f"/j/{room.code.lower()}", f"/class/{room.code.lower()}"):
        phone.open(address)
        assert phone.at == f"/class/{room.code}"


@pytest.mark.parametrize("typed", ["", "222222", "nonsense", "0O1ILU"])
def test_a_code_that_is_none_is_said(room: Room, typed: str) -> None:
    phone = room.phone()
    page = phone.send(phone.open("/join").forms[0], code=typed)
    assert page.status == 404
    assert "No class has this code" in page.text
    assert page.having("input", name="code", aria_invalid="true")


def test_wrong_codes_are_counted_by_browser_and_hold_up_nobody_else(room: Room) -> None:
    guessing, others = room.phone(), [room.phone() for _ in range(5)]
    statuses = []
    form = guessing.open("/join").forms[0]
    for _ in range(25):
        statuses.append(guessing.send(form, code="222222").status)
    assert statuses == [404] * 20 + [429] * 5
    assert guessing.send(form, code=room.code).status == 429
    for phone in others:
        phone.send(phone.open("/join").forms[0], code=room.code)
        assert "What is your name?" in phone.page.text
    room.clock.wait(minutes=5, seconds=1)
    assert "What is your name?" in guessing.send(form, code=room.code).text


def test_addresses_with_wrong_codes_are_counted_too(room: Room) -> None:
    phone = room.phone()
    phone.open("/join")
    statuses = [phone.open("/class/222222").status for _ in range(21)]
    assert statuses == [404] * 20 + [429]


def test_who_is_in_is_never_held_up(room: Room) -> None:
    phone = room.begun()
    for _ in range(25):
        phone.open("/class/222222")
    assert phone.open(f"/class/{room.code}").status == 200


def test_the_seat_is_found_again_and_only_the_digest_of_its_token_is_kept(room: Room) -> None:
    phone = room.joined("Ana")
    assert "Hello Ana" in phone.open(f"/class/{room.code}").text
    (cookie,) = [each for each in _cookies(phone.client) if each.key.startswith("broadsheet_class")]
    assert len(cookie.value) >= 43
    assert cookie.http_only
    assert cookie.same_site == "Lax"
    with room.store.database.reading() as connection:
        (row,) = connection.execute(PARTICIPANTS.select())
    assert cookie.value not in str(tuple(row))
    assert re.fullmatch("[0-9a-f]{64}", row.token_hash)


def _cookies(client: FlaskClient) -> list[Cookie]:
    return list((client._cookies or {}).values())


def test_under_tls_the_cookie_is_bound_to_this_host(room: Room) -> None:
    client = room.app.test_client()
    page = client.get(f"/class/{room.code}", base_url="https://localhost")
    token = re.search('name="token" value="([^"]+)"', page.get_data(as_text=True))
    assert token is not None
    reply = client.post(
        f"/class/{room.code}/join",
        data={"token": token[1], "name": "Ana"},
        base_url="https://localhost",
    )
    cookies = [each for each in reply.headers.getlist("Set-Cookie") if "_class_" in each]
    assert len(cookies) == 1
    assert cookies[0].startswith("__Host-broadsheet_class_")
    assert "Secure" in cookies[0]
    assert "Path=/" in cookies[0]


def test_a_token_that_somebody_else_planted_is_worth_nothing(room: Room) -> None:
    phone = room.joined("Ana")
    (cookie,) = [each for each in _cookies(phone.client) if "class" in each.key]
    other = room.phone()
    other.client.set_cookie(cookie.key, "planted")
    assert "What is your name?" in other.open(f"/class/{room.code}").text
    other.send(other.page.forms[0], name="Eve")
    (fresh,) = [each for each in _cookies(other.client) if "class" in each.key]
    assert fresh.value != "planted"


def test_a_name_that_is_taken_gets_a_number(room: Room) -> None:
    assert "Hello Ana" in room.joined("Ana").page.text
    assert "Hello ana 2" in room.joined(" ana\u202e ").page.text


def test_a_name_is_needed(room: Room) -> None:
    phone = room.phone()
    page = phone.send(phone.open(f"/class/{room.code}").forms[0], name=" \u200b ")
    assert page.status == 409
    assert "Type the name" in page.text


def test_a_list_offers_the_names_that_are_free(opening: Opening) -> None:
    room = opening(naming="list", names=["Ana", "Ben"])
    assert "Hello Ana" in room.joined("Ana").page.text
    page = room.phone().open(f"/class/{room.code}")
    assert [radio["value"] for radio in page.having("input", type="radio")] == ["Ben"]
    late = room.phone()
    late.open(f"/class/{room.code}")
    assert late.send(late.page.forms[0], name="Ana").status == 409
    assert late.send(late.page.forms[0]).status == 409


def test_a_roster_code_gets_in_from_another_phone_too(opening: Opening) -> None:
    room = opening(naming="codes", codes=2)
    code = next(iter(room.people()))
    first = room.begun(code.lower())
    assert first.number == 1
    second = room.joined(f"{code[:2]} {code[2:]}")
    assert "Go on where you were" in second.page.text
    assert "Your own code" in first.open(f"/class/{room.code}").text
    wrong = room.joined("22222")
    assert wrong.page.status == 404


def test_guessing_roster_codes_is_counted(opening: Opening) -> None:
    room = opening(naming="codes", codes=1)
    phone = room.phone()
    form = phone.open(f"/class/{room.code}").forms[0]
    statuses = [phone.send(form, name="22222").status for _ in range(22)]
    assert statuses == [404] * 20 + [429] * 2


def test_a_full_class_lets_nobody_in(opening: Opening) -> None:
    room = opening(most=1)
    room.joined("Ana")
    assert room.joined("Ben").page.status == 409
    assert set(room.people()) == {"Ana"}


def test_who_is_sent_out_sees_nothing_any_more(room: Room) -> None:
    phone = room.begun("Ana")
    ana = room.people()["Ana"]
    room.store.assignments.remove(room.teacher.id, ana.id, now=room.clock())
    root = f"/class/{room.code}"
    for address in (root, f"{root}/attempt/1", f"{root}/attempt/1/question/1"):
        page = phone.open(address)
        assert page.status == 403
        assert "Your teacher has taken you out" in page.text
    room.store.assignments.readmit(room.teacher.id, ana.id)
    assert phone.open(f"{root}/attempt/1/question/1").status == 200


def test_a_closed_class_lets_nobody_in_and_keeps_who_was_there(room: Room) -> None:
    inside, outside = room.joined("Ana"), room.phone()
    form = outside.open(f"/class/{room.code}").forms[0]
    room.end()
    assert "This class is closed" in outside.open(f"/class/{room.code}").text
    assert outside.send(form, name="Eve").status == 409
    assert "Hello Ana" in inside.open(f"/class/{room.code}").text
    room.clock.wait(days=15)
    assert inside.open(f"/class/{room.code}").status == UnknownCodeError.http_status


def test_the_notice_says_what_is_kept_and_how_long(opening: Opening) -> None:
    room = opening(retention=30)
    page = room.phone().open(f"/class/{room.code}/notice")
    assert "30 days after the class has ended, names are removed" in page.text
