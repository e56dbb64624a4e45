"""A text that a spreadsheet would take for a formula is written with an apostrophe before it, and read without.

Excel and LibreOffice calculate a CSV cell that begins with one of these signs, whatever stands around it; a name such
as `=HYPERLINK(…)` would then run on the reader's machine. Both ways together lose nothing: reading undoes writing.
"""

_SIGNS = "=+-@\t\r\n＝＋－＠"


def guarded(text: str) -> str:
    """The text as it may stand in a CSV cell."""
    return "'" + text if _is_formula(text) else text


def unguarded(text: str) -> str:
    """The text that was meant."""
    return text[1:] if text.startswith("'") and _is_formula(text) else text


def _is_formula(text: str) -> bool:
    # Apostrophes before the sign count too, so that a text that really has one keeps it.
    return text.lstrip("'")[:1] != "" and text.lstrip("'")[0] in _SIGNS
