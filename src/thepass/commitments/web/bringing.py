"""/commitments/import/: commitments from a sheet: the file, its columns, bring them in."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thepass.commitments.changes.bringing import bring_commitments
from thepass.commitments.queries import bringing as here
from thepass.commitments.queries import seen
from thepass.commitments.rules import sides
from thepass.commitments.rules.bringing import COLUMNS, TITLES, Plan
from thepass.frame.answer import refused
from thepass.frame.asking import or_404, reader
from thepass.frame.edge import intent
from thepass.frame.toast import tell
from thepass.frame.words import spoken
from thepass.kernel.refusal import Refused
from thepass.sheets.rules import write
from thepass.sheets.rules.columns import Mapping as Columns
from thepass.sheets.rules.columns import Problem, choose, guess, header_of
from thepass.sheets.rules.read import read
from thepass.sheets.rules.sheet import Limits, Sheet
from thepass.sheets.rules.values import shown
from thepass.sheets.web import choosing
from thepass.sheets.web.kept import Kept, Shelf

SHELF = Shelf("commitments")
MOST_ROWS = 20_000  # more take longer than a page may; `thepass import commitments` takes them
LINES = 50


class SheetForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("The sheet"),
        help_text=gettext_lazy(
            "Excel, LibreOffice or CSV, with a row of headings and one commitment in each row below."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xls,.xlsm,.xlsb,.ods"}),
    )


class ColumnsForm(choosing.ColumnsForm):
    """Of commitments."""

    known = COLUMNS


@dataclass(frozen=True)
class Step:
    """An upload as it is understood so far."""

    sheets: tuple[Sheet, ...]
    sheet: Sheet
    columns: Columns
    plan: Plan


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """The file. What cannot be read is said at once; what can is kept for the next step."""
    person, _mine = _brings(request)
    SHELF.remove_old(request.now)
    page: dict[str, Any] = {"columns": TITLES.values(), "place": "commitments"}
    template = "commitments/bringing/upload.html"
    if request.method != "POST":
        return render(request, template, {**page, "form": SheetForm()})
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, template, {**page, "form": form}, status=422)
    file = form.cleaned_data["file"]
    try:
        content = file.read(_limits().content + 1)
        read(content, file.name, limits=_limits())
    except Refused as refusal:
        refusal.field = "file"
        return refused(request, refusal, form=form, template=template, **page)
    return redirect("bring_commitments_columns", SHELF.keep(person.pk, file.name, content).token)


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, token: str) -> HttpResponse:
    """Which column says what, and what then would happen to each row. Nothing is written yet."""
    kept, mine = _kept(request, token)
    step = _step(request, kept, mine)
    form = ColumnsForm(request.POST or None, sheets=step.sheets, sheet=step.sheet, columns=step.columns)
    if request.method == "POST" and form.is_valid():
        place = form.cleaned_data.get("sheet", "")
        turned = bool(place) and step.sheets[int(place)] is not step.sheet
        # Another sheet has other columns: what they mean is guessed anew.
        kept.remember(sheet=int(place) if place else 0, picks=None if turned else form.picks())
        return redirect("bring_commitments_columns", token)
    page = {
        "form": form,
        "token": token,
        "name": kept.note.get("name", ""),
        "step": step,
        "plan": step.plan,
        "lines": step.plan.lines[:LINES],
        "problems": [_problem(one) for one in step.plan.first_problems],
        "place": "commitments",
    }
    return render(request, "commitments/bringing/columns.html", page, status=422 if form.errors else 200)


@require_POST
def apply(request: HttpRequest, token: str) -> HttpResponse:
    """Bring them in, all or nothing, if it is still what the page showed."""
    kept, mine = _kept(request, token)
    step = _step(request, kept, mine)
    try:
        if request.POST.get("plan") != step.plan.fingerprint:
            raise Refused(_("Meanwhile something has changed. Please look again: this is what would happen now."))
        bring_commitments(intent(request), step.plan)
    except Refused as refusal:
        tell(request, spoken(refusal), state="soon")
        return redirect("bring_commitments_columns", token)
    kept.forget_content()
    n = len(step.plan.add)
    tell(request, ngettext("%(n)s commitment is in.", "%(n)s commitments are in.", n) % {"n": n})
    return redirect("commitments")


@require_safe
def example(request: HttpRequest) -> HttpResponse:
    """A sheet with all headings and two commitments, to fill in."""
    _brings(request)
    rows = [
        [_("A hotel"), _("Launch menu"), "2027-05-21", "Sales", "", "48250", "GBP", "2027-04-30", "", "S-1"],
        [_("A school"), _("Lunches"), "2027-06-01 12:00", "Sales / North", "", "", "", "", "", "S-2"],
    ]
    answer = HttpResponse(write.csv(rows, [_(one.title) for one in COLUMNS]), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="commitments.csv"'
    return answer


def _brings(request: HttpRequest) -> tuple[Any, sides.Me]:
    """Leads, leaders and administrators with their own eyes. For everybody else these pages do not exist."""
    person = reader(request)
    mine = seen.me(person)
    try:
        sides.allow_many(mine)
    except Refused as refusal:
        raise Http404 from refusal
    if mine.lent:
        raise Http404
    return person, mine


def _kept(request: HttpRequest, token: str) -> tuple[Kept, sides.Me]:
    person, mine = _brings(request)
    return or_404(SHELF.opened(token, person.pk)), mine


def _limits() -> Limits:
    return Limits(content=settings.SETTINGS.upload_limit * 2**20, rows=MOST_ROWS)


def _step(request: HttpRequest, kept: Kept, mine: sides.Me) -> Step:
    """What the upload would do as things stand; not there once it has been brought in."""
    note, content = kept.note, or_404(kept.content)
    sheets = read(content, note.get("name", ""), limits=_limits())
    best = max(sheets, key=lambda sheet: len(guess(header_of(sheet, COLUMNS), COLUMNS).at))
    place = note.get("sheet")
    sheet = sheets[place] if isinstance(place, int) and place < len(sheets) and len(sheets) > 1 else best
    header, picks = header_of(sheet, COLUMNS), note.get("picks")
    found = choose(header, COLUMNS, picks) if picks else guess(header, COLUMNS)
    return Step(sheets, sheet, found, here.planned(sheet, found, mine, now=request.now))


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "row": problem.row,
        "column": problem.column,
        "letter": problem.letter,
        "sentence": spoken(problem.refusal),
        "value": shown(problem.value),
    }
