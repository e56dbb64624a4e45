"""Who may see which commitments: the door that every page, answer, file, feed and count goes through."""

from typing import Any

from django.db.models import Q, QuerySet

from thepass.commitments.models import Commitment
from thepass.commitments.queries import questions
from thepass.commitments.rules.sides import Me
from thepass.people.queries import acting
from thepass.people.queries.seen import SHOWN, only

WITH = ("team", "contact")


def me(reader: Any) -> Me:
    """One statement, two for who leads a team; asked once a page."""
    parts = acting.own_parts(reader) if reader is not None else None
    if parts is None:
        return Me(id=-1)
    teams, leads = parts[0], parts[1]
    return Me(
        id=reader.pk,
        teams=teams,
        leads=frozenset() if reader.is_guest else leads,
        leader=reader.is_leader and not reader.is_guest,
        administrator=reader.is_administrator,
        guest=reader.is_guest,
        lent=reader.viewed_by is not None,
    )


def commitments_visible_to(reader: Any, mine: Me | None = None) -> QuerySet[Commitment]:
    """The team's people and leads, leaders, and the organisation's people who hold something on its chain.

    A partner's people see those of their own team. Administrators see no more than other colleagues.
    """
    if reader is None:
        return Commitment.objects.none()
    mine, every = mine or me(reader), Commitment.objects.filter(SHOWN)
    if mine.leader:
        return every
    visible = Q(team__in=mine.teams | mine.leads)
    for answer in [] if reader.is_guest else questions.on_chain.under("*").values():
        visible |= Q(pk__in=answer(reader.pk))
    return every.filter(visible)


def commitment(reader: Any, commitment_id: int, mine: Me | None = None) -> Commitment | None:
    """With its team and the person whom the customer deals with."""
    rows = commitments_visible_to(reader, mine).select_related(*WITH, "team__site__calendar", "team__calendar")
    found: Commitment | None = only(rows.filter(pk=commitment_id))
    return found
