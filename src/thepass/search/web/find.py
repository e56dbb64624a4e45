"""/find/: everything one may see, in one place; and the command palette's answers."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thepass.frame.asking import reader
from thepass.frame.places import places
from thepass.kernel import attach
from thepass.kernel.attach import Finding
from thepass.search import changes
from thepass.search.queries import Found, find, searchables
from thepass.search.queries.kept import may_keep

LONGEST, SIZE, FURTHEST = 100, 20, 1000
PLACES = ("main", "more", "me")
DO = ".do"  # how names of finders end that find things to do: those are in no index
FACETS = ("topic", "team", "site")


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """A page with counts and filters; for the palette, what can be gone to at once."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    live = request.headers.get("HX-Target") == "results"  # the page itself, while somebody types
    if request.headers.get("HX-Request") == "true" and not live:
        return render(request, "search/_palette.html", {"found": _to_go_to(request, words, everything=True)})
    person = reader(request)
    kinds, facets = _kinds(request), _facets(request)
    after = _after(request)
    typed = request.GET.get("q", "")[: LONGEST + 1]
    found = find(person, typed, kinds=kinds, facets=facets, limit=SIZE, after=after, now=request.now)
    _count_missed(request, person, words, found, narrow=bool(live or kinds or facets or after))
    context: dict[str, Any] = {
        "words": words,
        "found": found,
        "to_go_to": _to_go_to(request, words, everything=not found.ready) if not after else [],
        "kinds": _narrowing(found, kinds),
        "facets": _facet_choices(found, facets),
        "narrow": bool(kinds or facets),
        "next": _address(request, after=found.next) if found.next else "",
        "previous": _address(request, after=max(0, after - SIZE) or None) if after else "",
        "everything": _address(request, kind=None, after=None, **dict.fromkeys(FACETS)),
        "may_keep": may_keep(person),
        "first": after + 1,
    }
    return render(request, "search/find.html", context)


def _to_go_to(request: HttpRequest, words: str, *, everything: bool) -> list[Finding]:
    """Pages and things to do; with `everything` also the things that each app finds without an index."""
    found = [*_pages(request, words)]
    for name, finder in attach.palette.under("*").items():
        if everything or name.endswith(DO):
            found += finder(request.person, words, now=request.now)
    return found


def _pages(request: HttpRequest, words: str) -> list[Finding]:
    """The places of the menu whose names hold every word."""
    wanted = words.casefold().split()
    every = [place for where in PLACES for place in places(request, where)]
    return [
        Finding(place.title, place.url, place.icon)
        for place in every
        if all(word in place.title.casefold() for word in wanted)
    ]


def _kinds(request: HttpRequest) -> tuple[str, ...]:
    """Those chosen that there are."""
    return tuple(kind for kind in dict.fromkeys(request.GET.getlist("kind")) if searchables.under(kind))


def _facets(request: HttpRequest) -> dict[str, list[str]]:
    chosen = {name: [one[:100] for one in request.GET.getlist(name)[:20] if one] for name in FACETS}
    return {name: values for name, values in chosen.items() if values}


def _after(request: HttpRequest) -> int:
    said = request.GET.get("after", "")
    return min(int(said), FURTHEST) if said.isascii() and said.isdigit() and len(said) < 6 else 0


def _narrowing(found: Found, chosen: tuple[str, ...]) -> list[dict[str, Any]]:
    """Every kind that has hits, or is chosen, with its count."""
    return [
        {"value": one.kind, "label": _(one.label), "icon": one.icon, "count": found.kinds.get(one.kind, 0),
         "chosen": one.kind in chosen}
        for _key, _name, one in searchables.everything()
        if found.kinds.get(one.kind) or one.kind in chosen
    ]  # fmt: skip


def _facet_choices(found: Found, chosen: dict[str, list[str]]) -> list[dict[str, Any]]:
    titles = {"topic": _("Topic"), "team": _("Team"), "site": _("Site")}
    choices = []
    for name in FACETS:
        counted = dict.fromkeys(chosen.get(name, ()), 0) | dict(found.facets.get(name, {}))
        values = [
            {"value": value, "count": count, "chosen": value in chosen.get(name, ())}
            for value, count in sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:12]
        ]
        if values:
            choices.append({"name": name, "title": titles[name], "values": values})
    return choices


def _address(request: HttpRequest, **other: Any) -> str:
    """This search with something else in it; None takes it out."""
    said = [(name, value) for name, values in request.GET.lists() if name not in other for value in values]
    said += [(name, value) for name, value in other.items() if value is not None]
    return f"{reverse('find')}?{urlencode(said)}"


def _count_missed(request: HttpRequest, person: Any, words: str, found: Found, *, narrow: bool) -> None:
    """A tally for stewards. Not of partners' people, nor of lent eyes, nor while there is no index."""
    lent = person.is_guest or person.viewed_by is not None
    if request.method == "GET" and words and found.ready and not (found.total or narrow or lent):
        changes.missed(words, now=request.now)
