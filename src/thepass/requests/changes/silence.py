"""What silence answers: a read-back holds after two working hours, a delivery is accepted after five days."""

from datetime import datetime

from thepass.journal.record import Change, verb
from thepass.kernel.intent import Intent
from thepass.requests.models import REQUEST
from thepass.requests.queries import silent
from thepass.requests.rules import hearing


@verb
def lapse(change: Change, /, request_id: int) -> None:
    """Nothing, where somebody answered meanwhile."""
    change.of(REQUEST, request_id, hearing.lapse)


def lapse_all(*, now: datetime) -> None:
    """Every request whose time of silence is over; a batch a turn."""
    for request_id, version in silent.lapsed(now):
        lapse(Intent(by="thepass", command_id=f"lapse-{request_id}-{version}", now=now), request_id)
