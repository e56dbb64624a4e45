"""A refusal turned into an answer: the form again with what was typed, a page, a toast, or a problem for programs."""

from http import HTTPStatus
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from thepass.frame.words import spoken
from thepass.kernel.refusal import NotThere, Refused


def refused(
    request: HttpRequest, refusal: Refused, *, form: BaseForm | None = None, template: str = "", **context: Any
) -> HttpResponse:
    """409 with the sentence, 404 for what is not there.

    With `form` and `template` the page comes again, the typed words kept.
    """
    sentence, status = spoken(refusal, now=getattr(request, "now", None)), status_of(refusal)
    if for_programs(request):
        return problem(request, status, sentence)
    if form is not None and template:
        form.add_error(refusal.field if refusal.field in form.fields else None, sentence)
        return render(request, template, {**context, "form": form}, status=status)
    if request.headers.get("HX-Request") == "true":
        answer = render(request, "frame/_toast.html", {"text": sentence, "told": {"state": "soon"}}, status=status)
        answer["HX-Retarget"], answer["HX-Reswap"] = "#toasts", "beforeend"
        return answer
    return page(request, status, sentence=sentence)


def page(request: HttpRequest, status: int, *, template: str = "", **context: Any) -> HttpResponse:
    """The page of an error, in the frame of who reads; JSON for programs."""
    if for_programs(request):
        return problem(request, status, str(context.get("sentence") or HTTPStatus(status).phrase))
    if request.headers.get("Sec-Fetch-Dest", "document") in ("image", "script", "style", "font", "manifest"):
        # A part of a page: nobody reads it, and the toasts that wait are for somebody who does.
        return HttpResponse(HTTPStatus(status).phrase, status=status, content_type="text/plain")
    return render(request, template or f"{status}.html", context, status=status)


def problem(request: HttpRequest, status: int, title: str, **more: Any) -> HttpResponse:
    """RFC 9457, `title` being the sentence a person would read."""
    code = getattr(request, "request_id", "")
    body = {
        "type": "about:blank",
        "status": status,
        "title": title,
        **({"instance": f"urn:request:{code}"} if code else {}),
        **more,
    }
    return JsonResponse(body, status=status, content_type="application/problem+json")


def for_programs(request: HttpRequest) -> bool:
    """Whether a program asks, not a person with a browser."""
    return request.path.startswith("/api/")


def status_of(refusal: Refused) -> int:
    return 404 if isinstance(refusal, NotThere) else 409
