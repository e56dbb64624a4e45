"""Approvals and talks as people meet them: on the pass, on the page of the request, and in a calendar."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from handoffs.kitchen import Kitchen, kitchen, state
from icalendar import Calendar

from thepass.requests import changes
from thepass.requests.rules.asking import To, Wish
from thepass.requests.rules.slots import Slot

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC).replace(microsecond=0)
SOON = NOW + timedelta(days=2)


@pytest.fixture
def k(db: None) -> Kitchen:
    return kitchen()


def browser(k: Kitchen, who: str) -> Client:
    client = Client()
    client.force_login(k.house.person(who))
    return client


def body(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def page(one: int, move: str = "") -> str:
    return f"/requests/R-{one}/{move}{'/' if move else ''}"


def approval(k: Kitchen, *who: str, **more: Any) -> int:
    ids = [getattr(k.house, one) for one in who]
    wish = Wish(title="Two more scanners")
    return changes.ask(k.by("stranger", now=NOW), to=To(), wish=wish, kind="approval", approvers=ids, **more).id


def talk(k: Kitchen, now: datetime = NOW) -> int:
    return k.ask(now=now, kind="talk", title="Twenty minutes about the rota", to=To(person_id=k.house.owner))


def chosen(k: Kitchen, place: str = "Room 4") -> int:
    one = talk(k)
    changes.offer_slots(k.by("owner", now=NOW), one, slots=[Slot(start=SOON, place=place)])
    changes.choose_slot(k.by("stranger", now=NOW), one, slot=0)
    return one


def test_an_approval_from_the_pages(k: Kitchen) -> None:
    one = approval(k, "owner", "lead")
    first, second, customer = browser(k, "owner"), browser(k, "lead"), browser(k, "stranger")
    assert "Yes, or not yet" in body(first.get("/"))
    assert f"R-{one}" not in body(second.get("/"))
    assert "What would make it a yes?" in body(first.get(page(one)))
    assert "What would make it a yes?" not in body(second.get(page(one)))
    assert second.get(page(one, "approval")).status_code == 409
    answer = first.post(page(one, "approval"), {"words": "We need them"})
    assert answer.status_code == 409
    assert "Please choose" in answer.content.decode()
    first.post(page(one, "approval"), {"words": "We need them", "said": "yes"})
    assert "We need them" in body(second.get(page(one)))
    assert "Their turn" in body(customer.get(page(one)))
    wrong = second.post(page(one, "approval"), {"words": "Too dear", "said": "no"})
    assert "what would make it a yes" in wrong.content.decode()
    second.post(page(one, "approval"), {"words": "Too dear", "would": "One scanner", "said": "no"})
    offered = body(customer.get(page(one)))
    assert "Ask them again" in offered
    assert "One scanner" in offered
    customer.post(page(one, "choice"), {"alternative": "0", "words": "One scanner, in spring"})
    assert state(one) == "asked"
    assert "One scanner, in spring" in body(first.get(page(one, "approval")))
    first.post(page(one, "approval"), {"said": "yes"})
    second.post(page(one, "approval"), {"said": "yes", "words": "Fine"})
    assert state(one) == "delivered"
    assert "Fine" in body(customer.get(page(one)))


def test_a_link_in_a_letter_asks_who_it_is_first(k: Kitchen) -> None:
    one = approval(k, "owner")
    answer = Client().get(page(one, "approval"))
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"/account/login/?next=%2Frequests%2FR-{one}%2Fapproval")
    assert state(one) == "asked"


def test_only_those_who_take_part_see_an_approval(k: Kitchen) -> None:
    one = approval(k, "owner", "leader")
    for who in ("team_mate", "partner", "lead", "administrator"):
        client = browser(k, who)
        assert client.get(page(one)).status_code == 404
        assert client.post(page(one, "approval"), {"said": "yes"}).status_code == 404
    for who in ("stranger", "owner", "leader"):
        assert "Two more scanners" in body(browser(k, who).get(page(one)))


def test_a_talk_from_the_pages(k: Kitchen) -> None:
    one = talk(k)
    supplier, customer = browser(k, "owner"), browser(k, "stranger")
    assert "Offer times" in body(supplier.get("/"))
    assert "What I heard" not in body(supplier.get(page(one)))
    supplier.get(page(one, "slots"))
    supplier.post(
        page(one, "slots"),
        {
            "minutes": "20",
            "start_1": f"{SOON:%Y-%m-%d}T10:00",
            "place_1": "Room 4",
            "start_3": f"{SOON:%Y-%m-%d}T23:30",
        },
    )
    assert state(one) == "waiting"
    assert "Choose a time" in body(customer.get("/"))
    shown = body(customer.get(page(one)))
    assert "Room 4" in shown
    assert "outside the working time of both" in shown
    assert "Room 4" in body(supplier.get(page(one)))
    assert "Room 4" in body(customer.get(page(one, "slot")))
    assert customer.post(page(one, "slot"), {}).status_code == 422
    customer.post(page(one, "slot"), {"slot": "0"})
    assert state(one) == "promised"
    shown = body(customer.get(page(one)))
    assert "Put it into my calendar" in shown


def test_either_side_says_that_it_took_place(k: Kitchen) -> None:
    one, before = talk(k, now=NOW - timedelta(hours=3)), NOW - timedelta(hours=3)
    changes.offer_slots(k.by("owner", now=before), one, slots=[Slot(start=NOW - timedelta(hours=1))])
    changes.choose_slot(k.by("stranger", now=before), one, slot=0)
    supplier, customer = browser(k, "owner"), browser(k, "stranger")
    assert "It took place" in body(supplier.get(page(one)))
    customer.post(page(one, "meeting"), {"words": "That helped"})
    assert state(one) == "delivered"


def test_both_have_it_in_their_calendars(k: Kitchen) -> None:
    one = chosen(k)

    def entry(who: str) -> Any:
        answer = browser(k, who).get(f"/requests/R-{one}/talk.ics")
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        calendar = Calendar.from_ical(answer.content)
        return calendar["method"], calendar.walk("VEVENT")[0]

    method, first = entry("stranger")
    assert (method, first["status"], first["sequence"]) == ("REQUEST", "CONFIRMED", 0)
    assert (first.decoded("dtstart"), first.decoded("dtend")) == (SOON, SOON + timedelta(minutes=30))
    assert (first["location"], first["summary"]) == ("Room 4", "Twenty minutes about the rota")
    assert str(first["organizer"]) == "mailto:ana@harbour.example"
    assert {str(who) for who in first["attendee"]} == {"mailto:ana@harbour.example", "mailto:samir@harbour.example"}
    changes.offer_slots(k.by("owner", now=NOW), one, slots=[Slot(start=SOON + timedelta(days=1))])
    changes.choose_slot(k.by("stranger", now=NOW, command_id="again"), one, slot=0)
    _method, moved = entry("owner")
    assert (moved["uid"], moved["sequence"]) == (first["uid"], 1)
    changes.withdraw(k.by("stranger", now=NOW), one)
    method, gone = entry("owner")
    assert (method, gone["status"], gone["sequence"], gone["uid"]) == ("CANCEL", "CANCELLED", 2, first["uid"])


def test_an_entry_for_those_who_take_part_alone(k: Kitchen) -> None:
    one, none = chosen(k), talk(k)
    changes.open_up(k.by("stranger", now=NOW), one)
    for who in ("team_mate", "lead", "partner", "administrator"):
        assert browser(k, who).get(f"/requests/R-{one}/talk.ics").status_code == 404, who
    assert browser(k, "owner").get(f"/requests/R-{none}/talk.ics").status_code == 404


def test_a_place_is_no_code(k: Kitchen) -> None:
    one = chosen(k, place="javascript:alert(1)\nATTENDEE:mailto:x@example.org")
    assert 'href="javascript' not in body(browser(k, "stranger").get(page(one)))
    said = Calendar.from_ical(browser(k, "stranger").get(f"/requests/R-{one}/talk.ics").content)
    assert len(said.walk("VEVENT")[0]["attendee"]) == 2


@pytest.mark.parametrize("rows", [1, 3])
def test_they_cost_the_same_for_many(k: Kitchen, django_assert_max_num_queries: Any, rows: int) -> None:
    for n in range(rows):
        one, other = approval(k, "owner", "lead", for_team_id=None, mode="parallel"), talk(k)
        changes.offer_slots(k.by("owner", now=NOW, command_id=f"o{n}"), other, slots=[Slot(start=SOON)])
    client = browser(k, "owner")
    client.get("/")
    with django_assert_max_num_queries(12):
        assert body(client.get("/")).count("Yes, or not yet") == rows
    for shown in (one, other):
        with django_assert_max_num_queries(12):
            client.get(page(shown))
