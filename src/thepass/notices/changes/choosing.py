"""How one likes to be told. One function a verb."""

from collections.abc import Callable, Sequence
from typing import Any

from thepass.journal.queries import before
from thepass.journal.record import Answer, Change, verb
from thepass.kernel.happened import Said
from thepass.kernel.intent import Intent, person_of
from thepass.kernel.refusal import NotThere, Refused
from thepass.kernel.words import _
from thepass.notices.events import NoticeChoiceEvent
from thepass.notices.models import NOTICE_CHOICE
from thepass.notices.queries.choices import row_of
from thepass.notices.rules.timing import DAY, Pace

USUAL = {"pace": str(Pace.NOW), "daily_at": 8 * 60, "quiet_from": 0, "quiet_to": 0, "off": []}


@verb
def choose(
    change: Change, /, *, pace: str, daily_at: int, quiet_from: int, quiet_to: int, off: Sequence[str]
) -> None:  # fmt: skip
    """For oneself only. Refuses a pace that does not exist and a time of no day."""
    change.guard("notice_choices")
    if pace not in set(Pace):
        raise Refused(_("Choose at once, every hour or once a day."), field="pace")
    for name, minute in (("daily_at", daily_at), ("quiet_from", quiet_from), ("quiet_to", quiet_to)):
        if not 0 <= minute < DAY:
            raise Refused(_("Choose a time of day, such as 08:00."), field=name)
    columns = {
        "pace": str(pace), "daily_at": daily_at, "quiet_from": quiet_from, "quiet_to": quiet_to, "off": sorted(off),
    }  # fmt: skip
    _write(change, NoticeChoiceEvent.CHOSEN, columns)


@verb
def put_back(change: Change, /, *, columns: dict[str, Any]) -> None:
    """As it was before."""
    _write(change, NoticeChoiceEvent.PUT_BACK, columns)


def _write(change: Change, type: str, columns: dict[str, Any]) -> None:
    person_id = person_of(change.intent.by)
    if person_id is None:
        raise NotThere(_("This does not exist, or not for you."))
    row = row_of(person_id)
    if row is None:
        change.add(NOTICE_CHOICE, type, person_id=person_id, **columns)
    elif any(getattr(row, name) != value for name, value in columns.items()):
        change.set(NOTICE_CHOICE, row.pk, type, **columns)


def _as_before(intent: Intent, event: Any) -> Answer:
    held = {name: value for name, value in before(event).items() if name in USUAL}
    return put_back(intent, columns=USUAL if event.number == 1 else held)


WAYS: dict[Said, Callable[[Intent, Any], Answer]] = {NoticeChoiceEvent.CHOSEN: _as_before}
