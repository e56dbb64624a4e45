"""The public words of notices: how somebody likes to be told. What was told is no event: it is made from others."""

from thepass.kernel.happened import Said
from thepass.kernel.words import _


class NoticeChoiceEvent(Said):
    CHOSEN = "notice_choice.chosen", _("chose what to be told, and when")
    PUT_BACK = "notice_choice.put_back", _("took that back")
