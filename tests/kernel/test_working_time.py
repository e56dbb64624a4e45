"""Working time in the cases people know by name. Expected instants are worked out by hand, and written in wall time."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from thepass.kernel.hours import Hours, read_windows
from thepass.kernel.refusal import Refused
from thepass.kernel.working_time import Calendar

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
OFFICE = Hours.parse(dict.fromkeys(WEEKDAYS, ["09:00-12:30", "13:30-17:30"]))
SHORT = Hours.parse(dict.fromkeys(WEEKDAYS, ["09:00-17:00"]))
NIGHT = Hours.parse(dict.fromkeys(WEEKDAYS, ["22:00-06:00"]))
ALWAYS = Hours.parse(dict.fromkeys((*WEEKDAYS, "sat", "sun"), ["00:00-24:00"]))
SMALL_HOURS = Hours.parse({"sun": ["00:30-04:00"], "mon": ["09:00-17:00"]})
LONDON, NEW_YORK, LORD_HOWE, CASABLANCA = (
    "Europe/London",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
)
MORNING = read_windows(["09:00-12:00"], day="a half day")


def wall(zone, text, fold=0):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold)


@pytest.mark.parametrize(
    ("calendar", "start", "hours", "due"),
    [
        pytest.param(Calendar(OFFICE, LONDON), "2026-01-05 09:00", 2, "2026-01-05 11:00", id="same morning"),
        pytest.param(Calendar(OFFICE, LONDON), "2026-01-05 12:00", 1, "2026-01-05 14:00", id="over lunch"),
        pytest.param(Calendar(OFFICE, LONDON), "2026-01-05 09:00", 3.5, "2026-01-05 12:30", id="to a window's end"),
        pytest.param(Calendar(OFFICE, LONDON), "2026-01-05 12:45", 0.5, "2026-01-05 14:00", id="asked at lunch"),
        pytest.param(Calendar(OFFICE, LONDON), "2026-01-09 17:00", 1, "2026-01-12 09:30", id="over a week-end"),
        pytest.param(Calendar(OFFICE, LONDON), "2026-01-05 09:00", 75, "2026-01-16 17:30", id="ten whole days"),
        pytest.param(Calendar(OFFICE, LONDON), "2026-01-10 11:00", 0, "2026-01-12 09:00", id="none, from Saturday"),
        pytest.param(Calendar(OFFICE, LONDON), "2026-01-05 17:30", 0, "2026-01-05 17:30", id="none, from the end"),
        pytest.param(Calendar(OFFICE, LONDON), "2026-01-12 09:30", -1, "2026-01-09 17:00", id="back over a week-end"),
        pytest.param(Calendar(NIGHT, LONDON), "2026-01-05 23:00", 2, "2026-01-06 01:00", id="across midnight"),
        pytest.param(Calendar(NIGHT, LONDON), "2026-01-10 05:00", 2, "2026-01-12 23:00", id="Friday's night shift"),
        pytest.param(
            Calendar(NIGHT, LONDON, holidays=frozenset({date(2026, 1, 7)})),
            "2026-01-07 05:00",
            2,
            "2026-01-08 23:00",
            id="a holiday leaves the end of the night before and closes its own night",
        ),
        pytest.param(Calendar(ALWAYS, LONDON), "2026-01-05 09:00", 48, "2026-01-07 09:00", id="round the clock"),
        pytest.param(
            Calendar(SHORT, LONDON, half_days={(12, 24): MORNING}, region="GB-ENG"),
            "2026-12-24 11:00",
            2,
            "2026-12-29 10:00",
            id="half Christmas Eve, then holidays and the day in lieu",
        ),
        pytest.param(
            Calendar(SHORT, LONDON, closed=frozenset({date(2026, 1, 6)})),
            "2026-01-05 16:00",
            2,
            "2026-01-07 10:00",
            id="extra closed day",
        ),
        pytest.param(
            Calendar(SHORT, LONDON, opened={date(2026, 1, 10): MORNING}),
            "2026-01-09 16:00",
            2,
            "2026-01-10 10:00",
            id="extra open Saturday",
        ),
        # Clocks go forward at 01:00 and back at 02:00 (wall time), one hour.
        pytest.param(Calendar(ALWAYS, LONDON), "2026-03-29 00:30", 1, "2026-03-29 02:30", id="London loses an hour"),
        pytest.param(Calendar(ALWAYS, LONDON), "2026-10-25 00:30", 3, "2026-10-25 02:30", id="London gains an hour"),
        pytest.param(Calendar(SHORT, LONDON), "2026-03-27 16:00", 2, "2026-03-30 10:00", id="London, over the change"),
        # Forward and back at 02:00, one hour.
        pytest.param(Calendar(ALWAYS, NEW_YORK), "2026-03-08 01:00", 2, "2026-03-08 04:00", id="New York loses"),
        pytest.param(Calendar(ALWAYS, NEW_YORK), "2026-11-01 00:00", 4, "2026-11-01 03:00", id="New York gains"),
        pytest.param(
            Calendar(SMALL_HOURS, NEW_YORK),
            "2026-03-08 00:30",
            3,
            "2026-03-09 09:30",
            id="a short window loses it",
        ),
        pytest.param(
            Calendar(SMALL_HOURS, NEW_YORK), "2026-11-01 00:30", 4.5, "2026-11-01 04:00", id="… and gains one in autumn"
        ),
        # Forward and back at 02:00, by half an hour only; summer is in January.
        pytest.param(Calendar(ALWAYS, LORD_HOWE), "2026-10-04 01:00", 2, "2026-10-04 03:30", id="Lord Howe loses"),
        pytest.param(Calendar(ALWAYS, LORD_HOWE), "2026-04-05 01:00", 2, "2026-04-05 02:30", id="Lord Howe gains"),
        # Back an hour for Ramadan (at 03:00), forward again after it (at 02:00).
        pytest.param(Calendar(ALWAYS, CASABLANCA), "2026-02-15 01:00", 3, "2026-02-15 03:00", id="Ramadan begins"),
        pytest.param(Calendar(ALWAYS, CASABLANCA), "2026-03-22 01:00", 2, "2026-03-22 04:00", id="Ramadan is over"),
    ],
)
def test_adding_working_time(calendar, start, hours, due):
    start, due = wall(calendar.zone, start), wall(calendar.zone, due)
    assert calendar.add(start, timedelta(hours=hours)) == due
    assert calendar.between(start, due) == timedelta(hours=hours)
    assert calendar.between(due, start) == -timedelta(hours=hours)


@pytest.mark.parametrize(
    ("zone", "day", "hours", "opens", "closes"),
    [
        pytest.param(LONDON, date(2026, 3, 29), "01:30-05:00", "01:00", "04:00", id="skipped start: the jump"),
        pytest.param(LONDON, date(2026, 3, 29), "00:00-01:30", "00:00", "01:00", id="skipped end: the jump"),
        pytest.param(LONDON, date(2026, 10, 25), "01:30-05:00", "00:30", "05:00", id="start comes twice: the first"),
        pytest.param(LONDON, date(2026, 10, 25), "00:00-01:30", "23:00", "00:30", id="end comes twice: the first"),
        pytest.param(LORD_HOWE, date(2026, 10, 4), "02:15-03:00", "15:30", "16:00", id="half an hour skipped"),
        pytest.param(LORD_HOWE, date(2026, 4, 5), "01:45-03:00", "14:45", "16:30", id="half an hour twice"),
    ],
)
def test_hours_that_the_clocks_skip_or_repeat(zone, day, hours, opens, closes):
    calendar = Calendar(Hours.parse({"sun": [hours]}), zone)
    [(start, end)] = calendar.windows(day, day)
    assert (f"{start:%H:%M}", f"{end:%H:%M}") == (opens, closes)
    assert start.tzinfo is UTC


def test_a_window_the_clocks_skip_whole_is_no_working_time():
    calendar = Calendar(Hours.parse({"sun": ["01:10-01:50"]}), LONDON)
    assert list(calendar.windows(date(2026, 3, 29), date(2026, 3, 29))) == []
    assert calendar.end_of_day(date(2026, 3, 29)) == wall(LONDON, "2026-04-05 01:50")


@pytest.mark.parametrize(
    ("at", "is_open", "next_open"),
    [
        ("2026-01-05 08:59", False, "2026-01-05 09:00"),
        ("2026-01-05 09:00", True, "2026-01-05 09:00"),
        ("2026-01-05 12:30", False, "2026-01-05 13:30"),
        ("2026-01-05 17:29", True, "2026-01-05 17:29"),
        ("2026-01-09 17:30", False, "2026-01-12 09:00"),
    ],
)
def test_open_and_next_open(at, is_open, next_open):
    calendar = Calendar(OFFICE, LONDON)
    assert calendar.is_open(wall(LONDON, at)) is is_open
    assert calendar.next_open(wall(LONDON, at)) == wall(LONDON, next_open)


@pytest.mark.parametrize(
    ("hours", "day", "end"),
    [
        pytest.param(OFFICE, date(2026, 1, 5), "2026-01-05 17:30", id="the last window"),
        pytest.param(OFFICE, date(2026, 1, 10), "2026-01-12 17:30", id="closed: the next working day"),
        pytest.param(NIGHT, date(2026, 1, 5), "2026-01-06 06:00", id="a night shift ends the next morning"),
        pytest.param(ALWAYS, date(2026, 1, 5), "2026-01-06 00:00", id="midnight"),
    ],
)
def test_end_of_day(hours, day, end):
    assert Calendar(hours, LONDON).end_of_day(day) == wall(LONDON, end)


@pytest.mark.parametrize(
    ("hours", "at", "n", "end"),
    [
        pytest.param(OFFICE, "2026-01-05 10:00", 1, "2026-01-06 17:30", id="tomorrow"),
        pytest.param(OFFICE, "2026-01-05 10:00", 5, "2026-01-12 17:30", id="five, over a week-end"),
        pytest.param(OFFICE, "2026-01-05 20:00", 1, "2026-01-06 17:30", id="after hours counts to the day it is"),
        pytest.param(OFFICE, "2026-01-10 10:00", 1, "2026-01-12 17:30", id="from a Saturday"),
        pytest.param(OFFICE, "2026-01-05 10:00", 0, "2026-01-05 17:30", id="none: today"),
        pytest.param(OFFICE, "2026-01-05 18:00", 0, "2026-01-06 17:30", id="none, when today is over"),
        pytest.param(NIGHT, "2026-01-06 03:00", 1, "2026-01-07 06:00", id="in the night shift of the day before"),
        pytest.param(NIGHT, "2026-01-06 12:00", 1, "2026-01-08 06:00", id="between night shifts"),
    ],
)
def test_working_days_of_silence(hours, at, n, end):
    assert Calendar(hours, LONDON).working_days(wall(LONDON, at), n) == wall(LONDON, end)


def test_which_rule_a_day_follows():
    """Opened before closed and holidays, these before half days, a dated half day before the yearly one."""
    early, late = read_windows(["08:00-10:00"], day="early"), read_windows(["18:00-20:00"], day="late")
    calendar = Calendar(
        SHORT,
        LONDON,
        region="GB-ENG",
        half_days={date(2026, 12, 24): early, (12, 24): MORNING, (12, 25): MORNING, (12, 27): MORNING},
        closed=frozenset({date(2026, 12, 23)}),
        opened={date(2026, 12, 26): late},
    )
    assert calendar.on(date(2026, 12, 22)) == SHORT.days[1]
    assert calendar.on(date(2026, 12, 23)) == ()
    assert calendar.on(date(2026, 12, 24)) == early
    assert calendar.on(date(2025, 12, 24)) == MORNING
    assert calendar.on(date(2026, 12, 25)) == ()  # a half day never opens a holiday
    assert calendar.on(date(2026, 12, 26)) == late  # Boxing Day, on a Saturday
    assert calendar.on(date(2026, 12, 27)) == ()  # … nor a Sunday


def test_an_extra_day_that_runs_into_a_night_shift_is_counted_once():
    calendar = Calendar(NIGHT, LONDON, opened={date(2026, 1, 10): read_windows(["04:00-08:00"], day="extra")})
    friday, saturday = date(2026, 1, 9), date(2026, 1, 10)
    assert list(calendar.windows(friday, saturday)) == [
        (wall(LONDON, "2026-01-09 22:00"), wall(LONDON, "2026-01-10 06:00")),
        (wall(LONDON, "2026-01-10 06:00"), wall(LONDON, "2026-01-10 08:00")),
    ]
    assert list(calendar.windows(saturday, saturday)) == [
        (wall(LONDON, "2026-01-10 06:00"), wall(LONDON, "2026-01-10 08:00"))
    ]


def test_the_table_for_arrays():
    table = Calendar(OFFICE, "UTC").table(date(1970, 1, 1), date(1970, 1, 2))
    hour, day = 3600, 86400
    assert table.starts == [9 * hour, 13.5 * hour, day + 9 * hour, day + 13.5 * hour, day + 17.5 * hour]
    assert table.before == [0, 3.5 * hour, 7.5 * hour, 11 * hour, 15 * hour]
    assert Calendar(OFFICE, "UTC").table(date(1970, 1, 3), date(1970, 1, 4)) == ([], [])


@pytest.mark.parametrize("half_days", [{}, {(12, 24): MORNING}], ids=["no hours", "a half day opens nothing"])
@pytest.mark.parametrize(
    "ask",
    [
        lambda calendar, at: calendar.next_open(at),
        lambda calendar, at: calendar.add(at, timedelta(0)),
        lambda calendar, at: calendar.add(at, timedelta(hours=1)),
        lambda calendar, at: calendar.add(at, -timedelta(hours=1)),
        lambda calendar, at: calendar.end_of_day(at.date()),
        lambda calendar, at: calendar.working_days(at, 5),
    ],
)
def test_a_calendar_that_never_opens_is_refused(half_days, ask):
    with pytest.raises(Refused, match="no working hours for two years"):
        ask(Calendar(Hours(), LONDON, half_days=half_days), wall(LONDON, "2026-01-05 09:00"))


def test_a_calendar_that_never_opens_has_no_working_time_between():
    calendar = Calendar(Hours(), LONDON)
    assert calendar.between(wall(LONDON, "2026-01-05 09:00"), wall(LONDON, "2030-01-05 09:00")) == timedelta(0)
    assert not calendar.is_open(wall(LONDON, "2026-01-05 09:00"))


@pytest.mark.parametrize(
    "ask",
    [
        lambda calendar, at: calendar.add(at, timedelta.max),
        lambda calendar, at: calendar.add(at, timedelta.min),
        lambda calendar, at: calendar.between(at, at.replace(year=2300)),
        lambda calendar, at: calendar.working_days(at, 10**9),
        lambda calendar, at: calendar.next_open(datetime.max.replace(tzinfo=UTC)),
        lambda calendar, at: calendar.next_open(datetime.min.replace(tzinfo=UTC)),
        lambda calendar, at: calendar.end_of_day(date.max),
        lambda calendar, at: calendar.working_days(datetime.max.replace(tzinfo=UTC), 1),
        lambda calendar, at: list(calendar.windows(date.min, date.min)),
    ],
)
def test_what_is_too_far_is_refused_and_not_searched_for(ask):
    with pytest.raises(Refused, match="more than a century away"):
        ask(Calendar(OFFICE, LONDON), wall(LONDON, "2026-01-05 09:00"))


def test_mistakes_of_the_programmer_are_no_refusals():
    calendar = Calendar(OFFICE, LONDON)
    with pytest.raises(ValueError, match="time zone"):
        calendar.is_open(datetime(2026, 1, 5, 9))  # noqa: DTZ001
    with pytest.raises(ValueError, match="forwards"):
        calendar.working_days(wall(LONDON, "2026-01-05 09:00"), -1)


@pytest.mark.parametrize("zone", ["", "Europe", "Europe/Lundon", "../Europe/London", "localtime", "right/UTC", "a\0b"])
def test_an_unknown_zone_is_refused(zone):
    with pytest.raises(Refused, match="not a time zone we know"):
        Calendar(OFFICE, zone)


def test_a_day_cannot_be_open_and_closed():
    day = date(2026, 1, 10)
    with pytest.raises(Refused, match="2026-01-10 is both closed and open"):
        Calendar(OFFICE, LONDON, closed=frozenset({day}), opened={day: MORNING})


def test_equal_calendars_are_interchangeable():
    one, other = (Calendar(OFFICE, LONDON, half_days={(12, 24): MORNING}) for _again in range(2))
    assert one == other
    assert hash(one) == hash(other)
    assert one != Calendar(OFFICE, LONDON, half_days={(12, 31): MORNING})
