"""What one types, and what one reads when it was wrong: one sentence, the right code, no traceback."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from cli.processes import environment, thepass

pytestmark = pytest.mark.once


def said(done: subprocess.CompletedProcess[str], code: int) -> str:
    """The one sentence on standard error."""
    assert done.returncode == code, done.stdout + done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    [line] = done.stderr.splitlines()
    return line


def test_help_names_every_command_and_loads_nothing_heavy() -> None:
    code = (
        "import sys; from thepass.cli import main\n"
        "try: main(['--help'])\n"
        "finally: print(sorted({'django', 'structlog', 'gunicorn', 'psycopg'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True)
    assert done.returncode == 0
    assert done.stdout.endswith("[]\n")
    for word in ("serve", "work", "check", "replay", "rebuild", "backup", "restore", "export"):
        assert f"\n    {word} " in done.stdout


def test_help_of_every_command() -> None:
    import thepass.cli.words as words
    from thepass.kernel import attach

    words.read()
    parser = words.parser()
    for name, entry in attach.commands.under("*").items():
        options = parser.parse_args([*name.split(), *["x"] * _needed(entry)])
        assert options.entry is entry
        assert entry.says.endswith(".")


def _needed(entry: object) -> int:
    import argparse

    parser = argparse.ArgumentParser()
    entry.arguments(parser)  # type: ignore[attr-defined]
    return sum(1 for action in parser._actions if not action.option_strings and action.nargs is None)


def test_version() -> None:
    from thepass import __version__

    assert thepass("--version").stdout == f"thepass {__version__}\n"


def test_no_command_shows_the_help() -> None:
    done = thepass()
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("usage: thepass")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["serv"], "There is no command 'serv': did you mean `thepass serve`?"),
        (["xyzzy"], "There is no command 'xyzzy': `thepass --help` names them all."),
        (["serve", "--port", "x"], "thepass serve: argument --port: invalid int value: 'x';"),
        (["serve", "--workers", "0"], "thepass serve: argument --workers: 0 is not 1 or more;"),
        (["serve", "now"], "thepass: unrecognized arguments: now;"),
        (["serve", "--dat", "x"], "thepass: unrecognized arguments: --dat x;"),
        (["backup"], "thepass backup: the following arguments are required: FILE;"),
    ],
)
def test_wrong_use(words: list[str], sentence: str) -> None:
    assert said(thepass(*words), 2).startswith(sentence)


def test_a_bad_setting_is_named(tmp_path: Path) -> None:
    line = said(thepass("serve", "--data", tmp_path, THEPASS_WORKER="2"), 2)
    assert line == "There is no setting THEPASS_WORKER: did you mean THEPASS_WORKERS?"


@pytest.mark.parametrize("command", ["check", "replay", "export out", "backup out.tar.gz"])
def test_asking_an_empty_folder_makes_nothing_there(tmp_path: Path, command: str) -> None:
    line = said(thepass(*command.split(), "--data", tmp_path / "none", cwd=tmp_path), 2)
    assert line.startswith(f"There is no organisation in the data folder {tmp_path / 'none'} yet: ")
    assert not list(tmp_path.iterdir())


def test_the_data_folder_is_named_anywhere(data: Path) -> None:
    for words in (["--data", data, "check"], ["check", "--data", data], ["check", f"--data={data}"]):
        done = thepass(*words)
        assert (done.returncode, done.stdout, done.stderr) == (0, "All is well.\n", "")


@pytest.mark.parametrize("command", ["serve", "work", "check", "replay"])
def test_a_database_that_cannot_be_reached(tmp_path: Path, command: str) -> None:
    url = "postgresql://ann:hush-hush@127.0.0.1:1/pass"
    line = said(
        thepass(command, "--data", tmp_path, *(["--port", 0] if command == "serve" else []), DATABASE_URL=url), 1
    )
    assert line.startswith("The database pass at 127.0.0.1:1 cannot be used (")
    assert "hush-hush" not in line


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for bad in (tmp_path / "file", tmp_path / "file" / "under", Path("/proc/nothing")):
        assert "cannot be written" in said(thepass("serve", "--port", 0, "--data", bad), 2)


def test_a_database_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "thepass.sqlite3").write_text("words " * 1000)
    for command in ("serve --port 0", "check"):
        line = said(thepass(*command.split(), "--data", tmp_path), 1)
        assert line.startswith(f"The database {tmp_path / 'thepass.sqlite3'} is not a database of ours")


@pytest.mark.parametrize("command", ["serve --port 0", "work", "replay"])
def test_a_folder_written_by_a_newer_version(data: Path, command: str) -> None:
    with closing(sqlite3.connect(data / "thepass.sqlite3")) as database, database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('people', '9999_later', '2030-01-01')"
        )
    assert "was written by a newer version" in said(thepass(*command.split(), "--data", data), 1)
    done = thepass("check", "--data", data)
    assert (done.returncode, done.stdout) == (
        1,
        "tables: written by a newer version of The Pass (people.9999_later).\n",
    )


def test_a_folder_written_by_an_older_version(data: Path) -> None:
    with closing(sqlite3.connect(data / "thepass.sqlite3")) as database, database:
        database.execute("DELETE FROM django_migrations WHERE app = 'journal'")
    assert "was written by an older version" in said(thepass("replay", "--data", data), 1)
    assert thepass("check", "--data", data).stdout.startswith("tables: ")


def test_what_check_finds(data: Path) -> None:
    with closing(sqlite3.connect(data / "thepass.sqlite3")) as database, database:
        database.execute("INSERT INTO journal_run (version, source, applied) VALUES (7, 'made up', 1)")
    done = thepass("check", "--data", data)
    assert done.returncode == 1
    assert "run 1" in done.stdout


def test_replay_says_a_line_for_each_kind(data: Path) -> None:
    done = thepass("replay", "--until", "2026-01-31T12:00+01:00", "--data", data)
    assert done.returncode == 0
    assert "person: 0 rows, 0 events, 0 changed since\n" in done.stdout
    assert "is no time" in said(thepass("replay", "--until", "noon", "--data", data), 2)


def test_nothing_to_rebuild_by_that_name(data: Path) -> None:
    assert "there is no 'dreams' to make anew" in said(thepass("rebuild", "dreams", "--data", data), 2)


def test_a_listener_that_goes_away(data: Path) -> None:
    if not shutil.which("sh"):
        pytest.skip("no sh here")
    line = f"{sys.executable} -m thepass --help | true"
    done = subprocess.run(["sh", "-c", line], env=environment(), capture_output=True, text=True)
    assert done.stderr == ""


def test_a_word_is_written_in_commands_py() -> None:
    """So that the help knows it without setting up Django."""
    code = (
        "import os, django\nos.environ['DJANGO_SETTINGS_MODULE'] = 'thepass.config.django'\n"
        "from thepass.cli import words; from thepass.kernel import attach\n"
        "words.read(); before = set(attach.commands.under('*')); django.setup()\n"
        "print(set(attach.commands.under('*')) - before or '')"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("\n", "")
