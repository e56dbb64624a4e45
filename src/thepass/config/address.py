"""The address people reach us at, for links in mail and links to copy."""

from django.conf import settings
from django.http import HttpRequest

AT_HOME = "http://localhost:8000"  # nobody has said, and nobody asks over the web


def absolute(path: str, request: HttpRequest | None = None) -> str:
    """The whole link: at the address that is set, else at the one this request came to."""
    if settings.SETTINGS.url:
        return f"{settings.SETTINGS.url.rstrip('/')}{path}"
    return request.build_absolute_uri(path) if request is not None else f"{AT_HOME}{path}"
