"""Stands in for sign-in: the frame knows no people."""

from types import SimpleNamespace
from typing import Any

EYES: dict[str, Any] = {"person": None}


def somebody(**more: Any) -> SimpleNamespace:
    usual = {"pk": 3, "name": "Priya Raman", "zone": "Europe/London", "language": "en", "viewed_by": None, "keys": True}
    return SimpleNamespace(**{**usual, "is_authenticated": True, **more})


def eyes(get_response: Any) -> Any:
    """A middleware: whoever is in EYES is signed in."""

    def middleware(request: Any) -> Any:
        request.person = EYES["person"]
        request.user = EYES["person"] or SimpleNamespace(is_authenticated=False)
        return get_response(request)

    return middleware
