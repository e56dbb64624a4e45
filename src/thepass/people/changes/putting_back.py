"""How each change is taken back within its ten seconds: by the verb that says the opposite, or the old again."""

from collections.abc import Callable
from typing import Any

from thepass.journal.queries import before
from thepass.journal.record import Answer
from thepass.kernel.happened import Said
from thepass.kernel.intent import Intent
from thepass.people.changes import absences, organisation, persons, teams
from thepass.people.events import (
    AbsenceEvent,
    CalendarEvent,
    MembershipEvent,
    OrganisationEvent,
    PersonEvent,
    SiteEvent,
    TeamEvent,
)
from thepass.people.models import Absence, Membership


def card(intent: Intent, event: Any) -> Answer:
    return persons.change_card(intent, event.of[1], **before(event))


def roles(intent: Intent, event: Any) -> Answer:
    was = {name.removeprefix("is_"): value for name, value in before(event).items()}
    return persons.set_roles(intent, event.of[1], **was)


def manager(intent: Intent, event: Any) -> Answer:
    return persons.report_to(intent, event.of[1], manager_id=before(event)["manager_id"])


def team_formed(intent: Intent, event: Any) -> Answer:
    """Closed again: refused once somebody is in it."""
    return teams.close_team(intent, event.of[1])


def team(intent: Intent, event: Any) -> Answer:
    return teams.change_team(intent, event.of[1], **before(event))


def team_moved(intent: Intent, event: Any) -> Answer:
    return teams.move_team(intent, event.of[1], parent_id=before(event)["parent_id"])


def team_closed(intent: Intent, event: Any) -> Answer:
    return teams.reopen_team(intent, event.of[1])


def part_begun(intent: Intent, event: Any) -> Answer:
    """Out again; or the part they had, where they were in it before."""
    was = before(event)
    if event.number > 1 and not was.get("ended", True):
        return teams.change_part(intent, event.of[1], lead=was["lead"])
    return teams.end_part(intent, event.of[1])


def part(intent: Intent, event: Any) -> Answer:
    return teams.change_part(intent, event.of[1], lead=before(event)["lead"])


def part_ended(intent: Intent, event: Any) -> Answer:
    row = Membership.objects.get(pk=event.of[1])
    return teams.take_in(intent, row.team_id, person_id=row.person_id, lead=before(event)["lead"])


def absence_announced(intent: Intent, event: Any) -> Answer:
    return absences.cancel_absence(intent, event.of[1])


def absence(intent: Intent, event: Any) -> Answer:
    return absences.change_absence(intent, event.of[1], **before(event))


def absence_cancelled(intent: Intent, event: Any) -> Answer:
    """Announced anew: what is cancelled stays so."""
    row = Absence.objects.get(pk=event.of[1])
    return absences.announce_absence(
        intent,
        person_id=row.person_id,
        begins=row.begins,
        ends=row.ends,
        substitute_id=row.substitute_id,
        note=row.note,
    )


def house(intent: Intent, event: Any) -> Answer:
    return organisation.change_organisation(intent, event.of[1], **before(event))


def notice(intent: Intent, event: Any) -> Answer:
    was = before(event)
    return organisation.put_up_notice(intent, event.of[1], notice=was["notice"], until=was["notice_until"])


def site(intent: Intent, event: Any) -> Answer:
    return organisation.change_site(intent, event.of[1], **before(event))


def calendar(intent: Intent, event: Any) -> Answer:
    return organisation.change_calendar(intent, event.of[1], **before(event))


WAYS: dict[Said, Callable[[Intent, Any], Answer]] = {
    PersonEvent.CHANGED: card,
    PersonEvent.ROLES_CHANGED: roles,
    PersonEvent.REPORTS_TO: manager,
    TeamEvent.FORMED: team_formed,
    TeamEvent.CHANGED: team,
    TeamEvent.MOVED: team_moved,
    TeamEvent.CLOSED: team_closed,
    TeamEvent.REOPENED: team_formed,
    MembershipEvent.BEGUN: part_begun,
    MembershipEvent.CHANGED: part,
    MembershipEvent.ENDED: part_ended,
    AbsenceEvent.ANNOUNCED: absence_announced,
    AbsenceEvent.CHANGED: absence,
    AbsenceEvent.CANCELLED: absence_cancelled,
    OrganisationEvent.CHANGED: house,
    OrganisationEvent.NOTICE_CHANGED: notice,
    SiteEvent.CHANGED: site,
    CalendarEvent.CHANGED: calendar,
}
