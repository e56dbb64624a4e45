"""What people type into a request, tidied or refused."""

import unicodedata

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _

LONGEST_TITLE = 200
LONGEST = 20_000  # characters of anything longer
_INVISIBLE = {"Cc", "Cf", "Cs"}
_JOINERS = "\u200c\u200d"  # letters of some scripts, and emoji, need them


def title(text: str) -> str:
    """One line. Refuses nothing and too much."""
    clean = " ".join(_clean(text).split())
    if not clean:
        raise Refused(_("Please say in a few words what you need."), field="title")
    if len(clean) > LONGEST_TITLE:
        raise Refused(
            _("Please say it in at most %(longest)s characters. There is room for more below."),
            field="title", longest=LONGEST_TITLE,
        )  # fmt: skip
    return clean


def words(text: str, *, field: str) -> str:
    """Anything that may be left out. Refuses too much."""
    clean = _clean(text).strip()
    if len(clean) > LONGEST:
        raise Refused(
            _("That is longer than %(longest)s characters. Please shorten it, or add it as a file."),
            field=field, longest=LONGEST,
        )  # fmt: skip
    return clean


def needed(text: str, sentence: str, *, field: str) -> str:
    """What may not be left out: refused with `sentence`."""
    clean = words(text, field=field)
    if not clean:
        raise Refused(sentence, field=field)
    return clean


def _clean(text: str) -> str:
    """Without control and direction characters; line breaks and tabs stay."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in plain if c in "\n\t" or c in _JOINERS or unicodedata.category(c) not in _INVISIBLE)
