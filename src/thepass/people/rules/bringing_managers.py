"""Whom the rows of a sheet say people report to: found by address or by exact name, and never round in a circle."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.people.rules import loops
from thepass.people.rules.bringing_columns import Row, Wrong
from thepass.people.rules.bringing_known import Known, folded
from thepass.people.rules.bringing_steps import Report

LONGEST = 8


def managers(rows: Sequence[Row], gone: frozenset[str], known: Known, wrong: Wrong) -> list[Report]:
    """The lines that change. `gone` are the addresses of those who will have left. Problems are told."""
    called = _called(rows, known)
    by_name: dict[str, set[str]] = defaultdict(set)
    for email, name in called.items():
        if email not in gone:
            by_name[folded(name)].add(email)
    now = {
        one.email: known.persons[one.manager_id].email if one.manager_id is not None else None
        for one in known.persons.values()
    }
    found = []
    for row in rows:
        if "manager" not in row.said or row.email in gone:
            continue
        try:
            manager = _found(row.said["manager"], by_name, called)
            if manager == now.get(row.email):
                continue
            if manager in gone:
                raise Refused(_("%(name)s has left, and so cannot be anybody's manager."), name=called[manager])
            found.append(Report(row.number, row.email, manager))
        except Refused as refusal:
            wrong.at(row.number, "manager", refusal, row.said["manager"])
    _no_circle(found, now, called, {row.email: row for row in rows}, wrong)
    return found


def _called(rows: Sequence[Row], known: Known) -> dict[str, str]:
    """Everybody's name after the import, by address."""
    names = {one.email: one.name for one in known.persons.values()}
    for row in rows:
        names[row.email] = row.said.get("name") or names.get(row.email) or row.email
    return names


def _found(said: str, by_name: Mapping[str, set[str]], called: Mapping[str, str]) -> str | None:
    """An address; None for nobody. Refuses who is not there, and a name that several have."""
    if not said:
        return None
    if "@" in said:
        if (email := said.lower()) in called:
            return email
        raise Refused(_("Nobody has the address %(email)s, neither here nor in this sheet."), email=said)
    named = by_name.get(folded(said), set())
    if not named:
        raise Refused(_("Nobody is called “%(name)s”, neither here nor in this sheet."), name=said)
    if len(named) > 1:
        raise Refused(_("More than one person is called “%(name)s”. Please write the e-mail address."), name=said)
    return next(iter(named))


def _no_circle(
    found: Sequence[Report],
    now: Mapping[str, str | None],
    called: Mapping[str, str],
    rows: Mapping[str, Row],
    wrong: Wrong,
) -> None:
    """Each circle once, at the last of its rows in the sheet."""
    set_by = {report.email: report for report in found}
    above = {**now, **{report.email: report.manager for report in found}}
    done: set[str] = set()
    for report in found:
        walked: dict[str, None] = {}
        who: str | None = report.email
        while who is not None and who not in done and who not in walked:
            walked[who] = None
            who = above.get(who)
        if who in walked:
            way = list(walked)[list(walked).index(who) :]
            last = max((set_by[one] for one in way if one in set_by), default=report)
            start = way.index(last.email)
            way = [*way[start:], *way[: start + 1]]
            _tell(last, [called[one] for one in way], rows, wrong)
        done.update(walked)


def _tell(last: Report, names: Sequence[str], rows: Mapping[str, Row], wrong: Wrong) -> None:
    if len(names) > LONGEST:
        names = [*names[: LONGEST - 2], "…", names[-1]]
    way = loops.spoken(list(range(len(names))), names.__getitem__)
    refusal = Refused(_("Then nobody would be at the top: %(way)s."), field="manager", way=way)
    wrong.at(last.row, "manager", refusal, rows[last.email].said["manager"])
