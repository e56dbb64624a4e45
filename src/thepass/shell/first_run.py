"""The one-time link of an empty house. Whoever holds it sets up the organisation and is its first administrator."""

import os
import secrets
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from thepass.people.queries import acting

FILE = "first-run"  # in the data folder; holds the hash only, readable by its owner


def link(address: str = "") -> str | None:
    """A new link, and the line that tells it; None once a person exists. The link before stops working."""
    if acting.anybody():
        _kept().unlink(missing_ok=True)
        return None
    token = secrets.token_urlsafe(32)
    _keep(_hash(token))
    front = (settings.SETTINGS.url or address or "http://localhost:8000").rstrip("/")
    return gettext("Set up your organisation here, once: %(link)s") % {
        "link": f"{front}{reverse('first_run', args=[token])}"
    }


def fits(token: str) -> bool:
    """Whether this is the link that was told, and nobody is there yet."""
    try:
        kept = _kept().read_text(encoding="ascii").strip()
    except OSError:
        return False
    return compare_digest(kept, _hash(token)) and not acting.anybody()


def over() -> None:
    """Forget the link."""
    _kept().unlink(missing_ok=True)


def _kept() -> Path:
    return Path(settings.SETTINGS.data) / FILE


def _keep(text: str) -> None:
    path, fresh = _kept(), _kept().with_suffix(f".{secrets.token_hex(4)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
    fresh.replace(path)


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
