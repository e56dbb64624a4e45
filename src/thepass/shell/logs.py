"""The log: one JSON object a line on standard error, with the request's id, and no secret in it."""

import logging
import os
import sys
from typing import Any
from urllib.parse import unquote, urlparse

import structlog

from thepass.config.settings import Settings, read
from thepass.shell.secrets import Hider

# Talk of libraries that says nothing to who runs this, or says it with the raw address.
LOUD = {
    "asyncio": "WARNING",
    "django.db.backends": "WARNING",
    "django.request": "ERROR",
    "django.server": "ERROR",
    "django.template": "WARNING",
    "django.utils.autoreload": "WARNING",
    "gunicorn.access": "ERROR",
    "gunicorn.error": "WARNING",
    "urllib3": "WARNING",
}


def quiet() -> None:
    """For a command of one sentence: only warnings and worse."""
    set_up(read(), at_least="warning")


def set_up(settings: Settings, *, at_least: str = "debug") -> None:
    """Send structlog and the standard library's logging through one chain."""
    hide = Hider(_secrets_of(settings))
    first: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    plain = settings.log_style == "plain"
    last: list[Any] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.format_exc_info,  # never with local variables: they hold what people typed
        hide,
        structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()) if plain else structlog.processors.JSONRenderer(),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *first,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=[*first, _route], processors=last))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(_number(settings.log_level), _number(at_least)))
    for name, level in LOUD.items():
        logging.getLogger(name).setLevel(max(_number(level), root.level))
    logging.captureWarnings(True)
    logging.raiseExceptions = False


def _route(logger: object, name: str, event: dict[str, Any]) -> dict[str, Any]:
    """Django writes the raw address into its messages; the route's name says as much and gives nothing away."""
    record = event.get("_record")
    if (request := getattr(record, "request", None)) is not None:
        event["route"] = route_of(request)
        event["event"] = str(record.msg).split("%s")[0].strip(" :(") if record else event["event"]
    return event


def route_of(request: Any) -> str:
    """The name of the route that answered; never its address."""
    match = getattr(request, "resolver_match", None)
    return (match.view_name or match.route) if match else "none"


def _number(level: str) -> int:
    return int(logging.getLevelName(level.upper()))


def _secrets_of(settings: Settings) -> list[str]:
    found = [settings.oidc_secret]
    for url in (settings.database_url, settings.mail_url, os.environ.get("DATABASE_URL", "")):
        if password := urlparse(url).password:
            found += [password, unquote(password)]
    try:
        found.append((settings.data / "secret-key").read_text().strip())
    except OSError:
        pass  # not made yet, or not ours to read: then it cannot get into a log either
    return [word for word in found if word]
