"""What went wrong, short enough for a row and a list, and with nothing secret in it."""

import re

LIMIT = 200
SECRET = re.compile(
    r"(?P<url>\b[a-z][a-z0-9+.-]*://\S+)"
    r"|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)*)"
    r"|(?P<named>\b(?:password|passwd|secret|token|key|authorization|cookie)\b\W{0,3}(?:bearer |basic )?\S+)"
    r"|(?P<long>[\w+/=-]{24,})",
    re.IGNORECASE,
)


def short(trouble: BaseException) -> str:
    """The exception's class and the beginning of what it says, without addresses, links and keys."""
    says = SECRET.sub("…", " ".join(str(trouble)[:2000].split()))
    return f"{type(trouble).__name__}: {says}".removesuffix(": ")[:LIMIT]
