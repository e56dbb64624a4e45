"""Whom and what a program names: what one may not see is invalid, the same as what is not there."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from thepass.frame.programs import Invalid, one_of
from thepass.people.queries.seen import here, persons_visible_to, teams_visible_to
from thepass.requests.api import given
from thepass.requests.queries import linked, sight
from thepass.requests.rules.asking import To
from thepass.requests.rules.declining import HERE, Alternative, Way
from thepass.services.queries import services_visible_to


def whom(reader: Any, to: given.To | None, service: int | None) -> To:
    """Whom one asks. A service says itself which team that is."""
    to = to or given.To()
    if service is None:
        if (to.team is None) == (to.person is None):
            raise Invalid("to", _("Please choose one team or one person to ask."))
        return To(team_id=to.team, person_id=to.person)
    team = services_visible_to(reader).filter(pk=service).values_list("team_id", flat=True).first()
    if team is None:
        raise Invalid("service", _("There is no such thing, or not for you."))
    if to.person is not None or to.team not in (None, team):
        raise Invalid("to", _("This service is offered by a team. Please leave out whom to ask."))
    return To(team_id=team, service_id=service)


def approvers(reader: Any, ids: Sequence[int]) -> list[int]:
    """Who is to approve something, as the reader may know them."""
    known = set(here(persons_visible_to(reader)).filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
    if not known.issuperset(ids):
        raise Invalid("approvers", _("There is no such thing, or not for you."))
    return list(ids)


def items(reader: Any, numbers: Sequence[str], field: str) -> list[str]:
    """The streams of items by their numbers."""
    streams = [given.stream(one) for one in dict.fromkeys(numbers)]
    if streams and len(linked.names(sight.me(reader), streams)) < len(set(streams)):
        raise Invalid(field, _("There is no such thing, or not for you."))
    return streams


def offered(reader: Any, offers: Sequence[given.Offer]) -> list[Alternative]:
    """Ways forward as the verb takes them."""
    return [_offered(reader, one, f"alternatives.{n}") for n, one in enumerate(offers)]


def _offered(reader: Any, one: given.Offer, field: str) -> Alternative:
    to = one.to or given.To()
    named = {Way.SERVICE: one.service, Way.TEAM: to.team, Way.PERSON: to.person, Way.PROCEDURE: one.procedure}
    if any(id is not None for way, id in named.items() if way != one.kind):
        raise Invalid(field, _("Please name only what you offer."))
    if one.kind is Way.CHANGED:
        raise Invalid(f"{field}.kind", _("Only a no to an approval offers that."))
    if one.kind in HERE:
        return Alternative(way=one.kind, due=one.due, words=one.words)
    if one.due is not None:
        raise Invalid(f"{field}.due", _("Whoever is asked instead says by when."))
    place = {Way.SERVICE: "service", Way.PROCEDURE: "procedure"}.get(one.kind, f"to.{one.kind.value}")
    id = one_of(_door(reader, one.kind), named[one.kind], f"{field}.{place}")
    return Alternative(way=one.kind, id=id, words=one.words)


def _door(reader: Any, way: Way) -> Any:
    if way is Way.SERVICE:
        return services_visible_to(reader).filter(withdrawn=False)
    if way is Way.TEAM:
        return teams_visible_to(reader)
    # Until there is a library, no procedure can be taken.
    return persons_visible_to(reader) if way is Way.PERSON else persons_visible_to(None)
