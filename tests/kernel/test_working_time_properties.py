"""What must hold for every calendar and every instant, against the oracle that walks the minutes."""

from bisect import bisect_right
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from kernel.working_time_oracle import MINUTE, open_minutes, slow_add, slow_take

from thepass.kernel.hours import Hours
from thepass.kernel.refusal import Refused
from thepass.kernel.working_time import Calendar

# A day on each side of these the clocks change; the last ones are ordinary.
TURNS = {
    "Europe/London": [date(2026, 3, 29), date(2026, 10, 25)],
    "America/New_York": [date(2026, 3, 8), date(2026, 11, 1)],
    "Australia/Lord_Howe": [date(2026, 4, 5), date(2026, 10, 4)],
    "Africa/Casablanca": [date(2026, 2, 15), date(2026, 3, 22)],
    "Africa/Cairo": [date(2026, 4, 24), date(2026, 10, 30)],  # at midnight
    "Pacific/Apia": [date(2011, 12, 30)],  # a day that never was
    "Asia/Kathmandu": [date(2026, 1, 5)],
    "UTC": [date(2024, 2, 29)],
}
SPAN = timedelta(days=4)
unhurried = settings(deadline=None)


@st.composite
def windows(draw, most=3, latest=24 * 60):
    """Some windows of a day in order; often through the night."""
    ends = sorted(draw(st.lists(st.integers(0, latest // 15), unique=True, max_size=2 * most)))
    pairs = [(first * 15, last * 15) for first, last in zip(ends[::2], ends[1::2], strict=False)]
    return tuple(pair for pair in pairs if pair[0] < 24 * 60)


@st.composite
def weeks(draw):
    """A usual week that the calendar accepts: written out and read back."""
    kind = draw(st.sampled_from(["office", "night", "always", "any"]))
    fixed = {"office": [(540, 750), (810, 1050)], "night": [(1320, 1800)], "always": [(0, 1440)]}
    days = draw(st.sets(st.integers(0, 6), min_size=1))
    week = [tuple(fixed[kind]) if kind in fixed and day in days else () for day in range(7)]
    if kind == "any":
        week = [draw(windows(latest=28 * 60)) for _day in range(7)]
    try:
        return Hours.parse(Hours(tuple(week)).plain())
    except Refused:
        assume(False)


@st.composite
def calendars(draw):
    """A calendar, and an instant near a day on which something happens in it."""
    zone = draw(st.sampled_from(sorted(TURNS)))
    turn = draw(st.sampled_from(TURNS[zone]))
    near = st.integers(-2, 3).map(lambda days: turn + timedelta(days=days))
    opened = draw(st.dictionaries(near, windows(), max_size=1))
    calendar = Calendar(
        hours=draw(weeks()),
        zone=zone,
        holidays=draw(st.frozensets(near, max_size=1)),
        half_days=draw(st.dictionaries(near | near.map(lambda day: (day.month, day.day)), windows(most=1), max_size=2)),
        closed=draw(st.frozensets(near, max_size=1)).difference(opened),
        opened=opened,
    )
    assume(any(calendar.hours.days))
    start = datetime(turn.year, turn.month, turn.day, tzinfo=UTC) - timedelta(days=2)
    return calendar, start


minutes_in = st.integers(0, SPAN // MINUTE)
lengths = st.timedeltas(timedelta(microseconds=1), timedelta(hours=400))


@unhurried
@given(calendars(), minutes_in, minutes_in)
def test_the_minutes_walked_say_the_same(case, one, other):
    calendar, start = case
    a, b = start + min(one, other) * MINUTE, start + max(one, other) * MINUTE
    opened = open_minutes(calendar, start, start + SPAN + MINUTE)
    worked = sum(a <= minute < b for minute in opened)
    assert calendar.between(a, b) == worked * MINUTE
    assert calendar.between(b, a) == -worked * MINUTE
    assert calendar.is_open(a) == (a in opened)
    if worked:
        assert calendar.add(a, worked * MINUTE) == slow_add(opened, a, worked)
        assert calendar.add(b, -worked * MINUTE) == slow_take(opened, b, worked)
    later = [minute for minute in opened if minute >= a]
    if later:
        assert calendar.next_open(a) == min(later)


@unhurried
@given(calendars(), minutes_in, lengths, lengths)
def test_adding_twice_is_adding_the_sum(case, minute, one, other):
    calendar, start = case
    at = start + minute * MINUTE
    assert calendar.add(calendar.add(at, one), other) == calendar.add(at, one + other)
    assert calendar.add(calendar.add(at, -one), -other) == calendar.add(at, -one - other)
    assert calendar.add(calendar.add(at, timedelta(0)), other) == calendar.add(at, other)


@unhurried
@given(calendars(), minutes_in, lengths)
def test_between_takes_back_what_add_added(case, minute, length):
    calendar, start = case
    at = start + minute * MINUTE
    assert calendar.between(at, calendar.add(at, length)) == length
    assert calendar.between(at, calendar.add(at, -length)) == -length


@unhurried
@given(calendars(), minutes_in, minutes_in, st.just(timedelta(0)) | lengths, lengths)
def test_later_stays_later(case, one, other, length, more):
    calendar, start = case
    a, b = start + min(one, other) * MINUTE, start + max(one, other) * MINUTE
    assert calendar.add(a, length) <= calendar.add(b, length)
    assert calendar.add(a, -length) <= calendar.add(b, -length)
    assert calendar.add(a, length) < calendar.add(a, length + more)
    assert calendar.next_open(a) <= calendar.next_open(b)


@unhurried
@given(calendars(), minutes_in, st.just(timedelta(0)) | lengths)
def test_nothing_falls_due_in_a_closed_hour(case, minute, length):
    calendar, start = case
    due = calendar.add(start + minute * MINUTE, length)
    assert calendar.is_open(due) or calendar.is_open(due - timedelta(microseconds=1))
    assert calendar.is_open(calendar.add(start + minute * MINUTE, -length - timedelta(microseconds=1)))
    assert calendar.is_open(calendar.next_open(start + minute * MINUTE))


@unhurried
@given(calendars(), minutes_in)
def test_windows_and_the_table_tell_the_same_story(case, minute):
    calendar, start = case
    first, at = start.date() - timedelta(days=2), start + minute * MINUTE
    found = list(calendar.windows(first, first + timedelta(days=12)))
    assert all(one[0] < one[1] <= other[0] for one, other in pairwise(found))
    assert calendar.is_open(at) == any(opens <= at < closes for opens, closes in found)
    table = calendar.table(first, first + timedelta(days=12))
    assert len(table.starts) == len(table.before) == len(found) + bool(found)
    assume(found and found[0][0] <= at < found[-1][1])
    second = int(at.timestamp())
    i = bisect_right(table.starts, second) - 1
    worked = table.before[i] + min(second - table.starts[i], table.before[i + 1] - table.before[i])
    assert timedelta(seconds=worked) == calendar.between(found[0][0], at)


@unhurried
@given(calendars(), minutes_in, st.integers(0, 12))
def test_working_days_end_with_their_last_window(case, minute, n):
    calendar, start = case
    at = start + minute * MINUTE
    end = calendar.working_days(at, n)
    assert end > at
    assert n == 0 or end < calendar.working_days(at, n + 1)
    within = end - timedelta(microseconds=1)
    assert calendar.is_open(within)
    assert n == 0 or calendar.working_days(within, 1) == calendar.working_days(at, n + 1)
