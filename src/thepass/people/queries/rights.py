"""What a reader may change, for showing and hiding buttons. The verbs ask again."""

from collections.abc import Callable
from typing import Any

from thepass.kernel.refusal import Refused
from thepass.people.models import Person
from thepass.people.queries import acting
from thepass.people.rules.who_may import Actor


def of(reader: Person) -> Actor:
    """Two statements at most, asked once a page; none for an administrator, or for eyes that are lent."""
    if reader.viewed_by is not None:
        return Actor(id=-1)
    parts = None if reader.is_administrator else acting.own_parts(reader)
    leads = parts.leads if parts is not None else frozenset[int]()
    return Actor(id=reader.pk, administrator=reader.is_administrator, steward=reader.is_steward, leads=leads)


def may(rule: Callable[..., None], actor: Actor, *asked: Any, **named: Any) -> bool:
    """Whether the rule lets this actor."""
    try:
        rule(actor, *asked, **named)
    except Refused:
        return False
    return True
