"""What is there already when people are brought in: plain rows, found by address, name and path."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from thepass.people.rules import loops
from thepass.people.rules.persons import Standing

Path = tuple[str, ...]  # names from the top of the tree down; folded, it is the key of a team


def folded(name: str) -> str:
    """How names are compared: without regard to case."""
    return name.casefold()


def key_of(path: Path) -> Path:
    return tuple(folded(name) for name in path)


class KnownPerson(NamedTuple):
    id: int
    email: str
    name: str
    title: str
    standing: str
    steward: bool
    administrator: bool
    leader: bool
    guest: bool
    manager_id: int | None
    site_id: int | None
    zone: str
    language: str

    @property
    def left(self) -> bool:
        return self.standing == Standing.LEFT


class KnownTeam(NamedTuple):
    id: int
    name: str
    parent_id: int | None
    partner: bool
    closed: bool


class KnownSite(NamedTuple):
    id: int
    name: str
    zone: str


class KnownPart(NamedTuple):
    id: int
    person_id: int
    team_id: int
    lead: bool
    ended: bool


@dataclass(frozen=True)
class Known:
    """The organisation before the import. `languages` are the codes that are offered."""

    persons: Mapping[int, KnownPerson]
    teams: Mapping[int, KnownTeam]
    sites: Mapping[int, KnownSite]
    parts: Mapping[tuple[int, int], KnownPart]  # by person and team
    languages: frozenset[str] = frozenset({"en"})

    @cached_property
    def by_email(self) -> Mapping[str, KnownPerson]:
        return {one.email: one for one in self.persons.values()}

    @cached_property
    def by_site(self) -> Mapping[str, KnownSite]:
        """The oldest wins where two sites have one name."""
        return {folded(one.name): one for one in sorted(self.sites.values(), reverse=True)}

    @cached_property
    def paths(self) -> Mapping[int, Path]:
        """Every team's names from the top down."""
        above = {id: team.parent_id for id, team in self.teams.items()}
        return {id: tuple(self.teams[up].name for up in reversed(loops.line(id, above))) for id in self.teams}

    @cached_property
    def by_path(self) -> Mapping[Path, KnownTeam]:
        """Teams by the key of their path; an open one before a closed one of the same name."""
        ordered = sorted(self.teams.values(), key=lambda team: (not team.closed, -team.id))
        return {key_of(self.paths[team.id]): team for team in ordered}

    @cached_property
    def by_last_name(self) -> Mapping[str, list[Path]]:
        """Keys of open teams by their own name alone."""
        found: dict[str, list[Path]] = defaultdict(list)
        for key, team in self.by_path.items():
            if not team.closed:
                found[key[-1]].append(key)
        return found

    @cached_property
    def parts_of(self) -> Mapping[int, list[KnownPart]]:
        """Everyone's parts that have not ended."""
        found: dict[int, list[KnownPart]] = defaultdict(list)
        for part in self.parts.values():
            if not part.ended:
                found[part.person_id].append(part)
        return found
