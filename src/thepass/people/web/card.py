"""/people/12/: a person's card."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thepass.people.models import Person
from thepass.people.queries import away, card, hours, questions, rights
from thepass.people.queries.seen import may_read_note
from thepass.people.rules import who_may
from thepass.people.rules.persons import Standing
from thepass.people.rules.texts import first_name
from thepass.people.rules.who_may import Actor
from thepass.people.web import spoken_hours
from thepass.people.web.asking import or_404, reader

DEALINGS = 8


@require_safe
def show(request: HttpRequest, person_id: int) -> HttpResponse:
    """What one may know of a colleague, and what one may do for them."""
    person = reader(request)
    shown = or_404(card.person(person, person_id))
    actor = rights.of(person)
    parts = card.parts_of(person, [shown.pk]).get(shown.pk, [])
    coming = away.coming_of(person, shown.pk, now=request.now)
    teams = frozenset(part.team_id for part in parts)
    page = {
        "shown": shown,
        "first": first_name(shown.name),
        "own": person.pk == shown.pk,
        "parts": parts,
        "calls": _called(shown) if not person.is_guest else [],
        "knows": [word for word in (part.strip() for part in shown.knows.split(",")) if word],
        "hours": spoken_hours.today(hours.of_person(shown), now=request.now),
        "gone": away.now_of(person, [shown.pk], now=request.now).get(shown.pk) if _runs(coming, request) else None,
        "coming": [_row(one, person, actor, teams) for one in coming],
        "manager": card.manager_of(person, shown),
        "reports": card.reports_of(person, shown),
        **_dealings(request, shown),
        **_may(actor, shown, parts),
    }
    return render(request, "people/card.html", page)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """/people/me/: for links that are the same for everybody."""
    return redirect("card", reader(request).pk)


def above(shown: Person) -> list[tuple[str, str]]:
    """The way back, for the pages under a card."""
    return [(reverse("people"), _("People")), (reverse("card", args=[shown.pk]), shown.name)]


def _called(shown: Person) -> list[str]:
    roles = (
        (shown.is_administrator, _("Administrator")),
        (shown.is_steward, _("Steward")),
        (shown.is_leader, _("Leader")),
        (shown.is_guest, _("Works for a partner")),
    )
    return [words for has, words in roles if has]


def _dealings(request: HttpRequest, shown: Person) -> dict[str, Any]:
    asked = {"reader": request.person, "now": request.now, "limit": DEALINGS}
    return {
        "customers": questions.dealings(questions.customers_of, shown, **asked),
        "suppliers": questions.dealings(questions.suppliers_of, shown, **asked),
    }


def _runs(coming: list[Any], request: HttpRequest) -> bool:
    return any(one.begins <= request.now for one in coming)


def _row(absence: Any, person: Person, actor: Actor, teams: frozenset[int]) -> dict[str, Any]:
    noted = may_read_note(person, absence, leads=actor.leads, teams=teams)
    return {"absence": absence, "note": absence.note if noted else ""}


def _may(actor: Actor, shown: Person, parts: list[card.Part]) -> dict[str, Any]:
    here = shown.standing != Standing.LEFT
    teams = frozenset(part.team_id for part in parts)
    return {
        "here": here,
        "may_edit": rights.may(who_may.change_card, actor, shown.pk),
        "may_announce": here
        and rights.may(who_may.announce_absence, actor, shown.pk, manager_id=shown.manager_id, teams=teams),
        "may_administer": rights.may(who_may.administer, actor),
        "may_invite": here and shown.standing != Standing.HERE,
        "invited": shown.standing == Standing.INVITED,
        "may_look": here and not shown.is_administrator and actor.id != shown.pk,
    }
