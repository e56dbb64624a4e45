"""A person's standing: added, invited, here, left."""

from enum import StrEnum
from typing import Any

from thepass.kernel.happened import Happened
from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.people.events import PersonEvent
from thepass.people.rules import texts

State = dict[str, Any]
WORDS: tuple[str, ...] = ("name", "title", "how_to_work_with_me", "knows")


class Standing(StrEnum):
    ADDED = "added"  # known, and cannot sign in yet
    INVITED = "invited"
    HERE = "here"
    LEFT = "left"


def add(state: State, *, at: Any, name: str, email: str, taken: bool, **columns: Any) -> Happened:
    """Refuses an empty name, an address that is none, or one that somebody has."""
    name = texts.name(name, field="name")
    facts = {
        "standing": Standing.ADDED,
        **{k: v for k, v in columns.items() if k not in WORDS},
    }
    said = {"title": "", **{k: v.strip() for k, v in columns.items() if k in WORDS}}
    words = {"name": name, "email": _free_address(email, taken=taken), **said}
    return Happened(PersonEvent.ADDED, at, facts, words)


def invite(state: State, *, at: Any) -> Happened:
    """Refuses who is already here or has left. Inviting again is fine: the old link stops working."""
    if state["standing"] == Standing.HERE:
        raise Refused(_("This person can already sign in."))
    if state["standing"] == Standing.LEFT:
        raise Refused(_("This person has left. Welcome them back first."))
    return Happened(PersonEvent.INVITED, at, {"standing": Standing.INVITED})


def take_invitation_back(state: State, *, at: Any) -> Happened | None:
    """Nothing to do when there is no open invitation."""
    if state["standing"] != Standing.INVITED:
        return None
    return Happened(PersonEvent.INVITATION_TAKEN_BACK, at, {"standing": Standing.ADDED})


def join(state: State, *, at: Any) -> Happened | None:
    """The first sign-in. Refuses who has left."""
    if state["standing"] == Standing.LEFT:
        raise Refused(_("This person has left. An administrator can welcome them back."))
    return None if state["standing"] == Standing.HERE else Happened(PersonEvent.JOINED, at, {"standing": Standing.HERE})


def change_card(state: State, *, at: Any, **columns: Any) -> Happened:
    """What the card says: name, title, how to work with me, language, zone, theme, keys, site."""
    if "name" in columns:
        columns["name"] = texts.name(columns["name"], field="name")
    words = {column: columns.pop(column).strip() for column in WORDS if column in columns}
    return Happened(PersonEvent.CHANGED, at, columns, words)


def change_address(state: State, *, at: Any, email: str, taken: bool) -> Happened:
    """Refuses an address that is none, or one that somebody has."""
    return Happened(PersonEvent.ADDRESS_CHANGED, at, {}, {"email": _free_address(email, taken=taken)})


def set_roles(
    state: State, *, at: Any, steward: bool, administrator: bool, leader: bool, last_administrator: bool
) -> Happened | None:
    """Refuses to leave the organisation without an administrator, and guests with a role."""
    if last_administrator and not administrator:
        raise Refused(_("Somebody must remain an administrator. Please give the role to another person first."))
    if state["is_guest"] and (steward or administrator or leader):
        raise Refused(_("A partner's people have no roles in the organisation."))
    roles = {"is_steward": steward, "is_administrator": administrator, "is_leader": leader}
    return (
        None
        if all(state[name] == value for name, value in roles.items())
        else Happened(PersonEvent.ROLES_CHANGED, at, roles)
    )


def leave(state: State, *, at: Any, last_administrator: bool) -> Happened | None:
    """Refuses the last administrator."""
    if last_administrator:
        raise Refused(_("Somebody must remain an administrator. Please give the role to another person first."))
    return None if state["standing"] == Standing.LEFT else Happened(PersonEvent.LEFT, at, {"standing": Standing.LEFT})


def come_back(state: State, *, at: Any) -> Happened | None:
    """Back as somebody who must be invited again."""
    return (
        Happened(PersonEvent.RETURNED, at, {"standing": Standing.ADDED}) if state["standing"] == Standing.LEFT else None
    )


def report_to(state: State, *, at: Any, manager_id: int | None, way_round: str) -> Happened | None:
    """`way_round` is the loop as a sentence's part, empty when there is none."""
    if way_round:
        raise Refused(_("Then nobody would be at the top: %(way)s."), field="manager", way=way_round)
    return (
        None if state["manager_id"] == manager_id else Happened(PersonEvent.REPORTS_TO, at, {"manager_id": manager_id})
    )


def _free_address(email: str, *, taken: bool) -> str:
    address = texts.address(email)
    if taken:
        raise Refused(_("Somebody already has the address %(email)s."), field="email", email=address)
    return address
