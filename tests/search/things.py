"""A kind of things made up for tests: documents in a dictionary, whose events are those of sites."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from thepass.search.queries import Document, Searchable, Shown


@dataclass
class Things:
    """What `documents` answers, and what `visible` still shows."""

    kept: dict[int, Document] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)

    def put(self, id: int, title: str, readers: list[str], **more: Any) -> None:
        self.kept[id] = Document(kind="thing", id=id, title=title, readers=readers, **more)

    def documents(self, ids: list[int]) -> list[Document]:
        return [self.kept[id] for id in ids if id in self.kept]

    def ids_after(self, after: int, limit: int) -> list[int]:
        return sorted(id for id in self.kept if id > after)[:limit]

    def visible(self, reader: Any, ids: list[int]) -> dict[int, Shown]:
        return {id: Shown(self.kept[id].title, f"/things/{id}/", "Thing") for id in ids if id not in self.gone}

    def searchable(self) -> Searchable:
        return Searchable(
            kind="thing", label="Things", icon="box", documents=self.documents, ids_after=self.ids_after,
            visible=self.visible,
        )  # fmt: skip


def written(things: Things) -> Iterator[Things]:
    """In the book while a test runs."""
    from thepass.search.queries import searchables

    searchables.add("thing", "tests", things.searchable())
    try:
        yield things
    finally:
        del searchables._pages["thing"]
