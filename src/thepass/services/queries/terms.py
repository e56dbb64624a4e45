"""What a team promises for a service: the agreement in force with the customer's team, else the usual."""

from collections.abc import Callable
from dataclasses import dataclass

from thepass.kernel.attach import Book
from thepass.services.models import Service
from thepass.services.rules.offering import Taker


@dataclass(frozen=True, kw_only=True)
class Terms:
    """Minutes of the team's working time, and how it goes on from there."""

    hear_minutes: int
    promise_minutes: int
    deliver_minutes: int
    needs_readback: bool
    taker: Taker
    named_person_id: int | None
    team_id: int
    name: str


# Under "*". answer(service_id, customer_team_id=…, usual=Terms): the terms agreed on, or None for the usual ones.
terms_in_force: Book[Callable[..., Terms | None]] = Book()


def terms(service_id: int, *, customer_team_id: int | None = None) -> Terms | None:
    """For whoever asks from this team; None where there is no such service. One statement, and the answers'."""
    row = Service.objects.filter(pk=service_id).first()
    if row is None:
        return None
    usual = Terms(
        hear_minutes=row.hear_minutes, promise_minutes=row.promise_minutes or row.hear_minutes,
        deliver_minutes=row.deliver_minutes, needs_readback=row.needs_readback, taker=Taker(row.taker),
        named_person_id=row.named_person_id, team_id=row.team_id, name=row.name,
    )  # fmt: skip
    for answer in terms_in_force.under("*").values():
        if agreed := answer(service_id, customer_team_id=customer_team_id, usual=usual):
            return agreed
    return usual
