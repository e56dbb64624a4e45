"""How the letters of a CSV file were written."""

import codecs
import re
from itertools import pairwise

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PLAUSIBLE = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"),
    *("mac_roman", "cp850", "cp932", "gb18030", "big5", "euc_kr"),
]
_WESTERN_ENCODINGS = ("cp1252", "mac_roman")
_WESTERN = set("äöüßÄÖÜéèêëÉÈÊàâÀÂçÇîïÎôÔûœŒæøåÆØÅñÑáíóúÁÍÓÚãõ–—„“”‘’‚…€£°§·«»¿¡©®™½²\u00a0")
_SIGN_IN_A_WORD = re.compile(r"[^\W\d_][„“”‚…€£§°©®™½²–—][^\W\d_]")


def read(content: bytes, name: str, encoding: str = "") -> tuple[str, str]:
    """The text and the encoding it was in: the one asked for, by its mark, UTF-8, else the likeliest."""
    if encoding:
        return _decoded(content, name, encoding), encoding
    for mark, marked in _MARKS:
        if content.startswith(mark):
            return _decoded(content, name, marked), marked
    if b"\x00" in content:
        unmarked = "utf-16-be" if content[:1] == b"\x00" else "utf-16-le"
        return _decoded(content, name, unmarked), unmarked
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _guessed(content, name)


def _decoded(content: bytes, name: str, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise _unreadable(name) from error


def _unreadable(name: str) -> Refused:
    return Refused(
        _("The letters in “%(name)s” cannot be read. Save it as “CSV UTF-8”, or as .xlsx, and choose that file."),
        name=name,
    )


def _guessed(content: bytes, name: str) -> tuple[str, str]:
    # A guess from a few bytes errs; most files without UTF-8 come from a Western Excel, so that is believed if it fits.
    for encoding in _WESTERN_ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_western(text):
            return text, encoding
    # Imported here: 30 ms that no page needs at start.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(content, cp_isolation=_PLAUSIBLE).best()
    if best is None:
        raise _unreadable(name)
    return str(best), best.encoding


def _is_western(text: str) -> bool:
    """Only letters and signs that Western names have, and none where they have none.

    Czech read as Western shows ø beside í and è, which no Nordic name has; other alphabets show capitals inside words.
    """
    letters = {letter for letter in text if not letter.isascii()}
    if not letters <= _WESTERN or ("ø" in letters and letters & set("íáè")):
        return False
    capital_inside = any(
        after.isupper() and not after.isascii() and before.islower() for before, after in pairwise(text)
    )
    return not capital_inside and not _SIGN_IN_A_WORD.search(text)
