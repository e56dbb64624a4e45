"""The public words of requests: what happens between asking and thank you."""

from thepass.kernel.happened import Said
from thepass.kernel.words import _


class RequestEvent(Said):
    ASKED = "request.asked", _("asked for this")
    TAKEN = "request.taken", _("took this on")
    READ_BACK = "request.read_back", _("said what they heard")
    CONFIRMED = "request.confirmed", _("said: yes, that is it")
    CONFIRMED_BY_SILENCE = "request.confirmed_by_silence", _("went on, as nobody objected within two working hours")
    CORRECTED = "request.corrected", _("put right what was heard")
    PROMISED = "request.promised", _("made a promise")
    PROPOSED = "request.proposed", _("asked to move the promise")
    MOVED = "request.moved", _("agreed to the new time")
    OBJECTED = "request.objected", _("wants the promise kept as it was")
    ASKED_BACK = "request.asked_back", _("asked a question")
    ANSWERED = "request.answered", _("answered the question")
    HANDED_OVER = "request.handed_over", _("handed this over")
    APPROVED = "request.approved", _("said yes to this")
    NOT_YET = "request.not_yet", _("said: not yet")
    DECLINED = "request.declined", _("offered something else")
    CHOSEN = "request.chosen", _("took what was offered")
    NONE_CHOSEN = "request.none_chosen", _("took none of what was offered")
    SLOTS_OFFERED = "request.slots_offered", _("offered times to talk")
    SLOT_CHOSEN = "request.slot_chosen", _("chose a time to talk")
    DELIVERED = "request.delivered", _("delivered this")
    ACCEPTED = "request.accepted", _("accepted it")
    ACCEPTED_BY_SILENCE = "request.accepted_by_silence", _("closed this, as no answer came within five working days")
    REOPENED = "request.reopened", _("said that it is not what they needed")
    WITHDRAWN = "request.withdrawn", _("withdrew this")
    MERGED = "request.merged", _("put this together with another request")
    THANKED = "request.thanked", _("said thank you")
    OPENED = "request.opened", _("opened this to both teams")
    TAKEN_BACK = "request.taken_back", _("took that back")


class LinkEvent(Said):
    TIED = "link.tied", _("said what this waits for")
    RELEASED = "link.released", _("took the link away")


class ReminderRuleEvent(Said):
    SET = "reminder_rule.set", _("said what the team is reminded of")
    PUT_BACK = "reminder_rule.put_back", _("took that back")
