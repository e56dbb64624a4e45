"""/api/v1/requests/R-12/…: what approvals and talks have beside the other moves."""

from ninja import Router

from thepass.requests import changes
from thepass.requests.api import given
from thepass.requests.api.moving import Asking, move
from thepass.requests.rules.slots import Slot

router = Router()


@move(router, "approval")
def approve(asking: Asking, given: given.YesOrNot) -> None:
    """Yes; or not yet, with why (`words`) and what would make it a yes (`would`). By whose turn it is."""
    changes.approve(asking.intent, asking.id, yes=given.yes, words=given.words, would=given.would)


@move(router, "slots")
def offer_slots(asking: Asking, given: given.Slots) -> None:
    """Times to talk, of which whoever asked takes one. Also to move a talk."""
    slots = [Slot(start=one.start, minutes=one.minutes, place=one.place) for one in given.slots]
    changes.offer_slots(asking.intent, asking.id, slots=slots, words=given.words)


@move(router, "slot")
def choose_slot(asking: Asking, given: given.SlotTaken) -> None:
    """One of the times offered. It is promised for its beginning."""
    changes.choose_slot(asking.intent, asking.id, slot=given.slot)


@move(router, "meeting")
def took_place(asking: Asking, given: given.MaybeWords) -> None:
    """The talk took place: by either side, once it has begun."""
    changes.took_place(asking.intent, asking.id, words=given.words)
