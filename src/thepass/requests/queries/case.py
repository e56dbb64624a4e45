"""What a verb asks before its rule: who acts, the request, whose hours count, and whether people are still there."""

from functools import cached_property
from typing import Any

from thepass.kernel.intent import Intent
from thepass.kernel.refusal import NotThere
from thepass.kernel.words import _
from thepass.kernel.working_time import Calendar
from thepass.people.queries import whose_hours
from thepass.requests.models import REQUEST, Request
from thepass.requests.queries import sight
from thepass.requests.rules.asking import To
from thepass.requests.rules.clocks import Clocks, Terms
from thepass.services import queries as services


class Case:
    """A request as a verb meets it. Hours are read only where the verb needs them."""

    def __init__(self, intent: Intent, request_id: int) -> None:
        self.me = sight.by(intent.by, intent.now)
        row = Request.objects.filter(pk=request_id).first()
        if row is None:
            raise NotThere(_("This does not exist, or not for you."))
        self.row = row

    @property
    def state(self) -> Any:
        return REQUEST.state_of(self.row)

    @cached_property
    def clocks(self) -> Clocks:
        """Two statements at most for each side."""
        return Clocks(supplier=supplier_hours(self.row.team_id, self.row.person_id), customer=self._customer)

    @cached_property
    def _customer(self) -> Calendar:
        return whose_hours.of_person(self.row.customer_id)


def supplier_hours(team_id: int | None, person_id: int | None) -> Calendar:
    """A person asked directly works their own hours, a team its own."""
    return whose_hours.of_person(person_id) if person_id is not None else whose_hours.of_team(team_id)


def terms(to: To, *, customer_team_id: int | None = None) -> Terms:
    """What is agreed or usual for this service, else for anybody."""
    usual = services.terms(to.service_id, customer_team_id=customer_team_id) if to.service_id is not None else None
    if usual is None:
        return Terms()
    return Terms(
        hear=usual.hear_minutes, promise=usual.promise_minutes, deliver=usual.deliver_minutes,
        reads_back=usual.needs_readback,
    )  # fmt: skip
