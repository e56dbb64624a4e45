"""When a mail may leave, across clocks that are put forward and back."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thepass.notices.rules.timing import Choice, Pace, by_day, leaves_at

LONDON, OSLO, AUCKLAND, LORD_HOWE = (
    ZoneInfo(key) for key in ("Europe/London", "Europe/Oslo", "Pacific/Auckland", "Australia/Lord_Howe")
)
ZONES = st.sampled_from([LONDON, OSLO, AUCKLAND, LORD_HOWE, ZoneInfo("America/St_Johns")])
INSTANTS = st.integers(0, 3 * 366 * 24 * 60).map(lambda n: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=n))
MINUTES = st.integers(0, 1439)
CHOICES = st.builds(Choice, pace=st.sampled_from(Pace), daily_at=MINUTES, quiet_from=MINUTES, quiet_to=MINUTES)


def at(text: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    "choice, now, leaves, zone",
    [
        (Choice(), "2026-03-28 23:00", "2026-03-28 23:00", LONDON),
        (Choice(pace="hourly"), "2026-03-28 23:10", "2026-03-29 00:00", LONDON),
        (Choice(pace="hourly"), "2026-03-29 00:10", "2026-03-29 02:00", LONDON),  # 01:00 is skipped that night
        (Choice(pace="daily"), "2026-03-28 23:10", "2026-03-29 08:00", LONDON),
        (Choice(pace="daily"), "2026-10-24 08:00", "2026-10-25 08:00", OSLO),
        (Choice(pace="daily", daily_at=150), "2026-03-29 00:30", "2026-03-29 03:00", OSLO),  # 02:30 is skipped
        (Choice(quiet_from=1320, quiet_to=420), "2026-10-24 23:00", "2026-10-25 07:00", LONDON),
        (Choice(quiet_from=1320, quiet_to=420), "2026-10-25 06:59", "2026-10-25 07:00", LONDON),
        (Choice(quiet_from=1320, quiet_to=420), "2026-10-25 07:00", "2026-10-25 07:00", LONDON),
        (Choice(quiet_from=720, quiet_to=780), "2026-01-05 12:30", "2026-01-05 13:00", AUCKLAND),
        (Choice(pace="daily", daily_at=360, quiet_to=420), "2026-01-05 12:30", "2026-01-06 07:00", OSLO),
    ],
)  # fmt: skip
def test_when_it_leaves(choice, now, leaves, zone):
    assert leaves_at(choice, now=at(now, zone), zone=zone) == at(leaves, zone)


@given(CHOICES, INSTANTS, ZONES)
def test_never_before_now_never_later_than_two_days_never_in_quiet_hours(choice, now, zone):
    leaves = leaves_at(choice, now=now, zone=zone)
    assert now <= leaves <= now + timedelta(hours=50)
    local = leaves.astimezone(zone)
    minute, begins, ends = local.hour * 60 + local.minute, choice.quiet_from, choice.quiet_to
    quiet = begins <= minute < ends if begins < ends else begins > ends and (minute >= begins or minute < ends)
    assert not quiet or local.utcoffset() != (leaves - timedelta(hours=2)).astimezone(zone).utcoffset()


@given(INSTANTS, ZONES)
def test_nobody_is_reminded_at_night(now, zone):
    local = by_day(now, zone=zone).astimezone(zone)
    assert 7 <= local.hour < 20 and by_day(now, zone=zone) >= now
