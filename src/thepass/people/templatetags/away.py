"""Absences as people say them: whole days without a time of day."""

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thepass.frame import icons
from thepass.frame.moment import day_text, when_text
from thepass.people.queries.away import AwayNow

register = template.Library()


@register.simple_tag(takes_context=True)
def back(context: dict[str, Any], absence: Any) -> str:
    """{% back absence %}: "back tomorrow", "back at 14:00", "back Mon 23 Nov"."""
    return _back(absence.ends, context["request"].now)


@register.simple_tag(takes_context=True)
def away_sign(context: dict[str, Any], gone: AwayNow) -> SafeString:
    """{% away_sign gone %}: away, until when, and who stands in."""
    return sign(gone, now=context["request"].now)


def sign(gone: AwayNow, *, now: datetime) -> SafeString:
    """The same for rows that are written in Python."""
    said = {"again": _back(gone.ends, now), "name": gone.stands_in.name if gone.stands_in else ""}
    text = _("Away, %(again)s; %(name)s stands in") if gone.stands_in else _("Away, %(again)s")
    return format_html(
        '<span class="tag bare wraps" data-state="question">{}{}</span>', icons.icon("plane"), text % said
    )


@register.simple_tag(takes_context=True)
def span(context: dict[str, Any], absence: Any) -> str:
    """{% span absence %}: "today", "Mon 23 Nov to Fri 27 Nov", "Mon 23 Nov 14:00 to 16:00"."""
    now, begins, ends = context["request"].now, absence.begins, absence.ends
    if not _midnight(begins) or not _midnight(ends):
        return _("%(first)s to %(last)s") % {"first": when_text(begins, now=now), "last": when_text(ends, now=now)}
    today = timezone.localtime(now).date()
    first, last = timezone.localtime(begins).date(), timezone.localtime(ends).date() - timedelta(days=1)
    if first == last:
        return day_text(first, today=today)
    return _("%(first)s to %(last)s") % {"first": day_text(first, today=today), "last": day_text(last, today=today)}


def _back(ends: datetime, now: datetime) -> str:
    if _midnight(ends):
        day = timezone.localtime(ends).date()
        return _("back %(day)s") % {"day": day_text(day, today=timezone.localtime(now).date())}
    return _("back at %(time)s") % {"time": when_text(ends, now=now)}


def _midnight(at: datetime) -> bool:
    local = timezone.localtime(at)
    return (local.hour, local.minute) == (0, 0)
