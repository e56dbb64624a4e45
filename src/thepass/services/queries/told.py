"""What of services' journal a reader may know: of services they see, facts they could look up on its page."""

from collections.abc import Iterable
from typing import Any

from thepass.journal.queries import happened
from thepass.people.queries.seen import persons_visible_to, teams_visible_to
from thepass.services.queries.seen import services_visible_to

NAMES = {"team_id": teams_visible_to, "serves_id": teams_visible_to, "named_person_id": persons_visible_to}
PLAIN = (
    "hear_minutes", "promise_minutes", "deliver_minutes", "needs_readback", "taker", "fields", "for_partners",
    "only_served", "withdrawn",
)  # fmt: skip
# Alternatives are not told: what they name is for each reader to see or not, see queries.alternatives.


def services(reader: Any, events: Iterable[Any]) -> dict[int, dict[str, Any]]:
    """Facts by event. Three statements beside the door's at most."""
    events = list(events)
    there = services_visible_to(reader).filter(pk__in={event.of[1] for event in events})
    seen = set(there.values_list("pk", flat=True))
    told = {event.pk: happened(event).facts for event in events if event.of[1] in seen}
    known = {name: _known(reader, door, name, told.values()) for name, door in NAMES.items()}
    return {
        pk: {
            name: value
            for name, value in facts.items()
            if name in PLAIN or (name in known and (value is None or value in known[name]))
        }
        for pk, facts in told.items()
    }


def _known(reader: Any, door: Any, name: str, told: Iterable[dict[str, Any]]) -> set[int]:
    ids = {facts[name] for facts in told if facts.get(name) is not None}
    return set(door(reader).filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
