"""Who may see which requests: the door of every page, answer, file, feed, export and count."""

from typing import Any

from django.db.models import Q, QuerySet

from thepass.people.queries.seen import SHOWN
from thepass.requests.models import Request
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
    named = Q(customer=me.id) | Q(asked_by=me.id) | Q(person=me.id) | Q(holder=me.id)
    untaken = Q(narrow=True, holder=None, team__in=me.teams) if me.teams else Q()
    return named | untaken | _around(me)


def _wide(me: Me) -> Q:
    return Q(narrow=False) & (Q(customer=me.id) | Q(asked_by=me.id) | Q(person=me.id) | Q(holder=me.id) | _around(me))


def _around(me: Me) -> Q:
    around = me.teams | me.leads
    if not around:
        return Q(pk__in=())
    return Q(narrow=False) & (Q(team__in=around) | Q(for_team__in=around) | Q(promiser_team__in=around))
