"""A few routes to meet the frame through."""

from django import forms
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.template import engines
from django.urls import path

from thepass.frame import answer, edge, toast
from thepass.frame.web import errors
from thepass.frame.web.gallery import gallery
from thepass.kernel.refusal import NotThere, Refused
from thepass.kernel.words import _

AWAY = _("%(name)s is already away then.")


class Away(forms.Form):
    first = forms.CharField()
    note = forms.CharField(required=False)


def template(request: HttpRequest) -> HttpResponse:
    """Draws what a test has put into `template.source`."""
    return HttpResponse(engines["django"].from_string(template.source).render(template.context, request))


template.source, template.context = "", {}


def refuses(request: HttpRequest) -> HttpResponse:
    raise Refused(AWAY, name="Priya <3")


def not_there(request: HttpRequest) -> HttpResponse:
    raise NotThere(_("There is no such team."))


def breaks(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a mistake of ours")


def forbids(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def suspects(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("inside words")


def heavy(request: HttpRequest) -> HttpResponse:
    raise RequestDataTooBig


def form(request: HttpRequest) -> HttpResponse:
    refusal = Refused(AWAY, field="first", name="Priya")
    return answer.refused(request, refusal, form=Away(request.POST), template="frame/_form.html", submit="Be away")


def means(request: HttpRequest) -> HttpResponse:
    intent = edge.intent(request)
    return HttpResponse(f"{intent.by} {intent.command_id} {intent.seen} {intent.now == request.now}")


def tells(request: HttpRequest) -> HttpResponse:
    toast.tell(request, "Priya is on the team now.", undo=7)
    return HttpResponse("told")


def lets_keep(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        "a picture", headers={"Cache-Control": "private, max-age=60", "Content-Security-Policy": "sandbox"}
    )


def streams(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(["a", "b"])


def sends_file(request: HttpRequest) -> FileResponse:
    return FileResponse([b"a,b"], as_attachment=True, filename="people.csv")


VIEWS = (
    template,
    refuses,
    not_there,
    breaks,
    forbids,
    suspects,
    heavy,
    form,
    means,
    tells,
    lets_keep,
    streams,
    sends_file,
)
urlpatterns = [
    path("gallery/", gallery),
    *(path(f"{view.__name__}/", view, name=view.__name__) for view in VIEWS),
    path("api/v1/refuses", refuses),
    path("api/v1/not_there", not_there),
    path("api/v1/breaks", breaks),
]
handler400, handler403, handler404, handler500 = (
    errors.bad_request,
    errors.forbidden,
    errors.not_found,
    errors.server_error,
)
