"""The public words of talk: what was said about an item, who follows it, and answers kept ready."""

from thepass.kernel.happened import Said
from thepass.kernel.words import _


class MessageEvent(Said):
    """`said` and `edited` carry `mentions`: ids of persons who are named and may read it; `anew`: not named before."""

    SAID = "message.said", _("wrote")
    EDITED = "message.edited", _("changed what they wrote")
    TAKEN_BACK = "message.taken_back", _("took back what they wrote")


class WatchEvent(Said):
    BEGUN = "watch.begun", _("follows it")
    ENDED = "watch.ended", _("follows it no more")
    UNDONE = "watch.undone", _("took that back")


class ReadyAnswerEvent(Said):
    WRITTEN = "ready_answer.written", _("wrote a ready answer")
    CHANGED = "ready_answer.changed", _("changed the ready answer")
    PUT_AWAY = "ready_answer.put_away", _("put the ready answer away")
    TAKEN_OUT = "ready_answer.taken_out", _("took the ready answer out again")
