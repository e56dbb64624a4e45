"""What notices hear, and how letters of signing in leave."""

from datetime import datetime, timedelta
from typing import Any

from thepass.kernel import attach
from thepass.kernel.intent import person_of
from thepass.notices import changes, jobs
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


letters.posts.add("*", "notices", _take)
attach.errands.add(PersonEvent.INVITED, "notices.invite", _invite)
attach.errands.add(PersonEvent.VIEWED, "notices.viewed", _tell_viewed)
attach.schedules.add("*", "notices.tidy", attach.Schedule(every=timedelta(days=1), run=changes.remove_old))
