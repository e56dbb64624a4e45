"""Being away, and who stands in."""

from datetime import datetime

from thepass.journal.record import Change, verb
from thepass.kernel.refusal import NotThere
from thepass.kernel.words import _
from thepass.people.models import ABSENCE, Absence, Person
from thepass.people.queries import acting
from thepass.people.rules import absences, loops, who_may
from thepass.people.rules.absences import Away


@verb
def announce_absence(
    change: Change,
    *,
    person_id: int,
    begins: datetime,
    ends: datetime,
    substitute_id: int | None = None,
    note: str = "",
) -> None:
    """Refuses a circle of substitutes, oneself, and a second absence in the same time."""
    change.guard("absences")
    _may(change, person_id)
    new = Away(person_id, begins, ends, substitute_id)
    others = acting.absences_around(begins, ends)
    change.new(ABSENCE, absences.announce, new=new, others=others, way=_way(new, others), note=note)


@verb
def change_absence(
    change: Change,
    absence_id: int,
    *,
    begins: datetime,
    ends: datetime,
    substitute_id: int | None = None,
    note: str = "",
) -> None:
    """As announcing."""
    change.guard("absences")
    person_id = _person_of(absence_id)
    _may(change, person_id)
    new = Away(person_id, begins, ends, substitute_id)
    others = acting.absences_around(begins, ends, but=absence_id)
    change.of(ABSENCE, absence_id, absences.change, new=new, others=others, way=_way(new, others), note=note)


@verb
def cancel_absence(change: Change, /, absence_id: int) -> None:
    """Not away after all."""
    _may(change, _person_of(absence_id))
    change.of(ABSENCE, absence_id, absences.cancel)


def _may(change: Change, /, person_id: int) -> None:
    manager = Person.objects.filter(pk=person_id).values_list("manager_id", flat=True).first()
    actor = acting.actor(change.intent.by)
    who_may.announce_absence(actor, person_id, manager_id=manager, teams=acting.teams_of(person_id))


def _person_of(absence_id: int) -> int:
    person_id = Absence.objects.filter(pk=absence_id).values_list("person_id", flat=True).first()
    if person_id is None:
        raise NotThere(_("This does not exist, or not for you."))
    return person_id


def _way(new: Away, others: list[Away]) -> str:
    way = absences.circle(new, others)
    return loops.spoken([new.person_id, *way], acting.person_names(way).__getitem__) if way else ""
