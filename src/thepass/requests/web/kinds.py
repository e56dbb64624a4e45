"""What the page of an approval or a talk shows beside what every request shows."""

from collections.abc import Sequence
from typing import Any

from thepass.requests.queries.approval import voices
from thepass.requests.queries.page import Step
from thepass.requests.rules import moves, sides
from thepass.requests.rules.request import WITH_SUPPLIER, Kind
from thepass.requests.web import kind_forms, meeting


def parts(one: Any, steps: Sequence[Step], given: dict[str, Any], *, served: bool) -> dict[str, Any]:
    """The context of `_approval.html` or `_talk.html`; nothing for other kinds. One statement for an approval."""
    if one.mode:
        approves = moves.can("approve", one.as_state, one.me)
        return {
            "voices": voices(one, steps),
            "undecided": one.state in WITH_SUPPLIER,
            "approving": kind_forms.ApprovalForm(**given) if approves else None,
        }
    if one.kind != Kind.TALK:
        return {}
    slots = meeting.offered(one)
    begun = meeting.begun(one, now=given["now"])
    return {
        "slots": slots,
        "slot": meeting.chosen(one),
        "choosing": kind_forms.SlotForm(**given) if slots and served else None,
        "took_place": begun and moves.can("took_place", one.as_state, one.me),
        "in_calendar": sides.takes_part(one.me, one.as_state),
    }
