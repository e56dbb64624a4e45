"""The one pen. `@verb` makes a function a verb; inside it, `Change` writes rows and events, all or nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from hashlib import sha256
from inspect import signature
from typing import Any, Concatenate, ParamSpec

from django.db import IntegrityError, OperationalError, transaction
from django.db.models import F

from thepass.journal.kind import Kind
from thepass.journal.models import Command, Delivery, Event, Guard, Words
from thepass.journal.queries import called
from thepass.kernel import attach
from thepass.kernel.happened import Happened
from thepass.kernel.intent import Intent
from thepass.kernel.refusal import NotThere, Refused
from thepass.kernel.words import _

TRIES = 20
UNDO = timedelta(seconds=10)
P = ParamSpec("P")


@dataclass(frozen=True)
class Answer:
    """What a command did, now or the first time it was asked. No events: there was nothing to do."""

    events: list[Event]

    @property
    def id(self) -> int:
        """The thing first changed."""
        return self.events[0].of[1]


class Overtaken(Refused):
    """Another's change came since the page was read. `did` is an event's sentence, itself to be translated."""

    def __init__(self, *, who: str, did: str) -> None:
        super().__init__(_("Meanwhile %(who)s %(did)s. Please look again; what you wrote is kept."), who=who, did=did)


class Raced(Exception):
    """Somebody else moved the row between our look and our write: look again."""


def verb(body: "Callable[Concatenate[Change, P], None]") -> Callable[Concatenate[Intent, P], Answer]:
    """Run `body` in one transaction, once per (by, command_id). Raises Refused, also for a reused command id."""
    shape = signature(body)

    @wraps(body)
    def run(intent: Intent, /, *args: P.args, **kwargs: P.kwargs) -> Answer:
        said = sorted(shape.bind(None, *args, **kwargs).arguments.items())
        asked = sha256(repr((body.__module__, body.__qualname__, said)).encode()).hexdigest()
        trouble: Exception = Raced()
        for _try in range(TRIES):
            try:
                with transaction.atomic():
                    # The first write claims the command: a double click waits here, then finds the answer below.
                    command = Command.objects.create(by=intent.by, command_id=intent.command_id, asked=asked)
                    change = Change(intent, command)
                    body(change, *args, **kwargs)
                    return change.write()
            except (Raced, IntegrityError, OperationalError) as caught:
                trouble = caught
                if done := Command.objects.filter(by=intent.by, command_id=intent.command_id).first():
                    if done.asked != asked:
                        raise Refused(_("This was already sent with other content. Please reload the page.")) from None
                    return Answer(list(done.event_set.order_by("id")))
                if isinstance(caught, OperationalError) and not _again(caught):
                    raise
        if isinstance(trouble, Raced):
            raise Refused(_("Many people are changing this right now. Please try again."))
        raise trouble

    return run


def _again(trouble: Exception) -> bool:
    """PostgreSQL chose us as the victim of a deadlock, or could not serialise: safe to begin again."""
    return getattr(trouble.__cause__, "sqlstate", None) in {"40P01", "40001"}


class Change:
    """One command at work inside its transaction."""

    def __init__(self, intent: Intent, command: Command) -> None:
        self.intent, self.now, self.command = intent, intent.now, command
        self._seen, self._looked = intent.seen, False
        self._events: list[tuple[Kind, Event, Happened]] = []

    def guard(self, name: str) -> None:
        """Wait for one's turn at a rule over many rows. Before any read, or what was read may be old."""
        if self._looked:
            raise RuntimeError(f"take the guard {name} before reading")
        if not Guard.objects.filter(name=name).update(version=F("version") + 1):
            Guard.objects.bulk_create([Guard(name=name)], ignore_conflicts=True)
            Guard.objects.filter(name=name).update(version=F("version") + 1)

    def new(self, kind: Kind, rule: Callable[..., Happened], /, **asked: Any) -> int:
        """A new thing, its first event, its id."""
        self._looked = True
        happened = rule(kind.state(), at=self.now, **asked)
        values = kind.values(kind.after(kind.state(), happened))
        row = kind.model.objects.create(version=1, **values, **happened.words)
        self.say(kind, row.pk, 1, happened)
        return int(row.pk)

    def of(self, kind: Kind, id: int, rule: Callable[..., Happened | None], /, **asked: Any) -> bool:
        """Ask the rule about this thing as it is now; write what happened. False: nothing to do."""
        self._looked = True
        row = kind.model.objects.filter(pk=id).first()
        if row is None:
            raise NotThere(_("This does not exist, or not for you."))
        self._not_overtaken(kind, row)
        state = kind.state_of(row)
        happened = rule(state, at=self.now, **asked)
        if happened is None:
            return False
        values = kind.values(kind.after(state, happened))
        here = kind.model.objects.filter(pk=id, version=row.version)
        if not here.update(version=row.version + 1, **values, **happened.words):
            raise Raced
        self.say(kind, id, row.version + 1, happened)
        return True

    def add(self, kind: Kind, type: str, **columns: Any) -> int:
        """A new plain record."""
        return self.new(kind, _plain(kind, type, columns))

    def set(self, kind: Kind, id: int, type: str, **columns: Any) -> bool:
        """Change columns of a plain record; the event says which."""
        return self.of(kind, id, _plain(kind, type, columns))

    def blank(self, kind: Kind, id: int, type: str, **instead: str) -> None:
        """Erase everything people typed about this thing, here and in its history; that it happened stays.

        `instead` names words that may not be empty, such as an address that must stay unique.
        """
        blanks = dict.fromkeys(kind.model.WORDS, "") | instead
        self.of(kind, id, lambda state, at: Happened(type, at, {}, blanks))
        Words.objects.filter(stream=f"{kind.word}:{id}").update(text="")

    def _not_overtaken(self, kind: Kind, row: Any) -> None:
        """The first thing a verb touches is the one on the person's page."""
        seen, self._seen = self._seen, None
        if seen is None or seen == row.version:
            return
        since = Event.objects.filter(stream=f"{kind.word}:{row.pk}", number__gt=seen).exclude(by=self.intent.by)
        if last := since.order_by("-number").first():
            raise Overtaken(who=called(last.by), did=kind.said(last.type).says)

    def say(self, kind: Kind, id: int, number: int, happened: Happened) -> None:
        """Keep the event of a row just written; only the journal itself says so directly."""
        event = Event(
            stream=f"{kind.word}:{id}", number=number, type=happened.type, shape=kind.shape(happened.type),
            at=happened.at, by=self.intent.by, command=self.command, cause_id=self.intent.cause, facts=happened.kept,
        )  # fmt: skip
        self._events.append((kind, event, happened))

    def write(self) -> Answer:
        events = Event.objects.bulk_create(event for _, event, _ in self._events)
        words = [
            Words(stream=e.stream, number=e.number, column=c, text=t)
            for _, e, h in self._events
            for c, t in h.words.items()
        ]
        due = [
            Delivery(event=e, name=name, due_at=self.now + wait) for e in events for name, wait in _consequences(e.type)
        ]
        Words.objects.bulk_create(words)
        Delivery.objects.bulk_create(due)
        return Answer(events)


def _consequences(type: str) -> Iterator[tuple[str, timedelta]]:
    """What leaves the house waits as long as its cause can be undone."""
    yield from ((name, timedelta()) for name in attach.effects.under(type))
    yield from ((name, timedelta() if name in attach.prompt else UNDO) for name in attach.errands.under(type))


def _plain(kind: Kind, type: str, columns: dict[str, Any]) -> Callable[..., Happened]:
    words = {name: text for name, text in columns.items() if name in kind.model.WORDS}
    facts = {name: value for name, value in columns.items() if name not in words}
    return lambda state, at: Happened(type, at, facts, words)
