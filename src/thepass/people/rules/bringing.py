"""Bringing people and teams in: from the rows of a sheet to what would be done, or to all that is wrong."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.people.rules.bringing_columns import COLUMNS, Row, Wrong, read
from thepass.people.rules.bringing_known import Known, KnownPerson, folded
from thepass.people.rules.bringing_managers import managers
from thepass.people.rules.bringing_steps import (
    ChangedPerson,
    Line,
    NewPerson,
    NewSite,
    Outcome,
    Plan,
)
from thepass.people.rules.bringing_teams import Tree, parts
from thepass.sheets.rules.columns import Heading, Problem, Record, apply
from thepass.sheets.rules.columns import Mapping as Columns
from thepass.sheets.rules.sheet import Sheet


def from_sheet(sheet: Sheet, columns: Columns, known: Known) -> Plan:
    """What a sheet would do, its columns found as `columns` says."""
    if columns.problems:
        return Plan(headings=columns.at, problems=columns.problems)
    records, problems = apply(sheet, columns, COLUMNS)
    if not records and not problems:
        problems = [Problem(columns.header.number, "", Refused(_("Below the headings there is nobody to bring in.")))]
    return plan(records, known, columns.at, problems)


def plan(
    records: Sequence[Record], known: Known, headings: Mapping[str, Heading], before: Iterable[Problem] = ()
) -> Plan:
    """Everything these rows would do, and everything that is wrong with them; `before` is what was wrong already.

    Known people are found by address and change only where a row says something else. An empty cell says nothing.
    """
    wrong = Wrong(headings, list(before))
    rows = read(records, wrong, languages=known.languages)
    sites, zones = _sites(rows, known, wrong)
    tree, gone = Tree(known, rows, wrong), _gone(rows, known)
    add, change, belongs, passed = [], [], [], set[str]()
    for row in rows:
        person = known.by_email.get(row.email)
        if person is None and row.said.get("left"):
            passed.add(row.email)
            continue
        if row.email not in gone:
            belongs += parts(row, person, tree.teams_of(row, person), known, wrong)
        if person is None:
            add.append(_added(row, zones, wrong))
        elif changed := _changed(row, person, zones, known, wrong):
            change.append(changed)
    reports = managers(rows, gone, known, wrong)
    _names_of_new(add, wrong)
    _an_administrator_remains(rows, add, change, known, wrong)
    steps = Plan(
        records=tuple(records), headings=headings, sites=tuple(sites), teams=tuple(tree.new.values()), add=tuple(add),
        change=tuple(change), parts=tuple(belongs), managers=tuple(reports),
        problems=tuple(sorted(wrong.problems, key=lambda problem: problem.row)),
    )  # fmt: skip
    return replace(steps, lines=tuple(_lines(rows, steps, known, passed)))


def _sites(rows: Sequence[Row], known: Known, wrong: Wrong) -> tuple[list[NewSite], dict[str, str]]:
    """Sites to open, and every site's time zone. A new one's is the one most of its rows give."""
    zones = {name: site.zone for name, site in known.by_site.items()}
    first, given = dict[str, Row](), defaultdict[str, Counter[str]](Counter)
    for row in rows:
        if (name := row.said.get("site")) and folded(name) not in zones and not row.said.get("left"):
            first.setdefault(folded(name), row)
            given[folded(name)].update([row.said["zone"]] if "zone" in row.said else [])
    sites = []
    for key, row in first.items():
        if not given[key]:
            refusal = Refused(
                _("There is no site “%(site)s” yet. Give its time zone in the same row, or open the site first."),
                site=row.said["site"],
            )
            wrong.at(row.number, "site", refusal, row.said["site"])
            continue
        zones[key] = given[key].most_common(1)[0][0]
        sites.append(NewSite(row.number, row.said["site"], zones[key]))
    return sites, zones


def _added(row: Row, zones: Mapping[str, str], wrong: Wrong) -> NewPerson:
    said, guest, roles = row.said, "partner" in row.said, row.said.get("roles", ())
    if guest and roles:
        wrong.at(row.number, "roles", Refused(_("A partner's people have no roles in the organisation.")))
    card = {key: said[key] for key in ("name", "title", "language") if key in said}
    site = folded(said["site"]) if "site" in said else None
    if site is not None:
        card["site"] = site
    if "zone" in said and zones.get(site or "") != said["zone"]:
        card["zone"] = said["zone"]
    return NewPerson(row.number, row.email, card, guest, roles)


def _changed(
    row: Row, person: KnownPerson, zones: Mapping[str, str], known: Known, wrong: Wrong
) -> ChangedPerson | None:
    said = row.said
    plain = ("name", "title", "language")
    card: dict[str, Any] = {key: said[key] for key in plain if key in said and said[key] != getattr(person, key)}
    here = folded(known.sites[person.site_id].name) if person.site_id is not None else None
    site = folded(said["site"]) if "site" in said else here
    if site != here:
        card["site"] = site
    if "zone" in said and said["zone"] != (person.zone or zones.get(site or "")):
        card["zone"] = said["zone"]
    roles = said.get("roles")
    if roles and person.guest:
        wrong.at(row.number, "roles", Refused(_("A partner's people have no roles in the organisation.")))
    if roles == _roles_of(person) or person.guest:
        roles = None
    leaves, returns = said.get("left") is True and not person.left, said.get("left") is False and person.left
    if not card and roles is None and not leaves and not returns:
        return None
    return ChangedPerson(row.number, person.id, card, roles, leaves, returns)


def _roles_of(person: KnownPerson) -> tuple[str, ...]:
    return tuple(role for role in ("administrator", "leader", "steward") if getattr(person, role))


def _gone(rows: Sequence[Row], known: Known) -> frozenset[str]:
    """Addresses of those who will have left."""
    left = {one.email for one in known.persons.values() if one.left}
    for row in rows:
        if row.said.get("left"):
            left.add(row.email)
        elif "left" in row.said:
            left.discard(row.email)
    return frozenset(left)


def _names_of_new(add: Sequence[NewPerson], wrong: Wrong) -> None:
    """Who is new needs a name. Without a column for it that is told once, not in every row."""
    nameless = [one for one in add if "name" not in one.card]
    if nameless and "name" not in wrong.headings:
        refusal = Refused(_("%(email)s is not known yet, and there is no column with names."), email=nameless[0].email)
        wrong.at(nameless[0].row, "name", refusal)
        return
    for one in nameless:
        if (one.row, "name") not in wrong.told:
            wrong.at(one.row, "name", Refused(_("Please give a name."), field="name"))


def _an_administrator_remains(
    rows: Sequence[Row], add: Sequence[NewPerson], change: Sequence[ChangedPerson], known: Known, wrong: Wrong
) -> None:
    """Somebody who is here must stay an administrator; told in each row that takes one away."""
    now = {one.id for one in known.persons.values() if one.administrator and not one.left}
    after, takes = set(now), []
    for one in change:
        role = "administrator" in one.roles if one.roles is not None else known.persons[one.id].administrator
        there = one.returns or (not one.leaves and not known.persons[one.id].left)
        (after.add if role and there else after.discard)(one.id)
        if one.id in now - after:
            takes.append(one)
    if after or any("administrator" in one.roles for one in add):
        return
    sentence = _("Somebody must remain an administrator. Please give the role to another person first.")
    for one in takes:
        wrong.at(one.row, "left" if one.leaves else "roles", Refused(sentence))


def _lines(rows: Sequence[Row], steps: Plan, known: Known, passed: set[str]) -> Iterable[Line]:
    """Each row, and what becomes of it."""
    new, changes = {one.row for one in steps.add}, defaultdict[int, list[str]](list)
    for one in steps.change:
        changes[one.row] += [
            *one.card,
            *(["roles"] if one.roles is not None else []),
            *(["left"] if one.leaves or one.returns else []),
        ]
    for part in steps.parts:
        changes[part.row].append("team" if part.begins else "lead")
    for report in steps.managers:
        changes[report.row].append("manager")
    for row in rows:
        person = known.by_email.get(row.email)
        name = row.said.get("name") or (person.name if person else row.email)
        outcome = Outcome.NEW if row.number in new else Outcome.CHANGED if changes[row.number] else Outcome.SAME
        if row.email in passed:
            outcome = Outcome.PASSED
        yield Line(row.number, name, row.email, outcome, tuple(dict.fromkeys(changes[row.number])))
