"""Everything people add to the rest of the product."""

from collections.abc import Iterable
from typing import Any

from thepass.kernel import attach
from thepass.kernel.intent import Intent
from thepass.people import changes, projections
from thepass.people.events import PersonEvent
from thepass.people.queries import acting

attach.followers.add("*", "people.words", projections.hear)
attach.rebuilds.add("*", "people", projections.rebuild)
attach.checks.add("*", "people.words", projections.check)


def _names(ids: Iterable[int]) -> dict[int, str]:
    return acting.person_names(list(ids))


def _take_invitation_back(intent: Intent, event: Any) -> Any:
    return changes.take_invitation_back(intent, event.of[1])


attach.names.add("person", "people", _names)
attach.undoes.add(PersonEvent.INVITED, "undo", _take_invitation_back)
