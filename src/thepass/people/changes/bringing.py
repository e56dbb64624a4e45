"""Bringing people and teams in from a sheet: all of it or nothing, in one verb."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from thepass.journal import bulk
from thepass.journal.kind import Kind
from thepass.journal.record import Answer, Change, verb
from thepass.kernel.happened import Happened
from thepass.kernel.intent import Intent
from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.people.events import MembershipEvent, SiteEvent
from thepass.people.models import MEMBERSHIP, PERSON, SITE, TEAM
from thepass.people.queries import acting, bringing
from thepass.people.rules import persons, teams, who_may
from thepass.people.rules.bringing import plan as planned
from thepass.people.rules.bringing_known import Path, folded, key_of
from thepass.people.rules.bringing_steps import ChangedPerson, NewPerson, NewTeam, Part, Plan

Tell = Callable[[int], None]  # hears how many more rows are written


@dataclass(frozen=True)
class Asked:
    """What is asked is the plan; who hears of its progress is no part of it."""

    plan: Plan
    tell: Tell

    def __repr__(self) -> str:
        return repr(self.plan)


def bring_people(intent: Intent, plan: Plan, *, tell: Tell = lambda rows: None) -> Answer:
    """Do what was planned. Administrators only; refuses when it no longer fits, and then writes nothing.

    Who is new comes in without consequences (no mail); what changes about people who are here has its own.
    The answer's events are those of what changed; the journal has all of them under this command.
    """
    return _bring(intent, Asked(plan, tell))


@verb
def _bring(change: Change, /, asked: Asked) -> None:
    for rule in ("managers", "roles", "team-tree"):
        change.guard(rule)
    who_may.administer(acting.actor(change.intent.by))
    if not acting.anybody():
        raise Refused(_("This organisation is not set up yet. Please open the link that `thepass serve` prints first."))
    if asked.plan.problems:
        raise Refused(_("There is still something to put right in this sheet. Nothing was written."))
    known = bringing.known()
    now = planned(asked.plan.records, known, asked.plan.headings)
    if now.problems or now.steps != asked.plan.steps:
        raise Refused(
            _("Meanwhile people or teams have changed, and nothing was written. Please look at the preview again.")
        )
    _Writing(
        change,
        asked.plan,
        asked.tell,
        persons={one.email: one.id for one in known.persons.values()},
        teams={key: team.id for key, team in known.by_path.items()},
        sites={name: site.id for name, site in known.by_site.items()},
    ).write()


@dataclass
class _Writing:
    """A plan on its way into the journal; what is written becomes known to what comes after it."""

    change: Change
    plan: Plan
    tell: Tell
    persons: dict[str, int]
    teams: dict[Path, int]
    sites: dict[str, int]

    def write(self) -> None:
        self._open_sites()
        for level in _levels_of_teams(self.plan.teams):
            self._form(level)
        manager = {report.email: report.manager for report in self.plan.managers}
        for line in _lines_of_managers(self.plan.add, manager):
            self._add(line, manager)
        self._change(manager)
        self._take_in()

    def _bring(self, kind: Kind, stories: Sequence[Sequence[Happened]]) -> list[int]:
        ids = list[int]()
        for start in range(0, len(stories), bulk.BATCH):
            ids += bulk.bring(self.change, kind, stories[start : start + bulk.BATCH])
            self.tell(len(ids) - start)
        return ids

    def _open_sites(self) -> None:
        new = self.plan.sites
        stories = [
            [Happened(SiteEvent.OPENED, self.change.now, {"zone": site.zone, "region": ""}, {"name": site.name})]
            for site in new
        ]
        for site, id in zip(new, self._bring(SITE, stories), strict=True):
            self.sites[folded(site.name)] = id

    def _form(self, level: Sequence[NewTeam]) -> None:
        stories = [
            [
                teams.form(
                    TEAM.state(), at=self.change.now, name=team.path[-1], taken=False,
                    parent_id=self.teams.get(key_of(team.path[:-1])), partner=team.partner,
                )
            ]
            for team in level
        ]  # fmt: skip
        for team, id in zip(level, self._bring(TEAM, stories), strict=True):
            self.teams[key_of(team.path)] = id

    def _add(self, new: Sequence[NewPerson], manager: Mapping[str, str | None]) -> None:
        stories = [self._added(one, self.persons.get(manager.get(one.email) or "")) for one in new]
        for one, id in zip(new, self._bring(PERSON, stories), strict=True):
            self.persons[one.email] = id

    def _added(self, one: NewPerson, manager_id: int | None) -> list[Happened]:
        added = persons.add(
            PERSON.state(), at=self.change.now, email=one.email, taken=False, is_guest=one.guest,
            manager_id=manager_id, **self._card(one.card),
        )  # fmt: skip
        if not one.roles:
            return [added]
        roles = _roles(one.roles)(PERSON.blank_row() | added.facts, at=self.change.now)
        return [added, roles] if roles else [added]

    def _card(self, card: Mapping[str, Any]) -> dict[str, Any]:
        columns = dict(card)
        if "site" in columns:
            columns["site_id"] = self.sites[columns.pop("site")]
        return columns

    def _change(self, manager: Mapping[str, str | None]) -> None:
        asked: dict[int, list[bulk.Asked]] = {one.id: list(self._rules(one)) for one in self.plan.change}
        added = {one.email for one in self.plan.add}
        for email, boss in manager.items():
            if email not in added:
                manager_id = self.persons[boss] if boss else None
                asked.setdefault(self.persons[email], []).append(
                    partial(persons.report_to, manager_id=manager_id, way_round="")
                )
        self.tell(bulk.alter(self.change, PERSON, asked))

    def _rules(self, one: ChangedPerson) -> Iterator[bulk.Asked]:
        if one.returns:
            yield persons.come_back
        if one.card:
            yield partial(persons.change_card, **self._card(one.card))
        if one.roles is not None:
            yield _roles(one.roles)
        if one.leaves:
            yield partial(persons.leave, last_administrator=False)

    def _take_in(self) -> None:
        new = [part for part in self.plan.parts if part.id is None]
        self._bring(MEMBERSHIP, [[self._begun(part)] for part in new])
        again: dict[int, list[bulk.Asked]] = {}
        for part in self.plan.parts:
            if part.id is not None:
                again[part.id] = [partial(_part, lead=part.lead, begins=part.begins)]
        self.tell(bulk.alter(self.change, MEMBERSHIP, again))

    def _begun(self, part: Part) -> Happened:
        facts = {"person_id": self.persons[part.email], "team_id": self.teams[part.team], "lead": part.lead}
        return Happened(MembershipEvent.BEGUN, self.change.now, facts)


def _part(state: Mapping[str, Any], *, at: Any, lead: bool, begins: bool) -> Happened:
    if begins:
        return Happened(MembershipEvent.BEGUN, at, {"lead": lead, "ended": False})
    return Happened(MembershipEvent.CHANGED, at, {"lead": lead})


def _roles(roles: Sequence[str]) -> bulk.Asked:
    named: dict[str, Any] = {role: role in roles for role in ("steward", "administrator", "leader")}
    return partial(persons.set_roles, **named, last_administrator=False)


def _levels_of_teams(new: Sequence[NewTeam]) -> Iterator[list[NewTeam]]:
    """Upper teams first, so that each knows the one it stands under."""
    by_depth: dict[int, list[NewTeam]] = defaultdict(list)
    for team in new:
        by_depth[len(team.path)].append(team)
    for depth in sorted(by_depth):
        yield by_depth[depth]


def _lines_of_managers(new: Sequence[NewPerson], manager: Mapping[str, str | None]) -> Iterator[list[NewPerson]]:
    """Managers first, so that each who is new knows whom they report to."""
    emails = {one.email for one in new}
    below: dict[str | None, list[NewPerson]] = defaultdict(list)
    for one in new:
        boss = manager.get(one.email)
        below[boss if boss in emails else None].append(one)
    level = below[None]
    while level:
        yield level
        level = [one for above in level for one in below.get(above.email, ())]
