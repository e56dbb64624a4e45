"""Small parts as they stand in a page."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from frame.eyes import somebody

from thepass.frame import icons, moment
from thepass.frame.states import STATES
from thepass.frame.templatetags.frame import count, initials

NOW = datetime(2026, 5, 21, 9, 0, tzinfo=UTC)  # a Thursday
LONDON, OSLO, NEPAL = ZoneInfo("Europe/London"), ZoneInfo("Europe/Oslo"), ZoneInfo("Asia/Kathmandu")


@pytest.mark.parametrize("name", ["clock", "hand-platter", *(symbol for symbol, _ in STATES.values())])
def test_an_icon_is_decoration(name: str) -> None:
    drawn = icons.icon(name)
    assert drawn.startswith('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><') and drawn.endswith("/></svg>")


TURNING = ["arrow-right", "chevron-left", "undo-2", "log-out"]
STILL = ["clock", "check", "arrow-up", "diamond"]


@pytest.mark.parametrize(("name", "turns"), [*((name, True) for name in TURNING), *((name, False) for name in STILL)])
def test_only_icons_along_the_text_turn_round(name: str, turns: bool) -> None:
    assert ("flip" in icons.icon(name)) is turns


def test_an_unknown_icon_is_an_error_while_drawing() -> None:
    with pytest.raises(icons.NoSuchIcon):
        icons.icon("no-such")


NAMES = [("Priya Raman", "PR"), ("Ana Maria da Silva", "AS"), ("Cher", "C"), ("jo (IT) lee", "JL")]
NAMES += [("بريا رامان", "بر"), ("王芳", "王"), ("", "?"), ("  ", "?"), ("“", "“")]


@pytest.mark.parametrize(("name", "letters"), NAMES)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(("number", "shown"), [(0, "0"), (7, "7"), (99, "99"), (100, "99+"), (10**6, "99+")])
def test_counts_stop_at_99(number: int, shown: str) -> None:
    assert count(number).rstrip("\N{LEFT-TO-RIGHT MARK}") == shown


@pytest.mark.parametrize(
    ("at", "says"),
    [
        (datetime(2026, 5, 21, 13, 0, tzinfo=UTC), "14:00"),
        (datetime(2026, 5, 22, 13, 0, tzinfo=UTC), "Fri 22 May 14:00"),
        (datetime(2026, 5, 21, 23, 30, tzinfo=UTC), "Fri 22 May 00:30"),
        (datetime(2027, 1, 4, 13, 0, tzinfo=UTC), "Mon 4 Jan 2027 13:00"),
    ],
)
def test_when(at: datetime, says: str) -> None:
    with timezone.override(LONDON):
        assert moment.when_text(at, now=NOW) == says


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (date(2026, 5, 21), "today"),
        (date(2026, 5, 20), "yesterday"),
        (date(2026, 5, 22), "tomorrow"),
        (date(2026, 5, 25), "Mon 25 May"),
        (date(2025, 5, 25), "Sun 25 May 2025"),
    ],
)
def test_days(day: date, says: str) -> None:
    assert moment.day_text(day, today=date(2026, 5, 21)) == says


def test_the_others_clock_is_said_only_where_it_differs() -> None:
    at = datetime(2026, 5, 21, 20, 0, tzinfo=UTC)
    with timezone.override(LONDON):
        assert moment.elsewhere_text(at, zone=LONDON) == ""
        assert moment.elsewhere_text(at, zone=ZoneInfo("Europe/Lisbon")) == ""
        assert moment.elsewhere_text(at, zone=OSLO) == "22:00 in Oslo"
        assert moment.elsewhere_text(at, zone=NEPAL) == "Fri 01:45 in Kathmandu"


def test_when_in_a_page(draw) -> None:
    at = datetime(2030, 1, 7, 13, 0, tzinfo=UTC)
    assert draw("{% when at %}", at=at) == '<time datetime="2030-01-07T13:00+00:00">Mon 7 Jan 2030 13:00</time>'
    assert "(14:00 in Oslo)" in draw('{% when at "Europe/Oslo" %}', at=at)
    assert "Mon 7 Jan 2030 14:00<" in draw("{% when at %}", somebody(zone="Europe/Oslo"), at=at)
    assert "Mon 7 Jan 2030 13:00<" in draw("{% when at %}", somebody(zone="Mars/Base"), at=at)
    assert draw("[{% when at %}{% day at %}]", at=None) == "[]"


def test_a_state_is_colour_icon_and_word(draw) -> None:
    drawn = draw('{% state_tag "late" %}')
    assert drawn.startswith('<span class="tag" data-state="late"><svg') and drawn.endswith("Late</span>")
    assert draw('{% state_tag "late" "Held up" "link-2" bare=True %}').startswith('<span class="tag bare"')


def test_words_of_people_are_escaped(draw) -> None:
    evil = "<script>x</script>"
    chip = '{% include "frame/_person_chip.html" with name=e %}'
    for source in ("{% avatar e %}", "{% dominoes 2 e %}", '{% state_tag "kept" e %}', '{% meter 5 "kept" e %}', chip):
        assert "<script>" not in draw(source, e=evil)


def test_dominoes_and_meters(draw) -> None:
    assert draw("{% dominoes 0 %}") == ""
    assert "1 waits behind this" in draw("{% dominoes 1 %}")
    many = draw('{% dominoes 250 "Saltmarsh" %}')
    assert "99+" in many and many.count("h5l-3 13h-5z") == 6 and "Saltmarsh" in many
    assert 'width="100%" height' in draw('{% meter 140 "kept" %}') and 'aria-hidden="true"' in draw("{% meter 1 %}")
    assert 'role="img" aria-label="92 in 100 kept"' in draw('{% meter 92 "kept" "92 in 100 kept" %}')


def test_command_fields(draw) -> None:
    drawn = draw("{% command_fields seen=3 %}{% command_fields %}")
    assert drawn.count('name="csrfmiddlewaretoken"') == 2 and drawn.count('name="seen" value="3"') == 1
    assert len(set(re.findall(r'name="command_id" value="([0-9a-f]{32})"', drawn))) == 2


def test_an_avatar_keeps_its_hue(draw) -> None:
    assert draw('{% avatar "Priya Raman" 3 %}') == draw('{% avatar "Priya Raman" 3 %}')
    hues = {re.search('data-hue="(.)"', draw("{% avatar 'A' n %}", n=n))[1] for n in range(60)}  # type: ignore[index]
    assert hues == set("123456")
