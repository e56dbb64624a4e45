"""{% files lines %} lists what hangs on something; {% file_field %} is where one adds to it."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings

from thepass.files.queries import FileLine
from thepass.files.rules.keeping import MOST_ON_ONE

register = template.Library()


@register.inclusion_tag("files/_files.html")
def files(lines: Iterable[FileLine] | None) -> dict[str, Any]:
    """Names, sizes, small pictures. Nothing where there are none. Needs {% style "files" %} in the page's head."""
    every = list(lines or ())
    return {"pictures": [line for line in every if line.inline], "others": [line for line in every if not line.inline]}


@register.inclusion_tag("files/_field.html")
def file_field(waiting: Iterable[FileLine] = (), id: str = "files") -> dict[str, Any]:
    """A plain file input; with JavaScript files are also dropped and pasted. The form is multipart.

    `waiting` are files sent with an earlier try of the same form.
    """
    return {"waiting": list(waiting), "id": id, "most": MOST_ON_ONE, "limit": settings.SETTINGS.upload_limit}
