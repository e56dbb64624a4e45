"""Lucide's icons as small inline SVG; colour and stroke come from the style sheet."""

import re
from functools import lru_cache
from importlib.resources import files
from zipfile import ZipFile

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# Icons that point along the text and turn round with it. Clocks, ticks and marks never do.
FLIPPED = re.compile(
    r"(arrow-(left|right)|chevrons?-(left|right)|move-(left|right)|corner-|undo|redo|reply|forward|log-(in|out)|list)"
)


class NoSuchIcon(LookupError):
    """There is no icon of this name in the lucide package."""


@lru_cache(maxsize=512)
def icon(name: str, extra: str = "") -> SafeString:
    """The icon, hidden from screen readers: the word beside it speaks. Raises NoSuchIcon."""
    classes = " ".join(part for part in ("icon", "flip" if FLIPPED.match(name) else "", extra) if part)
    return format_html('<svg class="{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', classes, _shapes(name))


def _shapes(name: str) -> SafeString:
    with files("lucide").joinpath("lucide.zip").open("rb") as packed, ZipFile(packed) as archive:
        try:
            svg = archive.read(f"{name}.svg").decode()
        except KeyError:
            raise NoSuchIcon(name) from None
    inside = svg[svg.index(">", svg.index("<svg")) + 1 : svg.rindex("</svg>")]
    return mark_safe(re.sub(r"\s*\n\s*", "", inside).replace(" />", "/>"))  # a file of the package, not of a person
