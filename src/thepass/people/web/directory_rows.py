"""The rows of the directory, fifty at a time."""

from collections.abc import Iterable
from datetime import datetime
from html import escape
from typing import Any

from django.utils.safestring import SafeString

from thepass.frame.written import links, person, put_together, way
from thepass.people.queries.away import AwayNow
from thepass.people.queries.card import Part
from thepass.people.templatetags.away import sign

TEAMS = 3  # as many as fit beside a name


def rows(people: Iterable[Any], parts: dict[int, list[Part]], gone: dict[int, AwayNow], *, now: datetime) -> SafeString:
    """Each with name, title, teams, site; and whether they are away."""
    card, team = way("card"), way("team")
    written = []
    for one in people:
        title = f'<br><span class="quiet-text plain" dir="auto">{escape(one.title)}</span>' if one.title else ""
        teams = links(team, ((part.team_id, part.team) for part in parts.get(one.pk, [])[:TEAMS]))
        away = f"<br>{sign(gone[one.pk], now=now)}" if one.pk in gone else ""
        written.append(
            f'<tr><th scope="row">{person(card, one.pk, one.name)}{title}</th><td>{teams}{away}</td>'
            f'<td dir="auto">{escape(one.site__name or "")}</td></tr>\n'
        )
    return put_together(written)
