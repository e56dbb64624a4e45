"""Teams, and people's parts in them."""

from typing import Any

from thepass.journal.record import Change, verb
from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.people.events import MembershipEvent
from thepass.people.models import MEMBERSHIP, TEAM, Membership, Team
from thepass.people.queries import acting
from thepass.people.rules import loops, teams, who_may


@verb
def form_team(change: Change, /, *, name: str, parent_id: int | None = None, **columns: Any) -> None:
    """Administrators form any team, leads one under theirs."""
    who_may.change_team(acting.actor(change.intent.by), parent_id)
    taken = acting.team_name_taken(name, parent_id=parent_id)
    change.new(TEAM, teams.form, name=name, taken=taken, parent_id=parent_id, **columns)


@verb
def change_team(change: Change, /, team_id: int, **columns: Any) -> None:
    """Name, about, place, contact, icon, row of the pyramid. Leads and administrators."""
    who_may.change_team(acting.actor(change.intent.by), team_id)
    if "name" in columns:
        columns["taken"] = acting.team_name_taken(
            columns["name"], parent_id=acting.team_lines().get(team_id), but=team_id
        )
    change.of(TEAM, team_id, teams.change, **columns)


@verb
def move_team(change: Change, /, team_id: int, *, parent_id: int | None) -> None:
    """Administrators only; refuses a tree that comes round."""
    change.guard("team-tree")
    who_may.administer(acting.actor(change.intent.by))
    way = loops.would_loop(team_id, parent_id, acting.team_lines())
    names = acting.team_names(way) if way else {}
    round_ = loops.spoken([team_id, *way], names.__getitem__) if way else ""
    change.of(TEAM, team_id, teams.move, parent_id=parent_id, way_round=round_)


@verb
def close_team(change: Change, /, team_id: int) -> None:
    """Administrators only; refuses while people or teams are in it."""
    change.guard("team-tree")
    who_may.administer(acting.actor(change.intent.by))
    members = Membership.objects.filter(team=team_id, ended=False).count()
    below = Team.objects.filter(parent=team_id, closed=False).count()
    change.of(TEAM, team_id, teams.close, members=members, below=below)


@verb
def reopen_team(change: Change, /, team_id: int) -> None:
    """Administrators only."""
    who_may.administer(acting.actor(change.intent.by))
    change.of(TEAM, team_id, teams.reopen)


@verb
def take_in(change: Change, /, team_id: int, *, person_id: int, lead: bool = False) -> None:
    """Into the team, again if need be. Leads and administrators; refuses a closed team."""
    change.guard("team-tree")
    who_may.change_team(acting.actor(change.intent.by), team_id)
    if Team.objects.filter(pk=team_id, closed=True).exists():
        raise Refused(_("This team is closed. Please open it again first."))
    if (part := Membership.objects.filter(team=team_id, person=person_id).first()) is None:
        change.add(MEMBERSHIP, MembershipEvent.BEGUN, team_id=team_id, person_id=person_id, lead=lead)
    elif part.ended or part.lead != lead:
        change.set(MEMBERSHIP, part.pk, MembershipEvent.BEGUN, lead=lead, ended=False)


@verb
def change_part(change: Change, /, membership_id: int, *, lead: bool) -> None:
    """Make somebody a lead, or no longer one. Leads and administrators."""
    who_may.change_team(acting.actor(change.intent.by), _team_of(membership_id))
    change.set(MEMBERSHIP, membership_id, MembershipEvent.CHANGED, lead=lead)


@verb
def end_part(change: Change, /, membership_id: int) -> None:
    """Out of the team. Leads and administrators."""
    who_may.change_team(acting.actor(change.intent.by), _team_of(membership_id))
    change.set(MEMBERSHIP, membership_id, MembershipEvent.ENDED, ended=True, lead=False)


def _team_of(membership_id: int) -> int | None:
    return Membership.objects.filter(pk=membership_id).values_list("team_id", flat=True).first()
