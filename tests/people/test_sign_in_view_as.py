"""Looking with somebody else's eyes."""

from datetime import UTC, datetime, timedelta

import pytest
from conftest import intent
from django.core import mail
from django.test import Client
from people.sign_in import administrator, colleague, sign_in, signed_in

from thepass.journal import tasks, worker
from thepass.journal.queries import history
from thepass.people import changes
from thepass.people.models import Person

pytestmark = pytest.mark.django_db
WHY = "She cannot find the form for leave"


@pytest.fixture
def ada() -> Person:
    return administrator()


@pytest.fixture
def bo(ada: Person) -> Person:
    return colleague()


@pytest.fixture
def looking(client: Client, ada: Person, bo: Person) -> Client:
    sign_in(client, ada.email)
    assert client.post(f"/people/{bo.pk}/eyes/", {"reason": WHY}).headers["Location"] == "/"
    return client


def seen(client: Client) -> str:
    return client.get("/find/").content.decode()


def test_it_is_asked_why_recorded_and_shown(client, ada, bo):
    sign_in(client, ada.email)
    assert "See The Pass as Bo Lind sees it?" in client.get(f"/people/{bo.pk}/eyes/").content.decode()
    assert client.post(f"/people/{bo.pk}/eyes/", {"reason": " "}).status_code == 200
    client.post(f"/people/{bo.pk}/eyes/", {"reason": WHY})
    event = history(f"person:{bo.pk}").last()
    assert (event.type, event.by) == ("person.viewed", f"person:{ada.pk}")
    assert Person.objects.get(pk=bo.pk).viewed_because == WHY
    page = client.get("/find/")
    assert page.context["person"] == bo and page.context["person"].viewed_by == ada.pk
    assert "You see this as <b>Bo Lind</b> does" in page.content.decode()


@pytest.mark.parametrize(
    "method, path, status",
    [
        ("get", "/find/", 200),
        ("get", "/account/password/change/", 404),
        ("get", "/account/email/", 404),
        ("get", "/account/sessions/", 404),
        ("get", "/account/2fa/", 404),
        ("get", "/account/login/", 404),
        ("get", "/settings/deliveries/", 404),
        ("get", "/welcome/", 404),
        ("get", "/mail/", 404),
        ("post", "/account/password/change/", 404),
        ("post", "/account/logout/", 404),
        ("post", "/undo/", 404),
        ("post", "/find/", 403),
        ("put", "/find/", 403),
        ("delete", "/find/", 403),
        ("get", "/people/{ada}/eyes/", 404),
        ("post", "/people/{ada}/eyes/", 403),
        ("post", "/people/{bo}/sessions/end/", 403),
    ],
)
def test_what_may_be_done_with_anothers_eyes(looking, ada, bo, method, path, status):
    assert getattr(looking, method)(path.format(ada=ada.pk, bo=bo.pk)).status_code == status


def test_back_to_ones_own_eyes(looking, ada):
    assert looking.post("/people/eyes/end/").headers["Location"] == "/"
    assert looking.get("/find/").context["person"] == ada and signed_in(looking)


def test_it_ends_after_half_an_hour(looking, ada):
    session = looking.session
    session["view_as"] = {**session["view_as"], "until": (datetime.now(UTC) - timedelta(seconds=1)).isoformat()}
    session.save()
    assert looking.get("/find/").context["person"] == ada


def test_it_ends_when_the_person_becomes_an_administrator_or_leaves(looking, ada, bo):
    changes.set_roles(intent(), bo.pk, steward=False, administrator=True, leader=False)
    assert looking.get("/find/").context["person"] == ada


def test_it_ends_when_the_administrator_is_one_no_more(looking, ada, bo):
    cy = colleague("Cy Okafor")
    changes.set_roles(intent(), cy.pk, steward=False, administrator=True, leader=False)
    changes.set_roles(intent(), ada.pk, steward=False, administrator=False, leader=False)
    assert looking.get("/find/").context["person"] == ada


def test_whom_one_may_not_look_through(client, ada, bo):
    cy = colleague("Cy Okafor")
    changes.set_roles(intent(), cy.pk, steward=False, administrator=True, leader=False)
    gone = colleague("Gwen Gone")
    changes.leave(intent(), gone.pk)
    sign_in(client, ada.email)
    for other in (ada.pk, cy.pk, gone.pk, 999):
        assert client.get(f"/people/{other}/eyes/").status_code == 404
        assert client.post(f"/people/{other}/eyes/", {"reason": WHY}).status_code == 404
    his = Client()
    sign_in(his, bo.email)
    assert his.get(f"/people/{cy.pk}/eyes/").status_code == 404


def test_the_person_is_told_afterwards(looking, ada, bo):
    began = history(f"person:{bo.pk}").last().at
    worker.drain(lambda: began + timedelta(seconds=11))
    assert mail.outbox == []
    tasks.work(began + timedelta(minutes=31))
    (told,) = mail.outbox
    assert told.to == [bo.email] and told.subject == "Ada Byron looked at The Pass with your eyes" and WHY in told.body
