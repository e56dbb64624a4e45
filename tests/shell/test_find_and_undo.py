"""The command palette's answers, and taking back what was just done."""

import pytest
from conftest import intent
from django.test import Client
from people.house import build

from thepass.journal.models import Delivery
from thepass.kernel.intent import of_person
from thepass.people import changes
from thepass.people.models import Person

pytestmark = pytest.mark.django_db


def signed_in(person_id: int) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=person_id))
    return client


def test_what_is_found_is_a_page_and_a_fragment():
    house = build()
    page = signed_in(house.owner).get("/find/", {"q": "zzz"})
    assert page.status_code == 200 and "Nothing found" in page.text
    part = signed_in(house.owner).get("/find/", {"q": ""}, headers={"HX-Request": "true"})
    assert "<html" not in part.text


def test_undo_takes_back_an_invitation_and_its_mail_never_leaves(settings):
    house = build()
    admin = signed_in(house.administrator)
    from datetime import UTC, datetime

    ana = changes.add_person(intent(), name="New One", email="new@harbour.example").id
    now = datetime.now(UTC)
    event = changes.invite(intent(of_person(house.administrator), now=now), ana).events[0]
    answer = admin.post("/undo/", {"event": event.pk, "next": "/find/"})
    assert answer.status_code == 302 and answer["Location"] == "/find/"
    assert Person.objects.get(pk=ana).standing == "added"
    assert not Delivery.objects.filter(event=event, done_at=None).exists()


@pytest.mark.parametrize("data", [{}, {"event": "x"}, {"event": "²"}, {"event": "9" * 40}])
def test_undo_of_nonsense_is_a_bad_request(data):
    house = build()
    assert signed_in(house.owner).post("/undo/", data).status_code == 400


def test_anothers_change_is_not_mine_to_take_back():
    house = build()
    event = changes.change_card(intent(of_person(house.team_mate)), house.team_mate, title="Packer").events[0]
    answer = signed_in(house.owner).post(
        "/undo/", {"event": event.pk, "next": "https://elsewhere.example/"}, follow=True
    )
    assert Person.objects.get(pk=house.team_mate).title == "Packer"
    assert answer.redirect_chain[0][0] == "/"


def test_what_could_not_be_delivered_is_for_administrators_and_leads():
    house = build()
    seen = {who: signed_in(getattr(house, who)).get("/settings/deliveries/").status_code for who in
            ("administrator", "lead", "owner", "stranger", "partner")}  # fmt: skip
    assert seen == {"administrator": 200, "lead": 200, "owner": 404, "stranger": 404, "partner": 404}
