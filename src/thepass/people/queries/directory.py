"""Finding people by the beginnings of their words, and the directory's filters. Bounded, whatever is typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from thepass.people.models import Membership, NameWord, Person
from thepass.people.queries import acting
from thepass.people.queries.seen import here, persons_visible_to, sites_visible_to, teams_visible_to
from thepass.people.rules import texts
from thepass.people.rules.persons import Standing

MOST_WORDS = 5
RARE = 1000  # so few ids travel as a list
HIGHEST = chr(0x10FFFF)
CHOICES = 100  # teams or sites offered in a filter
ROLES = {
    "lead": Q(),  # a list of its own, see found
    "leader": Q(is_leader=True),
    "steward": Q(is_steward=True),
    "administrator": Q(is_administrator=True),
    "partner": Q(is_guest=True),
}
STANDINGS = (Standing.ADDED, Standing.INVITED, Standing.LEFT)


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What the directory is asked for. Values that there are not count as nothing asked."""

    words: str = ""
    team: int | None = None
    site: int | None = None
    manager: int | None = None
    role: str = ""
    standing: str = ""

    @property
    def anything(self) -> bool:
        return self != Sought()


def found(reader: Person, sought: Sought) -> QuerySet[Person]:
    """Those whom the reader may see and who fit, in no order. Two statements at most before it is read."""
    persons = persons_visible_to(reader)
    persons = persons.filter(standing=sought.standing) if sought.standing in _open_to(reader) else here(persons)
    if sought.site is not None:
        persons = persons.filter(site=sought.site)
    asked: list[QuerySet[Any]] = []
    if sought.team is not None:
        parts = Membership.objects.filter(team__in=acting.teams_below([sought.team]), ended=False)
        asked.append(parts.filter(team__in=teams_visible_to(reader).values("pk")) if reader.is_guest else parts)
    if not reader.is_guest:  # how the house is built inside is not a partner's to ask for
        persons = persons.filter(manager=sought.manager) if sought.manager is not None else persons
        if sought.role == "lead":
            asked.append(Membership.objects.filter(lead=True, ended=False))
        elif sought.role in ROLES:
            persons = persons.filter(ROLES[sought.role])
    return by_words(persons, sought.words, asked)


def by_words(persons: QuerySet[Person], typed: str, asked: Sequence[QuerySet[Any]] = ()) -> QuerySet[Person]:
    """Those of whom every typed word begins a word, and who stand in every list of `asked` (rows with a person).

    One statement or none: few fitting ids travel as a list; of many, the next fifty are soon met by walking the names.
    """
    words = sorted(texts.words(typed[:200]))[:MOST_WORDS]
    if typed.strip() and not words:
        return persons.none()  # signs alone are nobody's name
    lists = [*asked, *(NameWord.objects.filter(_begins(word)) for word in words)]
    if not lists:
        return persons
    first, *rest = (rows.order_by().values_list("person", flat=True) for rows in lists)
    few = list((first.intersection(*rest) if rest else first)[: RARE + 1])
    if len(few) <= RARE:
        return persons.filter(pk__in=few)
    return persons.filter(*(Exists(rows.filter(person=OuterRef("pk"))) for rows in lists))


def some(reader: Person, typed: str, *, limit: int = 8) -> list[Person]:
    """The first few who are here and fit, for pickers and the palette."""
    if not typed.strip():
        return []
    return list(by_words(here(persons_visible_to(reader)), typed).order_by("name", "pk")[:limit])


def up_to_hundred(persons: QuerySet[Person]) -> int:
    """How many, counted no further than a hundred: by name, as the page is, for then both meet the same people soon."""
    return len(persons.order_by("name", "pk").values_list("pk", flat=True)[:100])


def filters(reader: Person, sought: Sought) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Teams and sites to choose from. Of more than one can look through, only the chosen one. Two statements or three.

    Where there are many teams, each team's own page leads to its people.
    """
    teams, sites = teams_visible_to(reader), sites_visible_to(reader)
    return _offered(teams, teams.filter(closed=False), sought.team), _offered(sites, sites, sought.site)


def _open_to(reader: Person) -> tuple[str, ...]:
    """Who has not come yet is an administrator's question; who has left, everyone's in the house."""
    if reader.is_administrator:
        return STANDINGS
    return () if reader.is_guest else (Standing.LEFT,)


def _offered(rows: QuerySet[Any], open_ones: QuerySet[Any], chosen: int | None) -> list[tuple[int, str]]:
    offered = list(open_ones.order_by().values_list("pk", "name")[: CHOICES + 1])
    if len(offered) > CHOICES:
        offered = []
    if chosen is not None and chosen not in {pk for pk, _name in offered}:
        offered += rows.filter(pk=chosen).values_list("pk", "name")
    return sorted(offered, key=lambda one: (one[1].casefold(), one[0]))


def _begins(word: str) -> Q:
    """SQLite reads LIKE from no index, PostgreSQL a range only in its own order of letters."""
    if connection.vendor == "postgresql":
        return Q(word__startswith=word)
    return Q(word__gte=word, word__lt=word + HIGHEST)
