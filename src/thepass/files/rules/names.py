"""What a file is called: cleaned before anything looks at it."""

import unicodedata

LONGEST = 120
NAMELESS = "file"
FORBIDDEN = str.maketrans(dict.fromkeys('<>:"|?*', "_"))  # no system keeps these in a name


def cleaned(name: str) -> str:
    """The last part of a path, without control, direction and invisible characters or dots in front.

    Never empty, never long; the ending stays.
    """
    plain = unicodedata.normalize("NFC", "".join(c for c in name if unicodedata.category(c) not in ("Cs", "Cn", "Co")))
    plain = plain.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(" " if c in "\t\n\r" else c for c in plain if c in "\t\n\r" or unicodedata.category(c)[0] != "C")
    plain = " ".join(plain.translate(FORBIDDEN).split()).strip(". ")
    return _short(plain) or NAMELESS


def _short(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 12:
        return name[:LONGEST].rstrip(". ")
    return f"{stem[: LONGEST - len(ending) - 1].rstrip('. ')}.{ending}"
