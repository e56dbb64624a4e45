"""Who hears what is said about a request: who is named in it, who takes part, who follows."""

from collections.abc import Iterable
from typing import Any

from thepass.journal.queries import history
from thepass.kernel.intent import person_of
from thepass.kernel.words import _
from thepass.notices.rules.news import News, Quote, Who
from thepass.people.queries.readers import readers
from thepass.requests.models import Request
from thepass.requests.queries import talking
from thepass.talk import queries as talk
from thepass.talk.events import MessageEvent

NAMED, WROTE, NOTED = _("%(who)s named you."), _("%(who)s wrote."), _("%(who)s wrote a note for your team.")
ANSWER = _("Read it and answer")


def said(event: Any) -> Iterable[News]:
    """Of a new message: those named in it, then everyone who follows it. Of a changed one, who is named anew."""
    first = history(event.stream).filter(number=1).first()
    on = first.facts["on"] if first is not None else ""
    word, _colon, id = on.partition(":")
    row = Request.objects.filter(pk=int(id)).first() if word == "request" else None
    if row is None or first is None:
        return
    inside, new = first.facts.get("inside_team_id"), event.type == MessageEvent.SAID
    for person in _may_read(event.facts["mentions" if new else "anew"], row.pk, inside):
        yield _news(event, on, row, person, "mentioned", inside)
    if new:
        for person in sorted(talk.watchers(on, inside_team=inside)):
            yield _news(event, on, row, person, "said", inside)


def item_of(event: Any) -> str:
    """What a message that is taken back was about."""
    first = history(event.stream).filter(number=1).first()
    return str(first.facts["on"]) if first is not None else ""


def _may_read(ids: Iterable[int], request_id: int, inside: int | None) -> list[int]:
    return [
        person.pk
        for person in readers(list(ids))
        if talking.may_read(person, request_id) and (inside is None or inside in talking.own_sides(person, request_id))
    ]


def _news(event: Any, on: str, row: Any, person_id: int, kind: str, inside: int | None) -> News:
    """A team's note stays on that side: no substitute is told, and no mail quotes it."""
    short = NAMED if kind == "mentioned" else WROTE if inside is None else NOTED
    return News(
        person_id=person_id, about=on, kind=kind, facts={"who": Who(person_of(event.by))}, link=ANSWER,
        sentence=short, short=SHORT[short], private=row.private or inside is not None,
        url=f"{talking.url(row.pk)}#message-{event.of[1]}",
        quote=Quote(event.stream, event.number, "text") if inside is None else None,
    )  # fmt: skip


SHORT = {NAMED: _("%(who)s named you"), WROTE: _("%(who)s wrote"), NOTED: _("%(who)s wrote a note")}
