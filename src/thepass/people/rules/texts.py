"""What people type about themselves: names and addresses, tidied or refused."""

import re
import unicodedata

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _

_PART = r"[^@\s<>(),;:\"\[\]\\.]+"
ADDRESS = re.compile(rf"{_PART}(\.{_PART})*@({_PART}(\.{_PART})+|localhost)")
WORD_LENGTH = 60


def name(text: str, *, field: str, longest: int = 100) -> str:
    """One line, without control or direction characters. Refuses nothing and too much."""
    clean = " ".join(
        "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf") or c in "\t\n\u200c\u200d").split()
    )
    if not clean:
        raise Refused(_("Please give a name."), field=field)
    if len(clean) > longest:
        raise Refused(_("Please use a name of at most %(longest)s characters."), field=field, longest=longest)
    return clean


def first_name(name: str) -> str:
    """The first word, or everything where a word alone is no name (“A. Silva”)."""
    first = name.split()[0] if name.split() else name
    return first if len(first.strip(".")) > 1 else name


def address(text: str) -> str:
    """An e-mail address in small letters. Refuses what is none."""
    clean = text.strip().lower()
    if len(clean) > 254 or not ADDRESS.fullmatch(clean):
        raise Refused(
            _("“%(text)s” is not an e-mail address. It should look like name@example.org."),
            field="email",
            text=text.strip()[:80],
        )
    return clean


def words(text: str) -> set[str]:
    """The words of a text as they are searched for: small letters, no accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(" " if not c.isalnum() else c for c in plain if not unicodedata.combining(c))
    return {word[:WORD_LENGTH] for word in letters.split()}
