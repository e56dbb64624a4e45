"""The three pages of an import, without JavaScript: the file, its columns, bring them in; and inviting who is new."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from conftest import intent
from django.core.files.uploadedfile import SimpleUploadedFile
from people.harbour import MOST_STATEMENTS, browser, harbour, statements

from thepass.journal.models import Delivery, Event
from thepass.people import changes
from thepass.people.models import Membership, Person, Team
from thepass.people.web import bringing_kept
from thepass.sheets.rules.write import xlsx

pytestmark = pytest.mark.django_db
START = "/people/import/"
SHEET = (
    "Name,E-mail,Team,Manager\n"
    "Cleo Park,cleo@harbour.example,Warehouse / Night shift,Dana Fox\n"
    "Dana Fox,dana@harbour.example,Warehouse / Cold store,Priya Raman\n"
)
BAD = "Name,E-mail,Manager\nCleo Park,cleo@harbour.example,Nobody\nDana,dana@@harbour,\n"


@pytest.fixture
def house():
    return harbour()


def put(client, content: str | bytes = SHEET, name: str = "people.csv"):
    """Upload; the address of the next step, or the answer that says why not."""
    file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
    answer = client.post(START, {"file": file})
    return answer.headers["Location"] if answer.status_code == 302 else answer


def hidden(page: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def bring(client, address: str):
    page = client.get(address).content.decode()
    return client.post(f"{address}apply/", {"plan": hidden(page, "plan"), "command_id": hidden(page, "command_id")})


def test_from_a_file_to_invited_people(house):
    mei = browser(house.mei)
    address = put(mei)
    page = mei.get(address).content.decode()
    assert "Cleo Park" in page and "2</b> new people" in page and "1</b> team formed" in page
    assert not Person.objects.filter(name="Cleo Park").exists()
    answer = bring(mei, address)
    assert answer.headers["Location"] == f"{address}done/"
    cleo, dana = Person.objects.get(name="Cleo Park"), Person.objects.get(name="Dana Fox")
    assert (cleo.manager, dana.manager_id) == (dana, house.priya)
    assert Membership.objects.filter(person=cleo, team=house.night).exists()
    assert "2 people cannot sign in yet" in mei.get(f"{address}done/").content.decode()
    answer = mei.post(f"{address}invitations/", follow=True)
    assert "Everyone who is new is invited" in answer.content.decode()
    assert set(Person.objects.filter(standing="invited")) == {cleo, dana}


def test_what_is_wrong_is_shown_by_row_and_column_and_cannot_be_applied(house):
    mei = browser(house.mei)
    address = put(mei, BAD)
    page = mei.get(address).content.decode()
    assert "2 things to put right" in page
    assert "Row 2, C <bdi>Manager</bdi></th><td>Nobody is called “Nobody”" in page
    assert "Row 3, B <bdi>E-mail</bdi></th>" in page
    assert f"{address}apply/" not in page
    before = Event.objects.count()
    mei.post(f"{address}apply/", {"plan": "x"})
    assert Event.objects.count() == before


def test_other_columns_are_chosen_by_hand_and_remembered(house):
    mei = browser(house.mei)
    address = put(mei, "Who,Where to write,Mates\nCleo Park,cleo@harbour.example,Night shift\n")
    assert "No column for “E-mail” was found" in mei.get(address).content.decode()
    picks = {"name": "0", "email": "1", "team": "2"}
    assert mei.post(address, picks).headers["Location"] == address
    assert "1</b> new person" in mei.get(address).content.decode()
    assert mei.post(address, {"name": "0"}).status_code == 422
    bring(mei, address)
    assert Membership.objects.filter(person__name="Cleo Park", team=house.night).exists()


def test_a_workbook_with_the_people_on_its_second_sheet(house):
    titles, *rows = (line.split(",") for line in SHEET.splitlines())
    mei = browser(house.mei)
    bring(mei, put(mei, xlsx(rows, titles, "People"), "people.xlsx"))
    assert Person.objects.filter(name="Dana Fox").exists()


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"Name,E-mail\n\x00\x01\x02\xff", "people.csv", "people.csv"),
        (b"PK\x03\x04 cut off", "people.xlsx", "cut off or damaged"),
        (b"\n\n", "people.csv", "is empty"),
        (b'Name,E-mail\n"Cleo,cleo@harbour.example\n', "people.csv", "quotation mark"),
    ],
)
def test_what_cannot_be_read_is_said_at_once(house, content, name, sentence):
    answer = put(browser(house.mei), content, name)
    assert answer.status_code == 409 and sentence in answer.content.decode()


def test_no_file_is_a_sentence_too(house):
    answer = browser(house.mei).post(START, {})
    assert answer.status_code == 422 and "Please fill in “The sheet”" in answer.content.decode()


def test_something_changed_between_looking_and_bringing_in(house):
    mei = browser(house.mei)
    address = put(mei)
    page = mei.get(address).content.decode()
    changes.form_team(intent(), name="Cold store", parent_id=house.warehouse)
    answer = mei.post(f"{address}apply/", {"plan": hidden(page, "plan")}, follow=True)
    assert "Meanwhile something has changed" in answer.content.decode()
    assert not Person.objects.filter(name="Cleo Park").exists()
    bring(mei, address)
    assert Team.objects.filter(name="Cold store").count() == 1


def test_twice_applied_is_once(house):
    mei = browser(house.mei)
    address = put(mei)
    bring(mei, address)
    before = Event.objects.count()
    assert mei.post(f"{address}apply/", {"plan": "x"}).headers["Location"] == f"{address}done/"
    assert mei.get(address).headers["Location"] == f"{address}done/"
    assert Event.objects.count() == before


@pytest.mark.parametrize("who", ["priya", "omar", "lars", "maria"])
def test_for_everybody_but_administrators_these_pages_are_not_there(house, who):
    address = put(browser(house.mei))
    client = browser(getattr(house, who))
    for page in (START, address, f"{address}done/", f"{START}example.csv"):
        assert client.get(page).status_code == 404
    for page in (START, address, f"{address}apply/", f"{address}invitations/"):
        assert client.post(page).status_code == 404
    assert not Person.objects.filter(name="Cleo Park").exists()


def test_an_upload_is_its_owners_alone_and_a_forged_address_is_nobodys(house):
    address = put(browser(house.mei))
    changes.set_roles(intent(), house.ruth, steward=False, administrator=True, leader=False)
    assert browser(house.ruth).get(address).status_code == 404
    assert browser(house.mei).get(f"{START}nonsense/").status_code == 404
    assert browser(house.mei).get(address[:-2] + "x/").status_code == 404


def test_uploads_are_forgotten_after_a_day(house):
    kept = bringing_kept.keep(house.mei, "people.csv", b"Name\n")
    assert bringing_kept.opened(kept.token, house.mei) is not None
    assert kept.folder.stat().st_mode & 0o077 == 0
    written = datetime.fromtimestamp(kept.folder.stat().st_mtime, UTC)
    bringing_kept.remove_old(written + timedelta(hours=23))
    assert kept.folder.exists()
    assert bringing_kept.remove_old(written + timedelta(hours=25)) >= 1
    assert bringing_kept.opened(kept.token, house.mei) is None


def test_statements_do_not_grow_with_rows(house):
    mei = browser(house.mei)
    rows = "".join(f"P{n},p{n}@harbour.example\n" for n in range(30))
    one, thirty = (put(mei, f"Name,E-mail\n{body}") for body in ("A,a@harbour.example\n", rows))
    counted = statements(mei, one)
    assert statements(mei, thirty) == counted <= MOST_STATEMENTS


def test_leaving_by_sheet_has_its_consequences(house):
    mei = browser(house.mei)
    bring(mei, put(mei, "E-mail,Left\nomar.haddad@harbour.example,yes\n"))
    assert Person.objects.get(pk=house.omar).standing == "left"
    assert Delivery.objects.filter(event__stream=f"person:{house.omar}", event__type="person.left").exists()


def test_the_example_can_be_brought_in_as_it_is(house):
    mei = browser(house.mei)
    example = mei.get(f"{START}example.csv")
    assert example.headers["Content-Type"].startswith("text/csv")
    bring(mei, put(mei, example.content))
    assert Person.objects.get(email="tomas@example.org").manager.name == "Priya Raman"


def test_a_name_is_only_ever_words(house):
    page = browser(house.mei).get(put(browser(house.mei), "Name,E-mail\n<img src=x>,a@harbour.example\n"))
    assert "<img src=x>" not in page.content.decode() and "&lt;img src=x&gt;" in page.content.decode()
