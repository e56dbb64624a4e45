"""Pages that show something to one person alone: whoever looks with another's eyes does not find them (404)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

PLACES = ("/account/", "/settings/", "/mail/", "/notices/", "/tokens/", "/welcome/", "/undo/")


def own_eyes_only(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a view: figures about oneself, private notes, one's own answers."""

    @wraps(view)
    def marked(*args: Any, **kwargs: Any) -> Any:
        return view(*args, **kwargs)

    marked.own_eyes = True  # type: ignore[attr-defined]
    return marked


def hidden(path: str, view: Callable[..., Any]) -> bool:
    """Whether this page is for its owner's own eyes."""
    return path.startswith(PLACES) or getattr(view, "own_eyes", False)
