"""What a reader carries into every question."""

from typing import Any

from thepass.people.queries import acting
from thepass.search.rules import tokens


def of(reader: Any) -> frozenset[str]:
    """At most three statements. Nobody carries nothing."""
    if reader is None:
        return frozenset()
    teams = acting.teams_of(reader.pk)
    leads = acting.led_by(reader.pk) if teams and not reader.is_guest else frozenset[int]()
    return tokens.of(
        person_id=reader.pk, guest=reader.is_guest, viewed=reader.viewed_by is not None, teams=teams, leads=leads
    )
