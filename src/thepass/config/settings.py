"""Every setting, typed: from the environment (`THEPASS_*`, `DATABASE_URL`) or the data folder's `thepass.toml`."""

import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from thepass.config import values
from thepass.config.values import BadSetting

__all__ = ["BadSetting", "Settings", "read", "somewhere"]


def _setting(default: Any, says: str) -> Any:
    return field(default=default, metadata={"says": says})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """One value for the whole process. `docs/admin/settings.md` documents each; a test sees to it."""

    data: Path = _setting(Path("thepass-data"), "The data folder: database, files, secret key, thepass.toml.")
    database_url: str = _setting("", "postgresql://user:password@host:port/name or sqlite:///path; empty: SQLite.")
    url: str = _setting("", "The address people type, such as https://pass.example.org; empty: where it is served.")
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
    mail_url: str = _setting(
        "", "smtp://user:password@host:587, smtps://…, file: (a folder) or console:; empty: file:."
    )
    mail_from: str = _setting("The Pass <pass@localhost>", "The sender of mail.")
    time_zone: str = _setting("UTC", "The time zone until the organisation has set its own.")
    language: str = _setting("en", "The language of who has set none and whose browser names none: en or de.")
    pseudo_locale: bool = _setting(False, "Offer the right-to-left practice language, to prove the layout.")
    upload_limit: int = _setting(25, "The largest file that may be sent, in megabytes.")
    sign_up_domains: tuple[str, ...] = _setting(
        (), "Mail domains whose people may sign up by themselves; empty: nobody."
    )
    session_days: int = _setting(14, "Days after which one must sign in again.")
    rate_limits: bool = _setting(True, "Slow down who tries many passwords. Off only for tests.")
    oidc_name: str = _setting("", "What the button for signing in with the organisation's own accounts says.")
    oidc_server: str = _setting("", "The OpenID Connect provider, such as https://login.example.org/realms/staff.")
    oidc_client: str = _setting("", "The client id the OpenID Connect provider has given.")
    oidc_secret: str = _setting("", "The client secret the OpenID Connect provider has given.")
    oidc_trusts_email: bool = _setting(
        False, "The provider proves e-mail addresses: match an existing person by address."
    )

    @property
    def secret_key(self) -> str:
        """Made on first use and kept, readable by its owner only, in the data folder."""
        return _kept_secret(self.data / "secret-key")


OPEN = ("THEPASS_SETTINGS_MODULE", "THEPASS_TEST_")  # how names of ours begin that are not settings


def read(environment: Mapping[str, str] | None = None) -> Settings:
    """Read, check and answer the settings. Raises BadSetting. The environment wins over the file."""
    environment = os.environ if environment is None else environment
    names = [name for name in environment if name.startswith("THEPASS_") and not name.startswith(OPEN)]
    given: dict[str, Any] = {name.removeprefix("THEPASS_").lower(): environment[name] for name in names}
    if "DATABASE_URL" in environment:
        given.setdefault("database_url", environment["DATABASE_URL"])
    data = Path(given.get("data") or Settings.data).expanduser().absolute()
    file = _of_file(data / "thepass.toml")
    known = {one.name: one for one in fields(Settings)}
    for name in [*given, *file]:
        if name not in known or (name == "data" and name in file):
            raise BadSetting(_unknown(name, known, data / "thepass.toml" if name in file else None))
    given = {**file, **given, "data": data}
    settings = Settings(**{name: values.typed(name, known[name].type, value) for name, value in given.items()})
    values.check(settings)
    return settings


def somewhere(settings: Settings) -> None:
    """Raises BadSetting where the data folder is not one that was served from: asking must not make one."""
    if not settings.database_url and not (settings.data / "thepass.sqlite3").exists():
        raise BadSetting(
            f"There is no organisation in the data folder {settings.data} yet: "
            "please start `thepass serve` there once, or name another folder with --data."
        )


def _unknown(name: str, known: Mapping[str, Any], file: Path | None) -> str:
    shown = f"{name} in {file}" if file else f"THEPASS_{name.upper()}"
    if file and name == "data":
        return f"The setting {shown} cannot say where it lies itself: please use --data or THEPASS_DATA."
    close = get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"did you mean {close[0] if file else f'THEPASS_{close[0].upper()}'}?" if close else "please take it away."
    return f"There is no setting {shown}: {hint}"


def _of_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as trouble:
        raise BadSetting(f"{path} cannot be read ({trouble.strerror}): please let this user read it.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
        raise BadSetting(f"{path} is not valid TOML: {trouble}.") from None


def _kept_secret(path: Path) -> str:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        if not path.parent.is_dir():
            raise BadSetting(f"{path.parent} is not a folder: please choose another with --data.") from None
    except OSError as trouble:
        raise BadSetting(
            f"The data folder {path.parent} cannot be written ({trouble.strerror}): please choose another with --data."
        ) from None
    else:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
    try:
        key = path.read_text().strip()
    except OSError as trouble:
        raise BadSetting(
            f"The secret key {path} cannot be read ({trouble.strerror}): please let this user read it."
        ) from None
    if len(key) < 40:
        raise BadSetting(
            f"The secret key in {path} is too short: please delete the file, and everyone signs in once more."
        )
    return key
