"""Short news after a change, and the undo beside it."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

UNDO = timedelta(seconds=10)  # as long as the outbox waits before it sends


def tell(request: HttpRequest, sentence: str, *, state: str = "kept", undo: int | None = None) -> None:
    """Show `sentence` on the next page. `undo` is the id of the event that may be taken back within ten seconds."""
    tags = [f"state={state}"]
    if undo is not None:
        tags += [f"undo={undo}", f"until={int((request.now + UNDO).timestamp())}"]
    messages.add_message(request, messages.INFO, sentence, extra_tags=" ".join(tags))


def parts(message: Any) -> dict[str, str]:
    """What a message carries beside its sentence: state, undo, until."""
    by_level = {"success": "kept", "warning": "soon", "error": "late"}  # messages of the libraries we use
    told = {"state": by_level.get(message.level_tag, "promised"), "undo": "", "until": ""}
    return told | dict(tag.split("=", 1) for tag in (message.extra_tags or "").split() if "=" in tag)
