"""Opening hours and days off as people and JSON write them."""

from datetime import date

import pytest

from thepass.kernel.calendar_form import calendar_from, checked
from thepass.kernel.hours import Hours
from thepass.kernel.refusal import Refused


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        pytest.param({}, {}, id="never"),
        pytest.param({"mon": ["09:00-12:30", "13:30-17:30"]}, {"mon": ["09:00-12:30", "13:30-17:30"]}, id="lunch"),
        pytest.param({"mon": ["13:30-17:30", "9:00 – 12:30"]}, {"mon": ["09:00-12:30", "13:30-17:30"]}, id="sorted"),
        pytest.param({"fri": ["22:00-06:00"]}, {"fri": ["22:00-06:00"]}, id="night"),
        pytest.param({"fri": ["00:00-24:00"]}, {"fri": ["00:00-24:00"]}, id="whole day"),
        pytest.param({"fri": ["18:00-00:00"]}, {"fri": ["18:00-24:00"]}, id="until midnight"),
        pytest.param({"sun": ["20:00-08:00"], "mon": ["08:00-20:00"]}, None, id="the week meets its own start"),
        pytest.param({"tue": [], "mon": ["08:00-20:00"]}, {"mon": ["08:00-20:00"]}, id="closed days are left out"),
    ],
)
def test_hours_are_read_and_printed(given, printed):
    hours = Hours.parse(given)
    assert hours.plain() == (given if printed is None else printed)
    assert Hours.parse(hours.plain()) == hours


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (["09:00-17:00"], "Working hours are given day by day, such as mon: 09:00-17:30."),
        ({"monday": []}, "“monday” is not a day. Write mon, tue, wed, thu, fri, sat or sun."),
        ({"mon": "09:00-17:00"}, "Monday: give the hours as a list of windows, such as 09:00-12:30 and 13:30-17:30."),
        ({"tue": ["nine to five"]}, "Tuesday: “nine to five” is not a window of time. Write it like 09:00-17:30."),
        ({"tue": ["09:60-17:00"]}, "Tuesday: “09:60-17:00” is not a window of time. Write it like 09:00-17:30."),
        ({"tue": ["24:00-06:00"]}, "Tuesday: “24:00-06:00” is not a window of time. Write it like 09:00-17:30."),
        ({"tue": ["09:00-24:30"]}, "Tuesday: “09:00-24:30” is not a window of time. Write it like 09:00-17:30."),
        ({"tue": [None]}, "Tuesday: “None” is not a window of time. Write it like 09:00-17:30."),
        (
            {"wed": ["08:00-08:00"]},
            "Wednesday: “08:00-08:00” begins and ends at the same time. For a whole day write 00:00-24:00.",
        ),
        ({"thu": ["13:00-17:00", "09:00-13:30"]}, "Thursday: 09:00-13:30 and 13:00-17:00 overlap."),
        ({"fri": ["22:00-06:00", "23:00-23:30"]}, "Friday: 22:00-06:00 and 23:00-23:30 overlap."),
        ({"fri": ["22:00-06:00"], "sat": ["05:00-09:00"]}, "Friday: 22:00-06:00 runs into Saturday's 05:00-09:00."),
        ({"sun": ["22:00-06:00"], "mon": ["05:00-09:00"]}, "Sunday: 22:00-06:00 runs into Monday's 05:00-09:00."),
    ],
)
def test_bad_hours_are_refused_by_day_and_window(given, sentence):
    with pytest.raises(Refused) as refused:
        Hours.parse(given)
    assert str(refused.value) == sentence
    assert refused.value.field == "hours"


def test_a_calendar_from_its_plain_form():
    calendar = calendar_from(
        hours={"thu": ["09:00-17:00"]},
        zone="Europe/London",
        region="GB-ENG",
        half_days={"12-24": ["09:00-12:00"], "2026-12-31": ["09:00-15:00"], "02-29": ["09:00-10:00"]},
        closed=["2026-01-08"],
        opened={"2026-05-02": ["10:00-14:00"]},
    )
    assert calendar.on(date(2026, 12, 24)) == ((540, 720),)
    assert calendar.on(date(2026, 12, 31)) == ((540, 900),)
    assert calendar.on(date(2024, 2, 29)) == ((540, 600),)
    assert calendar.on(date(2026, 1, 8)) == ()
    assert calendar.on(date(2026, 5, 2)) == ((600, 840),)
    assert calendar.on(date(2026, 1, 1)) == ()  # a Thursday, and New Year's Day
    assert checked(calendar) is calendar


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"half_days": {"24/12": []}}, "half_days", "“24/12” is not a date. Write it like 2026-12-24."),
        ({"half_days": {"13-24": []}}, "half_days", "“2000-13-24” is not a date. Write it like 2026-12-24."),
        (
            {"half_days": {"12-24": ["noon"]}},
            "half_days",
            "12-24: “noon” is not a window of time. Write it like 09:00-17:30.",
        ),
        ({"half_days": ["12-24"]}, "half_days", "Give each day with its hours, such as 2026-12-24: 09:00-12:00."),
        ({"closed": ["2026-02-30"]}, "closed", "“2026-02-30” is not a date. Write it like 2026-12-24."),
        ({"closed": [20261224]}, "closed", "“20261224” is not a date. Write it like 2026-12-24."),
        ({"closed": "2026-12-24"}, "closed", "Give the closed days as a list of dates, such as 2026-12-28."),
        ({"opened": {"12-24": []}}, "opened", "“12-24” is not a date. Write it like 2026-12-24."),
    ],
)
def test_bad_days_off_are_refused(given, field, sentence):
    with pytest.raises(Refused) as refused:
        calendar_from(hours={}, zone="UTC", **given)
    assert str(refused.value) == sentence
    assert refused.value.field == field


def test_an_unknown_region_is_refused_where_it_is_typed():
    with pytest.raises(Refused, match="We know no public holidays for “Atlantis”"):
        checked(calendar_from(hours={}, zone="UTC", region="Atlantis"))
