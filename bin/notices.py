"""Make THIRD-PARTY-NOTICES.md anew from what requirements.lock names and this environment has installed.

.venv/bin/python bin/notices.py
"""

import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
HEAD = """# Third-party notices

The Pass is licensed under the Apache License 2.0 (LICENSE). At run time it uses the packages below, each under its own
licence; their licence texts come with them. `django-htmx` carries htmx (0BSD) and `lucide` the Lucide icons (ISC).
Made by `bin/notices.py` from `requirements.lock`.

| Package | Version | Licence | Home |
|---|---|---|---|
"""
ELSEWHERE = {"colorama": "BSD-3-Clause", "tzdata": "Apache-2.0"}
SHORT = {"Apache Software License": "Apache-2.0", "MIT License": "MIT", "BSD License": "BSD"}


def locked() -> list[tuple[str, str]]:
    """Name and version of every package in the lock."""
    return re.findall(r"^([A-Za-z0-9._-]+)==([^\s\\;]+)", (ROOT / "requirements.lock").read_text(), re.MULTILINE)


def row(name: str, version: str) -> str:
    try:
        about = metadata(name)
    except PackageNotFoundError:  # not needed on this system
        return f"| {name} | {version} | {ELSEWHERE.get(name, 'see the package')} | |"
    return f"| {about['Name']} | {version} | {licence(about)} | {home(about)} |"


def licence(about) -> str:
    if expression := about.get("License-Expression"):
        return expression
    named = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
    if named := [SHORT.get(one, one) for one in named if one != "OSI Approved"]:
        return ", ".join(named)
    return ((about.get("License") or "").splitlines() or ["see the package"])[0][:60]


def home(about) -> str:
    pages = dict(line.split(", ", 1) for line in about.get_all("Project-URL") or [] if ", " in line)
    lower = {name.lower(): url for name, url in pages.items()}
    for name in ("homepage", "home", "source", "source code", "repository", "github", "documentation"):
        if name in lower:
            return lower[name]
    return about.get("Home-page") or ""


if __name__ == "__main__":
    (ROOT / "THIRD-PARTY-NOTICES.md").write_text(HEAD + "\n".join(row(*one) for one in sorted(locked())) + "\n")
