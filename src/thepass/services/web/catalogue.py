"""/services/: what every team offers: by team, by topic, by how often it is asked for lately."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thepass.frame.addresses import address_or_none
from thepass.frame.asking import reader
from thepass.frame.lists import Keyset, page_of
from thepass.people.queries import rights
from thepass.services import queries
from thepass.services.rules import topics
from thepass.services.web import promise

BY_TEAM = Keyset(("team__name", "team_id", "name", "id"))
BY_NAME = Keyset(("name", "id"))  # for a partner's people: a cursor must not carry the names of teams
BY_ASKED = Keyset(("-asked", "name", "id"))


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """Found by a word; each view has its address."""
    person = reader(request)
    words, topic = _said(request, "q"), _said(request, "topic")
    by = request.GET.get("by", "")
    by = by if by in ("topic", "asked") else "team"
    actor = rights.of(person)
    context: dict[str, Any] = {
        "words": words,
        "topic": topic if by == "topic" else "",
        "by": by,
        "views": _views(by, words, guest=person.is_guest),
        "offering": queries.teams_that_may_offer(person, None if actor.everything else actor.leads)
        if actor.everything or actor.leads
        else [],
        **_found(request, person, by, words, topic),
    }
    return render(request, "services/services.html", context)


def row(service: Any, named: set[int], *, asked: int = 0) -> dict[str, Any]:
    """A service, and of its teams those whose names may be read."""
    return {
        "service": service,
        "team": service.team if service.team_id in named else None,
        "serves": service.serves if service.serves_id in named else None,
        "promise": promise.sentence(service.hear_minutes, service.deliver_minutes),
        "topics": topics.split(service.topics),
        "asked": asked,
    }


def ask_address(service: Any) -> str:
    """Where one asks for it, once there is such a page."""
    if service.withdrawn or not (address := address_or_none("ask")):
        return ""
    return f"{address}?{urlencode({'service': service.pk})}"


def _found(request: HttpRequest, person: Any, by: str, words: str, topic: str) -> dict[str, Any]:
    found = queries.catalogue(person, words)
    if by == "topic" and not topic:
        groups, cut = queries.by_topics(found)
        named = queries.named(person, (one for _topic, some in groups for one in some))
        return {"groups": [(name, _rows(some, named)) for name, some in groups], "cut": cut}
    counts: dict[int, int] = {}
    order = BY_NAME if person.is_guest else BY_TEAM
    if by == "topic":
        found, order = queries.on_topic(found, topic), BY_NAME
    elif by == "asked":
        counts = queries.asked_lately(person, now=request.now)
        found, order = queries.by_asked(found, counts), BY_ASKED
    page = page_of(found, order, request.GET.get("cursor"))
    return {"page": page, "groups": [("", _rows(page, queries.named(person, page), counts))] if page.items else []}


def _rows(some: Iterable[Any], named: set[int], counts: dict[int, int] | None = None) -> list[dict[str, Any]]:
    return [row(one, named, asked=(counts or {}).get(one.pk, 0)) for one in some]


def _views(by: str, words: str, *, guest: bool) -> list[tuple[str, str, bool]]:
    """The switch: (address, words, whether we are there)."""
    names = {"team": _("A to Z") if guest else _("By team"), "topic": _("By topic"), "asked": _("Most asked for")}
    return [(_address(one, words), name, one == by) for one, name in names.items()]


def _address(by: str, words: str) -> str:
    said = {name: value for name, value in (("by", by if by != "team" else ""), ("q", words)) if value}
    return reverse("services") + (f"?{urlencode(said)}" if said else "")


def _said(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\x00", "").strip()[:100]
