"""GET /files/12/plan.pdf: the content, for who may read what it hangs on. The name in the address is decoration."""

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from thepass.files import queries
from thepass.files.queries.content import path_of
from thepass.files.rules.sniffing import UNKNOWN
from thepass.frame.asking import or_404, reader

# Nothing that comes from here runs, frames or fetches, whatever it is and however it is opened.
POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


@require_safe
def fetch(request: HttpRequest, file_id: int, name: str) -> FileResponse:
    """Pictures show, everything else is saved: with no type a browser would open."""
    file = or_404(queries.file_for(reader(request), file_id))
    try:
        content = path_of(file.sha256).open("rb")
    except FileNotFoundError:
        raise Http404 from None  # `thepass check` says so
    answer = FileResponse(
        content, as_attachment=not file.inline, filename=file.name, content_type=file.media if file.inline else UNKNOWN
    )
    answer["Content-Security-Policy"] = POLICY
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
