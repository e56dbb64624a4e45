"""Reading the journal. Facts come raised to their newest shape."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, Func, QuerySet

from thepass.journal.kind import KINDS
from thepass.journal.models import Cursor, Event, Outside, Words
from thepass.kernel import attach
from thepass.kernel.happened import Happened


def happened(event: Event) -> Happened:
    """The event as the rules know it, without its words."""
    kind = KINDS[event.of[0]]
    return Happened(kind.said(event.type), event.at, kind.raised(event.type, event.shape, event.facts))


def history(stream: str) -> QuerySet[Event]:
    """Everything that happened to one thing, in order."""
    return Event.objects.filter(stream=stream).order_by("number")


def histories(streams: Iterable[str]) -> dict[str, list[Happened]]:
    """Everything that happened to each of many things, in order, without words. One statement."""
    told: dict[str, list[Happened]] = defaultdict(list)
    events = Event.objects.filter(stream__in=list(streams)).order_by("stream", "number")
    for stream, type, shape, at, facts in events.values_list("stream", "type", "shape", "at", "facts"):
        kind = KINDS[stream.partition(":")[0]]
        told[stream].append(Happened(kind.said(type), at, kind.raised(type, shape, facts)))
    return told


def before(event: Event) -> dict[str, Any]:
    """What the columns that this event changed held until then, for taking it back. Plain records only."""
    kind = KINDS[event.of[0]]
    said, column_of = kind.blank_row(), {f.attname: f for f in kind.model._meta.concrete_fields}
    for earlier in history(event.stream).filter(number__lt=event.number):
        said |= happened(earlier).facts
    words = Words.objects.filter(stream=event.stream)
    said |= dict(words.filter(number__lt=event.number).order_by("number").values_list("column", "text"))
    changed = {*event.facts, *words.filter(number=event.number).values_list("column", flat=True)}
    return {name: column_of[name].to_python(said[name]) for name in changed}


def said_in(stream: str) -> dict[int, dict[str, str]]:
    """What people typed about one thing, by the number of the event."""
    said: dict[int, dict[str, str]] = defaultdict(dict)
    for number, column, text in Words.objects.filter(stream=stream).values_list("number", "column", "text"):
        said[number][column] = text
    return dict(said)


def latest() -> int:
    """The number of the last event there is: for pages that ask whether anything has happened."""
    return Event.objects.order_by("-id").values_list("id", flat=True).first() or 0


def state_before(event: Event) -> tuple[Any, dict[str, str]]:
    """What a thing with a life was until this event, and its words then: of those that the event wrote over."""
    kind = KINDS[event.of[0]]
    state = kind.state()
    for earlier in history(event.stream).filter(number__lt=event.number):
        state = kind.after(state, happened(earlier))
    words = Words.objects.filter(stream=event.stream).order_by("number")
    over = words.filter(number=event.number).values_list("column", flat=True)
    said = words.filter(number__lt=event.number, column__in=list(over)).values_list("column", "text")
    return state, dict.fromkeys(over, "") | dict(said)


def words_of(stream: str) -> dict[int, dict[str, str]]:
    """What people typed about one thing, by the number of the event and the column."""
    said: dict[int, dict[str, str]] = defaultdict(dict)
    for number, column, text in Words.objects.filter(stream=stream).values_list("number", "column", "text"):
        said[number][column] = text
    return dict(said)


def unheard(cursor: Cursor, *, limit: int, settled: bool = False) -> list[Event]:
    """The next events a follower has not heard, in the order it will hear them; only settled ones if so asked.

    Two questions, each a stretch of the index on (tx, id): SQLite reads no further than the first column for a pair.
    """
    events = list(Event.objects.filter(tx=cursor.tx, id__gt=cursor.event).order_by("id")[:limit])
    later = Event.objects.filter(tx__gt=cursor.tx).order_by("tx", "id")
    if settled and connection.vendor == "postgresql":
        later = later.filter(tx__lt=_horizon())
    return events + (list(later[: limit - len(events)]) if len(events) < limit else [])


def unheard_by(name: str, *, limit: int) -> list[Event]:
    """What a follower has yet to hear, by its name."""
    return unheard(Cursor.objects.filter(name=name).first() or Cursor(name=name), limit=limit)


def _horizon() -> Func:
    """Every transaction below this number has ended."""
    return Func(template="(pg_snapshot_xmin(pg_current_snapshot())::text::bigint)", output_field=BigIntegerField())


def last_settled() -> Event | None:
    """The last event a follower could have heard by now: what is read after this holds all up to it."""
    events = Event.objects.order_by("-tx", "-id")
    if connection.vendor == "postgresql":
        events = events.filter(tx__lt=_horizon())
    return events.first()


def beyond(cursor: Cursor, *, limit: int) -> list[Event]:
    """The next events in an order no late commit can slip behind: by transaction, only settled ones."""
    return unheard(cursor, limit=limit, settled=True)


def touched(events: Iterable[Event]) -> dict[str, set[int]]:
    """For a follower: the ids of what these events are about, by word; of an import's event, what it brought."""
    ids: dict[str, set[int]] = defaultdict(set)
    for event in events:
        for stream in [event.stream, *(event.brought or ())]:
            word, _, pk = stream.partition(":")
            ids[word].add(int(pk))
    return ids


def brought_by(run_id: int, *, after: int = 0, limit: int | None = None) -> list[tuple[int, str]]:
    """Places and streams of what an import brought in, in order, from after a place on."""
    brought = Outside.objects.filter(run=run_id, id__gt=after).order_by("id")
    return list(brought.values_list("id", "stream")[:limit])


def already_in(source: str, outside_ids: Iterable[str]) -> set[str]:
    """Which of these have come in from this source before."""
    known = Outside.objects.filter(source=source, outside_id__in=list(outside_ids))
    return set(known.values_list("outside_id", flat=True))


def called(by: str) -> str:
    """What a person reads for the name behind an event; The Pass itself where no person stands behind it."""
    word, _, id = by.partition(":")
    for read in attach.names.under(word).values():
        if name := read([int(id)]).get(int(id)):
            return name
    return "The Pass"


def everything() -> Iterator[dict[str, Any]]:
    """The whole journal in order, for `thepass export`; words stand with their rows."""
    columns, last = ("stream", "number", "type", "shape", "at", "recorded_at", "by", "facts"), 0
    while events := list(Event.objects.filter(id__gt=last).order_by("id")[:2000]):
        yield from ({name: getattr(event, name) for name in columns} for event in events)
        last = events[-1].pk
