"""GET /ask/suggest/?title=spare+scan: what there is already, while somebody types: answers, their own, whom to ask."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thepass.frame.asking import reader
from thepass.people.queries import card, directory
from thepass.requests.queries import purposes
from thepass.requests.queries.questions import answers_to
from thepass.requests.web import ask_shown
from thepass.services import queries as services

MOST = 4
LONGEST = 200


class Line(NamedTuple):
    """One suggestion: a page to go to, or whom to ask."""

    title: SafeString
    says: str
    icon: str
    url: str = ""
    pick: str = ""
    seed: int = 0  # of a person's letters
    name: str = ""


class Part(NamedTuple):
    """A heading and its lines."""

    title: str
    lines: list[Line]


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """The list alone; with ?full=1 for a form that has begun, where choosing keeps what is typed."""
    words = typed(request.GET.get("title", ""))
    full = bool(request.GET.get("full"))
    parts = found(reader(request), words, now=request.now)  # type: ignore[attr-defined]
    return render(request, "requests/_ask_suggest.html", {"parts": parts, "full": full, "own": own_words(words)})


def typed(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())[:LONGEST]


def own_words(words: str) -> str:
    """Where one asks any team or person."""
    return f"{reverse('ask')}?{urlencode({'own': 1, 'title': words})}"


def found(person: Any, words: str, *, now: datetime) -> list[Part]:
    """Only what the reader may see, each part by its own door. Eight statements at most; nothing for nothing typed."""
    if not words:
        return []
    parts = [
        Part(_("Answers you can use now"), _answers(person, words, now=now)),
        Part(_("You asked already"), alike(person, words, now=now)),
        Part(_("Services"), _services(person, words)),
        Part(_("People and teams"), _whom(person, words)),
    ]
    return [part for part in parts if part.lines]


def alike(person: Any, words: str, *, now: datetime) -> list[Line]:
    """Open requests of one's own that look the same."""
    same = purposes.alike(person, words) if person.viewed_by is None else []
    return [
        Line(marked(one.title, words), ask_shown.once_more(one, now=now), "history", reverse("request", args=[one.id]))
        for one in same
    ]


def _answers(person: Any, words: str, *, now: datetime) -> list[Line]:
    ready = answers_to(person, words, now=now, limit=MOST)
    return [Line(marked(one.title, words), one.says, "book-open", one.url) for one in ready]


def _services(person: Any, words: str) -> list[Line]:
    """Those that have every word; where none has, those that have the longest one."""
    some = services.suggest(person, words, limit=MOST)
    if not some and " " in words:
        some = services.suggest(person, max(words.split(), key=len), limit=MOST)
    known = services.named(person, some)
    return [
        Line(
            marked(one.name, words), str(one.team.name) if one.team_id in known else "", "concierge-bell",
            *_pick("service", one.pk, words),
        )
        for one in some
    ]  # fmt: skip


def _whom(person: Any, words: str) -> list[Line]:
    teams = card.called(person, words).order_by("name", "pk")[:MOST]
    people = [one for one in directory.some(person, words, limit=MOST + 1) if one.pk != person.pk]
    return [
        *(Line(marked(one.name, words), "", "users", *_pick("team", one.pk, words)) for one in teams),
        *(
            Line(marked(one.name, words), one.title, "user", *_pick("person", one.pk, words), one.pk, one.name)
            for one in people[:MOST]
        ),
    ]


def _pick(kind: str, id: int, words: str) -> tuple[str, str]:
    """The address that chooses it, and the value of the button that does."""
    return f"{reverse('ask')}?{urlencode({kind: id, 'title': words})}", f"{kind}:{id}"


def marked(text: str, words: str) -> SafeString:
    """With what was typed marked where a word begins so."""
    begun = [word.casefold() for word in words.split()]
    return format_html_join(" ", "{}", ((part,) for part in _pieces(text.split(), begun)))


def _pieces(parts: Iterable[str], begun: list[str]) -> Iterable[SafeString]:
    for part in parts:
        fits = max((word for word in begun if part.casefold().startswith(word)), key=len, default="")
        cut = len(fits)
        yield SafeString(
            f"<mark>{conditional_escape(part[:cut])}</mark>{conditional_escape(part[cut:])}"
            if cut
            else conditional_escape(part)
        )
