"""Offering a service, changing it, withdrawing it: for the team's leads and administrators."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from thepass.frame.asking import ask, do_and_go, or_404, reader
from thepass.kernel.intent import of_person
from thepass.people.queries import acting
from thepass.people.queries.seen import teams_visible_to
from thepass.people.rules import who_may
from thepass.services import changes, queries
from thepass.services.rules.offering import LONGEST
from thepass.services.web import promise

COLUMNS = ("name", "gives", "asks", "hear_minutes", "deliver_minutes", "for_partners")
TEXT = {"widget": forms.Textarea(attrs={"rows": 3}), "max_length": LONGEST}


class ServiceForm(forms.Form):
    """What is asked of who offers something."""

    name = forms.CharField(
        label=gettext_lazy("What it is called"), help_text=gettext_lazy("As those say it who need it."), max_length=100
    )
    gives = forms.CharField(label=gettext_lazy("What you get"), **TEXT)
    asks = forms.CharField(
        label=gettext_lazy("What is asked of you"), required=False,
        help_text=gettext_lazy("What the team needs to know or have before it can begin."), **TEXT,
    )  # fmt: skip
    hear_minutes = forms.TypedChoiceField(label=gettext_lazy("People hear from the team within"), coerce=int)
    deliver_minutes = forms.TypedChoiceField(label=gettext_lazy("It is usually done within"), coerce=int)
    serves = forms.ChoiceField(
        label=gettext_lazy("For whom above all"), required=False,
        help_text=gettext_lazy("The pyramid shows whom your team supports by it."),
    )  # fmt: skip
    for_partners = forms.BooleanField(label=gettext_lazy("Partners may see it and ask for it"), required=False)

    def __init__(self, *args: Any, person: Any, team_id: int, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in ("hear_minutes", "deliver_minutes"):
            self.fields[name].choices = promise.choices(self.initial.get(name))  # type: ignore[attr-defined]
        teams = [(str(pk), name) for pk, name in queries.teams_to_serve(person, but=team_id)]
        self.fields["serves"].choices = [("", _("Everybody")), *teams]  # type: ignore[attr-defined]


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
    return ask(
        request, ServiceForm, lambda intent, said: changes.offer(intent, team.pk, **_columns(said)),
        done=_("The service is in the catalogue."), to=lambda answer: reverse("service", args=[answer.id]),
        given={"person": person, "team_id": team.pk}, initial={"hear_minutes": 120, "deliver_minutes": 960},
        title=_("Offer a service of %(team)s") % {"team": team.name}, submit=_("Offer it"),
        back=reverse("services"), above=[(reverse("services"), _("Services"))],
    )  # fmt: skip


def change(request: HttpRequest, service_id: int) -> HttpResponse:
    """Everything about it but whose it is."""
    person, service = reader(request), _service(request, service_id)
    _leads(person, service.team_id)
    back = reverse("service", args=[service.pk])
    return ask(
        request, ServiceForm, lambda intent, said: changes.change_service(intent, service.pk, **_columns(said)),
        done=_("The service is changed."), to=back, given={"person": person, "team_id": service.team_id},
        initial={name: getattr(service, name) for name in COLUMNS} | {"serves": service.serves_id or ""},
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


def _service(request: HttpRequest, service_id: int) -> Any:
    return or_404(queries.service(reader(request), service_id))


def _leads(person: Any, team_id: int) -> None:
    """Refused with whom to ask, before a form is shown that would be refused anyway."""
    who_may.change_team(acting.actor(of_person(person.pk)), team_id)


def _columns(said: dict[str, Any]) -> dict[str, Any]:
    return {name: said[name] for name in COLUMNS} | {"serves_id": int(said["serves"] or 0) or None}
