"""My pass: what waits on me and what I wait for. Until hand-offs exist: the ways on, and who is away today."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thepass.people.models import Person
from thepass.people.queries import away, card, first_steps
from thepass.people.web.asking import reader

DISMISSED = "first_steps"  # a cookie: per browser is enough for a list one may put away
YEAR = 365 * 24 * 60 * 60


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """/"""
    person = reader(request)
    parts = card.parts_of(person, [person.pk]).get(person.pk, [])
    ways = [(reverse("card", args=[person.pk]), _("Say how to work well with you, on your card"))]
    ways += [
        (reverse("team", args=[part.team_id]), _("See who is in %(team)s") % {"team": part.team}) for part in parts[:1]
    ]
    ways += [(reverse("pyramid"), _("See whom we are all here for"))]
    page = {
        "greeting": greeting(request, person),
        "parts": parts,
        "ways": ways,
        "away": away.in_teams(person, [part.team_id for part in parts], now=request.now),
        "steps": _steps(request, person),
        "ask": _route("ask"),
    }
    return render(request, "people/home.html", page)


@require_POST
def put_first_steps_away(request: HttpRequest) -> HttpResponse:
    """An administrator has seen the list."""
    answer = redirect("home")
    secure = bool(settings.SESSION_COOKIE_SECURE)
    answer.set_cookie(DISMISSED, "away", max_age=YEAR, secure=secure, httponly=True, samesite="Lax")
    return answer


def greeting(request: HttpRequest, person: Person) -> str:
    """By the reader's own hour."""
    hour, name = timezone.localtime(request.now).hour, first_name(person.name)
    if 4 <= hour < 12:
        return _("Good morning, %(name)s") % {"name": name}
    if 12 <= hour < 18:
        return _("Good afternoon, %(name)s") % {"name": name}
    return _("Good evening, %(name)s") % {"name": name}


def first_name(name: str) -> str:
    """The first word, or everything where a word alone is no name (“A. Silva”)."""
    first = name.split()[0] if name.split() else name
    return first if len(first.strip(".")) > 1 else name


def _steps(request: HttpRequest, person: Person) -> list[tuple[str, str, bool]]:
    """What a new house needs, for administrators: (address, words, done). Empty once put away or all done."""
    if not person.is_administrator or person.viewed_by is not None or request.COOKIES.get(DISMISSED):
        return []
    done = first_steps.done()
    steps = [
        (_route("bring_people") or reverse("people"), _("Bring your people in from a sheet"), done.people),
        (reverse("teams"), _("Form the teams, and say who leads them"), done.teams),
        (reverse("settings_calendars"), _("Check working hours and days off"), done.hours),
        (reverse("settings_organisation"), _("Write down the mission"), done.mission),
        (reverse("settings_invite"), _("Invite everyone"), done.invited),
    ]
    return [] if all(one[2] for one in steps) else steps


def _route(name: str) -> str:
    """The address of a page that another part of the house may bring."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
