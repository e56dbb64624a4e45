"""Whatever is sent, an answer that the document names: never a mistake of ours, never a name one may not read."""

import os
from typing import Any

import pytest
from django.db import transaction
from exchange import document
from exchange.document import Operation
from exchange.program import Program, program
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from people.house import build

pytestmark = pytest.mark.django_db
EXAMPLES = 300 if os.environ.get("NIGHT") else 12
ROLES = ("owner", "administrator", "partner")
BEFORE_ROUTES = {405}

texts = st.one_of(
    st.text(st.characters(), max_size=40),
    st.text(max_size=40),
    st.sampled_from(["\x00", "\ud800", "a" * 5000, "‮abc", "' OR 1=1 --", "%", "_", "../..", "ana@harbour.example"]),
)
numbers = st.one_of(st.integers(-3, 12), st.sampled_from([2**31, 2**63 - 1, 2**63, 10**30, -(2**70)]))
items = st.one_of(st.builds("{}-{}".format, st.sampled_from("RRRCX"), st.integers(0, 4)), numbers.map(str))
days = st.one_of(
    st.dates().map(str), st.datetimes(timezones=st.timezones()).map(lambda at: at.isoformat()),
    st.sampled_from(["2027-03-01", "2027-03-01T14:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"]),
)  # fmt: skip
oddities = st.one_of(
    st.none(), st.booleans(), numbers, st.floats(allow_nan=True), texts, st.lists(texts, max_size=2),
    st.dictionaries(texts, numbers, max_size=2),
)  # fmt: skip


def _value(schema: dict[str, Any], said: dict[str, Any]) -> st.SearchStrategy:
    """What fits the schema, and often what does not."""
    kinds = [schema, *(document.followed(kind, said) for kind in schema.get("anyOf", []))]
    fitting = [one for kind in kinds if (one := _fitting(kind, said)) is not None]
    return st.one_of(*fitting, oddities)


def _fitting(schema: dict[str, Any], said: dict[str, Any]) -> st.SearchStrategy | None:
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if schema.get("type") == "array" and "items" in schema:
        return st.lists(_value(document.followed(schema["items"], said), said), max_size=3)
    if "properties" in schema:
        parts = {name: _value(document.followed(one, said), said) for name, one in schema["properties"].items()}
        return st.fixed_dictionaries({}, optional=parts)
    if "pattern" in schema:
        return st.one_of(items, texts)
    if str(schema.get("format")).startswith("date"):
        return days
    kinds = {"integer": numbers, "string": texts, "boolean": st.booleans(), "null": st.none()}
    return kinds.get(schema.get("type", ""))


def _body(operation: Operation, said: dict[str, Any]) -> st.SearchStrategy:
    shape = operation.body(said)
    if shape is None:
        return st.none()
    fields = {name: _value(document.followed(one, said), said) for name, one in shape["properties"].items()}
    return st.one_of(
        st.fixed_dictionaries({}, optional=fields),
        st.fixed_dictionaries(fields),
        st.fixed_dictionaries({}, optional=fields | {"version": numbers, "is_administrator": st.booleans()}),
        oddities,
        st.binary(max_size=20),
    )


def _query(operation: Operation, said: dict[str, Any]) -> st.SearchStrategy:
    return st.fixed_dictionaries(
        {}, optional={one["name"]: _value(one["schema"], said) for one in operation.parameters("query")}
    )


def _ask(ask: Program, operation: Operation, draw: st.DataObject, said: dict[str, Any]) -> Any:
    path = operation.path
    for one in operation.parameters("path"):
        named = items if one["name"] == "number" else numbers
        path = path.replace(f"{{{one['name']}}}", str(draw.draw(named)))
    if operation.method == "get":
        query = draw.draw(_query(operation, said))
        return ask.get(path, **{name: str(value).encode("utf-8", "replace") for name, value in query.items()})
    key = draw.draw(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=130))
    match = draw.draw(st.sampled_from(["*", '"1"', 'W/"2"', '"99999999999999999999"', "x", ""]))
    return ask.send(operation.method, path, draw.draw(_body(operation, said)), Idempotency_Key=key, If_Match=match)


def _broken(answer: Any, operation: Operation) -> str:
    status = answer.status_code
    if status >= 500:
        return f"{status}"
    if status == 404 and "{" in operation.path:
        return ""
    if status not in operation.documented | BEFORE_ROUTES:
        return f"{status} is not documented"
    if status >= 400 and answer["Content-Type"] != "application/problem+json":
        return f"{status} is no problem document"
    if status == 422 and not answer.json()["errors"]:
        return "422 names no field"
    return ""


def _look(ask: Program, operation: Operation, said: dict[str, Any]) -> None:
    """Ask for it in many ways; each is taken back."""

    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def one(draw: st.DataObject) -> None:
        with transaction.atomic():
            answer = _ask(ask, operation, draw, said)
            transaction.set_rollback(True)
        assert _broken(answer, operation) == "", (operation.name, answer.content[:300])

    one()


@pytest.mark.parametrize("role", ROLES)
def test_every_operation_answers_as_documented(role):
    ask = program(build(handoffs=True), role)
    said = document.read(ask)
    for operation in document.operations(said):
        _look(ask, operation, said)
