"""Settings: read from either place, refused in one sentence that names them, documented every one."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from thepass.config import database, mail
from thepass.config.settings import BadSetting, Settings, read

pytestmark = pytest.mark.once
DOCS = Path(__file__).parents[2] / "docs" / "admin" / "settings.md"


def of(tmp_path: Path, toml: str = "", **names: str) -> Settings:
    if toml:
        (tmp_path / "thepass.toml").write_text(toml, encoding="utf-8")
    return read({"THEPASS_DATA": str(tmp_path), **names})


def test_nothing_set_is_safe(tmp_path: Path) -> None:
    settings = of(tmp_path)
    assert (settings.debug, settings.gallery, settings.rate_limits, settings.sign_up_domains) == (
        False,
        False,
        True,
        (),
    )
    assert settings.database_url == ""
    assert settings.data == tmp_path


def test_both_places_and_who_wins(tmp_path: Path) -> None:
    toml = 'workers = 3\nhosts = ["A.example.org", "b.example.org"]\nbehind_tls = true\n'
    settings = of(tmp_path, toml, THEPASS_WORKERS="5", DATABASE_URL="postgresql://h/d", PATH="/bin")
    assert (settings.workers, settings.behind_tls) == (5, True)
    assert settings.hosts == ("a.example.org", "b.example.org")
    assert settings.database_url == "postgresql://h/d"
    assert of(tmp_path, THEPASS_HOSTS=" x.example.org , y.example.org,").hosts == ("x.example.org", "y.example.org")


def test_names_of_others_are_left_alone(tmp_path: Path) -> None:
    of(tmp_path, THEPASS_SETTINGS_MODULE="tests", THEPASS_TEST_POSTGRES="x", OTHER="y")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("WORKER", "2", "There is no setting THEPASS_WORKER: did you mean THEPASS_WORKERS?"),
        ("XYZZY", "2", "There is no setting THEPASS_XYZZY: please take it away."),
        ("WORKERS", "two", "The setting workers is 'two'; please write a whole number."),
        ("WORKERS", "", "The setting workers is ''; please write a whole number."),
        ("WORKERS", "0", "The setting workers is 0; please write a number from 1 to 64."),
        ("METRICS_PORT", "70000", "The setting metrics_port is 70000; please write a number from 0 to 65535."),
        ("DEBUG", "maybe", "The setting debug is 'maybe'; please write true or false."),
        ("LOG_LEVEL", "loud", "The setting log_level is 'loud'; please write one of debug, info, warning, error."),
        ("LANGUAGE", "xx", "The setting language is 'xx'; please write one of en, de."),
        ("TIME_ZONE", "Mars/Base", "The setting time_zone is 'Mars/Base'; please write one such as Europe/London."),
        ("TIME_ZONE", "../etc", "The setting time_zone is '../etc'; please write one such as Europe/London."),
        ("URL", "pass.example.org", "The setting url must start with http:// or https://."),
        ("URL", "https://pass.example.org/here", "The setting url must end after the host and port; please take away"),
        ("URL", "https://pass.example.org:port", "The setting url is no address that can be read;"),
        ("URL", "https://", "The setting url names no host or no possible port."),
        ("DATABASE_URL", "mysql://a:hush@h/d", "The setting database_url must start with postgresql://"),
        ("DATABASE_URL", "postgresql://a:hush@h:x/d", "The setting database_url is no address that can be read;"),
        ("DATABASE_URL", "postgresql://a:hush@h", "The setting database_url names no database;"),
        ("MAIL_URL", "smtp://a:hush@:99999", "The setting mail_url is no address that can be read;"),
        ("MAIL_URL", "imap://a:hush@h", "The setting mail_url must start with smtp://"),
        ("MAIL_FROM", "nobody", "The setting mail_from holds no e-mail address;"),
        ("MAIL_FROM", "a@b\nBcc: c@d", "The setting mail_from goes over several lines;"),
        ("HOSTS", "a.example.org,*", "The setting hosts holds '*', which is no name of a host or domain."),
        ("SIGN_UP_DOMAINS", "@example.org", "The setting sign_up_domains holds '@example.org', which is no name"),
        ("OIDC_SERVER", "https://login.example.org", "The setting oidc_server needs oidc_client and oidc_secret"),
    ],
)
def test_bad_settings(tmp_path: Path, name: str, value: str, sentence: str) -> None:
    with pytest.raises(BadSetting) as refused:
        of(tmp_path, **{f"THEPASS_{name}": value})
    assert str(refused.value).startswith(sentence)
    assert "hush" not in str(refused.value)
    assert str(refused.value).count("\n") == 0


@pytest.mark.parametrize(
    ("toml", "sentence"),
    [
        ("worker = 2", "There is no setting worker in "),
        ("data = 'x'", "The setting data in "),
        ("workers = true", "The setting workers is True; please write a whole number."),
        ("workers = 2.5", "The setting workers is 2.5; please write a whole number."),
        ("hosts = [1, 2]", "The setting hosts is [1, 2]; please write names separated by commas."),
        ("hosts = 3", "The setting hosts is 3; please write names separated by commas."),
        ("url = 3", "The setting url is 3; please write text in quotes."),
        ("[mail]\nurl = 'x'", "There is no setting mail in "),
        ("workers = ", "thepass.toml is not valid TOML: "),
        ("behind_tls = true\ndebug = true", "The setting debug must be false where behind_tls is true."),
        ("behind_tls = true\nurl = 'http://h'", "The setting url must start with https:// where behind_tls is true."),
    ],
)
def test_bad_files(tmp_path: Path, toml: str, sentence: str) -> None:
    with pytest.raises(BadSetting) as refused:
        of(tmp_path, toml)
    assert sentence in str(refused.value)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "thepass.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(BadSetting, match="is not valid TOML"):
        of(tmp_path)


def test_the_secret_key_is_made_once_and_kept_private(tmp_path: Path) -> None:
    settings = of(tmp_path / "new")
    assert len(settings.secret_key) >= 50
    assert settings.secret_key == of(tmp_path / "new").secret_key
    assert (tmp_path / "new" / "secret-key").stat().st_mode & 0o777 == 0o600
    assert settings.secret_key != of(tmp_path / "other").secret_key


@pytest.mark.parametrize("key", ["", "short", "\n" * 60])
def test_a_secret_key_that_is_none(tmp_path: Path, key: str) -> None:
    (tmp_path / "secret-key").write_text(key)
    with pytest.raises(BadSetting, match="is too short"):
        assert of(tmp_path).secret_key


def test_a_data_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for bad in (tmp_path / "file", tmp_path / "file" / "under"):
        with pytest.raises(BadSetting, match=r"cannot be written|is not a folder"):
            assert of(bad).secret_key


def test_the_database_of_an_address() -> None:
    ours = database.of("postgresql://ann:h%40sh@db:5433/pass?sslmode=require", Path("/data"))
    assert (ours["NAME"], ours["USER"], ours["PASSWORD"], ours["HOST"], ours["PORT"]) == (
        "pass",
        "ann",
        "h@sh",
        "db",
        "5433",
    )
    assert ours["OPTIONS"]["sslmode"] == "require"
    assert database.of("", Path("/data"))["NAME"] == "/data/thepass.sqlite3"
    assert database.of("sqlite:////else/where.sqlite3", Path("/data"))["NAME"] == "/else/where.sqlite3"


def test_where_mail_goes(tmp_path: Path) -> None:
    ours = mail.of(of(tmp_path, THEPASS_MAIL_URL="smtp://ann:h%40sh@mail.example.org:587"))
    assert (ours["EMAIL_HOST"], ours["EMAIL_PORT"], ours["EMAIL_HOST_PASSWORD"]) == ("mail.example.org", 587, "h@sh")
    assert ours["EMAIL_USE_TLS"]
    assert mail.of(of(tmp_path))["EMAIL_FILE_PATH"] == str(tmp_path / "mail")


@pytest.mark.parametrize("setting", fields(Settings), ids=lambda one: one.name)
def test_every_setting_is_documented(setting) -> None:
    """Its name for the file, its name for the environment, its usual value, and what it says of itself."""
    usual = str(setting.default).lower() if isinstance(setting.default, bool) else str(setting.default or "")
    usual = "0" if setting.name == "metrics_port" else usual
    variable = "DATABASE_URL" if setting.name == "database_url" else f"THEPASS_{setting.name.upper()}"
    row = f"| `{setting.name}` | `{variable}` | {f'`{usual}`' if usual else 'empty'} | {setting.metadata['says']} |"
    assert row in DOCS.read_text(encoding="utf-8")


def test_nothing_is_documented_that_is_not_there() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted(one.name for one in fields(Settings))
