"""News said in the language that is on, to one reader: names they may know, times on their clock."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from thepass.frame.moment import day_text, when_text
from thepass.kernel import attach
from thepass.kernel.words import _ as mark
from thepass.notices.rules.news import named
from thepass.people.queries.seen import persons_visible_to

SOMEBODY = mark("Somebody")


def names_for(reader: Any, lines: Iterable[dict[str, Any]]) -> dict[int, str]:
    """Who is named in these lines, as far as the reader may know. One statement, none where nobody is."""
    if not (ids := named(list(lines))):
        return {}
    if reader.is_guest:
        return dict(persons_visible_to(reader).filter(pk__in=ids).values_list("pk", "name"))
    return {id: name for read in attach.names.under("person").values() for id, name in read(sorted(ids)).items()}


def sentence(line: dict[str, Any], names: dict[int, str], *, now: datetime, part: str = "sentence") -> str:
    """The line's sentence, or another of its `part`s, with its facts."""
    if not line["facts"]:
        return _(line[part])
    return str(_(line[part]) % {name: _said(fact, names, now) for name, fact in line["facts"].items()})


def stands_in(line: dict[str, Any], names: dict[int, str]) -> str:
    """Why somebody hears what was meant for another; empty for one's own news."""
    if line["instead_of"] is None:
        return ""
    return _("You hear this because %(name)s is away and you stand in.") % {
        "name": names.get(line["instead_of"]) or _(SOMEBODY)
    }


def _said(fact: Any, names: dict[int, str], now: datetime) -> Any:
    if not isinstance(fact, dict):
        return fact
    if "at" in fact:
        return when_text(datetime.fromisoformat(fact["at"]), now=now)
    if "day" in fact:
        return day_text(date.fromisoformat(fact["day"]), today=timezone.localdate(now))
    if "person" in fact:
        return names.get(fact["person"]) or _(SOMEBODY)
    return _(fact["says"])
