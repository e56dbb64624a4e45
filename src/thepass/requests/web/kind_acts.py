"""The moves that approvals and talks have beside the others."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from thepass.kernel.intent import Intent
from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.requests import changes
from thepass.requests.web import kind_forms
from thepass.requests.web.act import Act, plain

if TYPE_CHECKING:
    from thepass.journal.record import Answer


def _approve(request: HttpRequest, one: Any, intent: Intent, said: dict[str, Any]) -> "Answer":
    word = request.POST.get("said", "")
    if word not in ("yes", "no"):
        raise Refused(_("Please choose: yes, or not yet."))
    return changes.approve(intent, one.pk, yes=word == "yes", words=said["words"], would=said["would"])


ACTS: dict[str, Act] = {
    "approval": Act(
        rule="approve", title=gettext_lazy("Yes, or not yet"), submit=gettext_lazy("Yes"),
        second=gettext_lazy("Not yet"), done=gettext_lazy("They have been told."), do=_approve,
        form=kind_forms.ApprovalForm,
    ),
    "slots": Act(
        rule="offer_slots", title=gettext_lazy("Offer times to talk"), submit=gettext_lazy("Offer them"),
        done=gettext_lazy("They can choose one now."), do=plain(changes.offer_slots, "slots", "words"),
        form=kind_forms.SlotsForm,
        about=gettext_lazy("They take one with a click, and both of you have it for your calendars."),
    ),
    "slot": Act(
        rule="choose_slot", title=gettext_lazy("Choose a time to talk"), submit=gettext_lazy("Take this time"),
        done=gettext_lazy("It is agreed. Both of you can put it into your calendars."),
        do=plain(changes.choose_slot, "slot"), form=kind_forms.SlotForm,
    ),
    "meeting": Act(
        rule="took_place", title=gettext_lazy("It took place"), submit=gettext_lazy("Yes, we have talked"),
        done=gettext_lazy("Noted. Thank you."), do=plain(changes.took_place, "words"), form=kind_forms.MeetingForm,
    ),
}  # fmt: skip
