"""/api/v1/search: the same search as JSON."""

from typing import Annotated, Any

from django.core import signing
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema

from thepass.frame.programs import Cursor, Invalid, Line, problems
from thepass.search.queries import find, searchables

SALT = "search"
router = Router(tags=["search"])


class HitShown(Schema):
    """`url` is the page's address here; `snippet` is plain text."""

    kind: str
    id: int
    title: str
    hint: str
    url: str
    snippet: str


class Counted(Schema):
    value: str
    count: int


class FoundShown(Schema):
    """`total` is exact up to 10,000. `ready` is false while the index is made. `kinds` counts those of every kind."""

    items: list[HitShown]
    next: str | None
    total: int
    kinds: list[Counted]
    topics: list[Counted]
    typos: bool
    some: bool
    ready: bool


@router.get("/search", response={200: FoundShown, **problems(422)}, url_name="search")
def search(
    request: HttpRequest,
    cursor: Cursor,
    q: Annotated[Line, Query("", max_length=200, description='Words, "phrases", -without.')],
    kind: Annotated[list[str], Query([], max_length=20, description="Only of this kind; may be said more than once.")],
    topic: Annotated[list[str], Query([], max_length=20, description="Only of this topic.")],
    limit: Annotated[int, Query(20, ge=1, le=50, description="How many at most.")],
) -> Any:
    """The best first, only what you may see. A word that is still being typed finds what begins so."""
    if any(not searchables.under(one) for one in kind):
        raise Invalid("kind", _("There is nothing of this kind to look for."))
    facets = {"topic": [one for one in topic if one]} if any(topic) else {}
    found = find(request.person, q, kinds=kind, facets=facets, limit=limit, after=_after(cursor), now=request.now)
    return {
        "items": [
            {"kind": hit.kind, "id": hit.id, "title": hit.title, "hint": hit.hint, "url": hit.url,
             "snippet": "".join(piece.text for piece in hit.snippet)}
            for hit in found.hits
        ],
        "next": signing.dumps(found.next, salt=SALT) if found.next else None,
        "total": found.total,
        "kinds": _counted(found.kinds),
        "topics": _counted(found.facets.get("topic", {})),
        "typos": found.typos,
        "some": found.some,
        "ready": found.ready,
    }  # fmt: skip


def _counted(counts: Any) -> list[dict[str, Any]]:
    return [{"value": value, "count": count} for value, count in sorted(counts.items(), key=lambda one: -one[1])]


def _after(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(signing.loads(cursor, salt=SALT))
    except (signing.BadSignature, ValueError, TypeError):
        raise Invalid("cursor", _("This is no cursor of this list.")) from None
