"""/first-run/…/ sets up the organisation, once; /welcome/ says what may come next."""

from uuid import uuid4

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from thepass.frame import edge, toast
from thepass.frame.answer import refused
from thepass.kernel.intent import Intent
from thepass.kernel.refusal import NotThere, Refused
from thepass.people import changes
from thepass.people.changes import keys
from thepass.people.queries.seen import persons_visible_to, teams_visible_to
from thepass.shell import first_run as one_time
from thepass.shell import first_run_services
from thepass.shell.first_run_forms import SetUp, Starters
from thepass.shell.first_run_teams import STARTERS, left

PAGE = "shell/first_run.html"
LATER = "welcome_later"  # in the session: the checklist has been put away


@sensitive_post_parameters("password")
def first_run(request: HttpRequest, token: str) -> HttpResponse:
    """404 for a wrong link, and for everybody once a person exists: also for the others of twenty at once."""
    if not one_time.fits(token):
        raise Http404
    form = SetUp(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, PAGE, {"form": form})
    try:
        administrator = _found(request, form)
    except NotThere:
        raise Http404 from None
    except Refused as no:
        return refused(request, no, form=form, template=PAGE)
    one_time.over()
    person = get_user_model().objects.get(pk=administrator)
    record_authentication(request, person, method="first_run")
    return perform_login(request, Login(user=person, redirect_url=reverse("welcome")))


def _found(request: HttpRequest, form: SetUp) -> int:
    """Organisation, administrator and their password, or nothing: nobody must be locked out of a new house."""
    told = form.cleaned_data
    hashed = make_password(told["password"])
    meant = Intent(by="first-run", command_id=uuid4().hex, now=request.now)
    with transaction.atomic():
        answer = changes.found(
            meant, name=told["organisation"], zone=told["zone"], hours=form.working_hours(),
            language=(get_language() or "en")[:8], admin_name=told["name"], admin_email=told["email"],
        )  # fmt: skip
        email = get_user_model().objects.values_list("email", flat=True).get(pk=answer.id)
        keys.choose_password(answer.id, hashed)
        keys.prove_address(answer.id, email)
    return answer.id


def welcome(request: HttpRequest) -> HttpResponse:
    """What to do next, in any order or never. Administrators only."""
    if not request.person.is_administrator:
        raise Http404
    teams = teams_visible_to(request.person)
    names = {name.casefold() for name in teams.values_list("name", flat=True)[:500]}
    form = Starters(left(names), first_run_services.left(request.person), request.POST or None)
    if request.method == "POST" and "later" in request.POST:
        request.session[LATER] = True
        return redirect("/")
    if request.method == "POST" and form.is_valid():
        return _begin_with(request, **form.cleaned_data)
    facts = {
        "some_teams": teams.exists(),
        "some_people": persons_visible_to(request.person).exclude(pk=request.person.pk).exists(),
    }
    return render(request, "shell/welcome.html", {"form": form, **facts})


def _begin_with(request: HttpRequest, teams: list[str], services: list[str]) -> HttpResponse:
    """Form the teams, then offer the services: a service brings its team with it."""
    meant = edge.intent(request)
    formed = _form_teams(meant, {*teams, *first_run_services.teams_of(services)}, request)
    offered = first_run_services.offer(meant, request.person, services)
    if formed:
        toast.tell(request, ngettext("%(n)s team is there now.", "%(n)s teams are there now.", formed) % {"n": formed})
    if offered:
        said = ngettext("%(n)s service is offered now.", "%(n)s services are offered now.", offered)
        toast.tell(request, said % {"n": offered})
    if not formed and not offered:
        toast.tell(request, _("Nothing was chosen."), state="soon")
    return redirect("welcome")


def _form_teams(meant: Intent, chosen: set[str], request: HttpRequest) -> int:
    formed, there = 0, first_run_services.teams_by_starter(request.person)
    for starter in STARTERS:
        if starter.key not in chosen or starter.key in there:
            continue
        one = Intent(by=meant.by, command_id=f"{meant.command_id}.{starter.key}", now=meant.now)
        try:
            changes.form_team(one, name=str(starter.name), icon=starter.icon, tier=starter.tier)
        except Refused:
            continue  # somebody has formed it in the meantime
        formed += 1
    return formed
