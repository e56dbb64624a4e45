"""Reading what was said. The item's app says who may, in a Room: see rooms."""

from thepass.talk.queries.answers import answer_for, answers_of
from thepass.talk.queries.reading import (
    MessageLine,
    Quote,
    history,
    last_messages,
    message,
    message_count,
    messages,
)
from thepass.talk.queries.rooms import Room, rooms
from thepass.talk.queries.told import shape
from thepass.talk.queries.watching import watchers, watches, writing

__all__ = [
    "MessageLine",
    "Quote",
    "Room",
    "answer_for",
    "answers_of",
    "history",
    "last_messages",
    "message",
    "message_count",
    "messages",
    "rooms",
    "shape",
    "watchers",
    "watches",
    "writing",
]
