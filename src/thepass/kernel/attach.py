"""Where features plug in: plain books, filled once at start-up by every app's attach.py."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Book(Generic[T]):
    """Named entries under a key. A name is written once."""

    def __init__(self) -> None:
        self._pages: dict[str, dict[str, T]] = defaultdict(dict)

    def add(self, key: str, name: str, entry: T) -> None:
        """Refuses (ValueError) a name that is already written under this key."""
        if name in self._pages[key]:
            raise ValueError(f"{name} is already written under {key}")
        self._pages[key][name] = entry

    def under(self, key: str) -> Mapping[str, T]:
        return self._pages.get(key, {})

    def everything(self) -> Iterator[tuple[str, str, T]]:
        """Every (key, name, entry)."""
        return ((key, name, entry) for key, page in self._pages.items() for name, entry in page.items())


@dataclass(frozen=True, kw_only=True)
class MenuEntry:
    """A place in the menu. `place` is main, me or more; `shown` asks whether this person has it."""

    title: str
    url: str  # the name of a route
    icon: str
    order: int
    place: str = "main"
    shown: Callable[[Any], bool] = lambda person: True


class Finding(NamedTuple):
    """One line of the command palette. `hint` says what kind of thing it is, or where."""

    title: str
    url: str
    icon: str
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """Work done once in every slot of `every`, by whichever worker comes first. `run(now=…)` runs a verb or a job."""

    every: timedelta
    run: Callable[..., Any]


@dataclass(frozen=True, kw_only=True)
class CommandEntry:
    """A word of the `thepass` command, such as "person add".

    `arguments(parser)` adds to an argparse parser; `run(options)` answers the exit code: 0, or 1 for a failed job.
    With `database` the command starts only on a database that answers and has exactly our tables.
    """

    says: str
    run: Callable[[Any], int]
    arguments: Callable[[Any], None] = lambda parser: None
    database: bool = True


# Consequences of an event, by event type. Called as effect(event, now=…) and errand(event, key=…).
effects: Book[Callable[..., Any]] = Book()  # inner: shares the transaction of its claim; runs a verb
errands: Book[Callable[..., Any]] = Book()  # outer: no transaction open; may repeat under the same key
prompt: set[str] = set()  # names of errands that do not wait for the ten seconds of undo (a password link)
followers: Book[Callable[[Iterable[Any]], None]] = Book()  # under "*": hear every event in order, keep a projection
beside: Book[Callable[..., int]] = (
    Book()
)  # under "*": what each machine's workers keep for it, once a turn: keep(now=…)
undoes: Book[Callable[..., Any]] = Book()  # by event type, name "undo": undo(intent, event) runs what takes it back

schedules: Book[Schedule] = Book()  # under "*": what workers do by the clock
checks: Book[Callable[[], Iterable[str]]] = Book()  # under "*": one sentence a finding, for `thepass check`
rebuilds: Book[Callable[..., int]] = Book()  # under "*": derived rows made anew, for `thepass rebuild NAME`
names: Book[Callable[[Iterable[int]], Mapping[int, str]]] = Book()  # by word ("person"): who or what an id is called
menu: Book[MenuEntry] = Book()  # under "*": the places one can go
palette: Book[Callable[..., Iterable[Finding]]] = Book()  # under "*": finder(person, words, now=…), at most eight each
commands: Book[CommandEntry] = Book()  # under "*", by words ("person add"): written in commands.py, see cli/words.py
told: Book[Callable[[Any, Iterable[Any]], Mapping[int, dict[str, Any]]]] = (
    Book()
)  # by word: told(reader, events), the facts by event's id of those events that this reader may know; see GET /events
stories: Book[Callable[..., Any]] = Book()  # under "*": what an app adds to the demo organisation
