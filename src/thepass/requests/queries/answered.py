"""What was answered to a service's questions, in the words of the questions."""

import json
from typing import Any

from thepass.people.queries.seen import only, persons_visible_to
from thepass.services import queries as services
from thepass.services.rules import asking
from thepass.services.rules.fields import Field, Type


def answered(reader: Any, one: Any) -> list[tuple[str, str]]:
    """(question, answer) of a request, in the order they were asked in. Files are left out: they hang on the request.

    None asked, no statement; else two at most, beside the door's. A question that is asked no more shows its key.
    """
    try:
        said = json.loads(one.answers or "{}")
    except ValueError:
        return []
    if not said or not isinstance(said, dict):
        return []
    row: Any = only(services.services_visible_to(reader).filter(pk=one.service_id))
    fields = {field.key: field for field in asking.read(row.fields, row.fields_words)} if row is not None else {}
    names = _names(reader, [said[key] for key, field in fields.items() if field.type == Type.PERSON and key in said])
    order = [key for key in fields if key in said] + [key for key in said if key not in fields]
    asked = [(fields.get(key), key, said[key]) for key in order]
    return [
        (field.label if field else key, _text(field, answer, names))
        for field, key, answer in asked
        if not isinstance(answer, list)
    ]


def _text(field: Field | None, answer: Any, names: dict[int, str]) -> str:
    if field is not None and field.type == Type.CHOICE:
        return next((choice.text for choice in field.choices if choice.key == answer), str(answer))
    if field is not None and field.type == Type.PERSON:
        return names.get(answer, "")
    return str(answer)


def _names(reader: Any, ids: list[Any]) -> dict[int, str]:
    return dict(persons_visible_to(reader).filter(pk__in=ids).values_list("pk", "name")) if ids else {}
