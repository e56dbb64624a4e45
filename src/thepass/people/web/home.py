"""What people add to my pass: first steps for administrators, and who is away today."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thepass.frame.addresses import address_or_none
from thepass.people.models import Person
from thepass.people.queries import away, card, first_steps

DISMISSED = "first_steps"  # a cookie: per browser is enough for a list one may put away
YEAR = 365 * 24 * 60 * 60


def steps(request: HttpRequest) -> str:
    """The list of first steps, until it is put away or all is done."""
    found = _steps(request, request.person)
    return render_to_string("people/_steps.html", {"steps": found}, request) if found else ""


def away_today(request: HttpRequest) -> str:
    """Who of one's teams is away, and who stands in."""
    person = request.person
    parts = card.own_parts(person)
    gone = away.in_teams(person, [part.team_id for part in parts], now=request.now)
    return render_to_string("people/_away_today.html", {"parts": parts, "away": gone}, request)


@require_POST
def put_first_steps_away(request: HttpRequest) -> HttpResponse:
    """An administrator has seen the list."""
    answer = redirect("home")
    secure = bool(settings.SESSION_COOKIE_SECURE)
    answer.set_cookie(DISMISSED, "away", max_age=YEAR, secure=secure, httponly=True, samesite="Lax")
    return answer


def _steps(request: HttpRequest, person: Person) -> list[tuple[str, str, bool]]:
    """What a new house needs, for administrators: (address, words, done). Empty once put away or all done."""
    if not person.is_administrator or person.viewed_by is not None or request.COOKIES.get(DISMISSED):
        return []
    done = first_steps.done()
    steps = [
        (address_or_none("bring_people") or reverse("people"), _("Bring your people in from a sheet"), done.people),
        (reverse("teams"), _("Form the teams, and say who leads them"), done.teams),
        (reverse("settings_calendars"), _("Check working hours and days off"), done.hours),
        (reverse("settings_organisation"), _("Write down the mission"), done.mission),
        (reverse("settings_invite"), _("Invite everyone"), done.invited),
    ]
    return [] if all(one[2] for one in steps) else steps
