"""/find/: the command palette's answers, and the same as a page of its own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thepass.frame.places import places
from thepass.kernel import attach
from thepass.kernel.attach import Finding

LONGEST = 100
PLACES = ("main", "more", "me")


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Pages, persons, things to do: what each app finds, at most eight from each."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    found = [*_pages(request, words)]
    for finder in attach.palette.under("*").values():
        found += finder(request.person, words, now=request.now)
    fragment = request.headers.get("HX-Request") == "true"
    return render(request, "shell/_found.html" if fragment else "shell/find.html", {"words": words, "found": found})


def _pages(request: HttpRequest, words: str) -> list[Finding]:
    """The places of the menu whose names hold every word."""
    wanted = words.casefold().split()
    every = [place for where in PLACES for place in places(request, where)]
    return [
        Finding(place.title, place.url, place.icon)
        for place in every
        if all(word in place.title.casefold() for word in wanted)
    ]
