"""The OpenAPI document, read as a list of things one can ask."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from exchange.program import Program


@dataclass(frozen=True)
class Operation:
    """One thing a program can ask for."""

    method: str
    path: str  # "/people/{person_id}", without /api/v1
    about: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.method.upper()} {self.path}"

    @property
    def documented(self) -> set[int]:
        return {int(code) for code in self.about["responses"]}

    def parameters(self, place: str) -> list[dict[str, Any]]:
        return [one for one in self.about["parameters"] if one["in"] == place]

    def body(self, document: dict[str, Any]) -> dict[str, Any] | None:
        if "requestBody" not in self.about:
            return None
        return followed(self.about["requestBody"]["content"]["application/json"]["schema"], document)


def read(ask: Program) -> dict[str, Any]:
    answer = ask.get("/openapi.json")
    assert answer.status_code == 200
    return answer.json()


def operations(document: dict[str, Any]) -> Iterator[Operation]:
    for path, methods in document["paths"].items():
        for method, about in methods.items():
            yield Operation(method, path.removeprefix("/api/v1"), about)


def followed(schema: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    """The schema itself, where a name stands for it."""
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return schema
