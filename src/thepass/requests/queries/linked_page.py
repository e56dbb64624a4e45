"""What this waits for and what waits for it, one step each way, as the reader may know it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thepass.kernel.attach import Book
from thepass.requests.models import Link, Request
from thepass.requests.queries.seen import requests_visible_to

MOST = 6


@dataclass(frozen=True)
class Node:
    """An item on a chain. What one may not see has no title, number or address: "another item, due Friday"."""

    at: datetime | None
    team: str = ""
    number: str = ""
    title: str = ""
    url: str = ""
    state: str = "new"
    goal: bool = False
    here: bool = False
    link_id: int = 0
    row: Any = None


# By the word of an end ("commitment"): nodes(reader, ids) answers a Node for every id there is.
nodes: Book[Callable[[Any, Iterable[int]], dict[int, Node]]] = Book()


def chain(reader: Any, one: Any) -> dict[str, list[Node]]:
    """What it needs, and what needs it. Nothing asked where there are no links, else five statements."""
    if not one.linked:
        return {"before": [], "behind": []}
    stream = f"request:{one.pk}"
    tied = (
        list(Link.objects.filter(needs=stream, released=False).order_by("id").values_list("waiter", "id")[:MOST]),
        list(Link.objects.filter(waiter=stream, released=False).order_by("id").values_list("needs", "id")[:MOST]),
    )
    found = nodes_of(reader, [item for side in tied for item, _id in side])
    behind, before = ([found[item] for item, _id in side if item in found] for side in tied)
    return {"before": before, "behind": behind}


def nodes_of(reader: Any, streams: Iterable[str]) -> dict[str, Node]:
    by_word: dict[str, list[int]] = {}
    for item in streams:
        word, _sign, id = item.partition(":")
        by_word.setdefault(word, []).append(int(id))
    found: dict[str, Node] = {}
    for word, ids in by_word.items():
        for answer in nodes.under(word).values():
            found |= {f"{word}:{id}": node for id, node in answer(reader, ids).items()}
    return found


def request_nodes(reader: Any, ids: Iterable[int]) -> dict[int, Node]:
    """Requests as nodes; of what is wide, title, team and date show to whoever holds an item beside it."""
    wanted = list(ids)
    seen = set(requests_visible_to(reader).filter(pk__in=wanted).values_list("pk", flat=True))
    rows = Request.objects.filter(pk__in=wanted).select_related("team", "person")
    guest = reader.is_guest
    found = {}
    for row in rows:
        at = row.delivered_at or row.due or row.needed_by or row.deliver_by
        if row.pk in seen or (not row.narrow and not guest):
            team = row.team.name if row.team is not None and not guest else row.person.name if row.person else ""
            url = f"/requests/R-{row.pk}/" if row.pk in seen else ""
            found[row.pk] = Node(at, team, f"R-{row.pk}", row.title, url, row=row)
        else:
            found[row.pk] = Node(at)
    return found
