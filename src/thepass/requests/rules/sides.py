"""Whose side one is on, and who may see a request at all. `queries.seen` asks the database the same."""

from dataclasses import dataclass

from thepass.requests.rules import approvers
from thepass.requests.rules.request import Request


@dataclass(frozen=True, kw_only=True)
class Me:
    """Who acts or reads. `id` None is The Pass itself. `leads` are teams led, with every team below them, `stands_for`
    the people who are away and whose work this person does meanwhile."""

    id: int | None
    teams: frozenset[int] = frozenset()
    leads: frozenset[int] = frozenset()
    guest: bool = False
    stands_for: frozenset[int] = frozenset()

    @property
    def house(self) -> bool:
        """The Pass itself: the demo, an import, silence that answers."""
        return self.id is None


def takes_part(me: Me, one: Request) -> bool:
    """Whether a person is named in it."""
    named = {one.customer_id, one.asked_by_id, one.person_id, one.holder_id}
    return me.house or me.id in named or me.id in approvers.people(one)


def may_see(me: Me, one: Request) -> bool:
    """Those who take part; of what was asked of a team, the members of both teams and the leads above them.

    What is narrow, private for one, is the members' of the team asked until one of them takes it, then theirs alone.
    What somebody approves is seen by who stands in for them, unless it is private.
    """
    if takes_part(me, one) or approves_for(me, one):
        return True
    if one.narrow:
        return one.holder_id is None and one.team_id in me.teams
    around = me.teams | me.leads
    return bool(around & {one.team_id, one.for_team_id, one.promiser_team_id})


def approves_for(me: Me, one: Request) -> bool:
    """Whether somebody who approves it is away, and this person stands in."""
    return bool(me.stands_for) and not one.private and bool(me.stands_for & approvers.people(one))


def approves(me: Me, one: Request) -> bool:
    """Who is to say yes or no now: whose turn it is, or who stands in for them."""
    return approvers.place(one, me.id, me.stands_for) is not None


def supplies(me: Me, one: Request) -> bool:
    """Who was asked: the holder, the person, the team's members and the leads above them."""
    if me.house or me.id in {one.person_id, one.holder_id}:
        return True
    return may_see(me, one) and one.team_id in me.teams | me.leads


def holder(me: Me, one: Request) -> int | None:
    """Who holds it once this person has begun: they, unless somebody does, or it is for others to approve."""
    return one.holder_id or (None if one.approvers else me.id)


def is_served(me: Me, one: Request) -> bool:
    """Who asked, for whom it was asked, and unless it is theirs alone the members of the team it is for."""
    if me.house or me.id in {one.customer_id, one.asked_by_id}:
        return True
    return not one.narrow and one.for_team_id in me.teams
