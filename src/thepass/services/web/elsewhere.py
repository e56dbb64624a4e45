"""Services on other pages: a panel on the team's page, and lines in the command palette."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thepass.kernel.attach import Finding
from thepass.people.queries.questions import Panel, PanelLine
from thepass.services import queries
from thepass.services.web import promise

MOST_FOUND = 8


def panel(team: Any, *, reader: Any, now: datetime, limit: int) -> Panel | None:
    """What the team offers, A to Z. Two statements, three where something is for one team alone."""
    some = list(queries.catalogue(reader).filter(team=team.pk).order_by("name", "pk")[: limit + 1])
    if not some:
        return None
    lines = [
        PanelLine(
            name=one.name,
            url=reverse("service", args=[one.pk]),
            says=promise.sentence(one.hear_minutes, one.deliver_minutes),
        )
        for one in some[:limit]
    ]
    more = (reverse("services"), _("All services")) if len(some) > limit else None
    return Panel(title=_("What the team offers"), lines=lines, icon="concierge-bell", more=more, order=20)


def found(person: Any, words: str, *, now: datetime) -> Iterable[Finding]:
    """For the palette: services of which every typed word is a part."""
    some = queries.suggest(person, words, limit=MOST_FOUND)
    named = queries.named(person, some)
    return [
        Finding(
            one.name,
            reverse("service", args=[one.pk]),
            "concierge-bell",
            _("Service of %(team)s") % {"team": one.team.name} if one.team_id in named else _("Service"),
        )
        for one in some
    ]
