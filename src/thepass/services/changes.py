"""Everything that can be done to services, and how each is taken back. One function a verb."""

from collections.abc import Callable
from typing import Any

from thepass.journal.queries import before
from thepass.journal.record import Answer, Change, verb
from thepass.kernel.happened import Said
from thepass.kernel.intent import Intent
from thepass.kernel.refusal import NotThere
from thepass.kernel.words import _
from thepass.people.queries import acting
from thepass.people.rules import who_may
from thepass.services import queries
from thepass.services.events import ServiceEvent
from thepass.services.models import SERVICE
from thepass.services.rules import alternatives, asking, offering


@verb
def offer(change: Change, /, team_id: int, *, name: str, gives: str, **columns: Any) -> None:
    """Leads of the team and administrators; refuses a closed team, a name it already offers, what makes no sense.

    `fields` and `alternatives` come as rows, see rules.asking and rules.alternatives; what they name must exist.
    """
    change.guard("services")
    who_may.change_team(acting.actor(change.intent.by), team_id)
    change.new(
        SERVICE, offering.offer, team_id=team_id, name=name, gives=gives, taken=queries.name_taken(team_id, name),
        closed=acting.team_closed(team_id), **_known(team_id, columns), **columns,
    )  # fmt: skip


@verb
def change_service(change: Change, /, service_id: int, **columns: Any) -> None:
    """Everything about it but whose it is. Leads and administrators; refuses as `offer` does."""
    change.guard("services")
    team_id, _name = _leads(change, service_id)
    if "name" in columns:
        columns["taken"] = queries.name_taken(team_id, columns["name"], but=service_id)
    change.of(SERVICE, service_id, offering.change, **_known(team_id, columns, but=service_id), **columns)


@verb
def withdraw(change: Change, /, service_id: int) -> None:
    """Leads and administrators."""
    _leads(change, service_id)
    change.of(SERVICE, service_id, offering.withdraw)


@verb
def offer_again(change: Change, /, service_id: int) -> None:
    """Leads and administrators; refuses while the team is closed or offers another by that name."""
    change.guard("services")
    team_id, name = _leads(change, service_id)
    taken, closed = queries.name_taken(team_id, name, but=service_id), acting.team_closed(team_id)
    change.of(SERVICE, service_id, offering.offer_again, name=name, taken=taken, closed=closed)


def _leads(change: Change, service_id: int) -> tuple[int, str]:
    """The service's team and name, for whoever may change what the team offers."""
    if (found := queries.team_and_name(service_id)) is None:
        raise NotThere(_("This does not exist, or not for you."))
    who_may.change_team(acting.actor(change.intent.by), found[0])
    return found


def _known(team_id: int, columns: dict[str, Any], *, but: int = 0) -> dict[str, Any]:
    """What the rule asks about others that these columns name."""
    known: dict[str, Any] = {}
    if "alternatives" in columns:
        rows = columns["alternatives"]
        named = {(str(row.get("kind")), row["id"]) for row in rows if row.get("id") is not None}
        known["there"] = queries.there(named - {(alternatives.Kind.SERVICE.value, but)})  # not itself
    if columns.get("named_person_id") is not None:
        known["may_take"] = queries.may_take(team_id, columns["named_person_id"])
    return known


def _withdrawn_again(intent: Intent, event: Any) -> Answer:
    return withdraw(intent, event.of[1])


def _as_before(intent: Intent, event: Any) -> Answer:
    held = before(event)
    if "fields" in held:
        held["fields"] = asking.rows(asking.read(held["fields"], held.pop("fields_words")))
    if "alternatives" in held:
        was = alternatives.read(held["alternatives"], held.pop("alternatives_words"))
        held["alternatives"] = alternatives.rows(was)
    return change_service(intent, event.of[1], **held)


def _offered_again(intent: Intent, event: Any) -> Answer:
    return offer_again(intent, event.of[1])


WAYS: dict[Said, Callable[[Intent, Any], Answer]] = {
    ServiceEvent.OFFERED: _withdrawn_again,
    ServiceEvent.CHANGED: _as_before,
    ServiceEvent.WITHDRAWN: _offered_again,
    ServiceEvent.OFFERED_AGAIN: _withdrawn_again,
}
