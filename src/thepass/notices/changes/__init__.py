"""Everything that leaves the house by mail, and what people are told inside it."""

from thepass.notices.changes.about_people import invite, viewed
from thepass.notices.changes.choosing import WAYS, choose
from thepass.notices.changes.leaving import leave_due, leave_of_event
from thepass.notices.changes.reading import forget_old, read, read_all
from thepass.notices.changes.sending import mail, remove_old, send, take
from thepass.notices.changes.telling import posts, tell, tell_all, untell

__all__ = [
    "WAYS",
    "choose",
    "forget_old",
    "invite",
    "leave_due",
    "leave_of_event",
    "mail",
    "posts",
    "read",
    "read_all",
    "remove_old",
    "send",
    "take",
    "tell",
    "tell_all",
    "untell",
    "viewed",
]
