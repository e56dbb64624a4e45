"""What is shipped: licences told, the lock complete and without an address, a wheel that works outside the checkout."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from urllib.parse import urlparse

import pytest
from cli.processes import Serving, environment

pytestmark = pytest.mark.once
ROOT = Path(__file__).parents[2]


def locked(name: str) -> dict[str, str]:
    found = re.findall(r"^([A-Za-z0-9._-]+)==([^\s\\;]+)", (ROOT / name).read_text(), re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", package).lower(): version for package, version in found}


def test_every_package_is_in_the_notices() -> None:
    rows = re.findall(
        r"^\| ([\w.-]+) \| ([\d.]+\S*) \| (.+?) \|", (ROOT / "THIRD-PARTY-NOTICES.md").read_text(), re.MULTILINE
    )
    told = {re.sub(r"[-_.]+", "-", name).lower(): version for name, version, _ in rows}
    assert told == locked("requirements.lock")
    assert not [name for name, _, licence in rows if "see the package" in licence]
    assert not [row for row in rows if re.search(r"\bA?GPL", row[2])]


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text()
    assert "Apache License" in text and "END OF TERMS AND CONDITIONS" in text


def test_what_developers_need_holds_what_the_program_needs() -> None:
    assert locked("requirements.lock").items() <= locked("requirements-dev.lock").items()


def test_every_dependency_is_locked() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    names = {re.sub(r"[-_.]+", "-", re.split(r"[\[<>=~ ]", one)[0]).lower() for one in wanted}
    assert names <= locked("requirements.lock").keys()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_locks_have_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "://" not in text and "--index" not in text and "--find-links" not in text
    for block in re.split(r"\n(?=\w)", text.strip()):
        assert block.startswith("#") or "--hash=sha256:" in block, block.splitlines()[0]


@pytest.mark.parametrize(
    "script", ["bin/demo", "bin/dev", "bin/need", "bin/postgres", "bin/prepare", "bin/test", ".ci/run"]
)
def test_scripts_are_short_and_read_by_any_sh(script: str) -> None:
    path = ROOT / script
    assert os.access(path, os.X_OK)
    assert len(path.read_text().splitlines()) <= 40
    assert path.read_text().startswith("#!/bin/sh\n")
    assert subprocess.run(["sh", "-n", path], capture_output=True).returncode == 0


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout and put somewhere else."""
    room = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", room, ROOT)
    [wheel] = room.glob("*.whl")
    _run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", room / "site", wheel)
    return room


def _run(*words: object) -> str:
    done = subprocess.run([str(word) for word in words], env=environment(), capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


def test_everything_is_in_the_wheel(installed: Path) -> None:
    [wheel] = installed.glob("*.whl")
    inside = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("thepass/")}
    source = ROOT / "src" / "thepass"
    tracked = subprocess.run(["git", "-C", ROOT, "ls-files", "src/thepass"], capture_output=True, text=True)
    ours = [ROOT / line for line in tracked.stdout.splitlines()] or [
        path for path in source.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    ]
    missing = [path for path in ours if path.exists() and f"thepass/{path.relative_to(source)}" not in inside]
    assert not missing
    assert "thepass/docs/admin/settings.md" in inside


def test_the_wheel_works_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    """`thepass --version`, a page with its style sheet, `thepass check`."""
    site = str(installed / "site")
    program = installed / "site" / "bin" / "thepass"

    def thepass(*words: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, program, *map(str, words)],
            env=environment() | {"PYTHONPATH": site},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=120,
        )

    from thepass import __version__

    assert thepass("--version").stdout == f"thepass {__version__}\n"
    one = Serving("serve", "--port", 0, "--workers", 1, "--data", tmp_path / "data", PYTHONPATH=site)
    try:
        one.ready()
        status, page, _ = one.get(urlparse(one.first_run_link()).path)
        assert status == 200
        sheets = re.findall(r'href="(/static/[^"]+\.css)"', page)
        assert sheets
        assert {one.get(sheet)[0] for sheet in sheets} == {200}
    finally:
        one.stop()
    done = thepass("check", "--data", tmp_path / "data")
    assert (done.returncode, done.stdout) == (0, "All is well.\n"), done.stderr
