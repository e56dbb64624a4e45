"""Who may change what. Every no says why and whom to ask."""

from dataclasses import dataclass

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who acts. `id` None is The Pass itself (first run, command line, demo): it may do everything."""

    id: int | None
    administrator: bool = False
    steward: bool = False
    leader: bool = False
    guest: bool = False
    leads: frozenset[int] = frozenset()  # teams led, with every team below them
    ask: str = ""  # administrators' names, for whom to ask

    @property
    def everything(self) -> bool:
        return self.id is None or self.administrator


def administer(actor: Actor) -> None:
    """Refuses everyone but administrators."""
    if not actor.everything:
        raise Refused(_("Only an administrator may do this. Please ask %(ask)s."), ask=actor.ask)


def change_team(actor: Actor, team_id: int | None) -> None:
    """Refuses who neither leads the team (or one above it) nor is an administrator."""
    if not actor.everything and team_id not in actor.leads:
        raise Refused(_("Only the team's leads and administrators may do this. Please ask %(ask)s."), ask=actor.ask)


def change_card(actor: Actor, person_id: int) -> None:
    """Refuses changing another person's own words, unless one is an administrator."""
    if not actor.everything and actor.id != person_id:
        raise Refused(
            _("Only the person themselves and administrators may change this card. Please ask %(ask)s."), ask=actor.ask
        )


def announce_absence(actor: Actor, person_id: int, *, manager_id: int | None, teams: frozenset[int]) -> None:
    """For oneself, for one's reports, for the people of teams one leads, and for administrators."""
    if actor.everything or actor.id in (person_id, manager_id) or actor.leads & teams:
        return
    raise Refused(
        _("Only the person, their manager, their leads and administrators may do this. Please ask %(ask)s."),
        ask=actor.ask,
    )


def look_through(actor: Actor, *, person_id: int, is_administrator: bool, here: bool) -> None:
    """View-as: administrators, never at each other, never at somebody who has left."""
    administer(actor)
    if is_administrator and person_id != actor.id:
        raise Refused(_("An administrator's view cannot be looked through."))
    if person_id == actor.id or not here:
        raise Refused(_("There is nothing to look through here."))
