"""What happened to people and teams, as events: asked of the same rules that every form asks."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from thepass.demo.away import Absence
from thepass.demo.blueprint import PLACES
from thepass.demo.roster import WELCOME, Somebody
from thepass.demo.scale import Group
from thepass.demo.world import World, Writer
from thepass.journal.kind import KINDS, Kind
from thepass.kernel.happened import Happened
from thepass.people.events import MembershipEvent
from thepass.people.rules import absences, loops, persons, teams
from thepass.people.rules.absences import Away

Told = tuple[str, Sequence[Happened]]
Ids = Mapping[str, int]


class Life:
    """One thing's life so far: each rule is asked about it as it is then."""

    def __init__(self, word: str) -> None:
        self._kind: Kind = KINDS[word]
        self._state = _unborn(word)
        self.events: list[Happened] = []

    @property
    def state(self) -> Any:
        """What the thing is by now."""
        return self._state

    @property
    def at(self) -> datetime:
        """When the latest thing happened to it."""
        return self.events[-1].at if self.events else datetime.min.replace(tzinfo=UTC)

    def by(self, who: str) -> "Life":
        """Who did the latest, as the journal names them."""
        if self.events:
            self.events[-1] = replace(self.events[-1], by=self.events[-1].by or who)
        return self

    def then(self, rule: Callable[..., Happened | None], at: datetime, **asked: Any) -> "Life":
        """Ask the rule; keep what happened. Raises Refused as for anybody."""
        if happened := rule(self._state, at=at, **asked):
            self._state = self._kind.after(self._state, happened)
            self.events.append(happened)
        return self


@cache
def _unborn(word: str) -> Any:
    kind = KINDS[word]
    return kind.state_of(kind.model())


def tell(world: World, writer: Writer) -> None:
    """Everybody, team by team, and when they were away. The administrator and the places are known already."""
    roster = world.roster
    addresses: set[str] = set()
    for step in roster.by_step():
        writer.tell("person", [_person(one, world, writer.ids, addresses) for one in step if one.key not in writer.ids])
    sisters: set[tuple[str, str]] = set()
    deepest = max(key.count("/") for key in roster.teams)
    for depth in range(1, deepest + 1):
        level = [(key, group) for key, group in roster.teams.items() if key.count("/") == depth]
        writer.tell("team", [_team(key, group, world, writer.ids, sisters) for key, group in level])
    writer.tell("membership", (_part(one, world, writer.ids) for one in roster.people.values()))
    writer.tell("absence", _absences(world.absences.all, writer.ids))


def _person(one: Somebody, world: World, ids: Ids, addresses: set[str]) -> Told:
    begins = world.window.begins
    columns: dict[str, Any] = {"title": one.title, "site_id": ids[f"site/{one.place}"]}
    if hours := own_hours(one.hours, one.place):
        columns["calendar_id"] = ids[f"hours/{hours}"]
    if one.manager:
        columns["manager_id"] = ids[one.manager]
    if one.guest:
        columns["is_guest"] = True
    taken = one.email in addresses
    addresses.add(one.email)
    life = Life("person")
    life.then(persons.add, max(begins, one.joins - WELCOME), name=one.name, email=one.email, taken=taken, **columns)
    life.then(persons.join, one.joins)
    if one.cast and (card := card_of(one)):
        life.then(persons.change_card, begins, **card)
    if one.cast and one.cast.role in ("steward", "leader"):
        roles = {name: one.cast.role == name for name in ("steward", "administrator", "leader")}
        life.then(persons.set_roles, begins, last_administrator=False, **roles)
    if one.leaves:
        life.then(persons.leave, one.leaves, last_administrator=False)
    return one.key, life.events


def card_of(one: Somebody) -> dict[str, str]:
    """What a person of the blueprint says about themselves."""
    said = {"how_to_work_with_me": one.cast.how, "knows": one.cast.knows} if one.cast else {}
    return {column: text for column, text in said.items() if text}


def own_hours(hours: str, place: str) -> str:
    """The hours' key where they are not the site's own."""
    return hours if hours and all(site.hours != hours for site in PLACES if site.key == place) else ""


def _team(key: str, group: Group, world: World, ids: Ids, sisters: set[tuple[str, str]]) -> Told:
    unit = group.unit
    lead = world.roster.members[key][0]
    columns: dict[str, Any] = {
        "site_id": ids[f"site/{unit.place}"], "icon": unit.icon, "partner": unit.partner, "contact_id": ids[lead],
        "parent_id": ids[f"team/{group.under}"] if group.under else None, "about": unit.about,
    }  # fmt: skip
    if hours := own_hours(unit.hours, unit.place):
        columns["calendar_id"] = ids[f"hours/{hours}"]
    sister = (group.under, group.name.casefold())
    life = Life("team").then(
        teams.form, world.window.begins, name=group.name, taken=sister in sisters, tier=unit.tier, **columns
    )
    sisters.add(sister)
    return key, life.events


def _part(one: Somebody, world: World, ids: Ids) -> Told:
    facts = {"person_id": ids[one.key], "team_id": ids[one.team], "lead": one.lead}
    told = [Happened(MembershipEvent.BEGUN, one.joins, facts)]
    if one.leaves:
        told.append(Happened(MembershipEvent.ENDED, one.leaves, {"ended": True, "lead": False}))
    return f"part/{one.key}", told


def _absences(announced: Sequence[Absence], ids: Ids) -> Iterator[Told]:
    known: dict[int, list[Away]] = {}
    for absence in announced:
        substitute = ids[absence.substitute] if absence.substitute else None
        new = Away(ids[absence.who], absence.begins, absence.ends, substitute)
        others = _around(new, known)
        way = absences.circle(new, others) or []
        life = Life("absence").then(
            absences.announce, absence.at, new=new, others=others, way=loops.spoken(way, str), note=absence.note
        )
        known.setdefault(new.person_id, []).append(new)
        yield absence.key, life.events


def _around(new: Away, known: Mapping[int, list[Away]]) -> list[Away]:
    """Absences of this person, of the substitute, of the substitute's substitutes: all a circle could be made of."""
    found: list[Away] = []
    seen, rest = {new.person_id}, [new.person_id]
    if new.substitute_id:
        seen.add(new.substitute_id)
        rest.append(new.substitute_id)
    while rest:
        touching = [away for away in known.get(rest.pop(), ()) if away.begins < new.ends and new.begins < away.ends]
        found += touching
        further = {away.substitute_id for away in touching if away.substitute_id} - seen
        seen |= further
        rest += sorted(further)
    return found
