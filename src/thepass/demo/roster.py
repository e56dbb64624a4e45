"""Who there is: every person and team of the demo organisation, before anything happens to them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from thepass.demo.blueprint import MAIL, PARTNER_MAIL, PLACES, UNITS, Cast
from thepass.demo.names import Names
from thepass.demo.scale import Group, groups
from thepass.demo.window import Window

NEWCOMERS, LEAVERS = 0.12, 0.03  # shares of those without a name of their own
WELCOME = timedelta(days=7)  # people are known this long before they come


@dataclass
class Somebody:
    """A person as the demo knows them; keys instead of ids."""

    key: str
    name: str
    email: str
    title: str
    team: str
    place: str
    hours: str
    joins: datetime
    manager: str | None = None
    lead: bool = False
    guest: bool = False
    leaves: datetime | None = None
    cast: Cast | None = None
    step: int = 0  # how many managers stand above


@dataclass
class Roster:
    """Everybody, by key, and the teams they are in. Both in an order that never changes for a window."""

    people: dict[str, Somebody] = field(default_factory=dict)
    teams: dict[str, Group] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)

    def with_role(self, role: str) -> Somebody:
        return next(one for one in self.people.values() if one.cast and one.cast.role == role)

    def by_step(self) -> Iterator[list[Somebody]]:
        """Those without a manager, then those who report to them, and so on."""
        deepest = max(one.step for one in self.people.values())
        for step in range(deepest + 1):
            yield [one for one in self.people.values() if one.step == step]


def roster(window: Window) -> Roster:
    """Draw up everybody. Leads come first in their team, and their managers before them."""
    found, chance = Roster(), window.rng("people")
    names = Names(window.rng("names"))
    for cast in (cast for unit in UNITS for cast in unit.cast):
        names.keep(cast.name)
    for group in groups(window.people):
        found.teams[f"team/{group.key}"] = group
        found.members[f"team/{group.key}"] = []
        for place in range(group.people):
            _employ(found, group, place, names, chance, window)
    return found


def _employ(found: Roster, group: Group, place: int, names: Names, chance: Random, window: Window) -> None:
    unit, lead = group.unit, place == 0
    cast = unit.cast[place] if group.first and place < len(unit.cast) else None
    name, team = cast.name if cast else names.another(), f"team/{group.key}"
    boss = _boss(found, group, lead=lead)
    site = cast.place if cast and cast.place else unit.place
    usual = next(one.hours for one in PLACES if one.key == site)
    somebody = Somebody(
        key=f"person/{len(found.people)}",
        name=name,
        email=names.address(name, PARTNER_MAIL if unit.partner else MAIL),
        title=cast.title if cast else f"{group.name} lead" if lead else chance.choice(unit.titles),
        team=team,
        place=site,
        hours=usual if cast and cast.place else unit.hours or usual,
        joins=window.begins,
        manager=boss.key if boss else None,
        lead=lead,
        guest=unit.partner,
        cast=cast,
        step=boss.step + 1 if boss else 0,
    )
    if cast is None and not lead:
        _comes_and_goes(somebody, chance, window)
    found.people[somebody.key] = somebody
    found.members[team].append(somebody.key)


def _boss(found: Roster, group: Group, *, lead: bool) -> Somebody | None:
    """One's lead; a lead's is the lead above; at the top stands the leader. A partner's lead has none of ours."""
    if not lead:
        return found.people[found.members[f"team/{group.key}"][0]]
    if group.under:
        return found.people[found.members[f"team/{group.under}"][0]]
    return None if group.unit.partner or not found.people else found.people["person/0"]


def _comes_and_goes(one: Somebody, chance: Random, window: Window) -> None:
    days = (window.now - window.begins).days
    first = last = 0
    if chance.random() < NEWCOMERS:
        first = chance.randrange(days + 1)
        one.joins = window.begins + timedelta(days=first, hours=9)
    if chance.random() < LEAVERS and first + 30 < days:
        last = chance.randrange(first + 30, days)
        one.leaves = window.begins + timedelta(days=last, hours=17)
