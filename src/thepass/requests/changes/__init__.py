"""Everything that can be done to a request. One function a verb; nothing else writes."""

from thepass.requests.changes.answering import (
    ask_back,
    decline,
    deliver,
    hand_over,
    promise,
    propose,
    read_back,
    take,
)
from thepass.requests.changes.approving import approve
from thepass.requests.changes.asking import ask, merge, open_up, withdraw
from thepass.requests.changes.linking import release, tie, tie_all
from thepass.requests.changes.meeting import choose_slot, offer_slots, took_place
from thepass.requests.changes.putting_back import WAYS
from thepass.requests.changes.replying import (
    accept,
    agree,
    answer,
    choose,
    confirm,
    correct,
    object_,
    reopen,
    say_yes,
    thank,
)
from thepass.requests.changes.silence import lapse

__all__ = [
    "WAYS",
    "accept",
    "agree",
    "answer",
    "approve",
    "ask",
    "ask_back",
    "choose",
    "choose_slot",
    "confirm",
    "correct",
    "decline",
    "deliver",
    "hand_over",
    "lapse",
    "merge",
    "object_",
    "offer_slots",
    "open_up",
    "promise",
    "propose",
    "read_back",
    "release",
    "reopen",
    "say_yes",
    "take",
    "thank",
    "tie",
    "tie_all",
    "took_place",
    "withdraw",
]
