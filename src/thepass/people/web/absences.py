"""Saying when one is away, or another for whom one plans; and who is away in a team."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thepass.frame.lists import Keyset, page_of
from thepass.kernel.intent import of_person
from thepass.people import changes
from thepass.people.models import Absence, Person
from thepass.people.queries import acting, away, card
from thepass.people.queries.seen import absences_visible_to, may_read_note
from thepass.people.rules import who_may
from thepass.people.rules.persons import Standing
from thepass.people.rules.texts import first_name
from thepass.people.web import absence_form
from thepass.people.web.absence_form import AbsenceForm
from thepass.people.web.asking import ask, do_and_go, or_404, reader
from thepass.people.web.card import above
from thepass.people.web.team import above as above_team

AHEAD = timedelta(days=30)
ORDER = Keyset(("begins", "id"))


def announce(request: HttpRequest, person_id: int) -> HttpResponse:
    """For oneself, one's reports, the people of teams one leads."""
    person = reader(request)
    shown = or_404(card.person(person, person_id))
    or_404(shown if shown.standing != Standing.LEFT else None)
    _may(person, shown)
    back = reverse("card", args=[shown.pk])
    title = _("When you are away") if person == shown else _("When %(name)s is away") % {"name": first_name(shown.name)}
    return ask(
        request, AbsenceForm,
        lambda intent, said: changes.announce_absence(intent, person_id=shown.pk, **absence_form.columns(said)),
        done=_("Noted. Colleagues see it, and who stands in."), to=back,
        initial={"begins": timezone.localtime(request.now).date()}, given={"reader": person},
        title=title, submit=_("Keep it so"), back=back, above=above(shown),
        template="people/absence.html", clock=absence_form.clock_text(),
    )  # fmt: skip


def change(request: HttpRequest, absence_id: int) -> HttpResponse:
    """Longer, shorter, another day, another substitute."""
    person, absence = reader(request), _absence(request, absence_id)
    leads = _may(person, absence.person)
    noted = may_read_note(person, absence, leads=leads, teams=acting.teams_of(absence.person_id))
    back = reverse("card", args=[absence.person_id])
    return ask(
        request, AbsenceForm,
        lambda intent, said: changes.change_absence(
            intent, absence.pk, **absence_form.columns(said, note=absence.note)
        ),
        done=_("Changed."), to=back, initial=absence_form.initial(absence, noted=noted),
        given={"reader": person, "noted": noted},
        title=_("When %(name)s is away") % {"name": first_name(absence.person.name)}, submit=_("Keep it so"),
        back=back, seen=absence.version, above=above(absence.person),
        template="people/absence.html", clock=absence_form.clock_text(),
    )  # fmt: skip


@require_POST
def cancel(request: HttpRequest, absence_id: int) -> HttpResponse:
    """Not away after all."""
    absence = _absence(request, absence_id)
    _may(reader(request), absence.person)
    return do_and_go(
        request,
        lambda intent: changes.cancel_absence(intent, absence.pk),
        done=_("Not away after all."),
        to=reverse("card", args=[absence.person_id]),
    )


@require_safe
def of_team(request: HttpRequest, team_id: int) -> HttpResponse:
    """Who of a team is away, now and in the next thirty days."""
    person = reader(request)
    team = or_404(card.team(person, team_id))
    coming = away.coming_in_team(person, team.pk, now=request.now, until=request.now + AHEAD)
    page = page_of(coming, ORDER, request.GET.get("cursor"))
    ways = [*above_team(person, team), (reverse("team", args=[team.pk]), team.name)]
    return render(request, "people/team_absences.html", {"team": team, "page": page, "above": ways})


def _absence(request: HttpRequest, absence_id: int) -> Absence:
    seen = absences_visible_to(reader(request)).select_related("person", "substitute")
    return or_404(seen.filter(pk=absence_id).first())


def _may(person: Person, shown: Person) -> frozenset[int]:
    """Refused with whom to ask; else the teams the reader leads."""
    actor = acting.actor(of_person(person.pk))
    who_may.announce_absence(actor, shown.pk, manager_id=shown.manager_id, teams=acting.teams_of(shown.pk))
    return actor.leads
