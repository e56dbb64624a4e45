"""Saying when one is away, in plain posts."""

from datetime import UTC, datetime, timedelta

import pytest
from conftest import intent
from people.harbour import absent, browser, fields, harbour, news, send, take_back, text

from thepass.people import changes
from thepass.people.models import Absence

pytestmark = pytest.mark.django_db
DAY = (datetime.now(UTC) + timedelta(days=20)).date()
WHOLE = {
    "begins": DAY.isoformat(),
    "begins_at": "",
    "ends": (DAY + timedelta(days=2)).isoformat(),
    "ends_at": "",
    "note": "",
}


def test_whole_days_are_from_midnight_to_midnight_on_the_readers_clock():
    house = harbour()
    changes.change_card(intent(), house.omar, zone="Asia/Tokyo")
    client = browser(house.omar)
    news(client, send(client, f"/people/{house.omar}/absences/new/", **WHOLE, substitute_words="ruth"))
    row = Absence.objects.get()
    midnight = datetime(DAY.year, DAY.month, DAY.day, tzinfo=UTC) - timedelta(hours=9)
    assert (row.begins, row.ends, row.substitute_id) == (midnight, midnight + timedelta(days=3), house.ruth)


def test_hours_of_one_day():
    house = harbour()
    changes.change_card(intent(), house.omar, zone="Asia/Tokyo")
    client = browser(house.omar)
    said = {**WHOLE, "begins_at": "14:00", "ends": "", "ends_at": "16:30"}
    news(client, send(client, f"/people/{house.omar}/absences/new/", **said))
    row = Absence.objects.get()
    assert (row.begins.hour, row.ends - row.begins) == (5, timedelta(hours=2.5))


@pytest.mark.parametrize(
    ("said", "status", "sentence"),
    [
        ({"begins": ""}, 422, "Please fill in"),
        ({"begins": "soon"}, 422, "First day away"),
        ({"begins_at": "25:00"}, 422, "From what time"),
        ({"ends": (DAY - timedelta(days=2)).isoformat()}, 409, "The absence must end after it begins."),
        ({"ends": (DAY + timedelta(days=4000)).isoformat()}, 409, "three years at most"),
        ({"begins": "0001-01-01", "ends": ""}, 422, "a day in these years"),
        ({"ends": "9999-12-31"}, 422, "a day in these years"),
        ({"substitute_words": "omar"}, 409, "Nobody can stand in for themselves."),
    ],
)
def test_what_cannot_be_is_said_and_the_rest_stays(said, status, sentence):
    house = harbour()
    answer = send(browser(house.omar), f"/people/{house.omar}/absences/new/", **{**WHOLE, "note": "Wedding", **said})
    assert (answer.status_code, sentence in text(answer), 'value="Wedding"' in text(answer)) == (status, True, True)
    assert not Absence.objects.exists()


def test_looking_for_a_substitute_keeps_what_was_typed():
    house = harbour()
    said = {**WHOLE, "note": "Wedding", "find": "substitute", "substitute_words": "rut"}
    page = text(send(browser(house.omar), f"/people/{house.omar}/absences/new/", **said))
    assert f'value="{house.ruth}"' in page
    assert ('value="Wedding"' in page, f'value="{DAY.isoformat()}"' in page) == (True, True)
    assert "error-summary" not in page.partition("<main")[2]


def test_as_one_types_the_choices_come_alone():
    house = harbour()
    answer = browser(house.omar).get("/people/pick/?for=substitute&nobody=1&substitute_words=ru")
    assert (f'value="{house.ruth}"' in text(answer), "<main" in text(answer)) == (True, False)
    assert browser(house.omar).get("/people/pick/?for=%3Cb%3E").status_code == 404


def test_two_absences_at_once_are_refused():
    house = harbour()
    absent(house.omar, days=60)
    answer = send(browser(house.omar), f"/people/{house.omar}/absences/new/", **WHOLE)
    assert (answer.status_code, "There is already an absence in that time" in text(answer)) == (409, True)


def test_changed_cancelled_and_each_taken_back():
    house = harbour()
    client, pk = browser(house.priya), absent(house.omar, substitute_id=house.ruth, note="Dentist")
    was = Absence.objects.get(pk=pk)
    page = news(client, send(client, f"/absences/{pk}/", **WHOLE, substitute="0"))
    assert Absence.objects.get(pk=pk).substitute_id is None
    take_back(client, page)
    now = Absence.objects.get(pk=pk)
    assert (now.begins, now.ends, now.substitute_id, now.note) == (was.begins, was.ends, house.ruth, "Dentist")
    page = news(client, client.post(f"/absences/{pk}/end/"))
    assert not Absence.objects.filter(cancelled=False).exists()
    take_back(client, page)
    again = Absence.objects.get(cancelled=False)
    assert (again.ends, again.substitute_id, again.note) == (was.ends, house.ruth, "Dentist")


def test_who_may_not_read_the_note_keeps_it_when_changing_the_days():
    house = harbour()
    client, pk = browser(house.mei), absent(house.omar, note="Dentist")
    assert "Dentist" not in text(client.get(f"/absences/{pk}/"))
    news(client, send(client, f"/absences/{pk}/", **WHOLE))
    assert Absence.objects.get(pk=pk).note == "Dentist"


def test_a_stale_absence_says_who_changed_it():
    house = harbour()
    client, pk = browser(house.omar), absent(house.omar)
    said = fields(client, f"/absences/{pk}/")
    row = Absence.objects.get(pk=pk)
    by = intent(f"person:{house.priya}")
    changes.change_absence(by, pk, begins=row.begins, ends=row.ends + timedelta(days=1), substitute_id=house.ruth)
    answer = client.post(f"/absences/{pk}/", {**said, **WHOLE})
    assert (answer.status_code, "Priya Raman changed when they are away" in text(answer)) == (409, True)


@pytest.mark.parametrize(("who", "status"), [("ruth", 409), ("lars", 404)])
def test_strangers_change_nothing(who, status):
    house = harbour()
    client, pk = browser(getattr(house, who)), absent(house.omar)
    for url in (f"/absences/{pk}/", f"/absences/{pk}/end/", f"/people/{house.omar}/absences/new/"):
        assert client.post(url, WHOLE).status_code == status, url
    assert Absence.objects.get().version == 1


def test_who_is_away_in_a_team_and_on_ones_own_page():
    house = harbour()
    absent(house.omar, substitute_id=house.ruth)
    absent(house.maria)
    page = text(browser(house.priya).get(f"/teams/{house.warehouse}/absences/"))
    assert ("Omar Haddad" in page, "Ruth Adeyemi" in page, "Maria" in page) == (True, True, False)
    home = text(browser(house.priya).get("/"))
    assert ("Omar Haddad" in home, "Ruth Adeyemi stands in" in home, "Maria" in home) == (True, True, False)
