"""The database of a `DATABASE_URL`, in Django's words. Both kinds, one shape."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlparse

SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;"
    ),
}


def of(url: str, data: Path) -> dict[str, Any]:
    """Django's DATABASES["default"]. SQLite in the data folder when the url is empty."""
    if not url or url.startswith("sqlite"):
        path = Path(url.removeprefix("sqlite:///")) if url else data / "thepass.sqlite3"
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(path),
            "CONN_MAX_AGE": 60,  # to open it takes longer than a page: functions, PRAGMAs, the schema read again
            "OPTIONS": SQLITE,
            "TEST": {"NAME": str(data / "test.sqlite3")},
        }
    at = urlparse(url)
    more = {name: values[-1] for name, values in parse_qs(at.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(at.path[1:]),
        "USER": unquote(at.username or ""),
        "PASSWORD": unquote(at.password or ""),
        "HOST": more.pop("host", at.hostname or ""),
        "PORT": str(more.pop("port", at.port or "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": {"options": "-c lock_timeout=5s -c idle_in_transaction_session_timeout=60s", **more},
    }
