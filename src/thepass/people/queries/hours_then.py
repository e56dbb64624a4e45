"""Whose working hours counted at a time gone by: read from the journal, so that what changed since is undone."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from thepass.journal import queries as journal
from thepass.journal.kind import KINDS
from thepass.kernel.hours import Hours
from thepass.kernel.working_time import Calendar
from thepass.people.models import Calendar as Drawn
from thepass.people.queries import hours

State = dict[str, Any]


class HoursThen:
    """The hours of persons and teams as they were. What was asked once is kept for as long as this lives.

    Before the first event of a thing its first state counts: an import may tell of times before it.
    """

    def __init__(self) -> None:
        self._told: dict[str, tuple[list[datetime], list[State]]] = {}
        self._drawn: dict[tuple[str, int, str, str], Calendar] = {}

    def load(self, streams: Iterable[str]) -> None:
        """Read many at once: ["person:7", "team:3"]. One statement."""
        asked = {stream for stream in streams if stream not in self._told}
        found = journal.histories(asked) if asked else {}
        for stream in asked:
            kind, state = KINDS[stream.partition(":")[0]], None
            times, states = list[datetime](), list[State]()
            for event in found.get(stream, ()):
                state = kind.after(kind.blank_row() if state is None else state, event)
                times.append(max([event.at, *times[-1:]]))
                states.append(state)
            self._told[stream] = times, states

    def __call__(self, *, team_id: int | None, person_id: int | None, at: datetime) -> Calendar:
        """A person's who was asked directly, else the team's, else the organisation's."""
        word, id = ("person", person_id) if person_id is not None else ("team", team_id)
        own = self._state(word, id, at)
        site = self._state("site", own.get("site_id"), at)
        house = self._state("organisation", self._house(), at)
        zone = (own.get("zone") or site.get("zone") or house.get("zone") or "UTC") if own else house.get("zone", "UTC")
        drawn = own.get("calendar_id") or site.get("calendar_id") or house.get("calendar_id")
        return self._calendar(drawn, zone, site.get("region", ""), at)

    def _calendar(self, id: int | None, zone: str, region: str, at: datetime) -> Calendar:
        told = self._state("calendar", id, at)
        if id is None or not told:
            return Calendar(Hours(), zone)
        step = self._step(f"calendar:{id}", at)
        key = (f"{id}.{step}", id, zone, told["region"] or region)
        if key not in self._drawn:
            drawn = Drawn(hours=told["hours"], half_days=told["half_days"], closed=told["closed"])
            self._drawn[key] = hours.calendar(drawn, zone=zone, region=key[3])
        return self._drawn[key]

    def _state(self, word: str, id: int | None, at: datetime) -> State:
        if id is None:
            return {}
        stream = f"{word}:{id}"
        self.load([stream])
        states = self._told[stream][1]
        return states[self._step(stream, at)] if states else {}

    def _step(self, stream: str, at: datetime) -> int:
        return max(0, bisect_right(self._told[stream][0], at) - 1)

    def _house(self) -> int | None:
        if not hasattr(self, "_house_id"):
            house = hours.organisation()
            self._house_id: int | None = house.pk if house else None
        return self._house_id
