"""Everything that leaves the house by mail."""

from thepass.notices.changes.about_people import invite, viewed
from thepass.notices.changes.sending import mail, remove_old, send, take

__all__ = ["invite", "mail", "remove_old", "send", "take", "viewed"]
