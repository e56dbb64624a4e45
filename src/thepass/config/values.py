"""From what was written to a typed value that can be used, or one sentence that names the setting."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlparse
from zoneinfo import ZoneInfo


class BadSetting(Exception):
    """A setting cannot be used; the message is one sentence that names it and says what to do."""


BOOLEANS = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}


def typed(name: str, wanted: Any, value: Any) -> Any:
    """The value as the type the setting has. Raises BadSetting."""
    if wanted is bool:
        return _boolean(name, value)
    if wanted is int:
        return _number(name, value)
    if wanted in (str, Path):
        if not isinstance(value, (str, Path)):
            raise BadSetting(f"The setting {name} is {value!r}; please write text in quotes.")
        if "\n" in str(value) or "\r" in str(value) or "\0" in str(value):
            raise BadSetting(f"The setting {name} goes over several lines; please write it in one.")
        return wanted(value)
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        raise BadSetting(f"The setting {name} is {value!r}; please write names separated by commas.")
    return tuple(part.strip().lower() for part in parts if part.strip())


def _boolean(name: str, value: Any) -> bool:
    if (word := str(value).lower()) not in BOOLEANS:
        raise BadSetting(f"The setting {name} is {value!r}; please write true or false.")
    return BOOLEANS[word]


def _number(name: str, value: Any) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"\s*-?[0-9]{1,9}\s*", str(value)):
        raise BadSetting(f"The setting {name} is {value!r}; please write a whole number.")
    return int(value)


ONE_OF = {
    "log_level": ("debug", "info", "warning", "error"),
    "log_style": ("json", "plain"),
    "language": ("en", "de"),
}
BETWEEN = {
    "workers": (1, 64),
    "threads": (1, 256),
    "metrics_port": (0, 65535),
    "upload_limit": (1, 10_000),
    "session_days": (1, 365),
}
STARTS = {
    "database_url": ("postgresql://", "postgres://", "sqlite:///"),
    "url": ("http://", "https://"),
    "mail_url": ("smtp://", "smtps://", "file:", "console:"),
    "oidc_server": ("https://", "http://"),
}


def check(s: Any) -> None:
    """Values of the right type that still cannot be used, alone or together. Raises BadSetting."""
    for name, words in ONE_OF.items():
        if getattr(s, name) not in words:
            raise BadSetting(f"The setting {name} is {getattr(s, name)!r}; please write one of {', '.join(words)}.")
    for name, (least, most) in BETWEEN.items():
        if not least <= getattr(s, name) <= most:
            raise BadSetting(f"The setting {name} is {getattr(s, name)}; please write a number from {least} to {most}.")
    for name, starts in STARTS.items():
        if value := getattr(s, name):
            _address(name, value, starts)
    for check_one in (_zone, _hosts, _together):
        check_one(s)


def _address(name: str, value: str, starts: tuple[str, ...]) -> None:
    if not value.startswith(starts):
        raise BadSetting(
            f"The setting {name} must start with {' or '.join(starts)}."
        )  # not shown: it may hold a password
    try:
        at = urlparse(value)
        port = at.port
    except ValueError:
        raise BadSetting(
            f"The setting {name} is no address that can be read; please look at its port and host."
        ) from None
    if port == 0 or (at.scheme in ("http", "https", "smtp", "smtps") and not at.hostname):
        raise BadSetting(f"The setting {name} names no host or no possible port.")
    if name == "url" and (at.path.strip("/") or at.query or at.fragment or at.username):
        raise BadSetting("The setting url must end after the host and port; please take away what follows.")
    if name == "database_url" and at.scheme.startswith("postgres") and not at.path.strip("/"):
        raise BadSetting(
            "The setting database_url names no database; please write its name after the host and a slash."
        )


def _zone(s: Any) -> None:
    try:
        ZoneInfo(s.time_zone)
    except (ValueError, OSError, LookupError):
        raise BadSetting(f"The setting time_zone is {s.time_zone!r}; please write one such as Europe/London.") from None


def _hosts(s: Any) -> None:
    for name, fits in {"hosts": r"\.?[a-z0-9_.\-\[\]:]+", "sign_up_domains": r"[a-z0-9-]+(\.[a-z0-9-]+)+"}.items():
        for one in getattr(s, name):
            if not re.fullmatch(fits, one):
                raise BadSetting(f"The setting {name} holds {one!r}, which is no name of a host or domain.")


def _together(s: Any) -> None:
    if s.oidc_server and not (s.oidc_client and s.oidc_secret):
        raise BadSetting("The setting oidc_server needs oidc_client and oidc_secret beside it.")
    if s.behind_tls and s.debug:
        raise BadSetting("The setting debug must be false where behind_tls is true.")
    if s.behind_tls and s.url.startswith("http:"):
        raise BadSetting("The setting url must start with https:// where behind_tls is true.")
    if "@" not in s.mail_from:
        raise BadSetting("The setting mail_from holds no e-mail address; please write Name <name@example.org>.")
