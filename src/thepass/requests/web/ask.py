"""/ask/: the page where anybody asks anybody. One field to begin; then what, what for, and when."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thepass.files import queries as files
from thepass.frame.answer import refused
from thepass.frame.asking import reader, say
from thepass.frame.edge import intent
from thepass.frame.moment import when_text
from thepass.frame.toast import tell
from thepass.kernel.refusal import NotThere, Refused
from thepass.requests import changes
from thepass.requests.changes import drafts as keeping
from thepass.requests.queries import drafts, purposes
from thepass.requests.queries import whom as asked
from thepass.requests.queries.whom import Whom
from thepass.requests.web import ask_files, ask_shown, suggest
from thepass.requests.web.ask_form import OWN, USUAL, AskForm, Asking
from thepass.requests.web.drafts import kept

FULL, START = "requests/ask.html", "requests/ask_start.html"
KINDS = ("service", "team", "person")


@dataclass
class Paper:
    """The form in the making: who writes, whom they ask, and everything that stands in it."""

    request: HttpRequest
    person: Any
    data: QueryDict
    whom: Whom | None = None
    key: str = ""
    files: list[int] = field(default_factory=list)
    looked: bool = False  # for whom to ask, without a script

    @property
    def now(self) -> datetime:
        return self.request.now  # type: ignore[attr-defined,no-any-return]


def ask(request: HttpRequest) -> HttpResponse:
    """The first question; the whole form once it is clear whom one asks, or that one writes their name."""
    person = reader(request)
    if request.method == "POST":
        return _sent(request, person)
    data = request.GET.copy()
    draft = drafts.draft(person, data["draft"]) if data.get("draft") else None
    if draft is not None:
        data = QueryDict(mutable=True)
        for name, values in draft.data.items():
            data.setlist(name, values)
    said = _chosen(data)
    if not (said or draft or data.get("own")):
        return _start(request, person, suggest.typed(data.get("title", "")))
    paper = Paper(request, person, data, asked.whom(person, said), key=draft.key if draft else uuid4().hex)
    if paper.whom is None and said and draft is None:
        raise Http404
    _called(paper)
    return _shown(paper)


def _start(request: HttpRequest, person: Any, words: str) -> HttpResponse:
    parts = suggest.found(person, words, now=request.now)  # type: ignore[attr-defined]
    context = {
        "words": words, "parts": parts, "own": suggest.own_words(words), "drafts": drafts.begun(person),
        "looked": bool(words),
    }  # fmt: skip
    return render(request, START, context)


def _chosen(data: QueryDict) -> str:
    """Whom an address or a form names."""
    return data.get("to") or next((f"{kind}:{data[kind]}" for kind in KINDS if data.get(kind)), "")


def _called(paper: Paper) -> None:
    """Words that only looked for a service are its name from then on."""
    words, whom = suggest.typed(paper.data.get("title", "")).casefold().split(), paper.whom
    if whom is not None and whom.service:
        begin = [word for word in whom.service.casefold().split()]
        if all(any(other.startswith(word) for other in begin) for word in words):
            paper.data["title"] = whom.service


def _sent(request: HttpRequest, person: Any) -> HttpResponse:
    """A button was pressed: one that looks or chooses, one that keeps, or the one that asks."""
    data = request.POST.copy()
    key = data.get("draft", "")
    paper = Paper(request, person, data, key=key if keeping.KEY.fullmatch(key) else uuid4().hex)
    if "keep" in data:
        return _kept(paper)
    if "pick" in data:
        data["to"] = data["pick"]
    paper.whom = asked.whom(person, data.get("to", ""))
    if "pick" in data or "find" in data:
        paper.looked = "find" in data or paper.whom is None
        _called(paper)
        paper.files = ask_files.before(data)
        return _shown(paper)
    return _asked(paper)


def _kept(paper: Paper) -> HttpResponse:
    if kept(paper.request):
        tell(paper.request, _("The draft is kept. It waits here for thirty days."))
    return redirect("ask")


def _asked(paper: Paper) -> HttpResponse:
    """The verb, where everything is right; else the form with everything kept and what is wrong said first."""
    try:
        meaning = intent(paper.request)
        paper.files = ask_files.kept(meaning, paper.request, paper.data, paper.whom)
    except Refused as no:
        return _again(paper, _form(paper, bound=True), no)
    form = _form(paper, bound=True)
    if not form.is_valid():
        return _page(paper, form, status=422)
    whom = paper.whom or asked.named(paper.person, form.cleaned_data["whom"])
    try:
        if whom is None:
            raise Refused(_("Nobody can be asked there any more. Please choose somebody else."), field="whom")
        meant = form.meant(whom)
        sent = [*paper.files, *form.cleaned_data["answered_files"]]
        answer = changes.ask(meaning, **meant, file_ids=list(dict.fromkeys(sent)))
    except NotThere as gone:
        raise Http404 from gone
    except Refused as no:
        return _again(paper, form, no)
    keeping.sent(paper.person.pk, paper.key, now=paper.now)
    say(paper.request, answer, _done(whom, meant["needed_by"], chosen=form.cleaned_data["needed_by"], now=paper.now))
    return redirect(reverse("request", args=[answer.id]))


def _again(paper: Paper, form: AskForm, no: Refused) -> HttpResponse:
    context = _context(paper, form)
    return refused(paper.request, no, template=FULL, **context)


def _done(whom: Whom, needed: Any, *, chosen: Any, now: datetime) -> str:
    """What the toast says; also that a time outside working hours was taken."""
    heard = when_text(whom.duties(now)["hear_by"], now=now)
    said = _("Sent. You hear by %(heard)s.") % {"heard": heard}
    if whom.name:
        said = _("Sent to %(name)s. You hear by %(heard)s.") % {"name": whom.name, "heard": heard}
    notice = ask_shown.about_time(whom, needed, now=now) if chosen != USUAL else None
    return f"{said} {notice.text}" if notice else said


def _shown(paper: Paper) -> HttpResponse:
    if not paper.files:
        paper.files = ask_files.before(paper.data)
    return _page(paper, _form(paper, bound=False))


def _form(paper: Paper, *, bound: bool) -> AskForm:
    around = purposes.around(paper.person)
    asking = Asking(
        person=paper.person, now=paper.now, whom=paper.whom, promises=around.promises,
        commitments=around.commitments, teams=around.teams,
        lines=files.waiting(paper.person, [*paper.files, *ask_files.answered(paper.data, paper.whom)]),
    )  # fmt: skip
    return AskForm(paper.data, asking=asking) if bound else AskForm(asking=asking, typed=paper.data)


def _page(paper: Paper, form: AskForm, *, status: int = 200) -> HttpResponse:
    return render(paper.request, FULL, _context(paper, form), status=status)


def _context(paper: Paper, form: AskForm) -> dict[str, Any]:
    words, whom = suggest.typed(paper.data.get("title", "")), paper.whom
    sent = set(paper.files)
    return {
        "form": form,
        "whom": whom,
        "key": paper.key,
        "full": True,
        "parts": suggest.found(paper.person, words, now=paper.now) if paper.looked else [],
        "same": [] if paper.looked else suggest.alike(paper.person, words, now=paper.now),
        "promise": ask_shown.promise(whom, now=paper.now) if whom else None,
        "waiting": [line for line in form.asking.lines if line.id in sent],
        "wrong": _wrong(form, whom),
        "chosen": form["enables"].value() if "enables" in form.fields else OWN,
        "another": form["another"].value() if "another" in form.fields else "",
        "place": "home",
    }


def _wrong(form: AskForm, whom: Whom | None) -> str:
    """The heading of the summary."""
    number = sum(len(errors) for errors in form.errors.values()) if form.is_bound else 0
    if not number or whom is None or not whom.name:
        return ""
    said = ngettext(
        "One thing to fix before this can go to %(name)s", "%(n)s things to fix before this can go to %(name)s", number
    )
    return said % {"n": number, "name": whom.name}
