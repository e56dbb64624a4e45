"""Bringing commitments in from a sheet: all of it or nothing, in one verb."""

from collections.abc import Callable
from dataclasses import dataclass

from thepass.commitments.models import COMMITMENT
from thepass.commitments.queries import acting, bringing
from thepass.commitments.rules import sides
from thepass.commitments.rules.bringing import Plan
from thepass.journal import bulk
from thepass.journal.record import Answer, Change, verb
from thepass.kernel.intent import Intent
from thepass.kernel.refusal import Refused
from thepass.kernel.words import _

Tell = Callable[[int], None]  # hears how many more rows are written
GUARD = "commitments"


@dataclass(frozen=True)
class Asked:
    """What is asked is the plan; who hears of its progress is no part of it."""

    plan: Plan
    tell: Tell

    def __repr__(self) -> str:
        return repr(self.plan)


def bring_commitments(intent: Intent, plan: Plan, *, tell: Tell = lambda rows: None) -> Answer:
    """Do what was planned, without consequences. Refuses when it no longer fits, and then writes nothing."""
    return _bring(intent, Asked(plan, tell))


@verb
def _bring(change: Change, /, asked: Asked) -> None:
    change.guard(GUARD)
    mine = acting.me(change.intent.by)
    sides.allow_many(mine)
    if asked.plan.problems:
        raise Refused(_("There is still something to put right in this sheet. Nothing was written."))
    now = bringing.plan(asked.plan.records, asked.plan.headings, mine, now=change.now)
    if now.problems or now.fingerprint != asked.plan.fingerprint:
        raise Refused(_("Meanwhile something has changed, and nothing was written. Please look at the preview again."))
    stories = [new.story for new in now.add]
    for start in range(0, len(stories), bulk.BATCH):
        asked.tell(len(bulk.bring(change, COMMITMENT, stories[start : start + bulk.BATCH])))
