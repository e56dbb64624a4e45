"""POST /files/: one file on its own, while the form it belongs to is still being written."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thepass.files import changes, queries
from thepass.frame.asking import reader
from thepass.frame.edge import intent
from thepass.frame.words import spoken
from thepass.kernel.refusal import Refused


@require_POST
def send(request: HttpRequest) -> JsonResponse:
    """201 with id, name and size; 409 with the sentence of a refusal, 422 where no file came."""
    person = reader(request)
    if not request.FILES.getlist("files"):
        return _no(422, _("Please choose a file."))
    try:
        ids = changes.kept_from(intent(request), request)
    except Refused as no:
        return _no(409, spoken(no, now=request.now))  # type: ignore[attr-defined]
    [line] = queries.waiting(person, ids[-1:])
    kept: dict[str, Any] = {"id": line.id, "name": line.name, "size": line.size, "image": line.inline}
    return JsonResponse(kept | {"url": reverse("file", args=[line.id, line.name])}, status=201)


def _no(status: int, sentence: str) -> JsonResponse:
    return JsonResponse({"title": sentence}, status=status)
