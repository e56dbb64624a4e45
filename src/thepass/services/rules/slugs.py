"""Short names for machines, made of what people wrote; once given they stay."""

import re
import unicodedata
from collections.abc import Collection

SLUG = re.compile(r"[a-z][a-z0-9_]{0,39}")
LETTERS = {"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "đ": "d", "ł": "l"}


def slug(text: str, *, taken: Collection[str], otherwise: str) -> str:
    """ "Which scanner?" is which_scanner; letters we cannot write so give `otherwise`. Never one that is taken."""
    small = "".join(LETTERS.get(c, c) for c in text.casefold())
    plain = unicodedata.normalize("NFKD", small).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:32].rstrip("_")
    base = base if SLUG.fullmatch(base) else otherwise
    if base not in taken:
        return base
    return next(name for n in range(2, len(taken) + 3) if (name := f"{base}_{n}") not in taken)
