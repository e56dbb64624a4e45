"""What something may be asked for: one's own open promises, one's teams' promises to customers; and asking twice."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from thepass.commitments.queries.seen import commitments_visible_to
from thepass.commitments.rules.sides import Me as Side
from thepass.requests.queries import lists, sight
from thepass.requests.queries.seen import requests_visible_to
from thepass.requests.rules.request import UNFINISHED

MOST_SHOWN, MOST = 4, 100
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


def promises(reader: Any) -> list[Purpose]:
    """What I hold and have not delivered, the next first, with how many wait behind each. Two statements at most."""
    me = sight.me(reader)
    mine = Q(holder=me.id) | Q(holder=None, person=me.id)
    rows = requests_visible_to(reader).filter(mine, open=True, state__in=UNFINISHED).order_by(*lists.ORDER)
    found = list(rows.values_list("pk", "title", "customer__name", "due", "needed_by")[:MOST])
    behind = lists.waiting_behind(row[0] for row in found)
    return [
        Purpose(f"request:{pk}", f"R-{pk}", title, who, due or needed, behind.get(pk, 0))
        for pk, title, who, due, needed in found
    ]


def commitments(reader: Any) -> list[Purpose]:
    """What my teams have promised to customers outside. One statement, none for who is in no team."""
    me = sight.me(reader)
    if not me.teams:
        return []
    side = Side(id=reader.pk, teams=me.teams, leads=me.leads, guest=me.guest, lent=reader.viewed_by is not None)
    rows = commitments_visible_to(reader, side).filter(team__in=me.teams, state="open").order_by("due", "pk")
    found = rows.values_list("pk", "title", "customer", "due")[:MOST]
    return [Purpose(f"commitment:{pk}", f"C-{pk}", title, who, due) for pk, title, who, due in found]


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
