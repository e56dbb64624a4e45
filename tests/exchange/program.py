"""A program with a token, as tests use it."""

import json
from dataclasses import dataclass
from typing import Any

from conftest import intent
from django.http import HttpResponse
from django.test import Client
from people.house import House

from thepass.exchange import changes, queries
from thepass.exchange.changes import Secret
from thepass.kernel.intent import of_person

ROOT = "/api/v1"


def token_of(person_id: int, *, read_only: bool = False) -> str:
    """The same token every time it is asked for, made the first time."""
    secret = Secret(f"pass_{f'{person_id}-{read_only}':x>43}")
    if queries.bearer(secret.text) is None:
        changes.issue_token(
            intent(of_person(person_id)), person_id, name="Test sheet", read_only=read_only, secret=secret
        )
    return secret.text


@dataclass
class Program:
    """Asks under /api/v1 with a token, or with none."""

    token: str = ""

    def __post_init__(self) -> None:
        self.client = Client(raise_request_exception=False)

    def get(self, path: str, **query: Any) -> HttpResponse:
        return self.client.get(f"{ROOT}{path}", query, headers=self._headers())

    def post(self, path: str, body: Any, **headers: str) -> HttpResponse:
        return self.send("post", path, body, **headers)

    def patch(self, path: str, body: Any, **headers: str) -> HttpResponse:
        return self.send("patch", path, body, **headers)

    def send(self, method: str, path: str, body: Any, **headers: str) -> HttpResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = body if isinstance(body, bytes) else json.dumps(body)
        ask = getattr(self.client, method)
        return ask(f"{ROOT}{path}", sent, "application/json", headers=self._headers() | named)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}


def program(house: House, role: str, *, read_only: bool = False) -> Program:
    """The program of whoever has this role in the house."""
    person = house.person(role)
    return Program(token_of(person.pk, read_only=read_only) if person else "")
