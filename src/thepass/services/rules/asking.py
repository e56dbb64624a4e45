"""Drawing up what a service asks for: from rows as people or programs write them, to what is kept, and back."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.people.rules import texts
from thepass.services.rules.fields import Choice, Field, If, Type
from thepass.services.rules.slugs import SLUG, slug

MOST_FIELDS, MOST_CHOICES = 30, 30
LONGEST_LABEL, LONGEST_HELP, LONGEST_CHOICE = 120, 300, 100
Row = Mapping[str, Any]


def parse(rows: Sequence[Row]) -> tuple[Field, ...]:
    """Rows {key?, type, label, help?, required?, choices?: [{key?, text}], shown_if?, required_if?: {field, choice}}.

    A row in which nothing is written is left out. Refuses at "fields.2.label" what makes no sense: no label, a key
    used twice, a choice of fewer than two, a condition on anything but a choice asked before.
    """
    if len(rows) > MOST_FIELDS:
        raise Refused(_("Please ask at most %(most)s questions."), field="fields", most=MOST_FIELDS)
    found: dict[str, Field] = {}
    for n, row in enumerate(keyed(rows)):
        if not empty(row):
            one = _field(row, f"fields.{n}", found)
            found[one.key] = one
    return tuple(found.values())


def keyed(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The rows, each with a key of its own, and so their choices; keys given already stay as they are."""
    taken = {row["key"] for row in rows if row.get("key")}
    told = []
    for n, row in enumerate(rows, 1):
        key = row.get("key")
        if not key and not empty(row):
            key = slug(str(row.get("label") or ""), taken=taken, otherwise=f"question_{n}")
            taken.add(key)
        told.append({**row, "key": key or "", "choices": _keyed_choices(row.get("choices") or ())})
    return told


def empty(row: Row) -> bool:
    """Whether nothing is written in it."""
    return not (str(row.get("label") or "").strip() or str(row.get("help") or "").strip() or row.get("choices"))


def kept(fields: Sequence[Field]) -> tuple[list[dict[str, Any]], str]:
    """What the journal keeps as facts (keys, types, conditions), and the words people typed."""
    facts = [
        {
            "key": one.key, "type": one.type.value, "required": one.required,
            "choices": [choice.key for choice in one.choices], "shown_if": _kept_if(one.shown_if),
            "required_if": _kept_if(one.required_if),
        }
        for one in fields
    ]  # fmt: skip
    words = {
        one.key: {"label": one.label, "help": one.help, "choices": {c.key: c.text for c in one.choices}}
        for one in fields
    }
    return facts, json.dumps(words, ensure_ascii=False) if words else ""


def read(facts: Sequence[Row], words: str) -> tuple[Field, ...]:
    """The questions as they were kept; where the words were erased, their keys stand for them."""
    said: dict[str, Any] = json.loads(words) if words else {}
    return tuple(_read(row, said.get(row["key"], {})) for row in facts)


def rows(fields: Sequence[Field]) -> list[dict[str, Any]]:
    """The questions as `parse` takes them, and as programs read them."""
    return [
        {
            "key": one.key, "type": one.type.value, "label": one.label, "help": one.help, "required": one.required,
            "choices": [{"key": choice.key, "text": choice.text} for choice in one.choices],
            "shown_if": _kept_if(one.shown_if), "required_if": _kept_if(one.required_if),
        }
        for one in fields
    ]  # fmt: skip


def _read(row: Row, said: Row) -> Field:
    choices = tuple(Choice(key=key, text=said.get("choices", {}).get(key) or key) for key in row["choices"])
    return Field(
        key=row["key"], type=Type(row["type"]), label=said.get("label") or row["key"], help=said.get("help", ""),
        required=row["required"], choices=choices,
        shown_if=If(**row["shown_if"]) if row["shown_if"] else None,
        required_if=If(**row["required_if"]) if row["required_if"] else None,
    )  # fmt: skip


def _kept_if(condition: If | None) -> dict[str, str] | None:
    return {"field": condition.field, "choice": condition.choice} if condition else None


def _keyed_choices(choices: Sequence[Row]) -> list[dict[str, str]]:
    taken = {one["key"] for one in choices if one.get("key")}
    told = []
    for n, one in enumerate(choices, 1):
        text = str(one.get("text") or "")
        key = one.get("key") or slug(text, taken=taken, otherwise=f"choice_{n}")
        taken.add(key)
        told.append({"key": key, "text": text})
    return told


def _field(row: Row, place: str, before: Mapping[str, Field]) -> Field:
    label = texts.name(row.get("label") or "", field=f"{place}.label", longest=LONGEST_LABEL)
    if not SLUG.fullmatch(row["key"]) or row["key"] in before:
        raise Refused(_("Please use small letters, digits and _ for a key, and each key once."), field=f"{place}.name")
    if row.get("type") not in list(Type):
        raise Refused(_("Please choose what kind of answer is asked for."), field=f"{place}.type")
    help = " ".join(str(row.get("help") or "").split())
    if len(help) > LONGEST_HELP:
        raise Refused(_("Please use at most %(longest)s characters."), field=f"{place}.help", longest=LONGEST_HELP)
    kind, required = Type(row["type"]), bool(row.get("required"))
    return Field(
        key=row["key"], type=kind, label=label, help=help, required=required,
        choices=_choices(row["choices"], f"{place}.choices") if kind == Type.CHOICE else (),
        shown_if=_if(row.get("shown_if"), f"{place}.shown_if", label, before),
        required_if=None if required else _if(row.get("required_if"), f"{place}.required_if", label, before),
    )  # fmt: skip


def _choices(choices: Sequence[Row], place: str) -> tuple[Choice, ...]:
    found = {
        one["key"]: Choice(key=one["key"], text=texts.name(one["text"], field=place, longest=LONGEST_CHOICE))
        for one in choices
    }
    if len(found) < 2 or len(found) < len(choices) or not all(SLUG.fullmatch(key) for key in found):
        raise Refused(_("Please give at least two different things to choose from."), field=place)
    if len(found) > MOST_CHOICES:
        raise Refused(_("Please offer at most %(most)s things to choose from."), field=place, most=MOST_CHOICES)
    return tuple(found.values())


def _if(condition: Row | None, place: str, label: str, before: Mapping[str, Field]) -> If | None:
    if not condition:
        return None
    asked = before.get(condition["field"])
    if asked is None or condition["choice"] not in [choice.key for choice in asked.choices]:
        raise Refused(_("“%(question)s” can only depend on a choice asked before it."), field=place, question=label)
    return If(field=condition["field"], choice=condition["choice"])
