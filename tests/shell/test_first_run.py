"""The first run: one link, one organisation, one administrator; also when twenty try at once."""

import re
from pathlib import Path

import pytest
from conftest import intent, together
from django.conf import settings
from django.test import Client

from thepass.people import changes
from thepass.people.models import Calendar, Organisation, Person, Team
from thepass.services.models import Service
from thepass.shell import first_run
from thepass.shell.first_run_forms import OFFICE, PRESETS

pytestmark = pytest.mark.django_db
PASSWORD = "copper rail and torn paper"
TOLD = {
    "organisation": "Harbour Foods",
    "zone": "Europe/London",
    "hours": "office",
    "name": "Ada Byron",
    "email": "Ada@Harbour.example",
    "password": PASSWORD,
}


def path() -> str:
    return re.search(r"http://\S+?(/first-run/\S+)", first_run.link("http://127.0.0.1:9000"))[1]


def test_the_line_names_the_address_and_the_folder_keeps_only_a_hash():
    line = first_run.link("http://127.0.0.1:9000")
    token = re.search(r"http://127\.0\.0\.1:9000/first-run/([\w-]{40,})/$", line)[1]
    kept = Path(settings.SETTINGS.data) / "first-run"
    assert token not in kept.read_text() and kept.stat().st_mode & 0o777 == 0o600


def test_from_the_link_to_a_signed_in_administrator(client):
    link = path()
    assert "Set up your organisation" in client.get(link).content.decode()
    assert client.post(link, TOLD).headers["Location"] == "/welcome/"
    ada = Person.objects.get()
    assert (ada.name, ada.email, ada.standing, ada.is_administrator) == (
        "Ada Byron",
        "ada@harbour.example",
        "here",
        True,
    )
    assert Organisation.objects.get().zone == "Europe/London" and Calendar.objects.get().hours == OFFICE
    assert "Welcome, Ada Byron" in client.get("/welcome/").content.decode()
    for other in (client, Client()):
        assert other.get(link).status_code == 404 and other.post(link, TOLD).status_code == 404
    assert first_run.link() is None
    again = Client()
    assert again.post("/account/login/", {"login": "ada@harbour.example", "password": PASSWORD}).status_code == 302


def test_hours_of_ones_own(client):
    own = {"hours": "own", "days": ["tue", "sat"], "opens": "22:00", "closes": "06:00"}
    client.post(path(), TOLD | own)
    assert Calendar.objects.get().hours == {"tue": ["22:00-06:00"], "sat": ["22:00-06:00"]}


@pytest.mark.parametrize("hours", PRESETS)
def test_every_proposal_can_be_kept(client, hours):
    assert client.post(path(), TOLD | {"hours": hours}).status_code == 302


@pytest.mark.parametrize(
    "field, value",
    [
        ("organisation", "  "),
        ("organisation", "x" * 121),
        ("zone", "Mars/Olympus"),
        ("hours", "own"),
        ("name", ""),
        ("email", "ada"),
        ("email", "ada@harbour..example"),
        ("password", "short"),
        ("password", "password12"),
        ("password", "ada@harbour.example"),
    ],
)
def test_what_cannot_be_is_said_beside_its_question_and_nothing_is_kept(client, field, value):
    more = {"days": []} if field == "hours" else {}
    page = client.post(path(), TOLD | {field: value} | more)
    assert page.status_code in (200, 409) and page.context["form"].errors[field]
    assert TOLD["name"] in page.content.decode() or field == "name"
    assert not Person.objects.exists() and not Organisation.objects.exists()


def test_a_newer_link_ends_the_older_one(client):
    old, new = path(), path()
    assert client.get(old).status_code == 404 and client.get(new).status_code == 200


@pytest.mark.parametrize("token", ["x", "a" * 43, "..%2Fsecret-key"])
def test_a_guessed_link(client, token):
    path()
    assert client.get(f"/first-run/{token}/").status_code == 404


def test_before_anybody_every_page_says_so(client):
    for place in ("/", "/account/login/", "/people/", "/account/password/reset/", "/nowhere/"):
        page = client.get(place)
        assert page.status_code == 503 and "not set up yet" in page.content.decode()
    assert client.get("/healthz").status_code == 200
    problem = client.get("/api/v1/people")
    assert problem.status_code == 503 and problem.headers["Content-Type"] == "application/problem+json"


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_make_one_organisation():
    link = path()
    told = [TOLD | {"organisation": f"House {n}", "email": f"person{n}@harbour.example"} for n in range(20)]
    answers = together(*(lambda one=one: Client().post(link, one).status_code for one in told))
    assert sorted(answers) == [302] + [404] * 19
    assert Person.objects.count() == Organisation.objects.count() == Calendar.objects.count() == 1
    assert Person.objects.get().has_usable_password()


@pytest.fixture
def ada(client) -> Person:
    client.post(path(), TOLD)
    return Person.objects.get()


def test_starter_teams(client, ada):
    page = client.get("/welcome/")
    assert len(page.context["form"].fields["teams"].choices) == 12
    assert client.post("/welcome/", {"teams": ["it", "warehouse"]}).headers["Location"] == "/welcome/"
    assert set(Team.objects.values_list("name", "tier")) == {("IT", "supports"), ("Warehouse", "makes")}
    assert len(client.get("/welcome/").context["form"].fields["teams"].choices) == 10
    assert client.post("/welcome/", {"teams": ["it"]}).status_code == 200  # it is there already
    assert Team.objects.count() == 2


def test_the_same_click_twice_is_one(client, ada):
    for _ in range(2):
        client.post("/welcome/", {"teams": ["it", "hr"], "command_id": "one-click"})
    assert Team.objects.count() == 2


def test_the_list_can_be_put_away_and_is_for_administrators(client, ada):
    assert client.post("/welcome/", {"later": "1"}).headers["Location"] == "/"
    changes.add_person(intent(), name="Bo Lind", email="bo@harbour.example")
    other = Client()
    other.force_login(Person.objects.get(name="Bo Lind"))
    assert other.get("/welcome/").status_code == 404


def test_starter_services_bring_their_team(client, ada):
    page = client.get("/welcome/")
    assert len(page.context["form"].fields["services"].choices) == 12 and "IT: Access to a program" in text(page)
    client.post("/welcome/", {"teams": ["sales"], "services": ["access", "invoice"]})
    assert set(Team.objects.values_list("name", flat=True)) == {"Sales", "IT", "Finance"}
    found = {one.name: (one.team.name, one.serves and one.serves.name) for one in Service.objects.all()}
    assert found == {"Access to a program": ("IT", None), "An invoice sent": ("Finance", "Sales")}
    said = text(client.get("/welcome/"))
    assert "3 teams are there now." in said and "2 services are offered now." in said
    assert len(client.get("/welcome/").context["form"].fields["services"].choices) == 10
    client.post("/welcome/", {"services": ["offer"]})
    assert Team.objects.count() == 3 and Service.objects.count() == 3


def test_choosing_nothing_is_said(client, ada):
    client.post("/welcome/", {"command_id": "nothing"})
    assert "Nothing was chosen." in text(client.get("/welcome/"))


def text(answer) -> str:
    return answer.content.decode()
