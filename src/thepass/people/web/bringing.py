"""/people/import/: people and teams from a sheet, in three steps: the file, its columns, bring them in."""

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thepass.frame.answer import refused
from thepass.frame.edge import intent
from thepass.frame.toast import tell
from thepass.frame.words import spoken
from thepass.kernel.refusal import Refused
from thepass.people import changes
from thepass.people.queries import bringing as here
from thepass.people.rules.bringing import from_sheet
from thepass.people.rules.bringing_columns import COLUMNS, TITLES
from thepass.people.rules.bringing_steps import Line, Outcome, Plan
from thepass.people.web import bringing_kept
from thepass.people.web.asking import administrator, or_404
from thepass.people.web.bringing_forms import ColumnsForm, SheetForm
from thepass.people.web.bringing_kept import Kept
from thepass.sheets.rules import write
from thepass.sheets.rules.columns import Mapping as Columns
from thepass.sheets.rules.columns import Problem, choose, guess, header_of
from thepass.sheets.rules.read import read
from thepass.sheets.rules.sheet import Limits, Sheet
from thepass.sheets.rules.values import shown

MOST_ROWS = 20_000  # more take longer than a page may; `thepass import people` takes them
LINES = 50
AT_ONCE = 50  # invitations in one request


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
    person = administrator(request)
    bringing_kept.remove_old(request.now)
    if request.method != "POST":
        return render(request, "people/bringing/upload.html", {"form": SheetForm(), "columns": TITLES.values()})
    form = SheetForm(request.POST, request.FILES)
    page = {"template": "people/bringing/upload.html", "columns": TITLES.values()}
    if not form.is_valid():
        return render(request, page["template"], {**page, "form": form}, status=422)
    file = form.cleaned_data["file"]
    try:
        content = file.read(_limits().content + 1)
        read(content, file.name, limits=_limits())
    except Refused as refusal:
        refusal.field = "file"
        return refused(request, refusal, form=form, **page)
    return redirect("bring_people_columns", bringing_kept.keep(person.pk, file.name, content).token)


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, token: str) -> HttpResponse:
    """Which column says what, and what then would happen to each row. Nothing is written yet."""
    kept = _kept(request, token)
    if (step := _step(kept)) is None:
        return redirect("bring_people_done", token)
    form = ColumnsForm(request.POST or None, sheets=step.sheets, sheet=step.sheet, columns=step.columns)
    if request.method == "POST" and form.is_valid():
        place = form.cleaned_data.get("sheet", "")
        turned = bool(place) and step.sheets[int(place)] is not step.sheet
        # Another sheet has other columns: what they mean is guessed anew.
        kept.remember(sheet=int(place) if place else 0, picks=None if turned else form.picks())
        return redirect("bring_people_columns", token)
    plan = step.plan
    page = {
        "form": form,
        "token": token,
        "name": kept.note.get("name", ""),
        "step": step,
        "plan": plan,
        "figures": _figures(plan),
        "lines": [_line(line) for line in plan.lines if line.outcome is not Outcome.SAME][:LINES],
        "problems": [_problem(one) for one in plan.first_problems],
    }
    return render(request, "people/bringing/columns.html", page, status=422 if form.errors else 200)


@require_POST
def apply(request: HttpRequest, token: str) -> HttpResponse:
    """Bring them in, all or nothing, if it is still what the page showed."""
    kept = _kept(request, token)
    if (step := _step(kept)) is None:
        return redirect("bring_people_done", token)
    try:
        if request.POST.get("plan") != step.plan.fingerprint:
            raise Refused(_("Meanwhile something has changed. Please look again: this is what would happen now."))
        changes.bring_people(intent(request), step.plan)
    except Refused as refusal:
        tell(request, spoken(refusal), state="soon")
        return redirect("bring_people_columns", token)
    added = here.ids_of(one.email for one in step.plan.add)
    kept.remember(done=_figures(step.plan), added=added, now=request.now.isoformat())
    kept.forget_content()
    return redirect("bring_people_done", token)


@require_safe
def done(request: HttpRequest, token: str) -> HttpResponse:
    """What came in, and the way to invite everyone who is new."""
    kept = _kept(request, token)
    note = kept.note
    if "done" not in note:
        return redirect("bring_people_columns", token)
    waiting, added = len(here.uninvited(note["added"])), len(note["added"])
    page = {
        "token": token,
        "figures": note["done"],
        "added": added,
        "waiting": waiting,
        "invited": added - waiting,
        "going": "going" in request.GET and bool(waiting),
    }
    return render(request, "people/bringing/done.html", page)


@require_POST
def invitations(request: HttpRequest, token: str) -> HttpResponse:
    """Invite the next of those who are new, each by the same verb as alone; whoever is here by now is passed over."""
    kept = _kept(request, token)
    base, waiting, invited = intent(request), here.uninvited(kept.note.get("added", [])), 0
    for person_id in waiting[:AT_ONCE]:
        try:
            changes.invite(replace(base, command_id=f"{base.command_id[:80]}.{person_id}", seen=None), person_id)
        except Refused:
            continue
        invited += 1
    # With nobody invited the page must not go on by itself: it would for ever.
    return redirect(reverse("bring_people_done", args=[token]) + ("?going" if invited else ""))


@require_safe
def example(request: HttpRequest) -> HttpResponse:
    """A sheet with all headings and two people, to fill in."""
    administrator(request)
    titles = [_(column.title) for column in COLUMNS]
    rows = [
        ["Priya Raman", "priya@example.org", _("Payroll lead"), "HR / Payroll", _("yes"), "", "London", "Europe/London",
         "en", "", "", ""],
        ["Tomás Ibarra", "tomas@example.org", _("Driver"), "Warehouse / Night shift", "", "priya@example.org", "London",
         "Europe/London", "en", "", "", ""],
    ]  # fmt: skip
    answer = HttpResponse(write.csv(rows, titles), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="people.csv"'
    return answer


def _kept(request: HttpRequest, token: str) -> Kept:
    return or_404(bringing_kept.opened(token, administrator(request).pk))


def _limits() -> Limits:
    return Limits(content=settings.SETTINGS.upload_limit * 2**20, rows=MOST_ROWS)


def _step(kept: Kept) -> Step | None:
    """What the upload would do as things stand; None once it has been brought in."""
    note, content = kept.note, kept.content
    if content is None:
        return None
    sheets = read(content, note.get("name", ""), limits=_limits())
    best = max(sheets, key=lambda sheet: len(guess(header_of(sheet, COLUMNS), COLUMNS).at))
    place = note.get("sheet")
    sheet = sheets[place] if isinstance(place, int) and place < len(sheets) and len(sheets) > 1 else best
    header, picks = header_of(sheet, COLUMNS), note.get("picks")
    found = choose(header, COLUMNS, picks) if picks else guess(header, COLUMNS)
    return Step(sheets, sheet, found, from_sheet(sheet, found, here.known()))


def _figures(plan: Plan) -> dict[str, int]:
    """How much of each there is to do."""
    return {
        "new": len(plan.add),
        "changed": plan.counts[Outcome.CHANGED],
        "same": plan.same,
        "teams": len(plan.teams),
        "sites": len(plan.sites),
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "row": problem.row,
        "column": problem.column,
        "letter": problem.letter,
        "sentence": spoken(problem.refusal),
        "value": shown(problem.value),
    }


def _line(line: Line) -> dict[str, Any]:
    said = {Outcome.NEW: _("New"), Outcome.CHANGED: _("Changes"), Outcome.PASSED: _("Has left, not brought in")}
    return {
        "row": line.row,
        "name": line.name,
        "email": line.email,
        "outcome": said[line.outcome],
        "changes": ", ".join(_(TITLES[key]) for key in line.changes) if line.outcome is Outcome.CHANGED else "",
    }


urlpatterns = [
    path("", upload, name="bring_people"),
    path("example.csv", example, name="bring_people_example"),
    path("<str:token>/", columns, name="bring_people_columns"),
    path("<str:token>/apply/", apply, name="bring_people_apply"),
    path("<str:token>/done/", done, name="bring_people_done"),
    path("<str:token>/invitations/", invitations, name="bring_people_invitations"),
]
