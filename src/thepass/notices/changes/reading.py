"""Having read one's news. Never journaled."""

from datetime import datetime, timedelta

from thepass.notices.models import Notice

KEPT = timedelta(days=180)


def read(person_id: int, notice_id: int, *, now: datetime) -> bool:
    """One's own; what was still to be mailed of it is known already."""
    return bool(_read(person_id, now, pk=notice_id))


def read_all(person_id: int, *, now: datetime, until: datetime) -> int:
    """All that was there when the page was shown."""
    return _read(person_id, now, at__lte=until)


def _read(person_id: int, now: datetime, **which: object) -> int:
    own = Notice.objects.filter(person=person_id, read_at=None, **which)
    return own.update(read_at=now, mail_at=None, parcel="")


def forget_old(now: datetime) -> int:
    """What was read, or told, half a year ago."""
    return Notice.objects.filter(at__lt=now - KEPT, mail_at=None).delete()[0]
