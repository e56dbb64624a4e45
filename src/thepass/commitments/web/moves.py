"""How it went: the customer has it, agreed to another time, did not get it, or needs it no longer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from thepass.commitments import changes
from thepass.commitments.queries import seen
from thepass.commitments.rules import life
from thepass.commitments.web.forms import HadForm, MoveForm, ReasonForm
from thepass.commitments.web.making import above, held
from thepass.frame.asking import ask, reader
from thepass.kernel.refusal import Refused
from thepass.people.queries import hours


def fulfil(request: HttpRequest, commitment_id: int) -> HttpResponse:
    """The customer has it: one press of a button for now, the form for since when."""
    one = _one(request, commitment_id, "fulfil")
    calendar = hours.of_team(one.team)
    return _asked(
        request, one, HadForm, lambda intent, said: changes.fulfil(intent, one.pk, had_at=said["since"]),
        done=_("%(customer)s has it. Well done.") % {"customer": one.customer}, title=_("The customer has it"),
        submit=_("They have it"), given={"zone": calendar.zone, "calendar": calendar, "now": request.now},
    )  # fmt: skip


def renegotiate(request: HttpRequest, commitment_id: int) -> HttpResponse:
    """Another time that the customer has agreed to."""
    one = _one(request, commitment_id, "renegotiate")
    return _asked(
        request, one, MoveForm,
        lambda intent, said: changes.renegotiate(intent, one.pk, due=said["until"], reason=said["reason"]),
        done=_("The new time is kept. The one before stays to be read."), title=_("Agree a new time"),
        submit=_("This is agreed"), given={"zone": hours.of_team(one.team).zone},
        about=_("Write it down when the customer has said yes to it."),
    )  # fmt: skip


def miss(request: HttpRequest, commitment_id: int) -> HttpResponse:
    """The due has passed without it."""
    one = _one(request, commitment_id, "miss")
    return _asked(
        request, one, ReasonForm, lambda intent, said: changes.miss(intent, one.pk, reason=said["reason"]),
        done=_("It is written down as missed."), title=_("The customer did not get it in time"),
        submit=_("Write it down"), about=_("If they get it later after all, say so then: it counts as kept late."),
    )  # fmt: skip


def withdraw(request: HttpRequest, commitment_id: int) -> HttpResponse:
    """The customer waits for it no longer."""
    one = _one(request, commitment_id, "withdraw")
    return _asked(
        request, one, ReasonForm, lambda intent, said: changes.withdraw(intent, one.pk, reason=said["reason"]),
        done=_("The commitment is withdrawn."), title=_("The customer waits for it no longer"),
        submit=_("Withdraw it"), about=_("It is in no figure then, and what led to it stays."),
    )  # fmt: skip


def _one(request: HttpRequest, commitment_id: int, move: str) -> Any:
    one = held(request, commitment_id, seen.me(reader(request)))
    if request.method != "POST" and not life.can(move, one):
        raise Refused(life.SAYS[one.state])
    return one


def _asked(request: HttpRequest, one: Any, form: Any, do: Any, *, title: str, **more: Any) -> HttpResponse:
    back = reverse("commitment", args=[one.pk])
    return ask(
        request, form, do, to=back, back=back, seen=one.version, above=above(one), place="commitments",
        title=f"{title}: {one.title}", **more,
    )  # fmt: skip
