"""For whom a service is in the catalogue."""

from enum import StrEnum
from typing import Any


class Visibility(StrEnum):
    EVERYBODY = "everybody"  # in the organisation
    PARTNERS = "partners"  # and partners' people
    SERVED = "served"  # the team it is for, and the team's own


def columns(visibility: str) -> dict[str, bool]:
    """The two columns behind it."""
    return {"for_partners": visibility == Visibility.PARTNERS, "only_served": visibility == Visibility.SERVED}


def of(service: Any) -> Visibility:
    """What the two columns say."""
    if service.only_served:
        return Visibility.SERVED
    return Visibility.PARTNERS if service.for_partners else Visibility.EVERYBODY
