"""Collect every sentence for people into the catalogues, and make what the product reads from them."""

import subprocess
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.template import templatize

from thepass.frame import catalogue, practice_language
from thepass.frame.catalogue import Entry

PACKAGE = Path(settings.LOCALE_PATHS[0]).parent
KEYWORDS = (
    "gettext_noop",
    "gettext_lazy",
    "now_",
    "ngettext_lazy:1,2",
    "pgettext:1c,2",
    "pgettext_lazy:1c,2",
    "npgettext:1c,2,3",
    "npgettext_lazy:1c,2,3",
)
XGETTEXT = (
    "xgettext",
    "--language=Python",
    "--from-code=UTF-8",
    "--add-location=file",
    "--no-wrap",
    "--add-comments=Translators",
    "--output=-",
)


class Command(BaseCommand):
    """`thepass manage makemessages`: run it after changing a sentence, then translate what is new."""

    help = "Collects the sentences into src/thepass/locale, and compiles the catalogues. Needs GNU gettext."
    requires_system_checks = ()

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--compile", action="store_true", help="only compile; needs no gettext")

    def handle(self, *args: Any, **options: Any) -> None:
        path = file_of("de", ".po")
        entries = catalogue.read(path.read_text(encoding="utf-8"))
        if not options["compile"]:
            entries = catalogue.merged(found(), entries)
            path.write_text(catalogue.written(entries), encoding="utf-8")
        for locale, ours in compiled(entries).items():
            file_of(locale, ".mo").parent.mkdir(parents=True, exist_ok=True)
            file_of(locale, ".mo").write_bytes(ours)
        missing = [one.id for one in entries if not all(one.said)]
        self.stdout.write(f"{len(entries) - 1} sentences, {len(missing)} of them not yet translated.")
        for sentence in missing:
            self.stdout.write(f"  {sentence!r}")


def file_of(locale: str, ending: str) -> Path:
    """Where a catalogue lies."""
    return PACKAGE / "locale" / locale / "LC_MESSAGES" / f"django{ending}"


def compiled(entries: list[Entry]) -> dict[str, bytes]:
    """The .mo file of each language, made from the one catalogue translators write."""
    practice = practice_language.practised(entries)
    return {"de": catalogue.compiled(entries), practice_language.LOCALE: catalogue.compiled(practice)}


def found() -> list[Entry]:
    """Every sentence of the templates and the code, extracted in a folder of its own: the sources stay untouched."""
    with tempfile.TemporaryDirectory() as folder:
        names = [name for path in sorted(PACKAGE.rglob("*")) if (name := _laid_out(path, Path(folder)))]
        arguments = [*XGETTEXT, *(f"--keyword={word}" for word in KEYWORDS), "--files-from=-"]
        try:
            run = subprocess.run(
                arguments, cwd=folder, input="\n".join(names), capture_output=True, text=True, encoding="utf-8"
            )
        except FileNotFoundError:
            raise CommandError("xgettext is not there: install GNU gettext.") from None
        if run.returncode:
            raise CommandError(run.stderr)
    return [one for one in catalogue.read(run.stdout.replace(".template.py", "")) if one.id]


def _laid_out(path: Path, folder: Path) -> str:
    """Copy a source to where xgettext reads it, a template as the calls it stands for; its name there, if it is one."""
    name = path.relative_to(PACKAGE).as_posix()
    if path.suffix == ".py":
        text = path.read_text(encoding="utf-8")
    elif path.suffix in (".html", ".txt") and "templates" in path.parts:
        text, name = templatize(path.read_text(encoding="utf-8"), origin=name), f"{name}.template.py"
    else:
        return ""
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return name
