"""The usual promise in words: minutes of working time, said in hours where they are whole."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

USUAL = (15, 30, 60, 120, 240, 480, 960, 1440, 2400, 4800)


def spoken(minutes: int) -> str:
    """ "8 working hours"."""
    hours, rest = divmod(minutes, 60)
    if rest:
        return ngettext("%(n)s working minute", "%(n)s working minutes", minutes) % {"n": minutes}
    return ngettext("%(n)s working hour", "%(n)s working hours", hours) % {"n": hours}


def sentence(hear: int, deliver: int) -> str:
    """The whole promise."""
    return _("You hear from us within %(hear)s; usually done within %(deliver)s.") % {
        "hear": spoken(hear), "deliver": spoken(deliver),
    }  # fmt: skip


def choices(own: int | None = None) -> list[tuple[int, str]]:
    """What one may promise; what is promised already stays to be chosen."""
    return [(minutes, spoken(minutes)) for minutes in sorted({*USUAL, *([own] if own else [])})]
