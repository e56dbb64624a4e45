"""/requests/R-12/: one request. Who needs what from whom by when, what was heard and promised, and the next move."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thepass.files import queries as files
from thepass.frame.asking import or_404, reader
from thepass.requests.queries import answered, page, talking
from thepass.requests.rules import moves, sides
from thepass.requests.rules.request import Kind, State
from thepass.requests.web import chain, forms, kinds, promises, timeline, words
from thepass.requests.web.acts import ACTS, rule_of

SUPPLIERS = ("delivery", "promise", "renegotiation", "question", "handover", "refusal")
APPROVERS = ("approval", "question")
LIKELY = ("approval", "meeting", "slots", "promise", "delivery")
TALKERS = ("meeting", "slots", "question", "handover", "refusal")
CUSTOMERS = ("acceptance", "reopening", "withdrawal", "merging")


@dataclass(frozen=True)
class Way:
    """A button that leads to a move."""

    move: str
    title: Any
    primary: bool = False


@require_safe
def show(request: HttpRequest, request_id: int) -> HttpResponse:
    """The whole page."""
    person = reader(request)
    one = or_404(page.request(person, request_id))
    talking.keep(person, one)
    now: datetime = request.now  # type: ignore[attr-defined]
    steps = page.steps(one)
    serves, served = sides.supplies(one.me, one.as_state), sides.is_served(one.me, one.as_state)
    given: dict[str, Any] = {"one": one, "person": person, "now": now, "calendar": None}
    talks = one.kind == Kind.TALK  # times are offered instead of a promise
    hears = serves and not talks and forms.reads_back(one) and moves.can("read_back", one.as_state, one.me)
    context = {
        "one": one,
        "stream": f"request:{request_id}",
        "shown": words.slip_state(one, now=now, served=served and not serves),
        "steps": timeline.told(steps, now=now),
        "promises": promises.told(steps, one, now=now),
        "files": files.files_on([f"request:{request_id}"]).get(f"request:{request_id}"),
        "hearing": forms.PromiseForm(**given) if hears else None,
        "answering": served and one.state == State.WAITING and not one.slots,
        "offered": page.offered(person, one) if one.state == State.DECLINED and one.open else (),
        "ways": _ways(one, serves=serves, served=served, hearing=hears),
        "served": served,
        "serves": serves,
        "chain": chain.shown(person, one, now=now),
        "answers": answered.answered(person, one),
        "place": "home",
        **kinds.parts(one, steps, given, served=served),
    }
    return render(request, "requests/request.html", context)


def _ways(one: Any, *, serves: bool, served: bool, hearing: bool) -> list[Way]:
    """The moves there are, the likely one first."""
    ours = APPROVERS if one.mode else TALKERS if one.kind == Kind.TALK else SUPPLIERS
    theirs = (*(("meeting",) if one.kind == Kind.TALK else ()), *CUSTOMERS)
    asked = serves or sides.approves(one.me, one.as_state)
    names = dict.fromkeys((*(ours if asked else ()), *(theirs if served else ("merging",) if serves else ())))
    there = [name for name in names if moves.can(rule_of(ACTS[name], one), one.as_state, one.me) and _fits(name, one)]
    if hearing:
        there = [name for name in there if name != "promise"]
    likely = next((name for name in LIKELY if name in there), None) if not hearing else None
    there.sort(key=lambda name: name != likely)
    return [Way(name, _title(name, one), name == likely) for name in there]


def _fits(name: str, one: Any) -> bool:
    """A promise that runs is moved, not made; a talk took place only where a time was chosen."""
    if name == "promise":
        return bool(one.state != State.PROMISED)
    if name == "meeting":
        return one.slot is not None
    return True


def _title(name: str, one: Any) -> Any:
    if name == "delivery":
        return _("Done, tell %(name)s") % {"name": one.customer_name.split()[0]}
    return ACTS[name].title if name != "renegotiation" else _("Change the promise")
