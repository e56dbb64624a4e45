"""Everything that can be done in talk, and how each is taken back."""

from thepass.talk.changes.answering import change_answer, put_away, take_out, write_answer
from thepass.talk.changes.putting_back import WAYS
from thepass.talk.changes.saying import edit, say, take_back
from thepass.talk.changes.watching import stops_writing, unwatch, watch, writes

__all__ = [
    "WAYS",
    "change_answer",
    "edit",
    "put_away",
    "say",
    "stops_writing",
    "take_back",
    "take_out",
    "unwatch",
    "watch",
    "write_answer",
    "writes",
]
