"""Parts of long lists, written in Python: a template takes longer over fifty rows than the database over finding them.

Words of people go through `escape`; whoever puts the parts together adds only tags.
"""

from collections.abc import Callable, Iterable
from html import escape

from django.utils.safestring import SafeString

from thepass.frame.addresses import address
from thepass.frame.templatetags.frame import avatar

Way = Callable[[int], str]


def way(route: str) -> Way:
    """Addresses of one route for many numbers: way("card")(7). The routes are asked once."""
    before, after = address(route, 0).rsplit("0", 1)
    return lambda pk: f"{before}{pk}{after}"


def links(to: Way, named: Iterable[tuple[int, str]]) -> str:
    """Links to things by their number, with commas between."""
    return ", ".join(f'<a href="{to(pk)}" dir="auto">{escape(text)}</a>' for pk, text in named)


def person(to: Way, pk: int, name: str) -> str:
    """A person's letters, and their name leading to their card."""
    return f'<span class="person">{avatar(name, pk)}{links(to, [(pk, name)])}</span>'


def put_together(parts: Iterable[str]) -> SafeString:
    """Parts that are written already, for a template to show as they are."""
    return SafeString("".join(parts))
