"""What of the requests' journal a reader may know: of those they see now, facts they could look up."""

from collections.abc import Callable, Iterable
from typing import Any

from thepass.journal.queries import happened
from thepass.people.queries.seen import persons_visible_to, teams_visible_to
from thepass.requests.models import Link
from thepass.requests.queries import linked, sight
from thepass.requests.queries.seen import requests_visible_to
from thepass.services.queries import services_visible_to

Facts = dict[int, dict[str, Any]]
PERSONS = ("customer_id", "asked_by_id", "person_id", "holder_id", "promiser_id")
TEAMS = ("for_team_id", "team_id", "promiser_team_id")
OTHERS = ("merged_into_id", "instead_of_id")
NAMES: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(PERSONS, persons_visible_to), **dict.fromkeys(TEAMS, teams_visible_to),
    **dict.fromkeys(OTHERS, requests_visible_to), "service_id": services_visible_to,
}  # fmt: skip
# Alternatives are not told: what they name is for each reader to see or not, and the request has them.
PLAIN = {
    "state", "kind", "private", "narrow", "open", "asked_at", "needed_by", "hear_by", "promise_by", "heard_at", "due",
    "promised_at", "proposed_due", "waiting_since", "chosen", "delivered_at", "on_the_spot", "accepted_at", "reopened",
    "next_at", "mode", "quorum", "slots", "slot",
}  # fmt: skip


def requests(reader: Any, events: Iterable[Any]) -> Facts:
    """Facts by event. A statement for each kind of thing named, beside the doors' own."""
    events = list(events)
    rows = requests_visible_to(reader).filter(pk__in={event.of[1] for event in events})
    there = set(rows.values_list("pk", flat=True))
    facts = {event.pk: happened(event).facts for event in events if event.of[1] in there}
    seen = {door: _seen(reader, door, facts.values()) for door in dict.fromkeys(NAMES.values())}
    return {
        pk: {
            name: value
            for name, value in said.items()
            if name in PLAIN or (name in NAMES and (value is None or value in seen[NAMES[name]]))
        }
        for pk, said in facts.items()
    }


def links(reader: Any, events: Iterable[Any]) -> Facts:
    """Of links of which both ends may be seen. A statement for the links, and one for each kind of end."""
    events = list(events)
    rows = Link.objects.filter(pk__in={event.of[1] for event in events})
    ends = {pk: (waiter, needs) for pk, waiter, needs in rows.values_list("pk", "waiter", "needs")}
    seen = linked.names(sight.me(reader), {end for pair in ends.values() for end in pair})
    return {event.pk: happened(event).facts for event in events if _both(ends.get(event.of[1], ("",)), seen)}


def _both(ends: tuple[str, ...], seen: dict[str, str]) -> bool:
    return all(end in seen for end in ends)


def _seen(reader: Any, door: Callable[[Any], Any], facts: Iterable[dict[str, Any]]) -> set[int]:
    names = [name for name, its in NAMES.items() if its is door]
    ids = {said[name] for said in facts for name in names if said.get(name) is not None}
    return set(door(reader).filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
