"""What people see when something goes wrong. The root urls name these as handlers."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from thepass.frame import answer

# Where not even a template can be drawn.
BARE = (
    '<!doctype html><html lang="en"><title>The Pass</title><h1>We dropped that one</h1>'
    "<p>The mistake is ours. Code {}</p>"
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler400; what is too large comes through here as well and says so."""
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return too_large(request)
    return answer.page(request, 400, sentence=_("We could not read what was sent."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler403"""
    return answer.page(request, 403, sentence=str(exception or ""))


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW"""
    return answer.page(request, 403, template="403_csrf.html")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler404. Django's own words name routes, not things: they stay inside."""
    return answer.page(request, 404)


def too_large(request: HttpRequest) -> HttpResponse:
    """413"""
    return answer.page(request, 413, limit=settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429"""
    return answer.page(request, 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: without database, without the reader, and still in the look of the house where templates work."""
    code = getattr(request, "request_id", "")
    if answer.for_programs(request):
        return answer.problem(request, 500, _("The mistake is ours."))
    try:
        page = render_to_string("500.html", {"code": code, "lang": getattr(request, "LANGUAGE_CODE", "en")})
    except Exception:  # the page about our mistakes must not make another
        page = BARE.format(code)
    return HttpResponse(page, status=500)
