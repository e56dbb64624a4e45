"""What an import would do: steps that name persons by address, teams by the key of their path, sites by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import Any, NamedTuple

from thepass.people.rules.bringing_known import Path
from thepass.sheets.rules.columns import Heading, Problem, Record

SHOWN = 200


class NewSite(NamedTuple):
    row: int
    name: str
    zone: str


class NewTeam(NamedTuple):
    """Its parent is the team at `path[:-1]`, there already or made before it."""

    row: int
    path: Path
    partner: bool


class NewPerson(NamedTuple):
    row: int
    email: str
    card: Mapping[str, Any]  # name, title, site (folded name), zone, language
    guest: bool
    roles: tuple[str, ...]


class ChangedPerson(NamedTuple):
    row: int
    id: int
    card: Mapping[str, Any]  # as above, only what changes
    roles: tuple[str, ...] | None
    leaves: bool
    returns: bool


class Part(NamedTuple):
    """A part that begins (again, where there was one), or whose lead changes."""

    row: int
    email: str
    team: Path
    lead: bool
    id: int | None
    begins: bool = True


class Report(NamedTuple):
    row: int
    email: str
    manager: str | None


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    PASSED = "passed"  # has left, and was never here


class Line(NamedTuple):
    row: int
    name: str
    email: str
    outcome: Outcome
    changes: tuple[str, ...]  # keys of the columns that bring something new


@dataclass(frozen=True, repr=False)
class Plan:
    """All an import would do, or all that is wrong with it."""

    records: Sequence[Record] = ()
    headings: Mapping[str, Heading] = field(default_factory=dict)
    sites: Sequence[NewSite] = ()
    teams: Sequence[NewTeam] = ()
    add: Sequence[NewPerson] = ()
    change: Sequence[ChangedPerson] = ()
    parts: Sequence[Part] = ()
    managers: Sequence[Report] = ()
    lines: Sequence[Line] = ()
    problems: Sequence[Problem] = ()

    def __repr__(self) -> str:
        """Short, and the same for the same rows: by it the journal knows a command again."""
        said = repr([(record.row, sorted(record.values.items())) for record in self.records])
        return f"Plan({sha256(said.encode()).hexdigest()})"

    @property
    def same(self) -> int:
        """Rows that bring nothing new."""
        return self.counts[Outcome.SAME] + self.counts[Outcome.PASSED]

    @cached_property
    def counts(self) -> dict[Outcome, int]:
        found = dict.fromkeys(Outcome, 0)
        for line in self.lines:
            found[line.outcome] += 1
        return found

    @property
    def steps(self) -> tuple[Any, ...]:
        """What is compared when somebody applies what they saw."""
        return self.sites, self.teams, self.add, self.change, self.parts, self.managers

    @property
    def fingerprint(self) -> str:
        """Of the steps: the same in every process, another when something else would be done."""
        return sha256(repr(self.steps).encode()).hexdigest()

    @property
    def does_nothing(self) -> bool:
        return not any(self.steps)

    @property
    def first_problems(self) -> Sequence[Problem]:
        return self.problems[:SHOWN]
