"""{% conversation on events=events %}: what was said about an item and what happened to it, and where to write.

The page loads {% style "timeline" %}{% style "files" %}. Works without JavaScript; `events` are objects with `at`,
`who`, `sentence` (or `html`) and `state`, and maybe `icon`.
"""

from collections.abc import Iterable
from typing import Any

from django import template

from thepass.frame.states import STATES
from thepass.kernel.refusal import NotThere
from thepass.talk.queries.page import conversation as read

register = template.Library()


@register.inclusion_tag("talk/_conversation.html", takes_context=True)
def conversation(context: dict[str, Any], on: str, events: Iterable[Any] = ()) -> dict[str, Any]:
    """Nothing for who may not read the item."""
    request = context["request"]
    try:
        shown = read(request.person, on, events=events, asked=request.GET.dict(), now=request.now)
    except NotThere:
        return {}
    return {"request": request, "person": request.person, "csrf_token": context.get("csrf_token"), "talk": shown}


@register.filter
def symbol(event: Any) -> str:
    """The icon of an event: its own, else its state's."""
    state = getattr(event, "state", "") or "new"
    return getattr(event, "icon", "") or STATES.get(state, STATES["new"])[0]
