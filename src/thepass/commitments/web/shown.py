"""A commitment as people read it: its state, its worth, a line of the board."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.timezone import get_current_timezone, localdate
from django.utils.translation import gettext as _

from thepass.commitments.rules import money
from thepass.commitments.rules.commitment import State, is_late
from thepass.commitments.rules.groups import SPOKEN, group_of
from thepass.commitments.rules.sides import Me, reads_worth
from thepass.frame.moment import day_text, elsewhere_text, time_text
from thepass.kernel.numbering import Number


@dataclass(frozen=True, kw_only=True)
class Tag:
    """State, word and icon, as `state_tag` takes them."""

    state: str
    word: str = ""
    symbol: str = ""


@dataclass(frozen=True, kw_only=True)
class Slip:
    """One of a list. `group` is the heading under which it begins a stretch, else ""."""

    one: Any
    number: str
    url: str
    tag: Tag
    worth: str
    day: str
    group: str = ""


def number_of(one: Any) -> str:
    return str(Number("C", one.pk))


def tag_of(one: Any, *, now: datetime) -> Tag:
    """What a reader sees at a glance."""
    if one.state == State.OPEN:
        soon = localdate(one.due) == localdate(now)
        return Tag(state="late" if one.due < now else "soon" if soon else "promised")
    if one.state == State.FULFILLED:
        return Tag(state="late", word=_("Kept late")) if is_late(one, now) else Tag(state="kept")
    if one.state == State.MISSED:
        return Tag(state="late", word=_("Missed"), symbol="circle-x")
    return Tag(state="declined", word=_("Withdrawn"), symbol="circle-slash")


def time_of(at: datetime, zone: tzinfo) -> str:
    """ "17:30", with the team's clock where it differs: "15:00 (16:00 in Oslo)"."""
    there = elsewhere_text(at, zone=zone)
    return f"{time_text(at)} ({there})" if there else time_text(at)


def worth_of(one: Any, mine: Me) -> str:
    """ "GBP 48,250"; nothing for who may not read it."""
    if one.worth is None or not reads_worth(mine, one.team_id):
        return ""
    amount = money.major(one.worth, one.currency)
    places = 0 if amount == amount.to_integral_value() else money.digits(one.currency)
    return f"{one.currency} {number_format(amount, decimal_pos=places, force_grouping=True)}"


def slips(rows: Any, mine: Me, *, now: datetime, grouped: bool = False) -> list[Slip]:
    """Rows as the board shows them, under their groups where it is the board of what is open."""
    found, last, zone = list[Slip](), "", get_current_timezone()
    for one in rows:
        group = _(SPOKEN[group_of(one.due, now=now, zone=zone)]) if grouped else ""
        found.append(
            Slip(
                one=one, number=number_of(one), url=reverse("commitment", args=[one.pk]), tag=tag_of(one, now=now),
                worth=worth_of(one, mine),
                day=day_text(localdate(one.due), today=localdate(now)), group=group if group != last else "",
            )
        )  # fmt: skip
        last = group
    return found
