"""A request as a room to talk in: who may read, on whose side they stand, whom a word reaches."""

from collections.abc import Mapping
from typing import Any

from thepass.frame.moment import when_text
from thepass.kernel.numbering import Number
from thepass.requests.models import Request
from thepass.requests.queries import page
from thepass.requests.rules import approvers, sides
from thepass.talk.queries.rooms import Room


def _row(reader: Any, id: int) -> Any:
    """Read once for a page, however often it is asked."""
    kept: dict[int, Any] = reader.__dict__.setdefault("_requests_read", {})
    if id not in kept:
        kept[id] = page.request(reader, id)
    return kept[id]


def keep(reader: Any, one: Any) -> None:
    """The page has read it already."""
    reader.__dict__.setdefault("_requests_read", {})[one.pk] = one


def may_read(reader: Any, id: int) -> bool:
    return _row(reader, id) is not None


def may_write(reader: Any, id: int) -> bool:
    return reader.viewed_by is None and may_read(reader, id)


def own_sides(reader: Any, id: int) -> set[int]:
    """The reader's teams on this request: what is said among them reaches no further."""
    one = _row(reader, id)
    around = one.me.teams | one.me.leads if one is not None else frozenset()
    return {team for team in (one.team_id, one.for_team_id) if team in around} if one is not None else set()


def side_names(reader: Any, id: int) -> dict[int, str]:
    """What the reader's teams on it are called."""
    one = _row(reader, id)
    named = {one.team_id: one.team_name, one.for_team_id: one.for_team_name}
    return {team: named[team] or "" for team in own_sides(reader, id)}


def takes_part(reader: Any, id: int) -> bool:
    one = _row(reader, id)
    return one is not None and sides.takes_part(one.me, one.as_state)


def people(id: int) -> set[int]:
    """Who takes part: who asked, for whom, who was asked, who holds it, who approves it."""
    columns = ("customer_id", "asked_by_id", "person_id", "holder_id", "approvers")
    row = Request.objects.filter(pk=id).values_list(*columns).first()
    if row is None:
        return set()
    *named, approved = row
    return {person for person in (*named, *approvers.people_of(approved)) if person is not None}


def title(reader: Any, id: int) -> str:
    one = _row(reader, id)
    return "" if one is None else f"{Number('R', id)} {one.title}"


def url(id: int) -> str:
    return f"/requests/{Number('R', id)}/"


def others(reader: Any, id: int) -> str:
    """The first name of whoever stands on the other side."""
    one = _row(reader, id)
    if one is None:
        return ""
    name = one.supplier_name if sides.is_served(one.me, one.as_state) else one.customer_name
    return str(name)


def facts(reader: Any, id: int) -> Mapping[str, str]:
    """For ready answers: {customer}, {title}, {due}."""
    one = _row(reader, id)
    if one is None:
        return {}
    due = when_text(one.due, now=one.asked_at) if one.due else ""
    return {"customer": one.customer_name.split()[0], "title": one.title, "due": due}


def may_read_file(reader: Any, id: int, file: Any) -> bool:
    """What hangs on a request is read by who may read it; a team's own file by that side only."""
    if not may_read(reader, id):
        return False
    return file.inside_team is None or file.inside_team in own_sides(reader, id)


ROOM = Room(
    may_read=may_read, may_write=may_write, sides=own_sides, side_names=side_names, people=people,
    takes_part=takes_part, title=title, url=url, others=others,
    facts=facts,
)  # fmt: skip
