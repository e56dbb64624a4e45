"""What is there already when commitments are brought in."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from thepass.commitments.models import Commitment
from thepass.commitments.queries.acting import already
from thepass.commitments.rules import bringing, sides
from thepass.commitments.rules.bringing import Known, Plan
from thepass.commitments.rules.sides import Me
from thepass.kernel.refusal import Refused
from thepass.people.queries import acting as people
from thepass.people.queries import bringing as known_people
from thepass.people.queries import hours
from thepass.sheets.rules.columns import Heading, Mapping, Problem, Record
from thepass.sheets.rules.sheet import Sheet


def planned(sheet: Sheet, columns: Mapping, mine: Me, *, now: datetime) -> Plan:
    """What a sheet would do, its columns found as `columns` says."""
    records, problems = bringing.read(sheet, columns)
    return plan(records, columns.at, mine, now=now, before=problems)


def plan(
    records: Sequence[Record], headings: "dict[str, Heading] | object", mine: Me, *, now: datetime,
    before: Sequence[Problem] = (),
) -> Plan:  # fmt: skip
    """The same rows again, as things stand now."""
    return bringing.plan(records, known(records, mine), headings, now=now, before=before)  # type: ignore[arg-type]


def known(records: Sequence[Record], mine: Me) -> Known:
    """A few statements, one more for each team and each contact that is named."""
    customers = {" ".join(str(record.values["customer"]).split()) for record in records}
    addresses = set()
    for record in records:
        try:
            addresses.add(bringing.address(record.values["contact"] or ""))
        except Refused:
            continue
    return Known(
        teams=known_people.known_teams(),
        persons=known_people.by_address(addresses),
        teams_of=cache(people.teams_of),
        hours=cache(hours.of_team_id),
        may=lambda team_id: sides.brings(mine, team_id),
        already=already({(record.values["outside_id"] or "").strip() for record in records}),
        same=_same(sorted(customers)),
    )


def _same(customers: list[str]) -> frozenset[tuple[int, str, str, datetime]]:
    found = set[tuple[int, str, str, datetime]]()
    while batch := customers[:1000]:
        del customers[:1000]
        rows = Commitment.objects.filter(customer__in=batch).exclude(state="withdrawn")
        found |= set(rows.values_list("team_id", "customer", "title", "first_due"))
    return frozenset(found)
