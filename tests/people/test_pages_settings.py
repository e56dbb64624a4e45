"""Settings for administrators."""

from datetime import UTC, datetime, timedelta

import pytest
from conftest import intent
from people.harbour import HOURS, browser, harbour, news, organisation, send, take_back, text

from thepass.people import changes
from thepass.people.models import Calendar, Person, Site

pytestmark = pytest.mark.django_db
WEEK = {day: "09:00-12:30, 13:30-17:30" for day in HOURS} | {"sat": "", "sun": ""}
CALENDAR = {"name": "Nights", "region": "", "half_days": "", "closed": "", **WEEK}


def test_the_organisation_is_changed_and_taken_back():
    house = harbour()
    client = browser(house.mei)
    said = {"name": "Harbour & Sons", "mission": "Good food", "zone": "Europe/Oslo", "language": "de", "calendar": ""}
    page = news(client, send(client, "/settings/organisation/", **said))
    assert (organisation().name, organisation().zone, organisation().calendar_id) == (
        "Harbour & Sons",
        "Europe/Oslo",
        None,
    )
    take_back(client, page)
    assert (organisation().name, organisation().calendar_id is None) == ("Harbour Foods", False)


def test_a_notice_stands_on_every_page_until_its_time():
    house = harbour()
    client, omar = browser(house.mei), browser(house.omar)
    later = datetime.now(UTC) + timedelta(days=2)
    said = {"notice": "Closed <Saturday>", "until_0": later.date().isoformat(), "until_1": "20:00"}
    page = news(client, send(client, "/settings/notice/", **said))
    assert "Closed &lt;Saturday&gt;" in text(omar.get("/people/"))
    take_back(client, page)
    assert "Closed" not in text(omar.get("/people/"))
    changes.put_up_notice(intent(), organisation().pk, notice="Long over", until=datetime(2020, 1, 1, tzinfo=UTC))
    assert "Long over" not in text(omar.get("/people/"))


def test_a_site_is_opened_and_changed():
    house = harbour()
    client = browser(house.mei)
    said = {"name": "Bergen", "address": "Kaien 1", "zone": "Europe/Oslo", "region": "NO", "calendar": ""}
    assert "Bergen" in news(client, send(client, "/settings/sites/new/", **said))
    bergen = Site.objects.get(name="Bergen")
    page = news(client, send(client, f"/settings/sites/{bergen.pk}/", **{**said, "name": "Bergen harbour"}))
    take_back(client, page)
    bergen.refresh_from_db()
    assert (bergen.name, bergen.region) == ("Bergen", "NO")
    assert send(client, "/settings/sites/new/", **{**said, "zone": "Europe"}).status_code == 422
    assert send(client, "/settings/sites/new/", **{**said, "region": "XX"}).status_code == 422


def test_a_calendar_is_drawn_up_as_people_type_it():
    house = harbour()
    client = browser(house.mei)
    said = {
        **CALENDAR,
        "mon": "22:00 - 06:00",
        "region": "GB-ENG",
        "half_days": "12-24: 9:00-12:00\n",
        "closed": "2026-12-28, 2026-12-29",
    }
    news(client, send(client, "/settings/calendars/new/", **said))
    nights = Calendar.objects.get(name="Nights")
    assert nights.hours["mon"] == ["22:00-06:00"]
    assert nights.half_days == {"12-24": ["09:00-12:00"]}
    assert nights.closed == ["2026-12-28", "2026-12-29"]
    page = text(client.get(f"/settings/calendars/{nights.pk}/"))
    assert ("The next days off" in page, 'value="22:00-06:00"' in page) == (True, True)
    page = news(client, send(client, f"/settings/calendars/{nights.pk}/", **{**said, "closed": ""}))
    take_back(client, page)
    nights.refresh_from_db()
    assert nights.closed == ["2026-12-28", "2026-12-29"]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"mon": "9-5"}, "is not a window of time"),
        ({"mon": "09:00-12:00, 11:00-13:00"}, "overlap"),
        ({"mon": "22:00-06:00", "tue": "05:00-09:00"}, "runs into"),
        ({"half_days": "24 Dec: 09:00-12:00"}, "is not a date"),
        ({"half_days": "12-24"}, None),
        ({"half_days": "12-24: noon"}, "is not a window of time"),
        ({"closed": "30 February"}, "is not a date"),
        ({"name": ""}, "Please fill in"),
        ({"region": "Atlantis"}, "Public holidays"),
    ],
)
def test_hours_that_cannot_be_are_named_and_the_rest_stays(said, sentence):
    house = harbour()
    answer = send(browser(house.mei), "/settings/calendars/new/", **{**CALENDAR, **said})
    if sentence is None:  # a half day without hours is a day off
        assert answer.status_code == 302
        return
    assert (answer.status_code, sentence in text(answer)) == (422, True)
    assert "09:00-12:30, 13:30-17:30" in text(answer)
    assert not Calendar.objects.filter(name="Nights").exists()


def test_many_are_invited_at_once_and_twice_is_once():
    house = harbour()
    client = browser(house.mei)
    new = [changes.add_person(intent(), name=f"New {n}", email=f"n{n}@harbour.example").id for n in range(3)]
    answer = send(client, "/settings/invite/", person=[*new[:2], house.omar, "x"])
    assert "2 people are invited." in news(client, answer)
    standings = dict(Person.objects.filter(pk__in=[*new, house.omar]).values_list("pk", "standing"))
    assert standings == {new[0]: "invited", new[1]: "invited", new[2]: "added", house.omar: "here"}
    assert "Nobody was chosen." in news(client, send(client, "/settings/invite/"))


@pytest.mark.parametrize("who", ["priya", "omar", "lars"])
def test_for_everybody_else_there_are_no_settings(who):
    house = harbour()
    client = browser(getattr(house, who))
    site, calendar = Site.objects.order_by("pk")[0].pk, Calendar.objects.order_by("pk")[0].pk
    of_one = (f"sites/{site}/", f"calendars/{calendar}/")
    lists = ("", "organisation/", "notice/", "sites/", "sites/new/", "calendars/", "calendars/new/", "invite/")
    for part in (*lists, *of_one):
        assert client.get(f"/settings/{part}").status_code == 404, part
        assert client.post(f"/settings/{part}", {"name": "Mine", **CALENDAR}).status_code in (404, 405), part
    assert organisation().version == 1
