"""Who hears of what happens to a request: whoever's word about it changes, or whose move it is now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thepass.journal.queries import happened, history
from thepass.kernel.intent import person_of
from thepass.kernel.numbering import Number
from thepass.kernel.words import Marked, _
from thepass.notices.queries.books import NewsKind, Subject
from thepass.notices.rules.news import News, Quote, Who
from thepass.people.queries import acting
from thepass.requests.events import RequestEvent as E
from thepass.requests.queries.seen import requests_visible_to
from thepass.requests.rules import approvers
from thepass.requests.rules.request import Request as State
from thepass.requests.rules.request import after

KINDS = {
    "asked": NewsKind(says=_("when somebody asks me or my team"), icon="inbox", order=10),
    "answered": NewsKind(says=_("what becomes of what I asked"), icon="concierge-bell", order=20),
    "changed": NewsKind(says=_("what changes about what I do for others"), icon="refresh-cw", order=30),
    "thanked": NewsKind(says=_("when somebody says thank you"), icon="heart", order=40),
    "mentioned": NewsKind(says=_("when somebody names me"), icon="at-sign", order=50),
    "said": NewsKind(says=_("what is said where I take part or follow"), icon="message-circle", order=60),
    "reminded": NewsKind(
        says=_("before something I promised is due, and when my team is late"), icon="alarm-clock", order=70,
    ),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Tells:
    """How one event is told to one side. `move` is the form it leads to, `quote` the column of words to quote."""

    kind: str
    sentence: Marked
    short: Marked
    move: str = ""
    link: Marked = _("Open it")
    quote: str = ""
    quiet: bool = False


CUSTOMER: Mapping[str, Tells] = {
    E.READ_BACK: Tells(
        kind="answered", sentence=_("%(who)s said what they heard. Is that it?"), short=_("is this what you need?"),
        move="agreement", link=_("Say yes, or put it right"), quote="heard",
    ),
    E.PROMISED: Tells(
        kind="answered", sentence=_("%(who)s promised it for %(due)s."), short=_("promised for %(due)s"),
        quote="promise_words",
    ),
    E.PROPOSED: Tells(
        kind="answered", sentence=_("%(who)s asks to move it to %(new)s. Until you agree, the old time stands."),
        short=_("%(new)s instead?"), move="agreement", link=_("Agree, or keep the old time"), quote="reason",
    ),
    E.ASKED_BACK: Tells(
        kind="answered", sentence=_("%(who)s has a question before it can go on."), short=_("a question for you"),
        move="answer", link=_("Answer the question"), quote="question",
    ),
    E.DECLINED: Tells(
        kind="answered", sentence=_("%(who)s cannot do it as asked, and offers another way."),
        short=_("another way is offered"), move="choice", link=_("See what is offered"), quote="reason",
    ),
    E.DELIVERED: Tells(
        kind="answered", sentence=_("%(who)s delivered it. Is it what you needed?"), short=_("delivered"),
        move="acceptance", link=_("Say how it was"), quote="delivery",
    ),
    E.MERGED: Tells(
        kind="answered", sentence=_("%(who)s put it together with another request for the same."),
        short=_("goes on as part of another"),
    ),
    E.HANDED_OVER: Tells(
        kind="answered", sentence=_("%(who)s passed it on. What was promised to you still stands."),
        short=_("passed on"), quiet=True,
    ),
    E.SLOTS_OFFERED: Tells(
        kind="answered", sentence=_("%(who)s offers times to talk."), short=_("choose a time to talk"), move="slot",
        link=_("Choose a time"), quote="question",
    ),
    E.APPROVED: Tells(
        kind="answered", sentence=_("%(who)s said yes. Others are still to say."), short=_("a first yes"),
        quote="delivery", quiet=True,
    ),
    E.NOT_YET: Tells(
        kind="answered", sentence=_("%(who)s said: not yet. Others are still to say."), short=_("not yet"),
        quote="reason", quiet=True,
    ),
    E.CONFIRMED_BY_SILENCE: Tells(
        kind="answered", sentence=_("Nobody objected to what was heard, so it goes on."), short=_("goes on"),
        quiet=True,
    ),
    E.ACCEPTED_BY_SILENCE: Tells(
        kind="answered", sentence=_("It counts as what you needed, as you said nothing for five working days."),
        short=_("closed"), quiet=True,
    ),
}  # fmt: skip

SUPPLIER: Mapping[str, Tells] = {
    E.ASKED: Tells(
        kind="asked", sentence=_("%(who)s asks for this."), short=_("%(who)s asks"), move="promise",
        link=_("Promise a time, or offer something else"), quote="details",
    ),
    E.TAKEN: Tells(kind="asked", sentence=_("%(who)s gave this to you."), short=_("it is yours now"), move="promise"),
    E.HANDED_OVER: Tells(
        kind="asked", sentence=_("%(who)s passed this on to you."), short=_("passed on to you"), move="promise",
        link=_("Promise a time, or offer something else"), quote="handing",
    ),
    E.CORRECTED: Tells(
        kind="changed", sentence=_("%(who)s put right what was heard."), short=_("put right"), move="promise",
        link=_("Say what you heard now"), quote="correction",
    ),
    E.CONFIRMED: Tells(
        kind="changed", sentence=_("%(who)s said: yes, that is it."), short=_("that is it"), quiet=True,
    ),
    E.ANSWERED: Tells(
        kind="changed", sentence=_("%(who)s answered the question."), short=_("answered"), quote="answer",
    ),
    E.CHOSEN: Tells(
        kind="changed", sentence=_("%(who)s took what was offered."), short=_("your offer is taken"),
    ),
    E.NONE_CHOSEN: Tells(
        kind="changed", sentence=_("%(who)s took none of what was offered."), short=_("no offer is taken"),
    ),
    E.MOVED: Tells(
        kind="changed", sentence=_("%(who)s agreed your new time, %(due)s."), short=_("your new time is agreed"),
    ),
    E.OBJECTED: Tells(
        kind="changed", sentence=_("%(who)s needs it as promised, %(due)s."), short=_("please keep the time promised"),
        quote="objection",
    ),
    E.REOPENED: Tells(
        kind="changed", sentence=_("%(who)s says that it is not what they needed yet."), short=_("not there yet"),
        move="promise", link=_("Promise a new time"), quote="reason",
    ),
    E.WITHDRAWN: Tells(
        kind="changed", sentence=_("%(who)s does not need it any more."), short=_("not needed any more"),
        quote="reason",
    ),
    E.ACCEPTED: Tells(
        kind="changed", sentence=_("%(who)s says that it is what they needed."), short=_("accepted"), quiet=True,
    ),
    E.SLOT_CHOSEN: Tells(
        kind="changed", sentence=_("%(who)s chose %(due)s to talk."), short=_("you talk %(due)s"),
    ),
    E.THANKED: Tells(
        kind="thanked", sentence=_("%(who)s says thank you."), short=_("thank you"), quote="thanks",
    ),
    E.CONFIRMED_BY_SILENCE: CUSTOMER[E.CONFIRMED_BY_SILENCE],
}  # fmt: skip
APPROVE = Tells(
    kind="asked", sentence=_("%(who)s asks for your yes."), short=_("%(who)s asks for your yes"), move="approval",
    link=_("Say yes, or not yet"), quote="details",
)  # fmt: skip
NEXT = Tells(
    kind="asked", sentence=_("%(who)s said yes. It is your turn now."), short=_("your yes is needed"),
    move="approval", link=_("Say yes, or not yet"),
)  # fmt: skip
ON_BEHALF = Tells(kind="answered", sentence=_("%(who)s asked for this on your behalf."), short=_("asked for you"))
WITH_PROMISE = _("%(who)s said what they heard, and promises it for %(due)s. Is that it?")
ASKS = {E.ASKED, E.CHOSEN, E.HANDED_OVER}
ASKED = "asked"
SHORT_PROMISE = _("heard, and promised for %(due)s")
HEARD_OF = sorted({*CUSTOMER, *SUPPLIER})


def of_request(event: Any) -> Iterable[News]:
    """Who is told of one event of a request. Whether they may see it is asked again where it is told."""
    row = _then(event)
    facts = _facts(event, row)
    for person, asks in _approvers(row, event):
        yield _news(asks, event, row, person, facts)
    if (theirs := SUPPLIER.get(event.type)) is not None and not (row.approvers and event.type in ASKS):
        for person, quiet in _suppliers(row, event):
            yield _news(theirs, event, row, person, facts, quiet=quiet)
    if event.type == E.ASKED and row.asked_by_id is not None and row.customer_id is not None:
        yield _news(ON_BEHALF, event, row, row.customer_id, facts)
    if (told := CUSTOMER.get(event.type)) is not None:
        for id in dict.fromkeys((row.customer_id, row.asked_by_id)):
            if id is not None:
                yield _news(told, event, row, id, facts, quiet=id != row.customer_id)


def _then(event: Any) -> State:
    """The request as the event left it: whoever hears late of several is told of each as it was. One statement."""
    one = State()
    for each in history(event.stream).filter(number__lte=event.number):
        one = after(one, happened(each))
    return one


def _approvers(row: State, event: Any) -> list[tuple[int, Tells]]:
    """Whose turn it is to say yes: all of them once it is asked, one after the other where there is an order."""
    turns = [row.approvers[n]["person"] for n in approvers.turns(row)] if row.approvers and row.open else []
    if event.type == E.APPROVED and row.mode == approvers.Mode.ORDER:
        return [(id, NEXT) for id in turns]
    return [(id, APPROVE) for id in turns] if event.type in ASKS and row.state == ASKED else []


def _suppliers(row: State, event: Any) -> list[tuple[int, bool]]:
    """Who has it, or was asked; of a team where nobody has it yet everyone there, without a mail."""
    if (one := row.holder_id or row.person_id) is not None:
        return [(one, False)]
    return [(id, True) for id in acting.present_in(row.team_id, event.at)] if row.team_id is not None else []


def _facts(event: Any, row: State) -> dict[str, Any]:
    facts: dict[str, Any] = {"who": Who(person_of(event.by))}
    for name, column, kept in (("due", "due", row.due), ("new", "proposed_due", row.proposed_due)):
        said = event.facts.get(column) or kept
        if said is not None:
            facts[name] = datetime.fromisoformat(said) if isinstance(said, str) else said
    return facts


def _news(
    told: Tells, event: Any, row: State, person_id: int, facts: Mapping[str, Any], *, quiet: bool = False
) -> News:  # fmt: skip
    with_promise = event.type == E.READ_BACK and event.facts.get("due") is not None
    quote = Quote(event.stream, event.number, told.quote) if told.quote else None
    return News(
        person_id=person_id, about=event.stream, kind=told.kind, short=SHORT_PROMISE if with_promise else told.short,
        link=told.link, quote=quote,
        sentence=WITH_PROMISE if with_promise else told.sentence, facts=facts, private=row.private,
        url=move_url(event.of[1], told.move) if told.move else "", quiet=told.quiet or quiet,
    )  # fmt: skip


def move_url(request_id: int, move: str) -> str:
    """The form of a move."""
    return f"/requests/{Number('R', request_id)}/{move}/"


def subjects(reader: Any, ids: Iterable[int]) -> dict[int, Subject]:
    """What requests are called, of those the reader may see now."""
    rows = requests_visible_to(reader).filter(pk__in=list(ids)).values_list("pk", "title")
    return {
        pk: Subject(title=f"{Number('R', pk)} {title}", url=f"/requests/{Number('R', pk)}/", icon="inbox")
        for pk, title in rows
    }
