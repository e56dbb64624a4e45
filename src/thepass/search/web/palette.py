"""What the palette suggests of everything that has no finder of its own."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from thepass.kernel.attach import Finding
from thepass.search.queries import searchables, suggest

MOST = 8
OTHERS = {"person", "team"}  # people's own finders, which do without an index


def suggestions(person: Any, words: str, *, now: datetime) -> Iterable[Finding]:
    """Titles and keywords that begin so."""
    kinds = {one.kind: one.label for _key, _name, one in searchables.everything() if one.kind not in OTHERS}
    if not kinds or not words.strip():
        return []
    found = suggest(person, words, kinds=tuple(kinds), limit=MOST)
    return [Finding(hit.title, hit.url, hit.icon, hit.hint or _(kinds[hit.kind])) for hit in found]
