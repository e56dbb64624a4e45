"""Who asks for one of people's pages; and the questions of frame.asking on people's own form."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest

from thepass.frame import asking
from thepass.frame.asking import do_and_go, or_404, say
from thepass.people.models import Person

__all__ = ["administrator", "ask", "do_and_go", "or_404", "reader", "say"]

ask = partial(asking.ask, template="people/form.html")


def reader(request: HttpRequest) -> Person:
    """Whose eyes are used. Nobody's: not there."""
    person: Person | None = getattr(request, "person", None)
    if person is None:
        raise Http404
    return person


def administrator(request: HttpRequest) -> Person:
    """The reader, who is an administrator. For everybody else these pages do not exist."""
    person = reader(request)
    if not person.is_administrator or person.viewed_by is not None:
        raise Http404
    return person
