"""What happened to a request, line by line, for the conversation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thepass.frame.moment import when_text
from thepass.requests.events import RequestEvent as E
from thepass.requests.queries.page import Step

STATES = {
    E.CONFIRMED: "kept", E.CONFIRMED_BY_SILENCE: "kept", E.READ_BACK: "promised", E.PROMISED: "promised",
    E.APPROVED: "kept", E.NOT_YET: "declined", E.SLOTS_OFFERED: "question", E.SLOT_CHOSEN: "promised",
    E.PROPOSED: "soon", E.MOVED: "promised", E.ASKED_BACK: "question", E.ANSWERED: "question",
    E.DECLINED: "declined", E.CHOSEN: "promised", E.DELIVERED: "kept", E.ACCEPTED: "kept",
    E.ACCEPTED_BY_SILENCE: "kept", E.REOPENED: "late", E.THANKED: "kept",
}  # fmt: skip
WORDS = ("correction", "question", "answer", "reason", "objection", "handing", "delivery", "thanks", "promise_words")


@dataclass(frozen=True)
class Told:
    """One line, as `{% conversation %}` shows it."""

    at: datetime
    who: str
    html: SafeString
    state: str


def told(steps: Iterable[Step], *, now: datetime) -> list[Told]:
    return [Told(step.at, step.by, _sentence(step, now), STATES.get(E(step.type), "new")) for step in steps]


def _sentence(step: Step, now: datetime) -> SafeString:
    """ "Priya promised Thu 14:00." and under it what was written."""
    due = step.facts.get("proposed_due") or step.facts.get("due")
    says = _until().get(step.type, "") if due else ""
    if says:
        at = format_html("<b>{}</b>", when_text(datetime.fromisoformat(due), now=now))
        sentence = format_html(says, due=at)
    else:
        sentence = format_html("{}", _(E(step.type).says))
    said = next((step.words[column] for column in WORDS if step.words.get(column)), "")
    quote = format_html(' <q dir="auto">{}</q>', said) if said else ""
    return format_html("<b dir='auto'>{}</b> {}.{}", step.by or _("The Pass"), sentence, quote)


def _until() -> dict[str, str]:
    """What is said of an event that names a time."""
    return {
        E.READ_BACK: _("said what they heard, and offered {due}"),
        E.PROMISED: _("promised {due}"),
        E.PROPOSED: _("asked to move the promise to {due}"),
        E.MOVED: _("agreed to {due}"),
        E.SLOT_CHOSEN: _("chose {due} to talk"),
        E.CHOSEN: _("took what was offered, for {due}"),
        E.ANSWERED: _("answered the question; the promise is now for {due}"),
    }
