"""What of the commitments' journal a reader may know: of those they see, and what one is worth only where they may."""

from collections.abc import Iterable
from typing import Any

from thepass.commitments.models import Commitment
from thepass.commitments.queries.seen import commitments_visible_to, me
from thepass.commitments.rules.sides import holds, reads_worth
from thepass.journal.queries import happened

PLAIN = frozenset({"state", "team_id", "due", "first_due", "moved", "made_at", "ended_at", "source"})
OF_THE_TEAM = frozenset({"contact_id", "outside_id"})
WORTH = frozenset({"worth", "currency"})


def commitments(reader: Any, events: Iterable[Any]) -> dict[int, dict[str, Any]]:
    """Facts by event. Four statements at most."""
    mine, events = me(reader), list(events)
    rows = commitments_visible_to(reader, mine).filter(pk__in={event.of[1] for event in events})
    team_of: dict[int, int] = dict(rows.values_list("pk", "team_id"))
    facts = {}
    for event in events:
        if (team := team_of.get(event.of[1])) is None:
            continue
        allowed = PLAIN | (OF_THE_TEAM if holds(mine, team) else frozenset())
        allowed |= WORTH if reads_worth(mine, team) else frozenset()
        facts[event.pk] = {name: value for name, value in happened(event).facts.items() if name in allowed}
    return facts


def names(ids: Iterable[int]) -> dict[int, str]:
    """The number says nothing that one may not know."""
    return {pk: f"C-{pk}" for pk in Commitment.objects.filter(pk__in=list(ids)).values_list("pk", flat=True)}
