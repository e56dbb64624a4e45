"""A list as a file to keep."""

import re
from collections.abc import Iterable, Sequence
from datetime import tzinfo
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.timezone import get_current_timezone

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.sheets.rules import write

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_NOT_IN_A_NAME = re.compile(r'[\s\x00-\x1f\x7f"*/:<>?\\|%\u200e\u200f\u202a-\u202e\u2066-\u2069]+')


def export(
    request: HttpRequest,
    *,
    name: str,
    titles: Sequence[Any],
    rows: Iterable[Sequence[Any]],
    as_: str,
    zone: tzinfo | None = None,
) -> HttpResponse:
    """The rows as a download, `as_` csv or xlsx; instants in `zone`, else the reader's. Refuses any other kind."""
    zone = zone or get_current_timezone()
    if as_ == "csv":
        content = write.csv(rows, titles, zone=zone)
    elif as_ == "xlsx":
        content = write.xlsx(rows, titles, name, zone=zone)
    else:
        raise Refused(_("Lists can be taken as csv or xlsx."))
    answer = HttpResponse(content, content_type=_TYPES[as_])
    answer["Content-Disposition"] = content_disposition_header(True, file_name(name, as_))
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def file_name(name: str, ending: str) -> str:
    """A name that every system takes, without a folder, a hidden dot or a turned-round ending."""
    stem = _NOT_IN_A_NAME.sub(" ", str(name)).strip(" .")[:100].strip(" .")
    return f"{stem or 'list'}.{ending}"
