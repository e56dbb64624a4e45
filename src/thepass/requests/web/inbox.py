"""/requests/: what one may see, by any field. The address bar is the view; list.csv and list.xlsx hold the same."""

from collections.abc import Iterator
from html import escape
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thepass.frame.asking import or_404, reader
from thepass.frame.moment import when_text
from thepass.frame.templatetags.frame import state_tag
from thepass.frame.written import put_together, way
from thepass.people.queries import card
from thepass.requests.queries import inbox
from thepass.requests.queries.inbox import LATE, OPEN, OVER, STATES, VIEWS, Sought
from thepass.requests.queries.lists import Line
from thepass.requests.rules.request import Kind, State
from thepass.requests.web import words
from thepass.sheets.web.export import export

SIZE, BATCH = 50, 1000


@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """A page of fifty, and what one may filter by."""
    person, sought = reader(request), sought_in(request)
    now = request.now  # type: ignore[attr-defined]
    page = inbox.page(
        person, inbox.found(person, sought, now=now), sought.order, request.GET.get("cursor"), size=SIZE
    )  # fmt: skip
    context = {
        "rows": put_together(_row(line, now=now) for line in inbox.as_lines(person, page)),
        "page": page,
        "sought": sought,
        "views": _views(sought),
        "states": [(name, said, name == (sought.state or OPEN)) for name, said in _states()],
        "kinds": [(str(kind), said, str(kind) == sought.kind) for kind, said in _kinds()],
        "teams": [(part.team_id, part.team, part.team_id == sought.team) for part in card.own_parts(person)],
        "kept": _kept(sought),
        "place": "home",
    }
    return render(request, "requests/inbox.html", context)


@require_safe
def requests_as_file(request: HttpRequest, as_: str) -> HttpResponse:
    """Exactly what is filtered, all of it."""
    or_404(as_ if as_ in ("csv", "xlsx") else None)
    titles = [
        _("Number"), _("Title"), _("State"), _("Kind"), _("Who needs it"), _("For the team"), _("Who does it"),
        _("Team"), _("Asked"), _("Needed by"), _("Promised for"), _("Handed over"), _("So that"),
    ]  # fmt: skip
    return export(request, name=_("Requests"), titles=titles, rows=_rows(request, sought_in(request)), as_=as_)


def sought_in(request: HttpRequest) -> Sought:
    """What the address asks for. What makes no sense asks for nothing."""
    asked = request.GET
    return Sought(
        view=asked.get("view", "") if asked.get("view") in VIEWS else "on-me", team=_number(asked.get("team", "")),
        state=asked.get("state", "") if asked.get("state") in STATES else "",
        kind=asked.get("kind", "") if asked.get("kind") in set(Kind) else "", service=_number(asked.get("service", "")),
        words=asked.get("q", "").replace("\x00", "").strip()[:200],
    )  # fmt: skip


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _kept(sought: Sought, **instead: str) -> str:
    """The filters as the end of an address."""
    said: dict[str, Any] = {
        "view": sought.view, "team": sought.team, "state": sought.state, "kind": sought.kind, "q": sought.words,
        "service": sought.service,
    }  # fmt: skip
    return urlencode({name: value for name, value in (said | instead).items() if value not in ("", None)})


def _views(sought: Sought) -> list[tuple[str, str, bool]]:
    named = {
        "on-me": _("On me"), "waiting": _("I’m waiting on"), "team": _("My teams"),
        "asked-by-team": _("My teams wait on"), "all": _("All I may see"),
    }  # fmt: skip
    at = reverse("requests")
    return [(f"{at}?{_kept(sought, view=view)}", said, view == sought.view) for view, said in named.items()]


def _states() -> list[tuple[str, str]]:
    return [
        (OPEN, _("Open")), (LATE, _("Late")), (OVER, _("Over")), (State.ASKED, _("Asked")),
        (State.HEARD, _("Read back")), (State.AGREED, _("Agreed")), (State.PROMISED, _("Promised")),
        (State.WAITING, _("Asked back")), (State.DELIVERED, _("Handed over")), (State.ACCEPTED, _("Accepted")),
        (State.DECLINED, _("Another way offered")), (State.WITHDRAWN, _("Withdrawn")),
        (State.MERGED, _("Put together")),
    ]  # fmt: skip


def _kinds() -> list[tuple[Kind, str]]:
    return [
        (Kind.DELIVERABLE, _("A thing to be done")), (Kind.QUESTION, _("A question")),
        (Kind.APPROVAL, _("An approval")), (Kind.ADVICE, _("Advice")), (Kind.FEEDBACK, _("Feedback")),
        (Kind.TALK, _("A talk")), (Kind.PROBLEM, _("A problem")),
    ]  # fmt: skip


def _row(line: Line, *, now: Any) -> str:
    shown = words.slip_state(line, now=now, served=False)
    to = way("request")(line.id)
    due = line.due or line.next_at
    return (
        f'<tr><th scope="row"><a href="{to}" dir="auto">{escape(line.title)}</a>'
        f' <small class="num">{line.number}</small></th>'
        f'<td data-label="{_("Who needs it")}"><bdi>{escape(line.customer)}</bdi></td>'
        f'<td data-label="{_("Who does it")}"><bdi>{escape(line.supplier or line.team)}</bdi></td>'
        f'<td data-label="{_("When")}"><time datetime="{due.isoformat()}">{when_text(due, now=now)}</time></td>'
        f'<td data-label="{_("State")}">{SafeString(state_tag(shown.state, shown.word, shown.symbol))}</td></tr>'
    )


def _rows(request: HttpRequest, sought: Sought) -> Iterator[list[Any]]:
    person, cursor = reader(request), ""
    names = dict(_states())
    kinds = {str(kind): said for kind, said in _kinds()}
    rows = inbox.found(person, sought, now=request.now)  # type: ignore[attr-defined]
    while True:
        page = inbox.page(person, rows, sought.order, cursor, size=BATCH)
        for one in inbox.as_lines(person, page):
            yield [
                one.number, one.title, names[State(one.state)], kinds.get(one.kind, one.kind), one.customer,
                one.for_team, one.supplier, one.team, one.asked_at, one.needed_by, one.due, one.delivered_at, one.need,
            ]  # fmt: skip
        cursor = page.next
        if not cursor:
            return
