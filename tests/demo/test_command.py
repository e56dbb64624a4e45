"""`thepass demo` as people type it."""

import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from cli.processes import Serving, environment, thepass

pytestmark = pytest.mark.once
TABLE = re.compile(r"  (\w+) +(\S.*?)  +(\S+@\S+)")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the demo was made and not served."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    words = [sys.executable, "-m", "thepass", "demo", "--no-serve", "--months", "1", "--data", str(folder)]
    done = subprocess.run(words, env=environment(), capture_output=True, text=True, timeout=300)
    assert (done.returncode, done.stderr) == (0, "")
    assert "60 people" in done.stdout and len(TABLE.findall(done.stdout)) == 6
    return folder


@pytest.fixture
def serving() -> Iterator[list[Serving]]:
    started: list[Serving] = []
    yield started
    for one in started:
        if one.process.poll() is None:
            one.stop()


def test_it_checks_out(data):
    done = thepass("check", "--data", data)
    assert (done.returncode, done.stdout) == (0, "All is well.\n")


def test_a_second_start_serves_what_is_there_and_says_so(data, serving):
    serving.append(one := Serving("demo", "--port", 0, "--data", data, "--people", 90))
    one.ready()
    told = [line for line in one.out if TABLE.fullmatch(line)]
    assert [TABLE.fullmatch(line).group(1) for line in told] == [
        "employee", "lead", "leader", "steward", "administrator", "partner",
    ]  # fmt: skip
    assert one.out.index(told[-1]) < next(n for n, line in enumerate(one.out) if "is ready at" in line)
    assert one.get("/healthz")[0] == 200 and one.get("/people/")[0] == 302
    assert one.stop() == 0
    assert "There is a demo organisation already, of 60 people" in one.err[0]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--host", "0.0.0.0"), "this machine only"),
        (("--host", "demo.example.org"), "this machine only"),
        (("--people", "3"), "3 is not from"),
        (("--people", "many"), "many"),
        (("--months", "0"), "0 is not from 1"),
        (("--port", "99999"), "99999 is not a port"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(tmp_path, words, says):
    done = thepass("demo", "--data", tmp_path / "new", *words)
    assert done.returncode == (1 if words[0] == "--port" else 2) and done.stdout == ""
    assert says in done.stderr and done.stderr.count("\n") == 1 and not (tmp_path / "new").exists()


def test_nobody_serves_the_demo_to_a_network_either(data):
    done = thepass("serve", "--host", "0.0.0.0", "--port", 0, "--data", data)
    assert done.returncode == 1 and "demo organisation" in done.stderr.splitlines()[-1] and "ready" not in done.stdout


def test_a_real_organisation_is_refused_and_left_as_it_is(data):
    with closing(sqlite3.connect(data / "thepass.sqlite3")) as database:
        database.execute("UPDATE people_organisation SET demo = 0")
        database.commit()
        rows = database.execute("SELECT count(*) FROM journal_event").fetchone()
        done = thepass("demo", "--no-serve", "--data", data)
        assert (done.returncode, done.stdout) == (1, "") and done.stderr.count("\n") == 1
        assert "real organisation" in done.stderr
        assert database.execute("SELECT count(*) FROM journal_event").fetchone() == rows
        database.execute("UPDATE people_organisation SET demo = 1")
        database.commit()
