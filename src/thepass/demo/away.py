"""Who is away, and who stands in: leave planned within what a team can spare, and illness, which asks nobody."""

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from thepass.demo.hours import Rota
from thepass.demo.presence import Leave, Span
from thepass.demo.roster import Roster, Somebody
from thepass.demo.timeline import Timeline
from thepass.demo.window import Window

QUARTER, NOTICE = timedelta(days=91), timedelta(days=14)
WELL_FOR = 160  # days between two illnesses, on average
ILL_FOR, ILL_AT_MOST = 1.8, 15  # further working days
LONG, SHORT = (5, 10), (1, 3)  # working days of a holiday, and of a few days off
TRIES = 6
SPARED = timedelta(days=7)  # whoever one can sign in as is here this long


@dataclass(frozen=True)
class Absence:
    """What somebody announced, and when they did."""

    key: str
    who: str
    at: datetime
    begins: datetime
    ends: datetime
    substitute: str | None
    note: str


class Absences:
    """Lives through the window: every quarter teams plan, any day somebody falls ill."""

    def __init__(self, window: Window, roster: Roster, rota: Rota) -> None:
        self.all: list[Absence] = []
        self.of: dict[str, list[Absence]] = defaultdict(list)
        self._window, self._roster, self._rota = window, roster, rota
        self._plans, self._health = window.rng("leave"), window.rng("health")
        self._covers: Counter[str] = Counter()
        self._until: dict[str, datetime] = {}  # by person, the end of their last absence
        self._timeline = Timeline(window.begins)
        for team in roster.teams:
            self._timeline.at(window.begins, partial(self._plan, team))
        for one in roster.people.values():
            self._stay_well(one, one.joins)
        self._timeline.run(window.now)

    def leaves(self, key: str) -> list[Leave]:
        """The same as the workshop knows them."""
        return [Leave(absence.begins, absence.ends, absence.substitute) for absence in self.of[key]]

    def _plan(self, team: str) -> None:
        """The team's next quarter. Those who choose first have the better dates; who is first is drawn."""
        now, members = self._timeline.now, list(self._roster.members[team])
        self._plans.shuffle(members)
        for key in members:
            for chance, (least, most) in ((0.7, LONG), (0.8, SHORT)):
                if self._plans.random() < chance:
                    self._choose(self._roster.people[key], team, self._plans.randint(least, most), now + NOTICE)
        if now + QUARTER <= self._window.now:
            self._timeline.at(now + QUARTER, partial(self._plan, team))

    def _choose(self, one: Somebody, team: str, length: int, after: datetime) -> None:
        days = self._rota.days(one)
        first, last = bisect_left(days, (after, after)), bisect_left(days, (after + QUARTER, after + QUARTER)) - length
        for _try in range(TRIES if first < last else 0):
            at = self._plans.randrange(first, last)
            span = days[at][0], days[at + length - 1][1]
            if self._can_be_away(one, span) and self._can_be_spared(team, span):
                self._announce(one, span, "Holiday" if length >= LONG[0] else "A few days off")
                return

    def _can_be_spared(self, team: str, span: Span) -> bool:
        members = self._roster.members[team]
        away = sum(1 for key in members if self._overlaps(key, span))
        return away < max(1, len(members) // 4)

    def _stay_well(self, one: Somebody, since: datetime) -> None:
        when = since + timedelta(days=self._health.expovariate(1 / WELL_FOR))
        if when <= self._window.now:
            self._timeline.at(max(when, self._timeline.now), partial(self._fall_ill, one))

    def _fall_ill(self, one: Somebody) -> None:
        now, days = self._timeline.now, self._rota.days(one)
        at = bisect_left(days, (now, now))
        length = min(ILL_AT_MOST, 1 + int(self._health.expovariate(1 / ILL_FOR)))
        while length and not self._can_be_away(one, (days[at][0], days[at + length - 1][1])):
            length -= 1  # a holiday begins, or they are away already
        if length:
            self._announce(one, (days[at][0], days[at + length - 1][1]), "Not well")
        self._stay_well(one, now)

    def _can_be_away(self, one: Somebody, span: Span) -> bool:
        if one.cast and one.cast.role and span[0] < self._window.now + SPARED and self._window.now < span[1]:
            return False
        return self._is_with_us(one, span) and not self._overlaps(one.key, span)

    def _announce(self, one: Somebody, span: Span, note: str) -> None:
        others = [key for key in self._roster.members[one.team] if key != one.key]
        people = self._roster.people
        if one.manager and one.manager not in others and people[one.manager].guest == one.guest:
            others.append(one.manager)
        there = [key for key in others if self._is_with_us(people[key], span) and not self._overlaps(key, span)]
        substitute = min(there, key=lambda key: self._covers[key], default=None)
        if substitute:
            self._covers[substitute] += 1
        key = f"absence/{len(self.all)}"
        absence = Absence(key, one.key, self._timeline.now, *span, substitute, note)
        self.all.append(absence)
        self.of[one.key].append(absence)
        self._until[one.key] = max(span[1], self._until.get(one.key, span[1]))

    def _is_with_us(self, one: Somebody, span: Span) -> bool:
        return one.joins <= span[0] and (one.leaves is None or span[1] <= one.leaves)

    def _overlaps(self, key: str, span: Span) -> bool:
        return (
            key in self._until
            and span[0] < self._until[key]
            and any(absence.begins < span[1] and span[0] < absence.ends for absence in self.of[key])
        )
