"""House rules that no linter checks for us."""

import re
from pathlib import Path

import pytest

from thepass.journal.kind import KINDS

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src"
CAPS = {(SRC, ".py"): 400, (SRC, ".html"): 150, (SRC, ".css"): 400, (SRC, ".js"): 250, (ROOT / "tests", ".py"): 500}
TEMPLATES = sorted([*SRC.rglob("*.html"), *SRC.rglob("*.txt")])
WORDS = re.compile(r"\b(tickets?|agents?|end users?|SLAs?|escalat\w+|assignees?|stakeholders?|resolve[ds]?)\b", re.I)
INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script(?![^>]*\bsrc=)(?![^>]*application/json)", re.I
)
PHYSICAL = re.compile(
    r"(?<![-\w])(margin|padding|border|inset)-(left|right|top|bottom)\b|(?<![-\w])(left|right)\s*:|text-align\s*:\s*(left|right)|float\s*:"
)
ELSEWHERE = re.compile(r"""(?:src|href|url)\s*[=(]\s*["']?(?:https?:)?//(?!www\.w3\.org)""", re.I)
NO_PLACE = re.compile(r"/work/|/farm/|/root/|index-url|extra-index|files\.pythonhosted", re.I)
OURS = [kind for kind in KINDS.values() if kind.model.__module__.startswith("thepass.")]  # not the shop of the tests
pytestmark = pytest.mark.once


def _of(folder: Path, suffix: str) -> list[Path]:
    return [path for path in folder.rglob(f"*{suffix}") if "migrations" not in path.parts]


@pytest.mark.parametrize(("folder", "suffix"), CAPS, ids=lambda value: Path(value).name)
def test_no_file_outgrows_its_reader(folder, suffix):
    sizes = {str(f.relative_to(ROOT)): len(f.read_text("utf-8").splitlines()) for f in _of(folder, suffix)}
    assert {name: lines for name, lines in sizes.items() if lines > CAPS[folder, suffix]} == {}


def test_no_module_is_a_drawer_for_odds_and_ends():
    names = {"utils", "helpers", "common", "misc", "part2", "tools"}
    assert [str(f.relative_to(ROOT)) for f in _of(SRC, ".py") if f.stem in names] == []


def test_every_module_says_what_it_is():
    assert [
        str(f.relative_to(ROOT))
        for f in _of(SRC, ".py")
        if f.stat().st_size and not f.read_text("utf-8").lstrip().startswith(('"""', "'''"))
    ] == []


@pytest.mark.parametrize(
    "pattern", [WORDS, INLINE, ELSEWHERE], ids=["banned words", "inline script or style", "from elsewhere"]
)
def test_templates_keep_to(pattern):
    found = {str(f.relative_to(SRC)): hit.group() for f in TEMPLATES if (hit := pattern.search(_shown(f)))}
    assert found == {}


def _shown(template: Path) -> str:
    """What a template says, without Django's comments."""
    return re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", template.read_text("utf-8"), flags=re.S)


def test_the_sentences_of_the_program_are_in_plain_words():
    said = re.compile(r"""(?:\b_|gettext|ngettext|translate)\(\s*(?:f?"([^"]*)"|'([^']*)')""")
    found = {}
    for module in _of(SRC, ".py"):
        for hit in said.finditer(module.read_text("utf-8")):
            if WORDS.search(hit.group(1) or hit.group(2) or ""):
                found[str(module.relative_to(SRC))] = hit.group()
    assert found == {}


def test_styles_are_logical_so_that_right_to_left_needs_no_second_file():
    found = {
        str(f.relative_to(SRC)): hit.group() for f in _of(SRC, ".css") if (hit := PHYSICAL.search(f.read_text("utf-8")))
    }
    assert found == {}


def test_nothing_of_anybodys_machine_is_in_the_tree():
    here = Path(__file__)
    kept = [
        f
        for ending in (".py", ".md", ".toml", ".lock", ".sh", ".html", ".js", ".css")
        for f in ROOT.rglob(f"*{ending}")
    ]
    kept += [f for f in (ROOT / "bin").iterdir() if f.is_file()]
    ours = [
        f
        for f in kept
        if not {".venv", ".git", "node_modules", "thepass-data", "build"} & set(f.relative_to(ROOT).parts) and f != here
    ]
    found = {
        str(f.relative_to(ROOT)): hit.group() for f in ours if (hit := NO_PLACE.search(f.read_text("utf-8", "replace")))
    }
    assert found == {}


def test_every_event_has_a_sentence_and_stands_in_the_documentation():
    pages = (ROOT / "docs/develop/events.md").read_text("utf-8")
    events = [event for kind in OURS for event in kind.events]
    assert [event for event in events if not event.says.strip()] == []
    assert [
        f"| `{event.value}` | {event.says} |" for event in events if f"| `{event.value}` | {event.says} |" not in pages
    ] == []


def test_event_names_are_of_their_kind_and_never_twice():
    every = [event.value for kind in OURS for event in kind.events]
    assert len(every) == len(set(every))
    assert [event for kind in OURS for event in kind.events if not event.startswith(f"{kind.word}.")] == []
