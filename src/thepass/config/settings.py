"""Every setting there is, typed, from the environment (`THEPASS_*`, `DATABASE_URL`) or `thepass.toml` in the data folder."""

import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin


class BadSetting(Exception):
    """A setting cannot be used; the message is one sentence that names it and says what to do."""


def _setting(default: Any, says: str) -> Any:
    return field(default=default, metadata={"says": says})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """One value for the whole process. `docs/admin/settings.md` documents each; a test sees to it."""

    data: Path = _setting(Path("thepass-data"), "The data folder: database, files, index, secret key, thepass.toml.")
    database_url: str = _setting("", "postgresql://user:password@host:port/name or sqlite:///path; empty: SQLite in the data folder.")
    url: str = _setting("", "The address people type, such as https://pass.example.org; empty: the address it is served at.")
    hosts: tuple[str, ...] = _setting((), "Further host names that may be asked for, separated by commas.")
    behind_tls: bool = _setting(False, "People reach it over https: secure cookies, HSTS, links with https.")
    proxy: bool = _setting(False, "A proxy of ours stands in front and sets X-Forwarded-For and X-Forwarded-Proto.")
    debug: bool = _setting(False, "For developers: error pages with the inside of the program. Never on a network.")
    gallery: bool = _setting(False, "Show the page with every part of the look at /gallery/.")
    workers: int = _setting(2, "How many web processes `thepass serve` starts.")
    threads: int = _setting(4, "How many requests one web process answers at once.")
    metrics_port: int = _setting(0, "Prometheus figures on this port of the loopback address; 0: none.")
    log_level: str = _setting("info", "How much is logged: debug, info, warning or error.")
    log_style: str = _setting("json", "How the log is written: json, or plain for reading in a terminal.")
    mail_url: str = _setting("", "smtp://user:password@host:587, smtps://…, file: (a folder in the data folder) or console:; empty: file:.")
    mail_from: str = _setting("The Pass <pass@localhost>", "The sender of mail.")
    time_zone: str = _setting("UTC", "The time zone until the organisation has set its own.")
    language: str = _setting("en", "The language of who has set none and whose browser names none: en or de.")
    pseudo_locale: bool = _setting(False, "Offer the right-to-left practice language, to prove the layout.")
    upload_limit: int = _setting(25, "The largest file that may be sent, in megabytes.")
    sign_up_domains: tuple[str, ...] = _setting((), "Mail domains whose people may sign up by themselves, separated by commas; empty: nobody.")
    session_days: int = _setting(14, "Days after which one must sign in again.")
    rate_limits: bool = _setting(True, "Slow down who tries many passwords. Off only for tests.")
    oidc_name: str = _setting("", "What the button for signing in with the organisation's own accounts says.")
    oidc_server: str = _setting("", "The address of the OpenID Connect provider, such as https://login.example.org/realms/staff.")
    oidc_client: str = _setting("", "The client id the OpenID Connect provider has given.")
    oidc_secret: str = _setting("", "The client secret the OpenID Connect provider has given.")
    oidc_trusts_email: bool = _setting(False, "The provider proves e-mail addresses, so that an existing person may be matched by address.")

    @property
    def secret_key(self) -> str:
        """Made on first use and kept, readable by its owner only, in the data folder."""
        return _kept_secret(self.data / "secret-key")


OPEN_SETTINGS = {"THEPASS_SETTINGS_MODULE"}  # names of ours in the environment that are not settings


def read(environment: Mapping[str, str] | None = None) -> Settings:
    """Read, check and answer the settings. Raises BadSetting. The environment wins over the file."""
    environment = os.environ if environment is None else environment
    given: dict[str, Any] = {k[8:].lower(): v for k, v in environment.items() if k.startswith("THEPASS_") and k not in OPEN_SETTINGS}
    if "DATABASE_URL" in environment:
        given.setdefault("database_url", environment["DATABASE_URL"])
    data = Path(given.get("data", Settings.data)).expanduser()
    given = {**_of_file(data / "thepass.toml"), **given, "data": str(data.absolute())}
    known = {f.name: f for f in fields(Settings)}
    for name in given:
        if name not in known:
            raise BadSetting(f"There is no setting {name}: please look for THEPASS_{name.upper()} in docs/admin/settings.md and mend its name.")
    settings = Settings(**{name: _typed(name, known[name].type, value) for name, value in given.items()})
    _check(settings)
    return settings


def _of_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except PermissionError:
        raise BadSetting(f"{path} cannot be read: please let this user read it.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
        raise BadSetting(f"{path} is not valid TOML: {trouble}.") from None


def _typed(name: str, wanted: Any, value: Any) -> Any:
    if get_origin(wanted) is UnionType:
        wanted = get_args(wanted)[0]
    if wanted is bool:
        words = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False, "": False}
        if str(value).lower() not in words:
            raise BadSetting(f"The setting {name} is {value!r}; please write true or false.")
        return words[str(value).lower()]
    if wanted is int:
        try:
            return int(str(value))
        except ValueError:
            raise BadSetting(f"The setting {name} is {value!r}; please write a whole number.") from None
    if wanted is Path:
        return Path(value)
    if wanted is str:
        return str(value)
    return tuple(part.strip() for part in (value.split(",") if isinstance(value, str) else value) if part.strip())


def _check(s: Settings) -> None:
    """Values that are of the right type and still cannot be used."""
    one_of = {"log_level": ("debug", "info", "warning", "error"), "log_style": ("json", "plain"), "language": ("en", "de")}
    for name, words in one_of.items():
        if getattr(s, name) not in words:
            raise BadSetting(f"The setting {name} is {getattr(s, name)!r}; please write one of {', '.join(words)}.")
    for name in ("workers", "threads", "upload_limit", "session_days"):
        if getattr(s, name) < 1:
            raise BadSetting(f"The setting {name} is {getattr(s, name)}; please write 1 or more.")
    if not 0 <= s.metrics_port <= 65535:
        raise BadSetting(f"The setting metrics_port is {s.metrics_port}; please write a port from 0 to 65535.")
    starts = {"database_url": ("postgresql://", "postgres://", "sqlite:///"), "url": ("http://", "https://"),
              "mail_url": ("smtp://", "smtps://", "file:", "console:"), "oidc_server": ("https://", "http://")}  # fmt: skip
    for name, words in starts.items():
        if (value := getattr(s, name)) and not value.startswith(words):
            shown = f"starts with {value.split(':')[0]!r}" if ":" in value else "has no such start"
            raise BadSetting(f"The setting {name} must start with {' or '.join(words)}; it {shown}.")
    if s.oidc_server and not (s.oidc_client and s.oidc_secret):
        raise BadSetting("The setting oidc_server needs oidc_client and oidc_secret beside it.")


def _kept_secret(path: Path) -> str:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    except OSError as trouble:
        raise BadSetting(f"The data folder {path.parent} cannot be written ({trouble.strerror}): please choose another with --data.") from None
    else:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
    try:
        key = path.read_text().strip()
    except OSError as trouble:
        raise BadSetting(f"The secret key {path} cannot be read ({trouble.strerror}): please let this user read it.") from None
    if len(key) < 40:
        raise BadSetting(f"The secret key in {path} is too short: please delete the file, and everyone signs in once more.")
    return key
