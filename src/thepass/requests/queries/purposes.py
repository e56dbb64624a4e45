"""What something may be asked for: one's own open promises, one's teams' promises to customers; and asking twice."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import CharField, DateTimeField, F, Q, Value
from django.db.models.functions import Coalesce

from thepass.commitments.queries.seen import commitments_visible_to
from thepass.commitments.rules.sides import Me as Side
from thepass.people.queries.seen import teams_visible_to
from thepass.requests.queries import lists, sight
from thepass.requests.queries.seen import requests_visible_to
from thepass.requests.rules.request import UNFINISHED
from thepass.requests.rules.sides import Me

MOST_SHOWN, MOST = 4, 200
WEIGHED = 200  # of one's open requests, the latest, are compared with what is typed
FEWEST_LETTERS = 3


@dataclass(frozen=True)
class Purpose:
    """Something that may wait for what is asked. `stream` is "request:12" or "commitment:3"."""

    stream: str
    number: str
    title: str
    who: str  # the colleague, or the customer outside
    at: datetime | None
    behind: int = 0


@dataclass(frozen=True)
class Asked:
    """An open request of one's own that looks the same."""

    id: int
    title: str
    asked_at: datetime
    due: datetime | None
    state: str


@dataclass(frozen=True)
class Around:
    """What there is around somebody who asks."""

    promises: list[Purpose] = field(default_factory=list)  # that I hold and have not delivered, the next first
    commitments: list[Purpose] = field(default_factory=list)  # of my teams to customers outside
    teams: list[tuple[int, str]] = field(default_factory=list)  # mine, where there are several


def around(reader: Any) -> Around:
    """All of it in one statement, and one more for what waits behind the promises."""
    me = sight.me(reader)
    rows = _promises(reader, me)
    if me.teams:
        rows = rows.union(_commitments(reader, me), *([_teams(reader, me)] if len(me.teams) > 1 else []), all=True)
    found = list(rows.order_by("at_", "id_")[:MOST])
    mine = [(id, *rest) for kind, id, *rest in found if kind == "request"]
    behind = lists.waiting_behind(id for id, *_rest in mine)
    return Around(
        [Purpose(f"request:{id}", f"R-{id}", *rest, behind.get(id, 0)) for id, *rest in mine],
        [Purpose(f"commitment:{id}", f"C-{id}", *rest) for kind, id, *rest in found if kind == "commitment"],
        sorted(((id, name) for kind, id, name, *_rest in found if kind == "team"), key=lambda team: team[1]),
    )


def _promises(reader: Any, me: Me) -> Any:
    mine = Q(holder=me.id) | Q(holder=None, person=me.id)
    rows = requests_visible_to(reader).filter(mine, open=True, state__in=UNFINISHED)
    return _as_rows(rows, "request", "title", F("customer__name"), Coalesce("due", "needed_by", "next_at"))


def _commitments(reader: Any, me: Me) -> Any:
    side = Side(id=reader.pk, teams=me.teams, leads=me.leads, guest=me.guest, lent=reader.viewed_by is not None)
    rows = commitments_visible_to(reader, side).filter(team__in=me.teams, state="open")
    return _as_rows(rows, "commitment", "title", F("customer"), F("due"))


def _teams(reader: Any, me: Me) -> Any:
    rows = teams_visible_to(reader).filter(pk__in=me.teams)
    return _as_rows(rows, "team", "name", Value(""), Value(None, output_field=DateTimeField()))


def _as_rows(rows: Any, kind: str, title: str, who: Any, at: Any) -> Any:
    """Columns of the same types, so that the lists are one."""
    said = {
        "kind_": Value(kind, output_field=CharField()), "id_": F("pk"), "title_": F(title), "who_": who, "at_": at
    }  # fmt: skip
    return rows.order_by().annotate(**said).values_list(*said)


def alike(reader: Any, words: str, *, limit: int = 3) -> list[Asked]:
    """Of what I wait for, that which has most of these words, so that nobody asks twice. One statement."""
    typed = _words(words)
    if not typed:
        return []
    rows = lists.waiting(reader).order_by("-asked_at", "-pk")
    found = rows.values_list("pk", "title", "asked_at", "due", "state")[:WEIGHED]
    weighed = [(_share(typed, _words(row[1])), Asked(*row)) for row in found]
    same = sorted((one for one in weighed if one[0] >= 0.6), key=lambda one: -one[0])
    return [asked for _weight, asked in same[:limit]]


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) >= FEWEST_LETTERS}


def _share(typed: set[str], title: Iterable[str]) -> float:
    """How much of what is typed begins, or is, a word of the title."""
    words = list(title)
    met = sum(1 for word in typed if any(other.startswith(word) for other in words))
    return met / len(typed)
