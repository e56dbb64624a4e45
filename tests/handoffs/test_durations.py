"""How long it took: case by case, and against an oracle that walks the minutes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from handoffs.story import LONDON, Story
from hypothesis import given, settings
from hypothesis import strategies as st
from kernel.working_time_oracle import MINUTE, open_minutes

from thepass.kernel.happened import Happened
from thepass.kernel.hours import Hours
from thepass.kernel.working_time import Calendar
from thepass.requests.events import RequestEvent as E
from thepass.requests.rules import durations, reckoning
from thepass.requests.rules.durations import Turn

BEGUN = ((0, "ask"), (1, "read_back", 30), (1, "confirm"))
H = 3600


def times(*steps: Any) -> list[Turn]:
    story = Story().told(*steps)
    return durations.turns(reckoning.steps(story.events), hours=story.hours)


def test_hours_of_work_not_of_the_clock() -> None:
    """Asked at 9, heard and promised at 10, delivered at 15: five working hours, for there was lunch."""
    (one,) = times(*BEGUN, (6, "deliver"))
    assert (one.hear, one.promise, one.deliver, one.own, one.waits) == (H, H, 5 * H, 5 * H, 5 * H)


def test_waiting_counts_for_nobody() -> None:
    (one,) = times(*BEGUN, (2, "ask_back"), (3, "answer"), (5, "ask_back"), (6, "answer"), (7, "deliver"))
    assert (one.deliver, one.own, one.waits) == (4 * H, 4 * H, 4 * H)


def test_each_hand_over_begins_a_clock_and_the_customers_goes_on() -> None:
    first, second = times(*BEGUN, (2, "hand_over"), (3, "take"), (6, "deliver"))
    assert (first.team_id, first.hear, first.deliver, first.waits) == (1, H, None, 2 * H)
    assert (second.team_id, second.hear, second.promise, second.deliver, second.waits) == (2, H, None, 3 * H, 3 * H)


def test_on_the_spot() -> None:
    (one,) = times((0, "ask"), (0.5, "deliver"))
    assert (one.on_the_spot, one.hear, one.promise, one.deliver) == (True, H // 2, None, H // 2)


def test_what_is_reopened_has_a_turn_of_its_own() -> None:
    first, again = times(*BEGUN, (2, "deliver"), (6, "reopen"), (6, "promise", 30), (7, "deliver"))
    assert (first.deliver, again.hear, again.promise, again.deliver) == (2 * H, None, 0, H)


def test_what_goes_on_elsewhere_or_nowhere_has_ended() -> None:
    assert [one.ended for one in times(*BEGUN, (2, "decline"))] == [""]
    assert [one.ended for one in times(*BEGUN, (2, "decline"), (3, "choose", None))] == [E.NONE_CHOSEN]
    assert [one.ended for one in times(*BEGUN, (2, "decline"), (3, "choose"))] == [""]
    assert [one.ended for one in times(*BEGUN, (2, "withdraw"))] == [E.WITHDRAWN]


def test_a_step_taken_back_took_no_time() -> None:
    (one,) = times(*BEGUN, (2, "ask_back"), (2, "undo"), (6, "deliver"))
    assert one.deliver == 5 * H
    assert times((0, "ask"), (0, "undo")) == []


def test_own_time_begins_when_the_last_needed_thing_is_there() -> None:
    story = Story().told(*BEGUN, (6, "deliver"))
    at = story.events[0].at
    needed = [at - timedelta(hours=9), at + timedelta(hours=3), at + timedelta(hours=7)]  # the last came too late
    (one,) = durations.turns(reckoning.steps(story.events), hours=story.hours, needed=needed)
    assert (one.deliver, one.own) == (5 * H, 2 * H)  # 12:00 to 15:00 with an hour of lunch


def test_hours_that_change_later_change_no_time_that_was_measured() -> None:
    """The team works nine to one from noon on: what was heard before was heard in the hours of then."""
    short = Calendar(Hours.parse({"mon": ["09:00-13:00"]}), "Europe/London")
    story = Story().told(*BEGUN, (6, "deliver"))
    noon = story.events[0].at + timedelta(hours=3)

    def hours(*, team_id: int | None, person_id: int | None, at: datetime) -> Calendar:
        return LONDON if at < noon or person_id is not None else short

    (one,) = durations.turns(reckoning.steps(story.events), hours=hours)
    assert (one.hear, one.deliver, one.waits) == (H, 4 * H, 5 * H)


CALENDARS = {
    "spring forward": (LONDON, datetime(2026, 3, 27, 12, tzinfo=UTC)),
    "night shift, clocks back": (
        Calendar(Hours.parse({"sat": ["22:00-06:00"], "sun": ["22:00-06:00"]}), "Europe/London"),
        datetime(2026, 10, 24, 12, tzinfo=UTC),
    ),
    "holiday and half day": (
        Calendar(
            LONDON.hours, "Europe/London", region="GB-ENG", half_days={(12, 24): ((540, 720),)},
        ),
        datetime(2026, 12, 23, 12, tzinfo=UTC),
    ),
    "half an hour of summer": (
        Calendar(Hours.parse({day: ["00:00-24:00"] for day in ("sat", "sun", "mon")}), "Australia/Lord_Howe"),
        datetime(2026, 4, 4, 0, tzinfo=UTC),
    ),
    "several windows": (
        Calendar(Hours.parse({"mon": ["06:00-09:15", "10:00-14:00", "22:30-03:00"]}), "America/New_York"),
        datetime(2026, 3, 8, 22, tzinfo=UTC),
    ),
}  # fmt: skip
SPAN = 4 * 24 * 60


@pytest.mark.parametrize("name", CALENDARS)
def test_against_the_minutes_walked(name: str) -> None:
    """Asked, heard, waited twice and delivered at any minutes of four days."""
    calendar, start = CALENDARS[name]
    closed = {minute for minute in holidays_closed(calendar, start)}
    opened = open_minutes(calendar, start, start + (SPAN + 1) * MINUTE) - closed

    @settings(deadline=None)
    @given(st.lists(st.integers(0, SPAN), min_size=7, max_size=7).map(sorted))
    def walked(at: list[int]) -> None:
        asked, heard, *waits, delivered = [start + minute * MINUTE for minute in at]
        between = [(waits[0], waits[1]), (waits[2], waits[3])]
        types = (E.ASKED, E.TAKEN, E.ASKED_BACK, E.ANSWERED, E.ASKED_BACK, E.ANSWERED, E.DELIVERED)
        facts: dict[str, dict[str, Any]] = {
            E.ASKED: {"team_id": 1, "customer_id": 9}, E.ANSWERED: {"state": "agreed"},
        }  # fmt: skip
        events = [
            Happened(type, when, facts.get(type, {}))
            for type, when in zip(types, (asked, heard, *waits, delivered), strict=True)
        ]
        (one,) = durations.turns(reckoning.steps(events), hours=lambda **_: calendar)
        lasted = [m for m in opened if asked <= m < delivered and not any(a <= m < b for a, b in between)]
        assert one.deliver == len(lasted) * 60 == one.waits
        assert one.hear == sum(asked <= minute < heard for minute in opened) * 60

    walked()


def holidays_closed(calendar: Calendar, start: datetime) -> list[datetime]:
    """The oracle knows no regions: the minutes of public holidays are taken out here."""
    if not calendar.region:
        return []
    days = {datetime(2026, 12, 25).date(), datetime(2026, 12, 26).date(), datetime(2026, 12, 28).date()}  # noqa: DTZ001
    return [start + n * MINUTE for n in range(SPAN + 2) if (start + n * MINUTE).date() in days]
