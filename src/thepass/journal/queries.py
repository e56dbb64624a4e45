"""Reading the journal. Facts come raised to their newest shape."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import BigIntegerField, Func, Q, QuerySet

from thepass.journal.kind import KINDS
from thepass.journal.models import Cursor, Event, Outside
from thepass.kernel import attach
from thepass.kernel.happened import Happened


def happened(event: Event) -> Happened:
    """The event as the rules know it, without its words."""
    kind = KINDS[event.of[0]]
    return Happened(kind.events(event.type), event.at, kind.raised(event.type, event.shape, event.facts))


def history(stream: str) -> QuerySet[Event]:
    return Event.objects.filter(stream=stream).order_by("number")


def beyond(cursor: Cursor, *, limit: int) -> list[Event]:
    """The next events in an order no late commit can slip behind: by transaction, only settled ones."""
    events = Event.objects.filter(Q(tx=cursor.tx, id__gt=cursor.event) | Q(tx__gt=cursor.tx), tx__gte=cursor.tx)
    if connection.vendor == "postgresql":
        events = events.filter(tx__lt=Func(template="(pg_snapshot_xmin(pg_current_snapshot())::text::bigint)",
                                           output_field=BigIntegerField()))  # fmt: skip
    return list(events.order_by("tx", "id")[:limit])


def brought_by(run_id: int) -> Iterable[str]:
    """The streams an import brought in."""
    return Outside.objects.filter(run=run_id).order_by("id").values_list("stream", flat=True).iterator()


def already_in(source: str, outside_ids: Iterable[str]) -> set[str]:
    return set(
        Outside.objects.filter(source=source, outside_id__in=list(outside_ids)).values_list("outside_id", flat=True)
    )


def called(by: str) -> str:
    """What a person reads for the name behind an event; The Pass itself where no person stands behind it."""
    word, _, id = by.partition(":")
    for read in attach.names.under(word).values():
        if name := read([int(id)]).get(int(id)):
            return name
    return "The Pass"
