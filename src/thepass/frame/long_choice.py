"""A choice of hundreds: Django renders a template for each option, which takes longer than the rest of the page."""

from collections.abc import Iterable
from html import escape
from typing import Any

from django.forms import Select
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString


class LongSelect(Select):
    """As Django's, without groups: all options are written at once."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        written = options(self.choices, set(self.format_value(value)))
        return format_html(
            "<select{}>{}</select>", flatatt(self.build_attrs(self.attrs, {"name": name, **(attrs or {})})), written
        )


def options(rows: Iterable[tuple[Any, Any]], chosen: Iterable[Any] = ()) -> SafeString:
    """Options of a select as (value, words), written without a template."""
    marked = {str(one) for one in chosen}
    return SafeString(
        "".join(
            f'<option value="{escape(str(value))}"{" selected" if str(value) in marked else ""}>'
            f"{escape(str(words))}</option>"
            for value, words in rows
        )
    )
