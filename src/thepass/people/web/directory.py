"""/people/: everyone, A to Z, found as one types; and the same list as a file."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thepass.frame.lists import Keyset, page_of
from thepass.frame.long_choice import options
from thepass.people.models import Person
from thepass.people.queries import away, card, directory
from thepass.people.queries.directory import Sought
from thepass.people.rules.persons import Standing
from thepass.people.web import directory_rows
from thepass.people.web.asking import or_404, reader
from thepass.sheets.web.export import export

ORDER = Keyset(("name", "id"))
SHOWN = ("id", "pk", "name", "title", "site__name")
SIZE = 50
BATCH = 1000


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The filters stand in the address, so a list can be sent to a colleague."""
    person, sought = reader(request), sought_in(request)
    persons = directory.found(person, sought).values_list(*SHOWN, named=True)
    page = page_of(persons, ORDER, request.GET.get("cursor"), size=SIZE)
    count = directory.up_to_hundred(persons) if page.next or page.previous else len(page)
    ids = [one.pk for one in page]
    parts, gone = card.parts_of(person, ids), away.now_of(person, ids, now=request.now)
    context: dict[str, Any] = {
        "sought": sought,
        "count": count,
        "page": page,
        "rows": directory_rows.rows(page, parts, gone, now=request.now),
        "kept": kept(sought),
    }
    if request.headers.get("HX-Target") == "found":
        return render(request, "people/_directory_found.html", context)
    teams, sites = directory.filters(person, sought)
    context |= {"teams": options(teams, [sought.team]), "sites": options(sites, [sought.site])}
    context |= {"roles": _roles(person), "standings": _standings(person)}
    context["views"] = views("people")
    return render(request, "people/directory.html", context)


@require_safe
def people_as_file(request: HttpRequest, as_: str) -> HttpResponse:
    """/people/list.csv, /people/list.xlsx: exactly those who are filtered, all of them."""
    or_404(as_ if as_ in ("csv", "xlsx") else None)
    person = reader(request)
    persons = directory.found(person, sought_in(request)).select_related("site")
    titles = [_("Name"), _("Title"), _("E-mail"), _("Teams"), _("Site"), _("Knows about")]
    return export(request, name=_("People"), titles=titles, rows=_rows(person, persons), as_=as_)


def sought_in(request: HttpRequest) -> Sought:
    """What the address asks for. What makes no sense asks for nothing."""
    asked = request.GET
    return Sought(
        words=asked.get("q", "").replace("\x00", "").strip()[:200],
        team=_number(asked.get("team")),
        site=_number(asked.get("site")),
        manager=_number(asked.get("manager")),
        role=asked.get("role", "") if asked.get("role") in directory.ROLES else "",
        standing=asked.get("standing", "") if asked.get("standing") in directory.STANDINGS else "",
    )


def kept(sought: Sought) -> str:
    """The filters as the end of an address, for the files."""
    named = {"q": sought.words, "team": sought.team, "site": sought.site, "manager": sought.manager}
    named |= {"role": sought.role, "standing": sought.standing}
    return urlencode({name: value for name, value in named.items() if value not in ("", None)})


def views(here: str) -> list[tuple[str, str, bool]]:
    """The switch at the head of the pages about people."""
    names = (("pyramid", _("Pyramid")), ("teams", _("Teams")), ("people", _("Everyone, A to Z")))
    return [(reverse(name), words, name == here) for name, words in names]


def _rows(person: Person, persons: Any) -> Iterator[list[Any]]:
    cursor: str = ""
    while True:
        page = page_of(persons, ORDER, cursor, size=BATCH)
        parts = card.parts_of(person, [one.pk for one in page])
        for one in page:
            teams = ", ".join(part.team for part in parts.get(one.pk, []))
            yield [one.name, one.title, one.email, teams, one.site.name if one.site else "", one.knows]
        cursor = page.next
        if not cursor:
            return


def _roles(person: Person) -> list[tuple[str, str]]:
    if person.is_guest:
        return []
    return [
        ("lead", _("Leads a team")), ("leader", _("Leader")), ("steward", _("Steward")),
        ("administrator", _("Administrator")), ("partner", _("Works for a partner")),
    ]  # fmt: skip


def _standings(person: Person) -> list[tuple[str, str]]:
    left = [(Standing.LEFT.value, _("Has left"))]
    if person.is_administrator:
        return [(Standing.ADDED.value, _("Not invited yet")), (Standing.INVITED.value, _("Invited")), *left]
    return [] if person.is_guest else left


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None
