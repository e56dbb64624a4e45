"""Who may see which requests: the door of every page, answer, file, feed, export and count."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from thepass.people.queries.seen import SHOWN
from thepass.requests.models import Approver, Request
from thepass.requests.queries import sight
from thepass.requests.rules.sides import Me


def requests_visible_to(reader: Any) -> QuerySet[Request]:
    """As `rules.sides.may_see` says. Eyes that are lent see nothing narrow."""
    if reader is None:
        return Request.objects.none()
    lent = reader.viewed_by is not None
    return Request.objects.filter(SHOWN, _wide(sight.me(reader)) if lent else may_see(sight.me(reader)))


def may_see(me: Me) -> Q:
    """The rule as a question to the database."""
    untaken = Q(narrow=True, holder=None, team__in=me.teams) if me.teams else Q()
    return _named(me) | untaken | _around(me)


def _wide(me: Me) -> Q:
    return Q(narrow=False) & (_named(me) | _around(me))


def _named(me: Me) -> Q:
    """Who takes part, and who stands in for somebody who approves it."""
    mine = Q(customer=me.id) | Q(asked_by=me.id) | Q(person=me.id) | Q(holder=me.id) | Q(pk__in=_approved({me.id}))
    return mine | Q(private=False, pk__in=_approved(me.stands_for)) if me.stands_for else mine


def _approved(persons: Collection[int | None]) -> QuerySet[Approver, int]:
    return Approver.objects.filter(person__in=persons).values_list("request", flat=True)


def _around(me: Me) -> Q:
    around = me.teams | me.leads
    if not around:
        return Q(pk__in=())
    return Q(narrow=False) & (Q(team__in=around) | Q(for_team__in=around) | Q(promiser_team__in=around))
