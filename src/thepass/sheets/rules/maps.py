"""A map from a file: which heading of a sheet is meant by which key."""

import tomllib

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _


def load_map(text: str) -> dict[str, str]:
    """The `[columns]` of a TOML map, as key to heading. Refuses bad TOML, and anything but text in it."""
    try:
        found = tomllib.loads(text.removeprefix("\ufeff"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Refused(_("The map is not good TOML: %(why)s."), why=str(error) or "too deep") from error
    columns = found.get("columns")
    if not isinstance(columns, dict) or not columns:
        raise Refused(_('The map has no [columns]. Begin it with [columns], then lines such as email = "E-Mail".'))
    others = sorted(set(found) - {"columns"})
    if others:
        raise Refused(_("The map has “%(other)s”, which means nothing here. Only [columns] is read."), other=others[0])
    for key, heading in columns.items():
        if not isinstance(heading, str) or not heading.strip():
            raise Refused(_("In the map, “%(key)s” needs the heading of a column, in quotation marks."), key=key)
    return {key: heading.strip() for key, heading in columns.items()}
