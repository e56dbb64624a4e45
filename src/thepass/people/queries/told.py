"""What of people's journal a reader may know: what happened to whom they see, and facts they could look up."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet

from thepass.journal.queries import happened
from thepass.people.events import PersonEvent
from thepass.people.models import Membership, Person
from thepass.people.queries.seen import persons_visible_to, sites_visible_to, teams_visible_to

Facts = dict[int, dict[str, Any]]
DOORS: dict[str, Callable[[Person | None], QuerySet[Any]]] = {
    "person": persons_visible_to,
    "team": teams_visible_to,
    "site": sites_visible_to,
}
# Facts a colleague may know, and for ids what they name. What is not here is one's own: language, theme, zone, keys.
ROLES = ("is_steward", "is_administrator", "is_leader", "is_guest")
OF_PERSON = {"site_id": "site", "manager_id": "person", **dict.fromkeys(ROLES, "")}
OF_TEAM = {
    **{"parent_id": "team", "site_id": "site", "contact_id": "person"},
    **dict.fromkeys(("tier", "icon", "partner", "closed"), ""),
}
OF_PART = dict.fromkeys(("person_id", "team_id", "lead", "ended"), "")  # both may be seen, or it is not told
# Who has not come yet is an administrators' matter. That somebody looked with one's eyes is told by mail, afterwards.
ARRIVING = {PersonEvent.INVITED, PersonEvent.INVITATION_TAKEN_BACK, PersonEvent.JOINED}
TO_GUESTS = {PersonEvent.ADDED, PersonEvent.CHANGED, PersonEvent.ADDRESS_CHANGED, PersonEvent.LEFT}


def persons(reader: Person, events: Iterable[Any]) -> Facts:
    """Three statements at most."""
    told = [event for event in _among(persons_visible_to(reader), events) if _may_know(reader, event)]
    allowed = {} if reader.is_guest else OF_PERSON
    return _facts(reader, told, allowed)


def teams(reader: Person, events: Iterable[Any]) -> Facts:
    """Four statements at most."""
    return _facts(reader, _among(teams_visible_to(reader), events), OF_TEAM)


def parts(reader: Person, events: Iterable[Any]) -> Facts:
    """Parts in teams, ended ones too, where both the person and the team may be seen. One statement."""
    both = Membership.objects.filter(
        person__in=persons_visible_to(reader).values("pk"), team__in=teams_visible_to(reader).values("pk")
    )
    return _facts(reader, _among(both, events), OF_PART)


def _among(rows: QuerySet[Any], events: Iterable[Any]) -> list[Any]:
    events = list(events)
    there = set(rows.filter(pk__in={event.of[1] for event in events}).values_list("pk", flat=True))
    return [event for event in events if event.of[1] in there]


def _may_know(reader: Person, event: Any) -> bool:
    if event.type == PersonEvent.VIEWED:
        return False
    if event.type in ARRIVING and not reader.is_administrator:
        return False
    if reader.is_guest and event.type not in TO_GUESTS:
        return False
    # Only how somebody likes to read has changed.
    return event.type != PersonEvent.CHANGED or not event.facts or bool(set(event.facts) & set(OF_PERSON))


def _facts(reader: Person, events: list[Any], allowed: dict[str, str]) -> Facts:
    known = {
        event.pk: {name: value for name, value in happened(event).facts.items() if name in allowed} for event in events
    }
    named: dict[str, set[int]] = {door: set() for door in DOORS}
    for facts in known.values():
        for name, value in facts.items():
            if allowed[name] and value is not None:
                named[allowed[name]].add(value)
    seen = {
        door: set(DOORS[door](reader).filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
        for door, ids in named.items()
    }
    return {
        id: {n: v for n, v in facts.items() if not allowed[n] or v is None or v in seen[allowed[n]]}
        for id, facts in known.items()
    }
