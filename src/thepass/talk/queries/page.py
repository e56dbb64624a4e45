"""The conversation of an item as a page shows it: what was said and what happened, by time, and where to write."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from thepass.talk.queries.answers import answer_for
from thepass.talk.queries.reading import MOST, MessageLine, Quote, message, said_at
from thepass.talk.queries.rooms import Place, entered
from thepass.talk.queries.watching import watches, writing


@dataclass(frozen=True, kw_only=True)
class Writing:
    """The place to write, and what stands in it already."""

    on: str
    url: str
    others: str
    sides: list[tuple[int, str]]
    last: int  # the newest message on the page
    words: str = ""
    inside: int | None = None
    quote: Quote | None = None
    error: str = ""
    waiting: list[Any] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """`items` are messages (MessageLine) and the item's events, oldest first. `older` leads to the page before."""

    items: list[tuple[str, Any]]
    older: int | None
    newest: bool
    watched: bool
    names: list[str]
    form: Writing | None
    last: int
    on: str


def conversation(
    reader: Any, on: str, *, events: Iterable[Any] = (), asked: Mapping[str, str], now: datetime
) -> Conversation:
    """`asked` may name `before`, `quote` and `answer`, as the address bar does. Raises NotThere."""
    place = entered(reader, on)
    before = _id(asked.get("before"))
    found = said_at(place, reader, limit=MOST + 1, before=before)
    lines, more = found[-MOST:], len(found) > MOST
    since = lines[0].at if more else None
    until = lines[-1].at if before is not None and lines else None
    last = max((line.id for line in lines), default=0)
    return Conversation(
        items=_by_time(lines, events, since, until), older=lines[0].id if more else None, newest=before is None,
        watched=watches(reader, on), names=writing(place, reader, now=now), last=last, on=on,
        form=write_at(place, reader, asked=asked, last=last) if before is None else None,
    )  # fmt: skip


def write_at(place: Place, reader: Any, *, last: int, asked: Mapping[str, str] | None = None) -> Writing | None:
    """An empty form, or one that begins with a ready answer or answers a message. None where one may only read."""
    if reader.viewed_by is not None or not place.room.may_write(reader, place.id):
        return None
    asked = asked or {}
    quoted = message(reader, id) if (id := _id(asked.get("quote"))) else None
    quoted = quoted if quoted and quoted.on == place.on else None
    words = answer_for(reader, place.on, id) if (id := _id(asked.get("answer"))) else ""
    return Writing(
        on=place.on, url=place.room.url(place.id), others=place.room.others(reader, place.id), last=last,
        sides=side_names(place, reader), words=words or "", inside=quoted.inside_team if quoted else None,
        quote=as_quote(quoted) if quoted else None,
    )  # fmt: skip


def side_names(place: Place, reader: Any) -> list[tuple[int, str]]:
    """The reader's teams here, by name."""
    names = place.room.side_names(reader, place.id) if place.sides else {}
    return sorted(names.items(), key=lambda one: one[1].casefold())


def as_quote(line: MessageLine) -> Quote:
    return Quote(id=line.id, who=line.who, text=line.text[:200])


def _by_time(
    lines: list[MessageLine], events: Iterable[Any], since: datetime | None, until: datetime | None
) -> list[tuple[str, Any]]:
    """Both by time; of the events only those of this page. What happened at the same moment comes before its words."""
    here = [one for one in events if (since is None or one.at >= since) and (until is None or one.at <= until)]
    every = [(one.at, 0, n, "event", one) for n, one in enumerate(here)]
    every += [(line.at, 1, n, "message", line) for n, line in enumerate(lines)]
    return [(kind, one) for _at, _rank, _n, kind, one in sorted(every, key=lambda each: each[:3])]


def _id(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None
