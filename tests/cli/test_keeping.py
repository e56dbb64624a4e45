"""Backup, restore, export: all comes back, nothing is overwritten, nothing strange is let in."""

import io
import json
import shutil
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path
from urllib.parse import urlparse
from uuid import uuid4

import pytest
from cli.processes import Serving, thepass


def refused(*words: object, **env: str) -> str:
    done = thepass(*words, **env)
    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    [line] = done.stderr.splitlines()
    return line


@pytest.fixture
def kept(data: Path, tmp_path: Path) -> Path:
    """A backup of a folder with a person, a file and settings in it."""
    with closing(sqlite3.connect(data / "thepass.sqlite3")) as database, database:
        database.execute("CREATE TABLE marker (word TEXT)")
        database.execute("INSERT INTO marker VALUES ('here')")
    (data / "files" / "ab").mkdir(parents=True)
    (data / "files" / "ab" / "cd").write_bytes(b"\0paper")
    (data / "thepass.toml").write_text('time_zone = "Europe/Oslo"\n')
    file = tmp_path / "kept.tar.gz"
    done = thepass("backup", file, "--data", data)
    assert done.returncode == 0, done.stderr
    assert file.stat().st_mode & 0o777 == 0o600
    return file


@pytest.mark.once
def test_what_was_kept_comes_back(kept: Path, data: Path, tmp_path: Path) -> None:
    back = tmp_path / "back"
    done = thepass("restore", kept, "--data", back)
    assert done.returncode == 0, done.stderr
    with closing(sqlite3.connect(back / "thepass.sqlite3")) as database:
        assert database.execute("SELECT word FROM marker").fetchall() == [("here",)]
    for name in ("secret-key", "thepass.toml", "files/ab/cd"):
        assert (back / name).read_bytes() == (data / name).read_bytes()
    assert (back / "secret-key").stat().st_mode & 0o777 == 0o600
    assert not (back / "static").exists()
    assert thepass("check", "--data", back).stdout == "All is well.\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["back", "data", "kept.tar.gz"]


@pytest.mark.once
def test_a_full_folder_is_left_alone(kept: Path, data: Path, tmp_path: Path) -> None:
    assert "already holds" in refused("restore", kept, "--data", data)
    assert "exists already" in refused("backup", kept, "--data", data)
    assert "There is no folder" in refused("backup", tmp_path / "no" / "where.tar.gz", "--data", data)
    assert "There is no file" in refused("restore", tmp_path / "none", "--data", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def packed(path: Path, **parts: bytes | str) -> Path:
    """An archive of these files; a text is a link to there."""
    with tarfile.open(path, "w:gz") as tar:
        for name, content in parts.items():
            part = tarfile.TarInfo(name)
            if isinstance(content, str):
                part.type, part.linkname = tarfile.SYMTYPE, content
                tar.addfile(part)
            else:
                part.size = len(content)
                tar.addfile(part, io.BytesIO(content))
    return path


def label(*steps: str) -> bytes:
    return json.dumps({"made": "2030", "database": "sqlite", "version": "9", "steps": steps}).encode()


@pytest.mark.once
@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"../outside": b"x"}, "which no backup of ours does"),
        ({"/etc/outside": b"x"}, "which no backup of ours does"),
        ({"files/../../outside": b"x"}, "which no backup of ours does"),
        ({"files": "/etc"}, "which is no plain file"),
        ({"backup.json": b"{}"}, "is not a backup of The Pass"),
        ({"backup.json": b"\xff"}, "is not a backup of The Pass"),
        ({"backup.json": label()}, "is not a backup of The Pass"),
        ({"backup.json": label("people.9999_later"), "database.sqlite3": b""}, "made by a newer version"),
        ({}, "is not a backup of The Pass"),
    ],
)
def test_archives_that_are_no_backup(tmp_path: Path, parts: dict[str, bytes | str], sentence: str) -> None:
    file = packed(tmp_path / "bad.tar.gz", **parts)
    assert sentence in refused("restore", file, "--data", tmp_path / "room" / "new")
    assert not (tmp_path / "room" / "new").exists()
    assert not (tmp_path / "outside").exists()


@pytest.mark.once
def test_a_damaged_backup(kept: Path, tmp_path: Path) -> None:
    whole = kept.read_bytes()
    for bad in (whole[: len(whole) // 2], b"words", b""):
        (tmp_path / "bad.tar.gz").write_bytes(bad)
        assert "is not a backup of The Pass, or is damaged" in refused(
            "restore", tmp_path / "bad.tar.gz", "--data", tmp_path / "new"
        )
        assert not (tmp_path / "new").exists()


@pytest.mark.once
def test_export_can_be_read_without_us(kept: Path, data: Path, tmp_path: Path) -> None:
    done = thepass("export", tmp_path / "out", "--data", data)
    assert done.returncode == 0, done.stderr
    assert "person: 0\n" in done.stdout
    assert (tmp_path / "out" / "files" / "ab" / "cd").read_bytes() == b"\0paper"
    assert (tmp_path / "out" / "events.jsonl").read_text() == ""
    assert "already holds something" in refused("export", tmp_path / "out", "--data", data)


def test_postgresql_too(tmp_path: Path) -> None:
    """Only on the run that has a server: serve, backup, restore into another database, check."""
    import psycopg
    from django.conf import settings

    server = settings.SETTINGS.database_url
    if not server.startswith("postgres"):
        pytest.skip("this run has no PostgreSQL")
    if not shutil.which("pg_dump"):
        pytest.skip("pg_dump is not installed here")
    names = [f"thepass_kept_{uuid4().hex[:8]}" for _ in range(2)]
    urls = [urlparse(server)._replace(path=f"/{name}").geturl() for name in names]
    with psycopg.connect(urlparse(server)._replace(path="/postgres").geturl(), autocommit=True) as admin:
        for name in names:
            admin.execute(f"CREATE DATABASE {name}")
        try:
            one = Serving("serve", "--port", 0, "--workers", 1, "--data", tmp_path / "data", DATABASE_URL=urls[0])
            one.ready()
            assert one.stop() == 0
            with psycopg.connect(urls[0], autocommit=True) as far:  # as if this database had counted for years
                far.execute("INSERT INTO journal_command (by, command_id, asked) VALUES ('old', '1', '')")
                far.execute(
                    "INSERT INTO journal_event (stream, number, type, shape, at, by, command_id, facts, tx)"
                    " SELECT 'person:1', 1, 'person.added', 1, now(), 'old', id, '{}', 1000000000000"
                    " FROM journal_command WHERE by = 'old'"
                )
            done = thepass("backup", tmp_path / "kept.tar.gz", "--data", tmp_path / "data", DATABASE_URL=urls[0])
            assert done.returncode == 0, done.stderr
            assert "already holds" in refused(
                "restore", tmp_path / "kept.tar.gz", "--data", tmp_path / "new", DATABASE_URL=urls[0]
            )
            assert "please set DATABASE_URL" in refused("restore", tmp_path / "kept.tar.gz", "--data", tmp_path / "new")
            done = thepass("restore", tmp_path / "kept.tar.gz", "--data", tmp_path / "new", DATABASE_URL=urls[1])
            assert done.returncode == 0, done.stderr
            with psycopg.connect(urls[1], autocommit=True) as near:
                assert near.execute(
                    "SELECT max(tx) < pg_current_xact_id()::text::bigint FROM journal_event"
                ).fetchone() == (True,)
                near.execute("DELETE FROM journal_event WHERE by = 'old'")
            done = thepass("check", "--data", tmp_path / "new", DATABASE_URL=urls[1])
            assert done.stdout == "All is well.\n"
        finally:
            for name in names:
                admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
