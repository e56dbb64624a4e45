"""Every promise to a customer that is still to be kept, as the chain reckons with it. For the workers alone."""

from datetime import datetime
from typing import NamedTuple

from thepass.commitments.models import Commitment
from thepass.commitments.rules.commitment import State
from thepass.people.queries.seen import SHOWN


class End(NamedTuple):
    """Worth is in whole minor units of the currency."""

    id: int
    team_id: int
    due: datetime
    made_at: datetime
    worth: int | None
    currency: str


def unfulfilled() -> list[End]:
    """By number. One statement."""
    rows = Commitment.objects.filter(SHOWN, state=State.OPEN).order_by("pk")
    return [End(*row) for row in rows.values_list("pk", *End._fields[1:])]
