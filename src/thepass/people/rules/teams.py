"""Teams: where they stand in the tree and in the pyramid."""

from enum import StrEnum
from typing import Any

from thepass.kernel.happened import Happened
from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.people.events import TeamEvent
from thepass.people.rules import texts

State = dict[str, Any]


class Tier(StrEnum):
    """Rows of the inverted pyramid under the outside customers, top first."""

    FRONT = "front"  # meets customers every day
    MAKES = "makes"  # makes what they hand over
    SUPPORTS = "supports"  # keeps everyone able to work
    CLEARS = "clears"  # clears the way: leaders


def form(state: State, *, at: Any, name: str, taken: bool, tier: str = Tier.SUPPORTS, **columns: Any) -> Happened:
    """Refuses a name that a sister team has, and a row of the pyramid that there is not."""
    words = {"name": _free_name(name, taken=taken), "about": columns.pop("about", "").strip()}
    return Happened(TeamEvent.FORMED, at, {"tier": _tier(tier), **columns}, words)


def change(state: State, *, at: Any, taken: bool = False, **columns: Any) -> Happened:
    """Name, about, place, icon, contact, row of the pyramid."""
    words = {"name": _free_name(columns.pop("name"), taken=taken)} if "name" in columns else {}
    if "about" in columns:
        words["about"] = columns.pop("about").strip()
    if "tier" in columns:
        columns["tier"] = _tier(columns["tier"])
    return Happened(TeamEvent.CHANGED, at, columns, words)


def move(state: State, *, at: Any, parent_id: int | None, way_round: str) -> Happened | None:
    """`way_round` is the loop as people read it, empty when there is none."""
    if way_round:
        raise Refused(_("A team cannot stand under itself: %(way)s."), field="parent", way=way_round)
    return None if state["parent_id"] == parent_id else Happened(TeamEvent.MOVED, at, {"parent_id": parent_id})


def close(state: State, *, at: Any, members: int, below: int) -> Happened | None:
    """Refuses while somebody is in it or a team stands under it."""
    if below:
        raise Refused(_("Teams stand under this one. Please move them first."))
    if members:
        raise Refused(_("People are in this team. Please find them another first."))
    return None if state["closed"] else Happened(TeamEvent.CLOSED, at, {"closed": True})


def reopen(state: State, *, at: Any) -> Happened | None:
    return Happened(TeamEvent.REOPENED, at, {"closed": False}) if state["closed"] else None


def _tier(tier: str) -> str:
    if tier not in set(Tier):
        raise Refused(_("There is no such row in the pyramid: %(tier)s."), field="tier", tier=tier)
    return str(tier)


def _free_name(name: str, *, taken: bool) -> str:
    name = texts.name(name, field="name")
    if taken:
        raise Refused(_("There is already a team called %(name)s here."), field="name", name=name)
    return name
