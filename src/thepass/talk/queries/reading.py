"""Messages for one reader: the newest fifty of an item, one of them, the last of many, and how many there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils.safestring import SafeString, mark_safe

from thepass.files import queries as files
from thepass.files.queries import FileLine
from thepass.journal.queries import history as events_of
from thepass.journal.queries import words_of
from thepass.kernel import markdown
from thepass.kernel.refusal import NotThere
from thepass.talk.models import Message
from thepass.talk.queries.rooms import Place, entered

MOST = 50
EXCERPT = 200
SHOWN = (Q(run=None) | Q(run__applied=True)) & Q(taken_back=False)


@dataclass(frozen=True, kw_only=True)
class Quote:
    """A message within another."""

    id: int
    who: str
    text: str


@dataclass(frozen=True, kw_only=True)
class MessageLine:
    """One message as its reader sees it. `inside` names the only team that does, or is empty."""

    id: int
    version: int
    on: str
    at: datetime
    by: int | None
    who: str
    text: str
    html: SafeString
    inside_team: int | None
    inside: str
    edited_at: datetime | None
    quote: Quote | None
    mentions: tuple[int, ...]
    files: tuple[FileLine, ...]
    mine: bool


def messages(reader: Any, on: str, *, limit: int = MOST, before: int | None = None) -> list[MessageLine]:
    """The newest `limit`, oldest of them first; those before the message `before` where it is given.

    Two statements beside the room's own, three with `before`. Raises NotThere for who may not read the item.
    """
    return said_at(entered(reader, on), reader, limit=limit, before=before)


def said_at(place: Place, reader: Any, *, limit: int = MOST, before: int | None = None) -> list[MessageLine]:
    """As `messages`, where one has entered already."""
    rows = _of(place)
    if before is not None:
        rows = rows.filter(_before(rows, before))
    newest = list(rows.select_related("by", "inside_team", "quotes__by").order_by("-said_at", "-id")[:limit])
    return _lines(reader, newest[::-1], place.sides)


def latest(place: Place, reader: Any, *, after: int, limit: int = MOST) -> list[MessageLine]:
    """What was said since the message `after`, where one has entered already."""
    rows = _of(place).filter(pk__gt=after).select_related("by", "inside_team", "quotes__by")
    return _lines(reader, list(rows.order_by("said_at", "id")[:limit]), place.sides)


def message(reader: Any, message_id: int) -> MessageLine | None:
    """One message; None alike for what never was, what was taken back, and what is not for this reader."""
    found = Message.objects.filter(SHOWN, pk=message_id).select_related("by", "inside_team", "quotes__by").first()
    if found is None or reader is None:
        return None
    try:
        sides = entered(reader, found.on).sides
    except NotThere:
        return None
    return _lines(reader, [found], sides)[0] if found.inside_team_id in (None, *sides) else None


def message_count(reader: Any, on: str) -> int:
    """How many of the item's messages this reader sees."""
    return _of(entered(reader, on)).count()


def last_messages(ons: Iterable[str]) -> dict[str, tuple[str, str, Any]]:
    """For lists, of each of these items: who wrote the last open message, how it begins, and when. One statement.

    For who may read the items; a team's notes are never among them.
    """
    if not (asked := list(ons)):
        return {}
    open_ = Message.objects.filter(SHOWN, on__in=asked, inside_team=None)
    last = open_.order_by().values("on").annotate(last=Max("pk")).values("last")
    rows = Message.objects.filter(pk__in=last).values_list("on", "by__name", "text", "said_at")
    return {on: (who or "", text[:EXCERPT], at) for on, who, text, at in rows}


def history(reader: Any, message_id: int) -> list[tuple[datetime, str]] | None:
    """Every wording of a message with its time, oldest first; None where the reader does not see it."""
    if message(reader, message_id) is None:
        return None
    stream = f"message:{message_id}"
    words = words_of(stream)
    times = events_of(stream).values_list("number", "at")
    return [(at, words[number]["text"]) for number, at in times if "text" in words.get(number, {})]


def _of(place: Place) -> QuerySet[Message]:
    """An item's messages, for who stands there. The only way in."""
    inside = Q(inside_team=None) | Q(inside_team__in=place.sides) if place.sides else Q(inside_team=None)
    return Message.objects.filter(SHOWN, inside, on=place.on)


def _before(rows: QuerySet[Message], id: int) -> Q:
    """Older than that message of the same list; everything where there is no such one."""
    found = rows.filter(pk=id).values_list("said_at", flat=True).first()
    return Q() if found is None else Q(said_at__lt=found) | Q(said_at=found, pk__lt=id)


def _lines(reader: Any, rows: list[Message], sides: frozenset[int]) -> list[MessageLine]:
    on = files.files_on([f"message:{row.pk}" for row in rows], sides=sides)
    return [_line(reader, row, sides, tuple(on.get(f"message:{row.pk}", ()))) for row in rows]


def _line(reader: Any, row: Any, sides: frozenset[int], hanging: tuple[FileLine, ...]) -> MessageLine:
    drawn = row.html if row.html_of == row.version else markdown.html(row.text)
    return MessageLine(
        id=row.pk, version=row.version, on=row.on, at=row.said_at, by=row.by_id, who=row.by.name if row.by else "",
        text=row.text, html=mark_safe(drawn), inside_team=row.inside_team_id,  # made safe by kernel.markdown
        inside=row.inside_team.name if row.inside_team else "", edited_at=row.edited_at,
        quote=_quote(row.quotes, sides), mentions=tuple(row.mentions), files=hanging,
        mine=row.by_id == reader.pk and reader.viewed_by is None,
    )  # fmt: skip


def _quote(quoted: Any, sides: frozenset[int]) -> Quote | None:
    if quoted is None or quoted.taken_back or quoted.inside_team_id not in (None, *sides):
        return None
    short = " ".join(quoted.text.split())
    text = short if len(short) <= EXCERPT else f"{short[:EXCERPT].rsplit(' ', 1)[0]}…"
    return Quote(id=quoted.pk, who=quoted.by.name if quoted.by else "", text=text)
