"""What never reaches a log: passwords, tokens, cookies, keys, feed addresses. Everything logged passes here."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

HIDDEN = "[hidden]"
KEYS = re.compile(
    r"pass(word|phrase|wd)?$|passwor|token|secret|cookie|authori[sz]ation|csrf|api.?key|session.?(id|key)|credential",
    re.I,
)
_NAME = r"(?:[\w-]*(?:password\d?|passwd|token|secret|api[_-]?key|csrf\w*|session(?:id)?)|cookie|set-cookie)"
_KEYED = r"first-run|invitation|feeds?|calendar|confirm-email|reset/key|unsubscribe|hooks?"
PLACES = [
    (re.compile(pattern), instead)
    for pattern, instead in (
        # a header's value, however it is written down
        (r"(?i)\b(authorization['\"]?\s*[:=]\s*['\"]?)(?:(?:bearer|basic|token)\s+)?[^\s'\",;]+", rf"\1{HIDDEN}"),
        (r"(?i)\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}", rf"\1 {HIDDEN}"),
        (r"(?i)\b((?:set-)?cookie['\"]?\s*[:=]\s*)[^\r\n]+", rf"\1{HIDDEN}"),
        # a name that says what it is, and its value
        (rf"(?i)({_NAME}['\"]?\s*[=:]\s*['\"]?)[^\s'\"&;,)]+", rf"\1{HIDDEN}"),
        # the password inside an address
        (r"(://[^/\s:@]*:)[^@\s/]+@", rf"\1{HIDDEN}@"),
        # an address that is itself a key
        (rf"(?i)(/(?:{_KEYED})/)[^\s'\"?#<>]+", rf"\1{HIDDEN}"),
        # any other part of an address so long that no person would type it
        (r"(/)(?=[A-Za-z0-9_:.~=-]*\d)[A-Za-z0-9_:.~=-]{28,}(?=[/?#\s'\"]|$)", rf"\1{HIDDEN}"),
    )
]


class Hider:
    """A structlog processor. `known` are this installation's own secrets, hidden wherever they appear."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self.known = sorted((word for word in known if len(word) >= 6), key=len, reverse=True)

    def __call__(self, logger: object, name: str, event: dict[str, Any]) -> dict[str, Any]:
        return {key: HIDDEN if KEYS.search(key) and value else self.hide(value) for key, value in event.items()}

    def hide(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, bytes):
            return self.text(value.decode(errors="replace"))
        if isinstance(value, Mapping):
            return {
                str(key): HIDDEN if KEYS.search(str(key)) and part else self.hide(part) for key, part in value.items()
            }
        if isinstance(value, (list, tuple, set, frozenset)):
            return [self.hide(part) for part in value]
        if value is None or isinstance(value, (bool, int, float)):
            return value
        return self.text(repr(value))

    def text(self, text: str) -> str:
        """The text with every secret in it hidden."""
        for word in self.known:
            text = text.replace(word, HIDDEN)
        for place, instead in PLACES:
            text = place.sub(instead, text)
        return text
