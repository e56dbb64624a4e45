"""Starter services of the first run: which are left to choose, and offering those that were chosen."""

from typing import Any

from django.utils.translation import gettext as _

from thepass.kernel.intent import Intent
from thepass.kernel.refusal import Refused
from thepass.people.queries.seen import teams_visible_to
from thepass.services import changes
from thepass.services.queries import names_by_team
from thepass.services.rules.starters import STARTERS
from thepass.shell.first_run_teams import STARTERS as TEAMS

TEAM_NAMES = {team.key: team.name for team in TEAMS}


def left(person: Any) -> list[tuple[str, str]]:
    """The starters that no team offers yet, as choices: "IT: Access to a program"."""
    teams = teams_by_starter(person)
    there = names_by_team(teams.values())
    return [
        (one.key, _("%(team)s: %(service)s") % {"team": TEAM_NAMES[one.team], "service": _(one.name)})
        for one in STARTERS
        if (teams.get(one.team), _(one.name).casefold()) not in there
    ]


def teams_of(chosen: list[str]) -> set[str]:
    """The starter teams that offer what was chosen: a service brings its team with it."""
    return {one.team for one in STARTERS if one.key in chosen}


def offer(meant: Intent, person: Any, chosen: list[str]) -> int:
    """Offer them; how many were."""
    teams, offered = teams_by_starter(person), 0
    for one in STARTERS:
        if one.key not in chosen or one.team not in teams:
            continue
        intent = Intent(by=meant.by, command_id=f"{meant.command_id}.{one.team}.{one.key}", now=meant.now)
        try:
            changes.offer(
                intent, teams[one.team], name=_(one.name), gives=_(one.gives), asks=_(one.asks), hear_minutes=one.hear,
                deliver_minutes=one.deliver, serves_id=teams.get(one.serves),
            )  # fmt: skip
        except Refused:
            continue  # somebody has offered it in the meantime
        offered += 1
    return offered


def teams_by_starter(person: Any) -> dict[str, int]:
    """The open team behind each starter team, by its name."""
    open_ = teams_visible_to(person).filter(closed=False).order_by("-pk").values_list("name", "pk")[:500]
    ids = {name.casefold(): pk for name, pk in open_}
    return {key: ids[name] for key, words in TEAM_NAMES.items() if (name := str(words).casefold()) in ids}
