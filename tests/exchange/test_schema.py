"""The document, taken at its word by schemathesis: whatever fits it and whatever does not gets the answer it names."""

import json
import os
from typing import Any

import pytest
import requests
import schemathesis
from django.db import transaction
from exchange import document
from exchange.program import ROOT, Program, program
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from people.house import build
from schemathesis.checks import not_a_server_error
from schemathesis.core import NotSet
from schemathesis.core.transport import Response
from schemathesis.specs.openapi import checks

pytestmark = [pytest.mark.django_db, pytest.mark.once]
EXAMPLES = 500 if os.environ.get("NIGHT") else 3
ROLES = ("owner", "administrator", "partner")
CHECKS = [
    not_a_server_error, checks.status_code_conformance, checks.content_type_conformance,
    checks.response_headers_conformance, checks.response_schema_conformance,
]  # fmt: skip
OUR_OWN = {"authorization", "host", "cookie", "content-length", "content-type"}


def _sent(ask: Program, case: Any) -> Response:
    """The case through Django's own client, which keeps to the test's transaction."""
    told = {name: str(value) for name, value in (case.headers or {}).items() if name.lower() not in OUR_OWN}
    plain = requests.Request(case.method, f"http://testserver{case.formatted_path}", params=case.query).prepare()
    path = plain.url.removeprefix("http://testserver")
    body = {} if case.operation.body.items == [] else {"data": _written(case.body), "content_type": "application/json"}
    headers = told | {"Authorization": f"Bearer {ask.token}"}
    answer = ask.client.generic(case.method, path, **body, headers=headers)
    return Response(
        status_code=answer.status_code, headers={name: [value] for name, value in answer.items()},
        content=answer.content, request=plain, elapsed=0.0, verify=False,
    )  # fmt: skip


def _written(body: Any) -> bytes:
    if isinstance(body, bytes):
        return body
    return json.dumps(None if isinstance(body, NotSet) else body).encode()


def _look(ask: Program, operation: Any) -> None:
    """Ask for it in many ways; each is taken back."""
    fits, breaks = (operation.as_strategy(generation_mode=mode) for mode in schemathesis.GenerationMode)

    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )  # fmt: skip
    @given(case=st.one_of(fits, breaks))
    def one(case: Any) -> None:
        with transaction.atomic():
            answer = _sent(ask, case)
            transaction.set_rollback(True)
        if answer.status_code == 405 or (answer.status_code == 404 and ROOT not in case.formatted_path):
            return
        case.validate_response(answer, checks=CHECKS)

    one()


@pytest.mark.parametrize("role", ROLES)
def test_the_document_is_kept_to(role):
    ask = program(build(handoffs=True), role)
    schema = schemathesis.openapi.from_dict(document.read(ask))
    for operation in schema.get_all_operations():
        _look(ask, operation.ok())
