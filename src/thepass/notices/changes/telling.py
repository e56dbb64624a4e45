"""Telling people: who hears of an event, one row a thing and person. Inside the transaction of the event's effect."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from thepass.frame.middleware import zone_of
from thepass.kernel import attach
from thepass.kernel.attach import Book
from thepass.kernel.intent import person_of
from thepass.notices.models import Notice
from thepass.notices.queries import books
from thepass.notices.queries.choices import choices_of
from thepass.notices.rules import news as rules
from thepass.notices.rules.news import News
from thepass.notices.rules.timing import Choice, Pace, leaves_at
from thepass.people.queries import acting
from thepass.people.queries.readers import readers
from thepass.people.rules.persons import Standing

UNDO = timedelta(seconds=10)
TELLS, MAILS = "notices.tell", "notices.mail"
posts: Book[Callable[..., None]] = Book()  # under "*": mail(event_id, key=…) asks a worker to send an event's mails


def tell(type: str, name: str, answer: Callable[[Any], Iterable[News]]) -> None:
    """For an attach.py: `answer(event)` says who hears of events of this type. Never who did it."""
    books.news.add(type, name, answer)
    if TELLS not in attach.effects.under(type):
        attach.effects.add(type, TELLS, _hear)
        attach.errands.add(type, MAILS, _mail)


def untell(type: str, name: str, about: Callable[[Any], str]) -> None:
    """For an attach.py: events of this type take back what was told of their cause, or quotes their stream."""
    books.gone.add(type, name, about)
    if TELLS not in attach.effects.under(type):
        attach.effects.add(type, TELLS, _hear)


def _hear(event: Any, *, now: datetime) -> None:
    for about in books.gone.under(event.type).values():
        _forget(about(event), event)
    found = [one for answer in books.news.under(event.type).values() for one in answer(event)]
    tell_all(found, at=event.at, now=now, event=event.pk, by=person_of(event.by))


def _mail(event: Any, *, key: str) -> None:
    if Notice.objects.filter(event=event.pk, mail_at__isnull=False).exists():
        for post in posts.under("*").values():
            post(event.pk, key=key)


def tell_all(
    found: Iterable[News], *, at: datetime, now: datetime, event: int | None = None, by: int | None = None
) -> int:
    """Keep news for whoever may see the thing and wants to hear of it; of two for one person the first. How many."""
    wanted: dict[tuple[int, str], News] = {}
    for one in found:
        if one.person_id != by:
            wanted.setdefault((one.person_id, one.about), one)
    _add_substitutes(wanted, by=by, now=now)
    ids = {person for person, _about in wanted}
    people, choices, told = {one.pk: one for one in readers(ids)}, choices_of(ids), 0
    for (id, about), one in sorted(wanted.items()):
        person, choice = people.get(id), choices.get(id, Choice())
        if person is None or one.kind in choice.off or about not in books.seen(person, [about]):
            continue
        _keep(one, person, choice, at=at, now=now, event=event)
        told += 1
    return told


def _add_substitutes(wanted: dict[tuple[int, str], News], *, by: int | None, now: datetime) -> None:
    """Who stands in for somebody away hears it as well, but for what is private."""
    for (person, about), one in list(wanted.items()):
        if one.private or one.quiet:
            continue
        other = acting.standing_in(person, now)
        if other not in (None, person, by) and other is not None:
            wanted.setdefault((other, about), replace(one, person_id=other, instead_of=person))


def _keep(one: News, person: Any, choice: Choice, *, at: datetime, now: datetime, event: int | None) -> None:
    mine = Notice.objects.select_for_update().filter(person=person.pk, about=one.about)
    if (row := mine.first()) is None:  # another may be about to write it, too
        Notice.objects.bulk_create([Notice(person_id=person.pk, about=one.about, at=at)], ignore_conflicts=True)
        row = mine.get()
    earlier = row.lines if row.read_at is None else []
    row.last += 1
    row.lines = [*earlier, rules.line(one, n=row.last, at=at, event=event)][-rules.MOST_LINES :]
    row.kind, row.private, row.at, row.read_at = one.kind, one.private, at, None
    if not one.quiet and person.standing != Standing.ADDED:  # nobody has asked them to come in yet
        row.event = event
        _address(row, choice, person, now=max(now, at + UNDO) if event is not None else now)
        row.parcel = ""
    row.save()


def _address(row: Notice, choice: Choice, person: Any, *, now: datetime) -> None:
    """When it leaves. What waits for the next collection already goes with that, and so does what is no event's."""
    leaves = leaves_at(choice, now=now, zone=zone_of(person))
    at_once = choice.pace == Pace.NOW and leaves == now
    waits = row.mail_at is not None and not row.at_once and not row.parcel
    row.mail_at = min(row.mail_at, leaves) if waits and row.mail_at is not None and not at_once else leaves
    row.at_once = at_once and row.event is not None


def _forget(about: str, event: Any) -> None:
    """What was undone was not told, where it has not left yet."""
    for row in Notice.objects.select_for_update().filter(about=about):
        quoted = event.stream if event.stream != about else ""
        left = rules.without(row.lines, event=event.cause_id, stream=quoted)
        if left == row.lines:
            continue
        if not left:
            row.delete()
            continue
        row.lines, row.kind = left, left[-1]["kind"]
        row.at = datetime.fromisoformat(left[-1]["at"])
        row.event = left[-1]["event"]
        row.save()
