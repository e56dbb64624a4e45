"""The organisation's hours and places: checked with the same calendar that reckons promises."""

from collections.abc import Callable
from typing import Any

from thepass.kernel import wall_clock
from thepass.kernel.holidays_by_region import known_region
from thepass.kernel.hours import Hours
from thepass.people.rules import texts


def hours(plain: Any) -> dict[str, list[str]]:
    """Weekly windows, tidied. Refuses what cannot be read, naming the day and the window."""
    return Hours.parse(plain).plain()


def zone(key: str) -> str:
    """An IANA time zone. Refuses what there is not."""
    wall_clock.zone(key)
    return key


def region(code: str) -> str:
    """A public-holiday region such as GB-ENG; empty for none. Refuses what there is not."""
    return known_region(code) if code else ""


def checked(columns: dict[str, Any]) -> dict[str, Any]:
    """Columns of a calendar or a site, each tidied or refused by its own check."""
    checks: dict[str, Callable[[Any], Any]] = {"hours": hours, "zone": zone, "region": region, "name": _name}
    return {name: checks[name](value) if name in checks else value for name, value in columns.items()}


def _name(text: str) -> str:
    return texts.name(text, field="name")
