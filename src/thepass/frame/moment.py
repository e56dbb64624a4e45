"""Times and days as people say them: today without a day, other days with one, other years with the year."""

from datetime import date, datetime, timedelta, tzinfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext


def time_text(at: datetime, *, zone: tzinfo | None = None) -> str:
    """ "14:00" on the clock of `zone`, by default the reader's."""
    # Translators: how a time of day is written; Django's date format letters.
    return date_format(timezone.localtime(at, zone), pgettext("time of day", "H:i"))


def day_text(day: date, *, today: date) -> str:
    """ "today", "tomorrow", "yesterday", "Fri 22 May" or, in another year, "Fri 22 May 2026"."""
    near = {-1: gettext("yesterday"), 0: gettext("today"), 1: gettext("tomorrow")}
    if (distance := (day - today).days) in near:
        return near[distance]
    return date_format(day, _day_format(day, today))


def when_text(at: datetime, *, now: datetime, zone: tzinfo | None = None) -> str:
    """ "14:00" today, "Fri 22 May 14:00" on another day, on the clock of `zone`."""
    local, today = timezone.localtime(at, zone), timezone.localtime(now, zone).date()
    time = time_text(at, zone=zone)
    if local.date() == today:
        return time
    return gettext("%(day)s %(time)s") % {"day": date_format(local, _day_format(local.date(), today)), "time": time}


def greeting_text(name: str, *, now: datetime) -> str:
    """By the reader's own hour."""
    hour = timezone.localtime(now).hour
    if 4 <= hour < 12:
        return gettext("Good morning, %(name)s") % {"name": name}
    if 12 <= hour < 18:
        return gettext("Good afternoon, %(name)s") % {"name": name}
    return gettext("Good evening, %(name)s") % {"name": name}


def elsewhere_text(at: datetime, *, zone: tzinfo) -> str:
    """ "15:00 in Oslo", with the weekday when it is another day there; empty when the clocks agree."""
    here, there = timezone.localtime(at), timezone.localtime(at, zone)
    if here.utcoffset() == there.utcoffset():
        return ""
    time = time_text(at, zone=zone)
    if here.date() != there.date():
        # Translators: the short weekday; Django's date format letters.
        time = gettext("%(day)s %(time)s") % {"day": date_format(there, pgettext("weekday", "D")), "time": time}
    return gettext("%(time)s in %(place)s") % {"time": time, "place": place(zone)}


def place(zone: tzinfo) -> str:
    """The city a zone is named after."""
    return str(getattr(zone, "key", zone)).rsplit("/", 1)[-1].replace("_", " ")


def _day_format(day: date, today: date) -> str:
    # Translators: how a day is written, without and with its year; Django's date format letters.
    if day.year == today.year or abs(day - today) < timedelta(days=60):
        return pgettext("day", "D j M")
    return pgettext("day with year", "D j M Y")
