"""Rows of a form that grows: read from what was sent, and put one in, take one out or move one, with no JavaScript.

A row's parts are sent as "fields.2.label". Buttons send edit=fields.add, edit=fields.up.2 or edit=fields.out.2.
"""

import json
from collections.abc import Mapping
from typing import Any

from thepass.services.rules import alternatives, asking
from thepass.services.rules.alternatives import NAMED

Row = dict[str, Any]
MOST = {"fields": asking.MOST_FIELDS, "alternatives": alternatives.MOST}


def sent(data: Mapping[str, Any], name: str) -> list[Row] | None:
    """The rows of `name` as they were sent; None where the form has none of them."""
    count = str(data.get(f"{name}.rows", ""))
    if not (count.isascii() and count.isdigit() and len(count) < 4):
        return None
    read = _question if name == "fields" else _alternative
    return [read(data, f"{name}.{n}.") for n in range(min(int(count), MOST[name]))]


def edited(rows: list[Row], how: str) -> list[Row]:
    """With a row more, a row less, or one before the other. What cannot be done changes nothing."""
    word, _dot, place = how.partition(".")
    if word == "add":
        return [*rows, {}]
    if not (place.isascii() and place.isdigit() and int(place) < len(rows)):
        return rows
    n = int(place)
    if word == "out":
        return rows[:n] + rows[n + 1 :]
    return rows[: n - 1] + [rows[n], rows[n - 1]] + rows[n + 1 :] if word == "up" and n else rows


def lines(choices: list[Row]) -> str:
    """The choices of a question, one a line."""
    return "\n".join(one["text"] for one in choices)


def held(condition: Mapping[str, str] | None) -> str:
    """A condition as one value of a select."""
    return f"{condition['field']}={condition['choice']}" if condition else ""


def what(row: Row) -> str:
    """An alternative as one value of a select: "later", "team:3"."""
    return f"{row['kind']}:{row['id']}" if row.get("id") is not None else row.get("kind") or ""


def _question(data: Mapping[str, Any], at: str) -> Row:
    required, shown_if = str(data.get(f"{at}required", "")), str(data.get(f"{at}shown_if", ""))
    return {
        "key": str(data.get(f"{at}key", "")), "type": str(data.get(f"{at}type", "")),
        "label": str(data.get(f"{at}label", "")), "help": str(data.get(f"{at}help", "")),
        "choices": _choices(str(data.get(f"{at}choices", "")), str(data.get(f"{at}were", ""))),
        "required": required == "yes", "required_if": _if(required), "shown_if": _if(shown_if),
    }  # fmt: skip


def _choices(text: str, were: str) -> list[Row]:
    """One a line. A line that only changed its words keeps its key, so that answers given keep their meaning."""
    new = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    old = _were(were)
    keys = {one["text"].casefold(): one["key"] for one in old}
    found: list[Row] = []
    for n, line in enumerate(new):
        key = keys.get(line.casefold(), "")
        if not key and len(new) == len(old) and old[n]["text"].casefold() not in {other.casefold() for other in new}:
            key = old[n]["key"]
        found.append({"key": key, "text": line})
    return found


def _were(text: str) -> list[dict[str, str]]:
    try:
        return [{"key": str(one["key"]), "text": str(one["text"])} for one in json.loads(text or "[]")]
    except (ValueError, TypeError, LookupError):
        return []


def _if(value: str) -> dict[str, str] | None:
    field, equals, choice = value.partition("=")
    return {"field": field, "choice": choice} if equals else None


def _alternative(data: Mapping[str, Any], at: str) -> Row:
    kind, _colon, id = str(data.get(f"{at}kind", "")).partition(":")
    named = id.isascii() and id.isdigit() and len(id) < 19 and kind in NAMED
    return {"kind": kind, "id": int(id) if named else None, "words": str(data.get(f"{at}words", ""))}
