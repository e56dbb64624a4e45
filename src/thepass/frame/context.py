"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi


def page(request: HttpRequest) -> dict[str, Any]:
    """Language, direction, theme, whose eyes, and which frame fits. Costs no query."""
    person, language = getattr(request, "person", None), get_language() or "en"
    # Django asks for "ar" only; the practice language is "ar-xb".
    backwards = get_language_bidi() or language in settings.LANGUAGES_BIDI
    return {
        "lang": language,
        "dir": "rtl" if backwards else "ltr",
        "theme": getattr(person, "theme", "") or "",
        "person": person,
        "now": getattr(request, "now", None),
        "layout": "frame/base.html" if person else "frame/door.html",
    }
