"""Everything that can be done to files. `attach` and `kept_from` are for the verbs and forms of other apps."""

from thepass.files.changes.attaching import attach, take_off
from thepass.files.changes.keeping import keep, kept_from, throw_away
from thepass.files.changes.sweeping import sweep_contents, sweep_waiting

__all__ = ["attach", "keep", "kept_from", "sweep_contents", "sweep_waiting", "take_off", "throw_away"]
