"""Absences as people say them: whole days without a time of day."""

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from thepass.frame.moment import day_text, when_text

register = template.Library()


@register.simple_tag(takes_context=True)
def back(context: dict[str, Any], absence: Any) -> str:
    """{% back absence %}: "back tomorrow", "back at 14:00", "back Mon 23 Nov"."""
    now = context["request"].now
    if _midnight(absence.ends):
        day = timezone.localtime(absence.ends).date()
        return _("back %(day)s") % {"day": day_text(day, today=timezone.localtime(now).date())}
    return _("back at %(time)s") % {"time": when_text(absence.ends, now=now)}


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


def _midnight(at: datetime) -> bool:
    local = timezone.localtime(at)
    return (local.hour, local.minute) == (0, 0)
