"""The whole simulated organisation, and the work in it. Later apps bring their stories."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cached_property
from random import Random
from typing import Protocol

from thepass.demo.away import Absences
from thepass.demo.hours import Rota
from thepass.demo.presence import Leave, Presence
from thepass.demo.roster import Roster, Somebody, roster
from thepass.demo.timeline import Timeline
from thepass.demo.window import Window
from thepass.demo.workshop import Work, Workshop
from thepass.kernel import attach
from thepass.kernel.happened import Happened


class Writer(Protocol):
    """Where stories are written. `ids` knows everything written so far by its key."""

    ids: Mapping[str, int]

    def tell(self, word: str, stories: Iterable[tuple[str, Sequence[Happened]]]) -> None:
        """New things of one kind: each its key, which nothing else has, and what happened to it, by the rules."""


class Story(Protocol):
    """What an app adds. `attach.stories.add("*", "requests", factory)`; factory(world, rng) answers one of these."""

    def begin(self) -> None:
        """Ask for work in the workshop (`world.ask`), or put things on `world.timeline`."""

    def tell(self, writer: Writer) -> None:
        """When all of it has been lived through: write what happened."""


class World:
    """People with calendars and absences from the first; the workshop opens when the first story asks for work."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.roster: Roster = roster(window)
        self.rota = Rota(window)
        self.absences = Absences(window, self.roster, self.rota)
        self.timeline = Timeline(window.begins)
        self.stories: list[Story] = [
            factory(self, window.rng(f"story {name}")) for name, factory in sorted(attach.stories.under("*").items())
        ]

    def rng(self, purpose: str) -> Random:
        return self.window.rng(purpose)

    @cached_property
    def workshop(self) -> Workshop:
        """Everybody at their hours, and every team."""
        shop = Workshop(self.timeline)
        people = {one.key: Presence(self.rota.windows(one), self._leaves(one)) for one in self.roster.people.values()}
        shop.employ(people, self.roster.members)
        return shop

    def _leaves(self, one: Somebody) -> list[Leave]:
        """When they are away, also before they came and after they left."""
        found = self.absences.leaves(one.key)
        if one.joins > self.window.begins:
            found.append(Leave(self.window.begins, one.joins))
        if one.leaves:
            found.append(Leave(one.leaves, datetime.max.replace(tzinfo=UTC)))
        return found

    def ask(self, item: str, owner: str, effort: timedelta, *, at: datetime, needs: tuple[str, ...] = ()) -> None:
        """Somebody asks a person ("person/3") or a team ("team/it") for work, then."""
        self.workshop.ask(Work(item, owner, effort, needs), at)

    def live(self) -> None:
        """Let everything happen up to today."""
        for story in self.stories:
            story.begin()
        self.timeline.run(self.window.now)
