"""Offering something, changing it, withdrawing it."""

from collections.abc import Collection
from enum import StrEnum
from typing import Any

from thepass.kernel.happened import Happened
from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.people.rules import texts
from thepass.services.events import ServiceEvent
from thepass.services.rules import alternatives as ways
from thepass.services.rules import asking, topics

State = dict[str, Any]
There = Collection[tuple[str, int]] | None
LONGEST = 2000  # characters of what one gets and what is asked
MOST_MINUTES = 60_000  # a thousand working hours: about half a year


class Taker(StrEnum):
    """Who holds what comes in."""

    NOBODY = "nobody"  # it waits until somebody takes it
    ROUND_ROBIN = "round_robin"  # whoever of the team is there and has the least
    PERSON = "person"  # always the same one


def offer(
    state: State, *, at: Any, team_id: int, name: str, gives: str, hear_minutes: int, deliver_minutes: int,
    taken: bool = False, closed: bool = False, may_take: bool = True, there: There = None, **columns: Any,
) -> Happened:  # fmt: skip
    """Refuses a closed team, a name it already offers, nothing to get, a promise nobody can keep.

    `fields` and `alternatives` are rows as `asking.parse` and `alternatives.parse` take them. `there`: which services,
    teams and persons exist to be named; `may_take`: whether the named person is of the team.
    """
    if closed:
        raise Refused(_("This team is closed. Please open it again first."))
    columns |= {"name": name, "gives": gives, "hear_minutes": hear_minutes, "deliver_minutes": deliver_minutes}
    facts, words = _said(columns, taken=taken, there=there)
    facts = {"team_id": team_id, "serves_id": None, "for_partners": False, **facts}
    _makes_sense(facts, may_take=may_take)
    return Happened(ServiceEvent.OFFERED, at, facts, words)


def change(
    state: State, *, at: Any, taken: bool = False, may_take: bool = True, there: There = None, **columns: Any
) -> Happened:
    """Everything about it but whose it is. Refuses what makes no sense together, at the field that puts it right."""
    facts, words = _said(columns, taken=taken, there=there)
    _makes_sense(state | facts, may_take=may_take)
    return Happened(ServiceEvent.CHANGED, at, facts, words)


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


def _said(columns: State, *, taken: bool, there: There) -> tuple[State, dict[str, str]]:
    """Facts, and the words among these columns, tidied."""
    facts, words = dict(columns), dict[str, str]()
    if "name" in facts:
        words["name"] = _free_name(facts.pop("name"), taken=taken)
    if "gives" in facts:
        words["gives"] = _gives(facts.pop("gives"))
    if "asks" in facts:
        words["asks"] = _text(facts.pop("asks"), "asks")
    if "topics" in facts:
        words["topics"] = topics.parse(facts.pop("topics"))
    if "fields" in facts:
        facts["fields"], words["fields_words"] = asking.kept(asking.parse(facts["fields"]))
    if "alternatives" in facts:
        found = ways.parse(facts["alternatives"], there=there)
        facts["alternatives"], words["alternatives_words"] = ways.kept(found)
    if "taker" in facts and facts["taker"] != Taker.PERSON:
        facts["named_person_id"] = None
    return facts, words


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


def _makes_sense(after: State, *, may_take: bool) -> None:
    if after.get("serves_id") is not None and after["serves_id"] == after["team_id"]:
        raise Refused(_("A service is for other teams. Please choose another one, or everybody."), field="serves")
    if after.get("only_served") and after.get("serves_id") is None:
        raise Refused(_("Please say which team it is for, if only that team may see it."), field="serves")
    if after.get("taker", Taker.NOBODY) not in list(Taker):
        raise Refused(_("Please say who takes what comes in."), field="taker")
    if after.get("taker") == Taker.PERSON and after.get("named_person_id") is None:
        raise Refused(_("Please say who takes what comes in."), field="named_person")
    if not may_take:
        raise Refused(_("Please choose somebody of the team."), field="named_person")
    _promise(after["hear_minutes"], after.get("promise_minutes", 0), after["deliver_minutes"])


def _promise(hear: int, promise: int, deliver: int) -> None:
    """A promise of 0 minutes is given when people hear from the team."""
    if not 0 < hear <= MOST_MINUTES:
        raise Refused(_("Please say within how much working time people hear from the team."), field="hear_minutes")
    if not hear <= deliver <= MOST_MINUTES:
        raise Refused(
            _("Please say by when it is usually done: not before people have heard from the team."),
            field="deliver_minutes",
        )
    if promise and not hear <= promise <= deliver:
        raise Refused(
            _("Please say by when a promise is given: after people have heard from the team, and before it is done."),
            field="promise_minutes",
        )
