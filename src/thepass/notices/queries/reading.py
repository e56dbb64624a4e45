"""One's own news: the list, the newest few, and how many are unread."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery
from django.utils.translation import gettext as _

from thepass.notices.models import Notice
from thepass.notices.queries.books import kinds, seen
from thepass.notices.queries.speaking import names_for, sentence, stands_in

MOST_UNREAD = 99  # counted no further: the bell says "99+"
NEWEST = 8
UNREAD = "unread_notices"


@dataclass(frozen=True, kw_only=True)
class NoticeLine:
    """A notice as its reader sees it. `before` is what was told of the same thing since they last read it."""

    id: int
    title: str
    text: str
    why: str
    link: str
    before: list[str]
    icon: str
    at: datetime
    unread: bool


def notices_of(reader: Any, *, unread: bool = False) -> QuerySet[Notice]:
    """Nobody else's, and nobody's through lent eyes."""
    own = Notice.objects.filter(person=reader.pk) if reader.viewed_by is None else Notice.objects.none()
    return own.filter(read_at=None) if unread else own


class Counted(Subquery):
    """How many rows a question finds, as a part of another."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def unread(person: Any) -> Counted:
    """How many are unread, a hundred for more: asked together with what every page asks."""
    own = Notice.objects.filter(person=person.pk, read_at=None).order_by()
    return Counted(own.values("pk")[: MOST_UNREAD + 1])


def unread_count(reader: Any) -> int:
    """How many are unread, a hundred for more. No statement of its own."""
    return int(reader.every_page.get(UNREAD, 0)) if reader.viewed_by is None else 0


def newest(reader: Any, *, now: datetime) -> list[NoticeLine]:
    """For the bell."""
    return spoken(reader, notices_of(reader).order_by("-at", "-id")[:NEWEST], now=now)


def spoken(reader: Any, rows: Iterable[Notice], *, now: datetime) -> list[NoticeLine]:
    """What the reader may see now, in words. A statement for each kind of thing, and one for names."""
    rows = [row for row in rows if row.lines]
    subjects = seen(reader, [row.about for row in rows])
    shown = [row for row in rows if row.about in subjects]
    names = names_for(reader, [line for row in shown for line in row.lines])
    return [
        NoticeLine(
            id=row.pk, title=subjects[row.about].title, text=sentence(row.lines[-1], names, now=now),
            why=stands_in(row.lines[-1], names), link=_(row.lines[-1]["link"]),
            icon=icon(row.kind), at=row.at, unread=row.read_at is None,
            before=[sentence(line, names, now=now) for line in reversed(row.lines[:-1])] if row.read_at is None else [],
        )
        for row in shown
    ]  # fmt: skip


def icon(kind: str) -> str:
    """The sign of a kind of news."""
    found = kinds.under("*").get(kind)
    return found.icon if found else "bell"


def address_of(reader: Any, notice_id: int) -> str | None:
    """Where a notice leads: the very form, or the thing. None for another's, and for what is there no more."""
    row = notices_of(reader).filter(pk=notice_id).first()
    if row is None or not row.lines:
        return None
    subject = seen(reader, [row.about]).get(row.about)
    return (row.lines[-1]["url"] or subject.url) if subject else None
