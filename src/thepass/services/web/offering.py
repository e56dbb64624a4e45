"""Offering a service, changing it, withdrawing it: for the team's leads and administrators."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thepass.frame import edge
from thepass.frame.asking import ask, do_and_go, or_404, reader
from thepass.kernel.intent import of_person
from thepass.people.queries import acting, rights
from thepass.people.queries.seen import teams_visible_to
from thepass.people.rules import who_may
from thepass.services import changes, queries
from thepass.services.models import Service
from thepass.services.web.form import ServiceForm, initial, typed

TEMPLATE = "services/form.html"


@require_safe
def choose_team(request: HttpRequest) -> HttpResponse:
    """From the catalogue to the form of the team that was chosen there."""
    asked = request.GET.get("team", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        raise Http404
    return redirect("offer_service", team_id=int(asked))


def offer(request: HttpRequest, team_id: int) -> HttpResponse:
    """Something new."""
    person = reader(request)
    team = or_404(teams_visible_to(person).filter(pk=team_id).first())
    _leads(person, team.pk)
    usual = Service(team=team, hear_minutes=120, deliver_minutes=960)
    return _form(
        request, usual, lambda intent, said: changes.offer(intent, team.pk, **said["columns"]),
        done=_("The service is in the catalogue."), to=lambda answer: reverse("service", args=[answer.id]),
        title=_("Offer a service of %(team)s") % {"team": team.name}, submit=_("Offer it"),
        back=reverse("services"), above=[(reverse("services"), _("Services"))],
    )  # fmt: skip


def change(request: HttpRequest, service_id: int) -> HttpResponse:
    """Everything about it but whose it is."""
    person, service = reader(request), _service(request, service_id)
    _leads(person, service.team_id)
    back = reverse("service", args=[service.pk])
    return _form(
        request, service, lambda intent, said: changes.change_service(intent, service.pk, **said["columns"]),
        done=_("The service is changed."), to=back,
        title=_("Change “%(service)s”") % {"service": service.name}, submit=_("Keep it so"), seen=service.version,
        back=back, above=[(reverse("services"), _("Services")), (back, service.name)],
    )  # fmt: skip


@require_POST
def withdraw(request: HttpRequest, service_id: int) -> HttpResponse:
    """Out of the catalogue, and back within ten seconds."""
    service = _service(request, service_id)
    return do_and_go(
        request, lambda intent: changes.withdraw(intent, service.pk), done=_("The service is withdrawn."),
        to=reverse("service", args=[service.pk]),
    )  # fmt: skip


@require_POST
def offer_again(request: HttpRequest, service_id: int) -> HttpResponse:
    """Into the catalogue again."""
    service = _service(request, service_id)
    return do_and_go(
        request, lambda intent: changes.offer_again(intent, service.pk), done=_("The service is offered again."),
        to=reverse("service", args=[service.pk]),
    )  # fmt: skip


def _form(request: HttpRequest, service: Service, do: Any, **page: Any) -> HttpResponse:
    """The form, again with a row more or less where a button asks for that, else the verb."""
    given = {"person": reader(request), "service": service}
    if edit := request.POST.get("edit", ""):
        page["seen"] = edge.seen(request) if "seen" in page else None
        form = ServiceForm(initial=typed(request.POST, edit), **given)
        form.begin_at(edit)
        return render(request, TEMPLATE, {**page, "form": form, "edited": edit})
    return ask(request, ServiceForm, do, template=TEMPLATE, given=given, initial=initial(service), **page)


def _service(request: HttpRequest, service_id: int) -> Any:
    return or_404(queries.service(reader(request), service_id))


def _leads(person: Any, team_id: int) -> None:
    """Refused with whom to ask, before a form is shown that would be refused anyway."""
    if not rights.may(who_may.change_team, rights.of(person), team_id):
        who_may.change_team(acting.actor(of_person(person.pk)), team_id)
