"""What notices hear, and how letters of signing in leave."""

from datetime import datetime, timedelta
from typing import Any

from thepass.frame import slots
from thepass.kernel import attach
from thepass.kernel.attach import MenuEntry, Schedule
from thepass.kernel.intent import person_of
from thepass.kernel.words import _
from thepass.notices import changes, jobs
from thepass.notices.queries import reading
from thepass.notices.web.bell import bell
from thepass.people.events import PersonEvent
from thepass.people.queries.letters import reader
from thepass.people.rules import letters

LOOKED = timedelta(minutes=30)  # as long as people.web.view_as lasts: told afterwards


def _take(letter: letters.Letter, now: datetime) -> None:
    jobs.send.enqueue(changes.take(letter, now))


def _invite(event: Any, *, key: str) -> None:
    changes.invite(person_id=event.of[1], by=person_of(event.by), key=key)


def _tell_viewed(event: Any, *, key: str) -> None:
    person = reader(event.of[1])
    afterwards = jobs.tell_viewed.using(run_after=event.at + LOOKED, key=key)
    afterwards.enqueue(
        person_id=person.pk, by=person_of(event.by), at=event.at.isoformat(), reason=person.viewed_because, key=key
    )


def _own(person: Any) -> bool:
    """Nobody's news shows to who looks through their eyes."""
    return person.viewed_by is None


def _mail_later(event_id: int, *, key: str) -> None:
    jobs.mail_of_event.using(key=key).enqueue(event_id)


letters.posts.add("*", "notices", _take)
attach.errands.add(PersonEvent.INVITED, "notices.invite", _invite)
attach.errands.add(PersonEvent.VIEWED, "notices.viewed", _tell_viewed)
attach.schedules.add("*", "notices.tidy", Schedule(every=timedelta(days=1), run=changes.remove_old))
attach.schedules.add("*", "notices.forget", Schedule(every=timedelta(days=1), run=changes.forget_old))
attach.schedules.add("*", "notices.mail", Schedule(every=timedelta(minutes=1), run=changes.leave_due))
changes.posts.add("*", "notices", _mail_later)
slots.bell.add("*", "news", bell)
slots.counts.add("*", reading.UNREAD, reading.unread)
for title, url, icon, order in (
    (_("News for you"), "notices", "bell", 15), (_("What you are told"), "notice_choices", "bell-ring", 25),
):  # fmt: skip
    attach.menu.add("*", url, MenuEntry(title=title, url=url, icon=icon, order=order, place="me", shown=_own))
for type, way in changes.WAYS.items():
    attach.undoes.add(type, "undo", way)
