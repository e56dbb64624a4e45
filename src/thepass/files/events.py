"""The public words of files."""

from thepass.kernel.happened import Said
from thepass.kernel.words import _


class FileEvent(Said):
    KEPT = "file.kept", _("sent the file")
    ATTACHED = "file.attached", _("attached the file")
    TAKEN_OFF = "file.taken_off", _("took the file off again")
    THROWN_AWAY = "file.thrown_away", _("threw the file away")
