"""What every template knows."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi


def page(request: HttpRequest) -> dict[str, Any]:
    """Language, direction, theme, whose eyes, and which frame fits. Costs no query."""
    person = getattr(request, "person", None)
    return {
        "lang": get_language() or "en",
        "dir": "rtl" if get_language_bidi() else "ltr",
        "theme": getattr(person, "theme", "") or "",
        "person": person,
        "now": getattr(request, "now", None),
        "layout": "frame/base.html" if person else "frame/door.html",
    }
