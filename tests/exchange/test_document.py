"""The OpenAPI document says everything there is, and what may go wrong with it."""

import json
import os
import subprocess
import sys

import pytest
from django.urls import URLPattern, get_resolver
from exchange import document
from exchange.program import program
from ninja import Schema
from people.house import build

pytestmark = pytest.mark.django_db
SAID = ("type", "enum", "properties", "required")
EXTRA = {"openapi-json", "api-root"}


def _routes(patterns, before=""):
    for pattern in patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield here, pattern.name
        else:
            yield from _routes(pattern.url_patterns, here)


def test_every_route_under_api_stands_in_the_document():
    said = document.read(program(build(), "owner"))
    routes = {
        "/" + route.replace("<int:", "{").replace("<", "{").replace(">", "}")
        for route, name in _routes(get_resolver().url_patterns)
        if route.startswith("api/") and name not in EXTRA
    }
    assert routes == set(said["paths"]) and len(routes) >= 8


def test_every_operation_documents_its_errors_as_problems():
    said = document.read(program(build(), "owner"))
    assert said["openapi"].startswith("3.1")
    for operation in document.operations(said):
        wanted = {401, 429} | ({404} if "{" in operation.path else set())
        wanted |= {400, 403, 409, 422} if operation.method != "get" else set()
        wanted |= {422} if operation.parameters("query") else set()
        assert wanted <= operation.documented, operation.name
        for code in operation.documented:
            kinds = set(operation.about["responses"][str(code)].get("content", {}))
            assert kinds == ({"application/problem+json"} if code >= 400 else {"application/json"}), operation.name


def test_every_post_takes_a_key_and_everything_is_described():
    for operation in document.operations(document.read(program(build(), "owner"))):
        headers = {one["name"] for one in operation.parameters("header")}
        assert ("Idempotency-Key" in headers) is (operation.method != "get"), operation.name
        assert operation.about["description"], operation.name


def test_no_two_shapes_share_a_name():
    """They stand side by side in the document: the last one written would speak for the others."""
    document.read(program(build(), "owner"))
    told: dict[str, set[str]] = {}
    for shape in _shapes(Schema):
        whole = shape.model_json_schema()
        for name, one in {shape.__name__: whole, **whole.get("$defs", {})}.items():
            told.setdefault(name, set()).add(str({key: said for key, said in one.items() if key in SAID}))
    assert {name for name, ways in told.items() if len(ways) > 1} == set() and len(told) > 20


def _shapes(above):
    for shape in above.__subclasses__():
        if shape.__module__.startswith("thepass.") and "[" not in shape.__name__:
            yield shape
        yield from _shapes(shape)


def test_no_shape_of_an_answer_has_a_secret_in_it():
    said = document.read(program(build(), "owner"))
    names = {name for shape in said["components"]["schemas"].values() for name in shape.get("properties", {})}
    assert names & {"password", "token", "secret", "digest", "key", "hash"} == set()


def test_no_page_reads_what_only_programs_need():
    """The library behind the API takes a good part of a start; addresses of pages are made without it."""
    code = (
        "import django, sys, json; django.setup(); from django.urls import resolve, reverse;"
        "reverse('people'); resolve('/people/'); before = 'ninja' in sys.modules or 'pydantic' in sys.modules;"
        "reverse('api:people'); after = 'ninja' in sys.modules;"
        "print(json.dumps([before, after, resolve('/api/v1/people').view_name]))"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert json.loads(said.stdout.splitlines()[-1]) == [False, True, "api:people"]
