"""/services/7/: one service: what one gets, what is asked, the usual promise, what is offered instead."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thepass.frame.asking import or_404, reader
from thepass.people.queries import rights
from thepass.people.rules import who_may
from thepass.services import queries
from thepass.services.queries import alternatives
from thepass.services.rules import asking, seen_by
from thepass.services.rules.alternatives import Kind
from thepass.services.rules.fields import Field
from thepass.services.rules.offering import Taker
from thepass.services.web import promise, says
from thepass.services.web.catalogue import ask_address, row

PAGES = {Kind.SERVICE: "service", Kind.TEAM: "team", Kind.PERSON: "card"}


@require_safe
def show(request: HttpRequest, service_id: int) -> HttpResponse:
    """Everything about it; and how to change it, for those who may."""
    person = reader(request)
    service = or_404(queries.service(person, service_id))
    fields = asking.read(service.fields, service.fields_words)
    context: dict[str, Any] = {
        **row(service, queries.named(person, [service])),
        "above": [(reverse("services"), _("Services"))],
        "may_change": rights.may(who_may.change_team, rights.of(person), service.team_id),
        "ask": ask_address(service),
        "questions": [_question(one, {other.key: other for other in fields}) for one in fields],
        "ways": [_way(one) for one in alternatives.of(person, service)],
        "hears": promise.spoken(service.hear_minutes),
        "promised": promise.spoken(service.promise_minutes) if service.promise_minutes else "",
        "delivers": promise.spoken(service.deliver_minutes),
        "taker": _taker(person, service),
        "seen_by": says.SEEN_BY[seen_by.of(service)] if not person.is_guest else "",
    }
    return render(request, "services/service.html", context)


def _question(one: Field, every: dict[str, Field]) -> dict[str, Any]:
    return {
        "field": one,
        "kind": says.TYPES[one.type],
        "symbol": says.SYMBOLS[one.type],
        "only": says.only_if(one.shown_if, every),
        "must": says.must_if(one.required_if, every),
    }


def _way(shown: alternatives.Shown) -> dict[str, Any]:
    one = shown.alternative
    return {
        "kind": says.INSTEAD[one.kind],
        "symbol": says.INSTEAD_SYMBOLS[one.kind],
        "words": one.words,
        "name": shown.name,
        "address": reverse(PAGES[one.kind], args=[one.id]) if one.kind in PAGES else "",
    }


def _taker(person: Any, service: Any) -> str:
    """Who takes it, in words; a partner's people are not told names of ours."""
    if service.taker == Taker.PERSON and service.named_person_id and not person.is_guest:
        return str(service.named_person.name)
    words = {
        Taker.NOBODY: _("Whoever of the team takes it up"),
        Taker.ROUND_ROBIN: _("Whoever of the team is there and has the least to do"),
        Taker.PERSON: _("Always the same person"),
    }
    return words[Taker(service.taker)]
