"""The public words of search: the synonyms an organisation keeps."""

from thepass.kernel.happened import Said
from thepass.kernel.words import _


class SynonymEvent(Said):
    WRITTEN = "synonym.written", _("wrote down words that mean the same")
    CHANGED = "synonym.changed", _("changed words that mean the same")
    REMOVED = "synonym.removed", _("removed words that mean the same")
    WRITTEN_AGAIN = "synonym.written_again", _("put words that mean the same back")
