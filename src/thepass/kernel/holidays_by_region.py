"""Public holidays by region code: a country ("NO"), or a part of one ("GB-ENG", "DE-BY"); "" has none."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _


def known_region(code: str) -> str:
    """The region's code as it is usually written. Refused for a region we have no holidays for."""
    code = code.strip()
    if not code:
        return ""
    try:
        country, part = _regions()[code.casefold()]
    except KeyError:
        raise Refused(
            _("We know no public holidays for “%(region)s”. Write a country such as NO, or a part such as GB-ENG."),
            field="region",
            region=code[:40],
        ) from None
    return f"{country}-{part}" if part else country


def region_codes() -> list[str]:
    """Every region that can be chosen, in order."""
    return sorted(f"{country}-{part}" if part else country for country, part in _regions().values())


@lru_cache(maxsize=4096)
def holidays_in(region: str, year: int) -> frozenset[date]:
    """The public holidays of one year, days taken in lieu included. Refused for an unknown region."""
    code = known_region(region)
    if not code:
        return frozenset()
    import holidays  # noqa: PLC0415 - it takes a tenth of a second, and start-up must be quick

    country, _dash, part = code.partition("-")
    return frozenset(holidays.country_holidays(country, subdiv=part or None, years=year, expand=False))


@lru_cache(maxsize=1)
def _regions() -> Mapping[str, tuple[str, str]]:
    import holidays  # noqa: PLC0415 - as above

    known = holidays.list_supported_countries(include_aliases=False)
    codes = [(country, part) for country, parts in known.items() for part in ("", *parts)]
    return {f"{country}-{part}".rstrip("-").casefold(): (country, part) for country, part in codes}
