"""/commitments/C-3/: the chit, what leads to it, what happened."""

from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thepass.commitments.events import CommitmentEvent
from thepass.commitments.queries import history, questions, seen
from thepass.commitments.rules import life, sides
from thepass.commitments.rules.commitment import State
from thepass.commitments.rules.due import outside_hours
from thepass.commitments.web.shown import number_of, tag_of, time_of, worth_of
from thepass.frame.asking import or_404, reader
from thepass.frame.moment import when_text
from thepass.people.queries import hours

DOTS = {
    CommitmentEvent.MADE: ("diamond", "promised"),
    CommitmentEvent.CHANGED: ("pencil", "promised"),
    CommitmentEvent.RENEGOTIATED: ("calendar-clock", "soon"),
    CommitmentEvent.FULFILLED: ("check", "kept"),
    CommitmentEvent.MISSED: ("circle-x", "late"),
    CommitmentEvent.WITHDRAWN: ("circle-slash", "declined"),
    CommitmentEvent.TAKEN_BACK: ("undo-2", "promised"),
}


@require_safe
def show(request: HttpRequest, commitment_id: int) -> HttpResponse:
    """What was promised to whom by when, and how it stands."""
    person = reader(request)
    mine = seen.me(person)
    one = or_404(seen.commitment(person, commitment_id, mine))
    calendar, panels = hours.of_team(one.team), questions.panels_of(one, reader=person, now=request.now)
    zone, holds = ZoneInfo(calendar.zone), sides.holds(mine, one.team_id)
    steps, contact = history.steps(person, one)
    context: dict[str, Any] = {
        "one": one,
        "number": number_of(one),
        "tag": tag_of(one, now=request.now),
        "worth": worth_of(one, mine),
        "zone": zone,
        "due_at": time_of(one.due, zone),
        "first_due": when_text(one.first_due, now=request.now),
        "late": one.state == State.OPEN and one.due < request.now,
        "outside": one.state == State.OPEN and outside_hours(one.due, calendar),
        "holds": holds,
        "contact": contact,
        "team": one.team if not person.is_guest or one.team_id in mine.teams else None,
        "can": {move: holds and person.viewed_by is None and life.can(move, one) for move in life.MOVES},
        "panels": panels,
        "styles": sorted({name for panel in panels for name in panel.styles}),
        "steps": [(step, _by(step), *DOTS[CommitmentEvent(step.type)]) for step in steps],  # type: ignore[call-arg]
        "before": [step for step in steps if step.due and step.due != one.due],
        "above": [(reverse("commitments"), _("Customers"))],
        "place": "commitments",
    }
    return render(request, "commitments/commitment.html", context)


def _by(step: history.Step) -> str:
    if step.by_id is None and step.hidden:
        return _("A colleague")
    return step.by or "The Pass"
