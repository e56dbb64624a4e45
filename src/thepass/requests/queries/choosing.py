"""Whom one may ask, and who takes what is asked of a team."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db.models import Count

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.people.queries import acting, letters
from thepass.people.queries.seen import persons_visible_to, teams_visible_to
from thepass.requests.models import REQUEST, Request
from thepass.requests.rules.approvers import MOST, Approval, Mode
from thepass.requests.rules.asking import To
from thepass.requests.rules.declining import Alternative, Way
from thepass.requests.rules.request import Request as State
from thepass.requests.rules.sides import Me
from thepass.services import queries as services


def refuse_unseen(me: Me, to: To, customer_id: int | None = None) -> None:
    """Nobody asks whom they may not know. A partner's people reach services opened to them and those they see."""
    if not me.guest or me.id is None:
        return
    reader = letters.reader(me.id)
    known = persons_visible_to(reader)
    ids = {id for id in (to.person_id, customer_id) if id is not None}
    team = to.team_id is None or (
        services.service(reader, to.service_id) is not None
        if to.service_id is not None
        else teams_visible_to(reader).filter(pk=to.team_id).exists()
    )
    if not team or known.filter(pk__in=ids).count() < len(ids):
        raise Refused(_("Nobody by that name can be asked here. Please choose from the list."), field="to")


def approval(me: Me, persons: Sequence[int], *, mode: str, quorum: int) -> Approval:
    """Who is to approve something, with which of them have left."""
    for id in dict.fromkeys(persons[:MOST]):
        refuse_unseen(me, To(person_id=id))
    left = frozenset(id for id in persons[:MOST] if not acting.anybody_here(id))
    return Approval(persons=tuple(persons), mode=mode or Mode.ORDER, quorum=quorum, gone=left)


def refuse_unknown(me: Me, alternatives: Iterable[Alternative]) -> None:
    """An offer names somebody who is there."""
    for each in alternatives:
        if each.id is not None and each.way in {Way.SERVICE, Way.TEAM, Way.PERSON}:
            to = to_of(str(each.way), each.id)
            if gone(to):
                raise Refused(_("Nobody is there any more to do this. Please offer another way."), field="alternatives")
            refuse_unseen(me, to)


def to_of(way: str, id: int) -> To:
    """Whom an alternative names."""
    if way == Way.PERSON:
        return with_state(To(person_id=id))
    if way == Way.TEAM:
        return with_state(To(team_id=id))
    found = services.team_and_name(id)
    return with_state(To(team_id=found[0] if found else None, service_id=id))


def with_state(to: To) -> To:
    """With whether anybody is still there."""
    return replace(to, closed=gone(to))


def gone(to: To) -> bool:
    """Whether the team is closed or the person has left; also where there never was one."""
    if to.person_id is not None:
        return not acting.anybody_here(to.person_id)
    return to.team_id is not None and acting.team_closed(to.team_id)


def with_taker(to: To, *, at: datetime) -> To:
    """With who takes it by the service's rule: nobody, a named person, or whoever of those present has least."""
    if to.service_id is None:
        return with_state(to)
    usual = services.terms(to.service_id)
    if usual is None:
        return replace(to, closed=True)
    if usual.taker == "person":
        named = usual.named_person_id
        return replace(with_state(to), taker_id=acting.standing_in(named, at) if named else None)
    if usual.taker == "round_robin" and to.team_id is not None:
        return replace(with_state(to), taker_id=least_loaded(to.team_id, at=at))
    return with_state(to)


def least_loaded(team_id: int, *, at: datetime) -> int | None:
    """Of the team's people who are there now, the one who holds least; among equals whoever was longest without."""
    present = acting.present_in(team_id, at)
    held = Request.objects.filter(holder__in=present, open=True).values_list("holder").annotate(n=Count("pk"))
    load = dict(held.order_by())
    return min(present, key=lambda person: (load.get(person, 0), person), default=None)


def team_of(customer_id: int, asked: int | None, *, own: frozenset[int] | None = None) -> int | None:
    """The team it is for: the one that was named, if it is theirs, else the customer's first.

    `own` are the customer's teams, where they are known already.
    """
    theirs = sorted(acting.teams_of(customer_id) if own is None else own)
    return asked if asked in theirs else next(iter(theirs), None)


def belongs(person_id: int, team_id: int | None, asked_id: int | None) -> bool:
    """Whether somebody is of the side that was asked."""
    return person_id == asked_id or (team_id is not None and team_id in acting.teams_of(person_id))


def state_of(request_id: int) -> State | None:
    """A request as the rules know it."""
    row = Request.objects.filter(pk=request_id).first()
    return None if row is None else REQUEST.state_of(row)
