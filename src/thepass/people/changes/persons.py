"""A person: added, invited, joining, changing, leaving."""

from typing import Any

from thepass.journal.record import Change, verb
from thepass.people.events import PersonEvent
from thepass.people.models import PERSON, Person
from thepass.people.queries import acting
from thepass.people.rules import loops, persons, places, texts, who_may


@verb
def add_person(change: Change, /, *, name: str, email: str, **columns: Any) -> None:
    """Known from now on; cannot sign in before an invitation. Administrators only."""
    who_may.administer(acting.actor(change.intent.by))
    change.new(PERSON, persons.add, name=name, email=email, taken=acting.address_taken(email), **columns)


@verb
def sign_up(change: Change, /, *, name: str, email: str) -> None:
    """Somebody of an allowed mail domain comes by themselves; they join once the address is proved.

    The edge has checked the domain.
    """
    change.new(PERSON, persons.add, name=name, email=email, taken=acting.address_taken(email))


@verb
def invite(change: Change, /, person_id: int) -> None:
    """A link by mail, after the ten seconds of undo. Administrators only."""
    who_may.administer(acting.actor(change.intent.by))
    change.of(PERSON, person_id, persons.invite)


@verb
def take_invitation_back(change: Change, /, person_id: int) -> None:
    """The link stops working; if it has not left yet, it never will. Administrators only."""
    who_may.administer(acting.actor(change.intent.by))
    change.of(PERSON, person_id, persons.take_invitation_back)


@verb
def join(change: Change, /, person_id: int) -> None:
    """The first time a person signs in; the edge has proved who it is."""
    change.of(PERSON, person_id, persons.join)


@verb
def change_card(change: Change, /, person_id: int, **columns: Any) -> None:
    """What the card says, and how one likes to read: language, zone, theme, keys."""
    who_may.change_card(acting.actor(change.intent.by), person_id)
    if columns.get("zone"):
        places.zone(columns["zone"])
    change.of(PERSON, person_id, persons.change_card, **columns)


@verb
def change_address(change: Change, /, person_id: int, *, email: str) -> None:
    """The address one signs in with; the edge has proved that it is theirs, or an administrator says so."""
    who_may.change_card(acting.actor(change.intent.by), person_id)
    taken = acting.address_taken(email, but=person_id)
    change.of(PERSON, person_id, persons.change_address, email=email, taken=taken)


@verb
def set_roles(change: Change, /, person_id: int, *, steward: bool, administrator: bool, leader: bool) -> None:
    """Administrators only; the last one stays one."""
    change.guard("roles")
    who_may.administer(acting.actor(change.intent.by))
    change.of(
        PERSON, person_id, persons.set_roles, steward=steward, administrator=administrator, leader=leader,
        last_administrator=acting.last_administrator(person_id),
    )  # fmt: skip


@verb
def report_to(change: Change, /, person_id: int, *, manager_id: int | None) -> None:
    """Administrators only; refuses a line of managers that comes round."""
    change.guard("managers")
    who_may.administer(acting.actor(change.intent.by))
    way = loops.would_loop(person_id, manager_id, acting.manager_line(manager_id))
    names = acting.person_names(way) if way else {}
    round_ = loops.spoken([person_id, *way], names.__getitem__) if way else ""
    change.of(PERSON, person_id, persons.report_to, manager_id=manager_id, way_round=round_)


@verb
def leave(change: Change, /, person_id: int) -> None:
    """Has left: signs in no more, is offered nowhere, stays in what was. Administrators only."""
    change.guard("roles")
    who_may.administer(acting.actor(change.intent.by))
    change.of(PERSON, person_id, persons.leave, last_administrator=acting.last_administrator(person_id))


@verb
def come_back(change: Change, /, person_id: int) -> None:
    """Welcome back somebody who had left. Administrators only."""
    who_may.administer(acting.actor(change.intent.by))
    change.of(PERSON, person_id, persons.come_back)


@verb
def record_view(change: Change, /, person_id: int, *, reason: str) -> None:
    """An administrator looks through this person's eyes; the person is told who, when and why."""
    actor, person = acting.actor(change.intent.by), Person.objects.get(pk=person_id)
    who_may.look_through(actor, person_id=person_id, is_administrator=person.is_administrator, here=person.is_active)
    change.set(PERSON, person_id, PersonEvent.VIEWED, viewed_because=texts.name(reason, field="reason", longest=200))
