"""Handing over: a new supplier's own clock begins, the customer's goes on beside it."""

from datetime import datetime

from thepass.kernel.happened import Happened
from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.kernel.working_time import Calendar
from thepass.requests.events import RequestEvent
from thepass.requests.rules import moves, texts
from thepass.requests.rules.asking import To
from thepass.requests.rules.clocks import Clocks, Terms, duties, moved_by_waiting
from thepass.requests.rules.request import Request
from thepass.requests.rules.saying import say
from thepass.requests.rules.sides import Me


def hand_over(
    one: Request, *, at: datetime, me: Me, to: To, clocks: Clocks, terms: Terms, own: Calendar, words: str = ""
) -> Happened:
    """To another team or person. The old promise stays shown, and counts for its maker, until theirs replaces it.

    `clocks.supplier` is the new supplier's calendar, `own` that of whoever hands it over: a question that is open ends
    here, and moves the promise by the time it was waited for. Refuses the customer, who has it already, and who has
    left.
    """
    moves.allow("hand_over", one, me)
    if (to.team_id is None) == (to.person_id is None):
        raise Refused(_("Please choose one team or one person to hand it to."), field="to")
    if to.closed:
        raise Refused(_("Nobody is there any more to hand it to. Please choose somebody else."), field="to")
    if to.person_id is not None and to.person_id == one.customer_id:
        raise Refused(_("That is who needs it. Please choose somebody else."), field="to")
    if (to.team_id, to.person_id) == (one.team_id, one.person_id) or (
        to.person_id is not None and to.person_id == one.holder_id
    ):
        raise Refused(_("They have it already."), field="to")
    said = texts.words(words, field="words")
    moved = moved_by_waiting(one, at=at, supplier=own)
    return say(
        RequestEvent.HANDED_OVER, one, at=at, words={"handing": said}, team_id=to.team_id, person_id=to.person_id,
        holder_id=to.taker_id, service_id=to.service_id, own_at=at, reads_back=terms.reads_back, proposed_due=None,
        slots=[], waiting_since=None, left="", lapses_at=None, heard_at=None, read_at=None,
        due=moved.get("due", one.due),
        **duties(terms, at=at, supplier=clocks.supplier),
    )  # fmt: skip
