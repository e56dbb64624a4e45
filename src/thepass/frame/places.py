"""The menu as one person sees it, and which place of it a page belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext

from thepass.frame.addresses import address_or_none
from thepass.kernel.attach import menu


@dataclass(frozen=True)
class Place:
    """One link of the menu, ready to draw."""

    name: str
    title: str
    url: str
    icon: str
    here: bool = False


def places(request: HttpRequest, where: str, *, current: str = "") -> Sequence[Place]:
    """The places of "main", "me" or "more", in order. `current` names the one we are at; else the address tells."""
    person = getattr(request, "person", None)
    if person is None:
        return []
    asked = request.__dict__.setdefault("_places", {})  # the frame asks for each of them more than once
    if (where, current, id(person)) not in asked:
        asked[where, current, id(person)] = _places(request, person, where, current)
    return asked[where, current, id(person)]


def _places(request: HttpRequest, person: object, where: str, current: str) -> Sequence[Place]:
    named = [(name, entry) for name, entry in menu.under("*").items() if entry.place == where and entry.shown(person)]
    found = [
        (name, entry, url)
        for name, entry in sorted(named, key=lambda pair: (pair[1].order, pair[0]))
        if (url := address_or_none(entry.url))  # without those whose pages are switched off here
    ]
    here = current or _nearest(request.path, [(name, url) for name, _, url in found])
    return [Place(name, gettext(entry.title), url, entry.icon, name == here) for name, entry, url in found]


def _nearest(path: str, urls: Sequence[tuple[str, str]]) -> str:
    """The entry whose address is the longest beginning of ours; the start page only for itself."""
    fitting = [(len(url), name) for name, url in urls if path == url or (url != "/" and path.startswith(url))]
    return max(fitting)[1] if fitting else ""
