"""What happened, with what follows from it for the lists: whether it is open, and what comes next by when."""

from datetime import datetime
from typing import Any

from thepass.kernel.happened import Happened
from thepass.requests.events import RequestEvent
from thepass.requests.rules import clocks
from thepass.requests.rules.request import OVER, Request, after


def say(
    type: RequestEvent, one: Request, *, at: datetime, words: dict[str, str] | None = None, **facts: Any
) -> Happened:
    """The event of a request as it is now. What a fact says already is left out."""
    then = after(one, Happened(type, at, facts))
    follows = {
        "open": then.state not in OVER and type != RequestEvent.NONE_CHOSEN and facts.get("open", True),
        "next_at": clocks.next_at(then) or at,
    }
    news = {name: value for name, value in (facts | follows).items() if getattr(one, name, ...) != value}
    return Happened(type, at, news, words or {})
