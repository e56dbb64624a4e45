"""One question to a person, one verb: the form, the refusal at its field, the news with its undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from thepass.frame.answer import refused
from thepass.frame.edge import intent
from thepass.frame.toast import tell
from thepass.journal import undo
from thepass.kernel.intent import Intent
from thepass.kernel.refusal import NotThere, Refused

if TYPE_CHECKING:
    from thepass.journal.record import Answer

T = TypeVar("T")
Do = Callable[[Intent, dict[str, Any]], "Answer"]


def ask(
    request: HttpRequest,
    form: type[Form],
    do: Do,
    *,
    done: str,
    to: str | Callable[[Answer], str],
    template: str = "frame/ask.html",
    initial: dict[str, Any] | None = None,
    given: dict[str, Any] | None = None,
    **page: Any,
) -> HttpResponse:
    """Show the form, or make the call and go `to` a page that says what is `done`.

    Wrong or refused: the form again with what was typed. "find" among what was sent only looks for persons.
    """
    given = given or {}
    if request.method != "POST":
        return render(request, template, {**page, "form": form(initial=initial, **given)})
    if "find" in request.POST:
        typed = {name: request.POST.get(name) for name in request.POST}
        return render(request, template, {**page, "form": form(initial=typed, **given)})
    asked = form(request.POST, initial=initial, **given)
    if not asked.is_valid():
        return render(request, template, {**page, "form": asked}, status=422)
    try:
        answer = do(intent(request), asked.cleaned_data)
    except NotThere as gone:
        raise Http404 from gone
    except Refused as refusal:
        return refused(request, refusal, form=asked, template=template, **page)
    say(request, answer, done)
    return redirect(to if isinstance(to, str) else to(answer))


def do_and_go(request: HttpRequest, do: Callable[[Intent], Answer], *, done: str, to: str) -> HttpResponse:
    """One press of a button. A refusal is told on the page one came from."""
    try:
        answer = do(intent(request))
    except NotThere as gone:
        raise Http404 from gone
    say(request, answer, done)
    return redirect(to)


def say(request: HttpRequest, answer: Answer, done: str) -> None:
    """The news, with an undo where there is one. Nothing when there was nothing to do."""
    if answer.events:
        tell(request, done, undo=answer.events[0].pk if undo.can(answer) else None)


def or_404(found: T | None) -> T:
    """What was found, or: it does not exist, not for this reader."""
    if found is None:
        raise Http404
    return found


def reader(request: HttpRequest) -> Any:
    """Whose eyes are used. Nobody's: not there."""
    return or_404(getattr(request, "person", None))
