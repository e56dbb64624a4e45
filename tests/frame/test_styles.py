"""House rules of style sheets and scripts that no linter of ours checks."""

import re
from pathlib import Path

import pytest

from thepass import frame
from thepass.frame import styles

STATIC = Path(frame.__file__).parent / "static/frame"
SHEETS = sorted((STATIC / "css").rglob("*.css"))
SCRIPTS = sorted((STATIC / "js").glob("*.js"))
# Logical properties only. env(safe-area-inset-bottom) is the device's own name.
SIDE = "(left|right|top|bottom)"
PHYSICAL = re.compile(
    rf"(?<![-\w])(margin|padding|border|inset|scroll-padding|scroll-margin)-{SIDE}\b"
    rf"|(?<=[;{{\s])({SIDE}|(min-|max-)?(width|height))\s*:|(text-align|float):\s*{SIDE}"
)


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_logical_properties_only(path: Path) -> None:
    assert PHYSICAL.findall(path.read_text()) == []


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_everything_is_in_a_layer_and_braces_close(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
    depth, outside = 0, ""
    for letter in text:
        depth += (letter == "{") - (letter == "}")
        assert depth >= 0
        outside += letter if depth == 0 else ""
    assert depth == 0
    heads = [head.strip() for head in re.split(r"[};]", outside) if head.strip()]
    assert all(head.startswith(("@layer ", "@property ")) for head in heads), heads


def test_every_sheet_is_loaded_somewhere_and_exists() -> None:
    named = {styles.sheet(name) for name in (*styles.LAYERS, *styles.EVERYWHERE, *styles.BY_PAGE)}
    assert named == {f"frame/{path.relative_to(STATIC).as_posix()}" for path in SHEETS}


def test_an_unknown_sheet_is_an_error_while_drawing() -> None:
    with pytest.raises(LookupError):
        styles.sheet("nothing")


@pytest.mark.parametrize("path", SHEETS + SCRIPTS, ids=lambda path: path.name)
def test_sizes(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= (400 if path.suffix == ".css" else 250)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_import_nothing_and_evaluate_nothing(path: Path) -> None:
    assert not re.search(r"^\s*import\s|\beval\(|new Function|setAttribute\(.style", path.read_text(), flags=re.M)
