"""Pages under a team that change it: for its leads, the leads above, and administrators."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thepass.kernel.intent import of_person
from thepass.people import changes
from thepass.people.models import Membership, Team
from thepass.people.queries import acting, card
from thepass.people.queries.seen import memberships_visible_to
from thepass.people.rules import who_may
from thepass.people.web.asking import administrator, ask, do_and_go, or_404, reader
from thepass.people.web.team import above
from thepass.people.web.team_forms import Move, NewMember, TeamForm

COLUMNS = ("name", "about", "tier", "icon")


def form_team(request: HttpRequest, team_id: int | None = None) -> HttpResponse:
    """A new team: anywhere for administrators, under their own for leads."""
    person = reader(request)
    over = _team(request, team_id) if team_id is not None else None
    if over is None:
        administrator(request)
    else:
        _leads(request, over)
    back = reverse("team", args=[over.pk]) if over else reverse("teams")
    return ask(
        request, TeamForm,
        lambda intent, said: changes.form_team(intent, parent_id=over.pk if over else None, **_columns(said)),
        done=_("The team is formed. Take its people in."), to=lambda answer: reverse("team", args=[answer.id]),
        given={"reader": person, "partner": person.is_administrator},
        title=_("Form a team under %(team)s") % {"team": over.name} if over else _("Form a team"),
        submit=_("Form the team"), back=back,
        above=[*above(person, over), (back, over.name)] if over else [(back, _("Teams"))],
        initial={"tier": over.tier if over else "supports", "icon": "users"},
    )  # fmt: skip


def change(request: HttpRequest, team_id: int) -> HttpResponse:
    """Name, what it is for, place, hours, contact, row of the pyramid, icon."""
    person, team = reader(request), _team(request, team_id)
    _leads(request, team)
    initial: dict[str, Any] = {name: getattr(team, name) for name in (*COLUMNS, "partner")}
    initial |= {"site": team.site_id or "", "calendar": team.calendar_id or "", "contact": team.contact_id}
    return ask(
        request, TeamForm, lambda intent, said: changes.change_team(intent, team.pk, **_columns(said)),
        done=_("The team is changed."), initial=initial,
        given={"reader": person, "partner": person.is_administrator}, title=_("Change %(team)s") % {"team": team.name},
        submit=_("Keep it so"), seen=team.version, **_places(request, team),
    )  # fmt: skip


def move(request: HttpRequest, team_id: int) -> HttpResponse:
    """To another place in the tree."""
    person, team = administrator(request), _team(request, team_id)
    return ask(
        request, Move,
        lambda intent, said: changes.move_team(intent, team.pk, parent_id=int(said["parent"] or 0) or None),
        done=_("The team has moved."), initial={"parent": team.parent_id or ""},
        given={"reader": person, "but": team.pk}, title=_("Move %(team)s") % {"team": team.name},
        submit=_("Move it"), seen=team.version, **_places(request, team),
    )  # fmt: skip


def take_in(request: HttpRequest, team_id: int) -> HttpResponse:
    """A colleague into the team."""
    person, team = reader(request), _team(request, team_id)
    _leads(request, team)
    return ask(
        request, NewMember,
        lambda intent, said: changes.take_in(intent, team.pk, person_id=said["person"].pk, lead=said["lead"]),
        done=_("Welcome to the team."), given={"reader": person},
        title=_("Take somebody into %(team)s") % {"team": team.name}, submit=_("Take them in"),
        **_places(request, team),
    )  # fmt: skip


@require_POST
def change_part(request: HttpRequest, membership_id: int) -> HttpResponse:
    """A lead, or no longer one."""
    part, lead = _part(request, membership_id), request.POST.get("lead") == "1"
    said = _("%(name)s leads this team now.") if lead else _("%(name)s no longer leads this team, and stays in it.")
    to = reverse("team", args=[part.team_id])
    return do_and_go(
        request,
        lambda intent: changes.change_part(intent, part.pk, lead=lead),
        done=said % {"name": part.person.name},
        to=to,
    )


@require_POST
def end_part(request: HttpRequest, membership_id: int) -> HttpResponse:
    """Out of the team, and back within ten seconds."""
    part = _part(request, membership_id)
    said = _("%(name)s is no longer in this team.") % {"name": part.person.name}
    to = reverse("team", args=[part.team_id])
    return do_and_go(request, lambda intent: changes.end_part(intent, part.pk), done=said, to=to)


@require_POST
def close(request: HttpRequest, team_id: int) -> HttpResponse:
    """Nobody asks it any more; what it did stays."""
    administrator(request)
    team = _team(request, team_id)
    return do_and_go(
        request, lambda intent: changes.close_team(intent, team.pk), done=_("The team is closed."), to=_page(team)
    )


@require_POST
def reopen(request: HttpRequest, team_id: int) -> HttpResponse:
    administrator(request)
    team = _team(request, team_id)
    return do_and_go(
        request, lambda intent: changes.reopen_team(intent, team.pk), done=_("The team is open again."), to=_page(team)
    )


def _team(request: HttpRequest, team_id: int) -> Team:
    return or_404(card.team(reader(request), team_id))


def _page(team: Team) -> str:
    return reverse("team", args=[team.pk])


def _part(request: HttpRequest, membership_id: int) -> Membership:
    return or_404(
        memberships_visible_to(reader(request)).select_related("person", "team").filter(pk=membership_id).first()
    )


def _leads(request: HttpRequest, team: Team) -> None:
    """Refused with whom to ask, before a form is shown that would be refused anyway."""
    who_may.change_team(acting.actor(of_person(reader(request).pk)), team.pk)


def _places(request: HttpRequest, team: Team) -> dict[str, Any]:
    back = _page(team)
    return {"to": back, "back": back, "above": [*above(reader(request), team), (back, team.name)]}


def _columns(said: dict[str, Any]) -> dict[str, Any]:
    columns = {name: said[name] for name in COLUMNS}
    columns |= {f"{name}_id": int(said[name] or 0) or None for name in ("site", "calendar")}
    columns["contact_id"] = said["contact"].pk if said["contact"] else None
    return columns | ({"partner": said["partner"]} if "partner" in said else {})
