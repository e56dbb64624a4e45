"""Time zones to choose from."""

from functools import lru_cache
from zoneinfo import available_timezones

GROUPS = (
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific",
)  # fmt: skip


@lru_cache(maxsize=1)
def zone_choices() -> tuple[tuple[str, str], ...]:
    """Places, not abbreviations: ("Europe/London", "Europe: London"), in order."""
    places = sorted(key for key in available_timezones() if key.partition("/")[0] in GROUPS)
    return (*((key, key.replace("/", ": ", 1).replace("_", " ")) for key in places), ("UTC", "UTC"))
