"""What went wrong, in one sentence a person can act on. What is not here is a bug, and shows its traceback."""

import sys
from dataclasses import dataclass

from thepass.cli.words import WrongUse
from thepass.config.settings import BadSetting
from thepass.kernel.refusal import Refused


@dataclass(frozen=True)
class Said:
    """One sentence for standard error, and the exit code."""

    text: str
    code: int


def sentence(trouble: Exception) -> Said | None:
    """What to say about it; None when it is a bug of ours."""
    if isinstance(trouble, (WrongUse, BadSetting)):
        return Said(_line(str(trouble)), 2)
    if isinstance(trouble, Refused):
        return Said(_line(str(trouble)), 1)
    if "django.db" in sys.modules:
        from django.db.utils import DatabaseError, InterfaceError

        if isinstance(trouble, (DatabaseError, InterfaceError)):
            return _database(trouble)
    if isinstance(trouble, OSError) and trouble.strerror:
        where = f"{trouble.filename}: " if trouble.filename else ""
        return Said(f"{where}{trouble.strerror}.", 1)
    return None


# What a database says when the fault lies outside of our program.
OUTSIDE = {
    "unable to open database file": "cannot be opened: please look at the data folder’s owner and rights.",
    "readonly database": "cannot be written: please look at its owner and rights.",
    "is not a database": "is not a database of ours, or is damaged: please restore a backup.",
    "malformed": "is damaged: please restore a backup.",
    "is locked": "is being written by another program: please try again in a moment.",
    "is full": "cannot grow: the disk is full.",
    "disk I/O error": "cannot be read or written: the disk reports an error.",
}


def _database(trouble: Exception) -> Said | None:
    from django.db import connection
    from django.db.utils import InterfaceError, OperationalError

    ours = connection.settings_dict
    reason = _line(str(trouble))
    if connection.vendor == "sqlite":
        for mark, says in OUTSIDE.items():
            if mark in reason:
                return Said(f"The database {ours['NAME']} {says}", 1)
        return None
    if not isinstance(trouble, (OperationalError, InterfaceError)):
        return None
    if password := ours.get("PASSWORD"):
        reason = reason.replace(password, "[hidden]")
    where = f"{ours['HOST'] or 'this machine'}:{ours['PORT'] or 5432}"
    reason = reason.rpartition(" failed: ")[2].removeprefix("FATAL:").strip().rstrip(".")
    return Said(
        f"The database {ours['NAME']} at {where} cannot be used ({reason}): please start it or mend DATABASE_URL.", 1
    )


def _line(text: str) -> str:
    return " ".join(text.split())
