"""Offering something, changing it, withdrawing it."""

from typing import Any

from thepass.kernel.happened import Happened
from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.people.rules import texts
from thepass.services.events import ServiceEvent

State = dict[str, Any]
LONGEST = 2000  # characters of what one gets and what is asked
MOST_MINUTES = 60_000  # a thousand working hours: about half a year
PROMISE = ("hear_minutes", "deliver_minutes")


def offer(
    state: State, *, at: Any, team_id: int, name: str, gives: str, asks: str = "", taken: bool = False,
    closed: bool = False, hear_minutes: int, deliver_minutes: int, serves_id: int | None = None,
    for_partners: bool = False,
) -> Happened:  # fmt: skip
    """Refuses a closed team, a name it already offers, nothing to get, and a promise nobody can keep."""
    if closed:
        raise Refused(_("This team is closed. Please open it again first."))
    facts = {
        "team_id": team_id, "serves_id": _other(serves_id, team_id), "for_partners": for_partners,
        **_promise(hear_minutes, deliver_minutes),
    }  # fmt: skip
    words = {"name": _free_name(name, taken=taken), "gives": _gives(gives), "asks": _text(asks, "asks")}
    return Happened(ServiceEvent.OFFERED, at, facts, words)


def change(state: State, *, at: Any, taken: bool = False, **columns: Any) -> Happened:
    """Name, what one gets, what is asked, the usual promise, whom it serves, whether partners see it."""
    words = {"name": _free_name(columns.pop("name"), taken=taken)} if "name" in columns else {}
    words |= {"gives": _gives(columns.pop("gives"))} if "gives" in columns else {}
    words |= {"asks": _text(columns.pop("asks"), "asks")} if "asks" in columns else {}
    if "serves_id" in columns:
        _other(columns["serves_id"], state["team_id"])
    if set(PROMISE) & set(columns):
        after = state | columns
        _promise(after["hear_minutes"], after["deliver_minutes"])
    return Happened(ServiceEvent.CHANGED, at, columns, words)


def withdraw(state: State, *, at: Any) -> Happened | None:
    """Nobody asks for it any more; what was asked stays."""
    return None if state["withdrawn"] else Happened(ServiceEvent.WITHDRAWN, at, {"withdrawn": True})


def offer_again(state: State, *, at: Any, name: str, taken: bool, closed: bool) -> Happened | None:
    """Refuses where the team is closed, or offers something else by that name now."""
    if not state["withdrawn"]:
        return None
    if closed:
        raise Refused(_("This team is closed. Please open it again first."))
    _free_name(name, taken=taken)
    return Happened(ServiceEvent.OFFERED_AGAIN, at, {"withdrawn": False})


def _free_name(name: str, *, taken: bool) -> str:
    name = texts.name(name, field="name")
    if taken:
        raise Refused(_("The team already offers something called %(name)s."), field="name", name=name)
    return name


def _gives(text: str) -> str:
    if not text.strip():
        raise Refused(_("Please say what people get."), field="gives")
    return _text(text, "gives")


def _text(text: str, field: str) -> str:
    if len(text.strip()) > LONGEST:
        raise Refused(_("Please use at most %(longest)s characters."), field=field, longest=LONGEST)
    return text.strip()


def _other(serves_id: int | None, team_id: int) -> int | None:
    if serves_id is not None and serves_id == team_id:
        raise Refused(_("A service is for other teams. Please choose another one, or everybody."), field="serves")
    return serves_id


def _promise(hear: int, deliver: int) -> dict[str, int]:
    if not 0 < hear <= MOST_MINUTES:
        raise Refused(_("Please say within how much working time people hear from the team."), field="hear_minutes")
    if not hear <= deliver <= MOST_MINUTES:
        raise Refused(
            _("Please say by when it is usually done: not before people have heard from the team."),
            field="deliver_minutes",
        )
    return dict(zip(PROMISE, (hear, deliver), strict=True))
