"""Where a web request becomes an intent: who, which command, when, and what was on their page."""

import re
from uuid import uuid4

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest

from thepass.kernel.intent import Intent, of_person
from thepass.kernel.refusal import Refused
from thepass.kernel.words import _

COMMAND = re.compile(r"[\w.:-]{1,100}")


def intent(request: HttpRequest) -> Intent:
    """By the signed-in person. Refuses while looking with another's eyes; bad hidden fields are a bad request."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    if getattr(getattr(request, "person", None), "viewed_by", None):
        raise Refused(_("You are looking with somebody else’s eyes. Please go back to your own to change something."))
    return Intent(by=of_person(request.user.pk), command_id=command_id(request), now=request.now, seen=seen(request))


def command_id(request: HttpRequest) -> str:
    """The form's own number, so that a double click counts once; a new one where the form has none."""
    given = request.POST.get("command_id", "")
    if not given:
        return uuid4().hex
    if not COMMAND.fullmatch(given):
        raise BadRequest("command_id")
    return given


def seen(request: HttpRequest) -> int | None:
    """The version that was on the person's page, or None where the form does not say."""
    given = request.POST.get("seen", "")
    if not given:
        return None
    if not re.fullmatch(r"[0-9]{1,18}", given):
        raise BadRequest("seen")
    return int(given)
