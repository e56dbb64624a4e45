"""Where mail goes, in Django's words."""

from typing import Any
from urllib.parse import unquote, urlparse

from thepass.config.settings import Settings


def of(settings: Settings) -> dict[str, Any]:
    """EMAIL_* and DEFAULT_FROM_EMAIL for the setting mail_url."""
    at = urlparse(settings.mail_url or "file:")
    shared = {"DEFAULT_FROM_EMAIL": settings.mail_from, "SERVER_EMAIL": settings.mail_from, "EMAIL_TIMEOUT": 20}
    if at.scheme == "console":
        return shared | {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if at.scheme == "file":
        folder = at.path or str(settings.data / "mail")
        return shared | {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": folder}
    return shared | {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": at.hostname or "localhost",
        "EMAIL_PORT": at.port or (465 if at.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(at.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(at.password or ""),
        "EMAIL_USE_SSL": at.scheme == "smtps",
        "EMAIL_USE_TLS": at.scheme == "smtp" and at.port == 587,
    }
