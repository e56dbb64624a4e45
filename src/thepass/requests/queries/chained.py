"""Everything an item waits for, and everything that waits for it, as one reader may name it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from thepass.commitments.queries import seen as commitments
from thepass.people.queries.seen import teams_visible_to
from thepass.requests.models import REQUEST, Request
from thepass.requests.queries import linked, sight
from thepass.requests.rules import sides
from thepass.requests.rules.sides import Me

DEEPEST = 50  # steps, a statement each
MOST = 300  # items each way


@dataclass(frozen=True, kw_only=True)
class Item:
    """`seen`: the reader may open it. Otherwise only what they may be told of it is filled."""

    stream: str
    steps: int
    seen: bool = False
    title: str = ""
    team_id: int | None = None
    team: str = ""
    state: str = ""
    due: datetime | None = None


class Chain(NamedTuple):
    """The nearest first. `more`: some were left out."""

    needs: list[Item]
    enables: list[Item]
    more: bool


def around(reader: Any, stream: str, *, deepest: int = DEEPEST) -> Chain:
    """A statement for each step of the longer way, and four for all that is found; two more where there are promises
    to customers outside."""
    down, more_down = _walk(stream, linked.needed_by, deepest)
    up, more_up = _walk(stream, linked.waiting_for, deepest)
    known = _known(reader, stream, {stream, *down, *up})
    return Chain(_items(down, known), _items(up, known), more_down or more_up)


def _walk(stream: str, step: Callable[[Iterable[str]], Iterable[str]], deepest: int) -> tuple[dict[str, int], bool]:
    """Every item that way, with how many steps it is away; and whether there are more."""
    found: dict[str, int] = {}
    frontier = [stream]
    for steps in range(1, deepest + 1):
        news = [one for one in dict.fromkeys(step(frontier)) if one not in found and one != stream]
        for one in news[: MOST - len(found)]:
            found[one] = steps
        if not news or len(found) == MOST:
            return found, bool(news)
        frontier = news
    return found, True


def _items(steps: dict[str, int], known: dict[str, dict[str, Any]]) -> list[Item]:
    items = [Item(stream=stream, steps=n, **known.get(stream, {})) for stream, n in steps.items()]
    return sorted(items, key=lambda one: (one.steps, one.due is None, one.due and one.due.timestamp(), one.title))


def _known(reader: Any, here: str, streams: Iterable[str]) -> dict[str, dict[str, Any]]:
    """What may be said of each: of what one sees all, of the rest of one's chain the title, team and date."""
    me = sight.me(reader)
    rows = {f"request:{row.pk}": row for row in Request.objects.filter(pk__in=_ids("request", streams))}
    states = {stream: REQUEST.state_of(row) for stream, row in rows.items()}
    seen = {stream for stream, state in states.items() if sides.may_see(me, state)}
    holds = not me.guest and any(_holds(me, states[stream]) for stream in seen)
    teams = _teams(reader, {row.team_id for row in rows.values() if row.team_id is not None})
    known = _commitments(reader, _ids("commitment", streams))
    for stream, row in rows.items():
        known[stream] = {"due": row.due or row.needed_by}
        if stream in seen or (holds and not row.narrow):
            team = {"team_id": row.team_id, "team": teams[row.team_id]} if row.team_id in teams else {}
            known[stream] |= {"title": row.title, **team}
        if stream in seen:
            known[stream] |= {"seen": True, "state": row.state}
    return known


def _holds(me: Me, one: Any) -> bool:
    """Whether it is for this reader, or a team of theirs, to deliver."""
    return me.id in {one.person_id, one.holder_id} or one.team_id in me.teams | me.leads


def _teams(reader: Any, ids: set[int]) -> dict[int, str]:
    return dict(teams_visible_to(reader).filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def _commitments(reader: Any, ids: list[int]) -> dict[str, dict[str, Any]]:
    if not ids:
        return {}
    rows = commitments.commitments_visible_to(reader).filter(pk__in=ids).select_related("team")
    return {
        f"commitment:{row.pk}": {
            "seen": True, "title": row.title, "team_id": row.team_id, "team": row.team.name, "state": row.state,
            "due": row.due,
        }
        for row in rows
    }  # fmt: skip


def _ids(word: str, streams: Iterable[str]) -> list[int]:
    return [int(stream.partition(":")[2]) for stream in streams if stream.startswith(f"{word}:")]
