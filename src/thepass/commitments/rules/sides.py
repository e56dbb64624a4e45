"""Who holds a commitment, who sees it, and who reads what it is worth."""

from dataclasses import dataclass
from typing import Any

from thepass.kernel.refusal import NotThere, Refused
from thepass.kernel.words import _


@dataclass(frozen=True, kw_only=True)
class Me:
    """Who looks or acts. `id` None is The Pass itself (command line, demo): it holds everything."""

    id: int | None
    teams: frozenset[int] = frozenset()
    leads: frozenset[int] = frozenset()  # with every team below
    leader: bool = False
    administrator: bool = False
    guest: bool = False  # a partner's
    lent: bool = False  # through another's eyes
    ask: str = ""


def holds(me: Me, team_id: int | None) -> bool:
    """People of the team, its leads and those above, leaders: who may change it, and always see it."""
    return me.id is None or me.leader or team_id in me.teams or team_id in me.leads


def reads_worth(me: Me, team_id: int | None) -> bool:
    """The team's leads and those above, and leaders; nobody through another's eyes."""
    return not me.lent and (me.id is None or me.leader or team_id in me.leads)


def allow(me: Me, one: Any, *, on_chain: bool) -> None:
    """NotThere for who may not see it, Refused for who only sees it because their work leads to it."""
    if holds(me, one.team_id):
        return
    if not on_chain:
        raise NotThere(_("This does not exist, or not for you."))
    raise _only(me)


def allow_new(me: Me, team_id: int | None) -> None:
    """Refuses a promise in the name of a team one does not belong to."""
    if not holds(me, team_id):
        raise _only(me)


def allow_many(me: Me) -> None:
    """Bringing in a sheet: administrators, leaders and leads; which teams' rows is asked of each row."""
    if not (me.id is None or me.leader or me.administrator or me.leads):
        raise Refused(_("Only leads, leaders and administrators may do this. Please ask %(ask)s."), ask=me.ask)


def brings(me: Me, team_id: int) -> bool:
    """Whether a row of a sheet may be of this team."""
    return me.id is None or me.leader or me.administrator or team_id in me.leads


def _only(me: Me) -> Refused:
    return Refused(_("Only the team that promised, its leads and leaders may do this. Please ask %(ask)s."), ask=me.ask)
