"""Everything the page of one request shows, in a handful of statements whatever its age."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, Q

from thepass.commitments.queries.seen import commitments_visible_to
from thepass.journal.queries import history, said_in
from thepass.kernel.intent import person_of
from thepass.people.queries import acting
from thepass.people.queries.seen import only
from thepass.requests.events import RequestEvent as E
from thepass.requests.models import REQUEST, Link
from thepass.requests.queries import sight
from thepass.requests.queries.seen import requests_visible_to
from thepass.requests.rules.declining import Way
from thepass.services import queries as services

NAMES = {
    "customer_name": F("customer__name"), "asker_name": F("asked_by__name"), "for_team_name": F("for_team__name"),
    "team_name": F("team__name"), "person_name": F("person__name"), "holder_name": F("holder__name"),
    "service_name": F("service__name"), "promiser_name": F("promiser__name"),
}  # fmt: skip
MOST_EVENTS = 400


@dataclass(frozen=True)
class Step:
    """One line of the timeline: who did what, with the words of it. `number` is the event's."""

    number: int
    type: str
    at: datetime
    by_id: int | None
    by: str
    facts: dict[str, Any]
    words: dict[str, str]


def linked(request_id: int) -> Exists:
    """Whether anything waits for it, or it for anything."""
    stream = f"request:{request_id}"
    return Exists(Link.objects.filter(Q(waiter=stream) | Q(needs=stream), released=False))


def request(reader: Any, request_id: int) -> Any:
    """The row with the names it needs, or None. One statement, and the reader's teams."""
    row = only(requests_visible_to(reader).filter(pk=request_id).annotate(**NAMES, linked=linked(request_id)))
    if row is None:
        return None
    me = sight.me(reader)
    if me.guest:  # a partner's people know their own team's name only
        row.team_name = row.team_name if row.team_id in me.teams else ""
        row.for_team_name = row.for_team_name if row.for_team_id in me.teams else ""
    row.me, row.as_state = me, REQUEST.state_of(row)
    row.supplier_name = row.holder_name or row.person_name or row.team_name or row.service_name or ""
    return row


def steps(one: Any) -> list[Step]:
    """The timeline, without what was taken back. Two statements; one more where others than the two sides acted."""
    request_id = one.pk
    events = list(history(f"request:{request_id}").order_by("-number")[:MOST_EVENTS])[::-1]
    words = said_in(f"request:{request_id}")
    undone = {event.facts.get("of") for event in events if event.type == E.TAKEN_BACK}
    shown = [event for event in events if event.type != E.TAKEN_BACK and event.number not in undone]
    people = {id for event in shown if (id := person_of(event.by)) is not None}
    names = {
        one.customer_id: one.customer_name, one.holder_id: one.holder_name, one.person_id: one.person_name,
        one.asked_by_id: one.asker_name, one.promiser_id: one.promiser_name,
    }  # fmt: skip
    if unknown := people - names.keys():
        names |= acting.person_names(list(unknown))
    found = []
    for event in shown:
        by = person_of(event.by)
        said = words.get(event.number, {})
        found.append(Step(event.number, event.type, event.at, by, names.get(by or 0, ""), event.facts, said))
    return found


def numbers_like(reader: Any, words: str, *, but: int, limit: int = 8) -> list[tuple[int, str]]:
    """Open requests whose title begins or whose number is so: for merging and linking. One statement."""
    found = requests_visible_to(reader).filter(open=True).exclude(pk=but)
    number = words.strip().upper().removeprefix("R-")
    found = found.filter(pk=int(number)) if number.isdigit() and len(number) < 18 else found.filter(
        title__icontains=words.strip()
    )  # fmt: skip
    return list(found.order_by("-id").values_list("pk", "title")[:limit])


def items_like(reader: Any, words: str, *, but: int) -> list[tuple[str, str]]:
    """(stream, name) of open requests and promises to customers outside, by number or title. Two statements."""
    number = words.strip().upper()
    found = [] if number.startswith("C-") else numbers_like(reader, words, but=but)
    items = [(f"request:{pk}", f"R-{pk} {title}") for pk, title in found]
    rows = commitments_visible_to(reader).filter(state="open")
    digits = number.removeprefix("C-")
    if number.startswith("C-"):
        rows = rows.filter(pk=int(digits)) if digits.isdigit() and len(digits) < 18 else rows.none()
    else:
        rows = rows.filter(title__icontains=words.strip())
    promised = rows.order_by("due", "pk").values_list("pk", "title")[:8]
    return items + [(f"commitment:{pk}", f"C-{pk} {title}") for pk, title in promised]


def other_services(reader: Any, one: Any, *, limit: int = 200) -> list[tuple[int, str]]:
    """Services one may offer instead."""
    found = services.services_visible_to(reader).filter(withdrawn=False).exclude(pk=one.service_id or 0)
    return list(found.order_by("name", "pk").values_list("pk", "name")[:limit])


@dataclass(frozen=True)
class Offered:
    """One way forward: what it is, when, whom it names, in whose words."""

    number: int
    way: str
    due: datetime | None
    name: str
    words: str


def offered(reader: Any, one: Any) -> list[Offered]:
    """The alternatives with the names they have now. At most three statements."""
    words = json.loads(one.offers or "[]")
    named: dict[tuple[str, int], str] = {}
    ids = {
        way: [each["id"] for each in one.alternatives if each["way"] == way]
        for way in (Way.TEAM, Way.PERSON, Way.SERVICE)
    }
    if ids[Way.TEAM]:
        named |= {(Way.TEAM, pk): name for pk, name in acting.team_names(ids[Way.TEAM]).items()}
    if ids[Way.PERSON]:
        named |= {(Way.PERSON, pk): name for pk, name in acting.person_names(ids[Way.PERSON]).items()}
    if ids[Way.SERVICE]:
        found = services.services_visible_to(reader).filter(pk__in=ids[Way.SERVICE]).values_list("pk", "name")
        named |= {(Way.SERVICE, pk): name for pk, name in found}
    return [
        Offered(
            n, each["way"], datetime.fromisoformat(each["due"]) if "due" in each else None,
            named.get((each["way"], each.get("id", 0)), ""), words[n] if n < len(words) else "",
        )
        for n, each in enumerate(one.alternatives)
    ]  # fmt: skip
