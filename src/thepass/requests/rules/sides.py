"""Whose side one is on, and who may see a request at all. `queries.seen` asks the database the same."""

from dataclasses import dataclass

from thepass.requests.rules.request import Request


@dataclass(frozen=True, kw_only=True)
class Me:
    """Who acts or reads. `id` None is The Pass itself. `leads` are teams led, with every team below them."""

    id: int | None
    teams: frozenset[int] = frozenset()
    leads: frozenset[int] = frozenset()
    guest: bool = False

    @property
    def house(self) -> bool:
        """The Pass itself: the demo, an import, silence that answers."""
        return self.id is None


def takes_part(me: Me, one: Request) -> bool:
    """Whether a person is named in it."""
    return me.house or me.id in {one.customer_id, one.asked_by_id, one.person_id, one.holder_id}


def may_see(me: Me, one: Request) -> bool:
    """Those who take part; of what was asked of a team, the members of both teams and the leads above them.

    What is narrow, private for one, is the members' of the team asked until one of them takes it, then theirs alone.
    """
    if takes_part(me, one):
        return True
    if one.narrow:
        return one.holder_id is None and one.team_id in me.teams
    around = me.teams | me.leads
    return bool(around & {one.team_id, one.for_team_id, one.promiser_team_id})


def supplies(me: Me, one: Request) -> bool:
    """Who was asked: the holder, the person, the team's members and the leads above them."""
    if me.house or me.id in {one.person_id, one.holder_id}:
        return True
    return may_see(me, one) and one.team_id in me.teams | me.leads


def is_served(me: Me, one: Request) -> bool:
    """Who asked, for whom it was asked, and unless it is theirs alone the members of the team it is for."""
    if me.house or me.id in {one.customer_id, one.asked_by_id}:
        return True
    return not one.narrow and one.for_team_id in me.teams
