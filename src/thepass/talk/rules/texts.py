"""What people write, tidied or refused."""

import unicodedata

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _

LONGEST = 20_000  # bytes: more takes long to read, also for the program
LONGEST_NAME = 80
_INVISIBLE = {"Cc", "Cf", "Cs"}
_JOINERS = "\u200c\u200d"  # letters of some scripts, and emoji, need them


def written(text: str, *, field: str = "words") -> str:
    """Without control and direction characters; line breaks stay. Refuses nothing and too much."""
    clean = _clean(text).strip()
    if not clean:
        raise Refused(_("Please write something first."), field=field)
    if len(clean.encode()) > LONGEST:
        raise Refused(_("That is too long for one message. Please shorten it, or add it as a file."), field=field)
    return clean


def name(text: str) -> str:
    """One line. Refuses nothing and too much."""
    clean = " ".join(_clean(text).split())
    if not clean:
        raise Refused(_("Please give a name."), field="name")
    if len(clean) > LONGEST_NAME:
        raise Refused(_("Please use a name of at most %(longest)s characters."), field="name", longest=LONGEST_NAME)
    return clean


def _clean(text: str) -> str:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in plain if c in "\n\t" or c in _JOINERS or unicodedata.category(c) not in _INVISIBLE)
