"""Ready answers: to begin a message with, and a team's own list for its leads."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from thepass.frame.asking import ask, do_and_go, or_404, reader
from thepass.frame.lists import Keyset, page_of
from thepass.kernel.intent import of_person
from thepass.kernel.refusal import NotThere
from thepass.people.queries import acting, rights
from thepass.people.queries.seen import teams_visible_to
from thepass.people.rules import who_may
from thepass.talk import changes
from thepass.talk.queries import answers, page
from thepass.talk.queries.rooms import entered
from thepass.talk.rules.texts import LONGEST_NAME

BY_NAME = Keyset(("name", "id"))


class ReadyAnswerForm(forms.Form):
    """What a team says again and again."""

    name = forms.CharField(label=gettext_lazy("What it is called"), max_length=LONGEST_NAME)
    text = forms.CharField(
        label=gettext_lazy("What it says"), widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("{customer}, {title} and {due} are filled in."),
    )  # fmt: skip


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """What the reader's sides keep ready for one item, filled in for it."""
    person = reader(request)
    try:
        place = entered(person, request.GET.get("on", ""))
    except NotThere as gone:
        raise Http404 from gone
    actor, url = rights.of(person), place.room.url(place.id)
    led = [(id, name) for id, name in page.side_names(place, person) if rights.may(who_may.change_team, actor, id)]
    title = place.room.title(person, place.id)
    found = answers.offered(person, place.on)
    context = {"answers": found, "back": url, "led": led, "above": [(url, title)]}
    return render(request, "talk/ready_answers.html", context)


@require_safe
def of_team(request: HttpRequest, team_id: int) -> HttpResponse:
    """The team's list, by name."""
    team = _led(request, team_id)
    found = page_of(answers.answers_of([team.pk]), BY_NAME, request.GET.get("cursor"))
    above = [(reverse("team", args=[team.pk]), team.name)]
    return render(request, "talk/team_answers.html", {"team": team, "page": found, "above": above})


def write(request: HttpRequest, team_id: int) -> HttpResponse:
    """A new one."""
    team = _led(request, team_id)
    return ask(
        request, ReadyAnswerForm, lambda intent, said: changes.write_answer(intent, team.pk, **said),
        done=_("It is kept ready."), title=_("Write a ready answer"), submit=_("Keep it ready"), **_ways(team),
    )  # fmt: skip


def change(request: HttpRequest, team_id: int, answer_id: int) -> HttpResponse:
    """Its name and what it says."""
    one = or_404(answers.answer(team_id, answer_id))
    team = _led(request, team_id)
    return ask(
        request, ReadyAnswerForm, lambda intent, said: changes.change_answer(intent, one.pk, **said),
        done=_("The answer is changed."), initial={"name": one.name, "text": one.text}, seen=one.version,
        title=_("Change “%(name)s”") % {"name": one.name}, submit=_("Keep it so"), **_ways(team),
    )  # fmt: skip


@require_POST
def put_away(request: HttpRequest, team_id: int, answer_id: int) -> HttpResponse:
    """Out of the list, and back within ten seconds."""
    one = or_404(answers.answer(team_id, answer_id))
    team = _led(request, team_id)
    return do_and_go(
        request, lambda intent: changes.put_away(intent, one.pk), done=_("It is put away."),
        to=reverse("team_answers", args=[team.pk]),
    )  # fmt: skip


def _led(request: HttpRequest, team_id: int) -> Any:
    """The team, for who may change it; others are told whom to ask."""
    person = reader(request)
    team = or_404(teams_visible_to(person).filter(pk=team_id).first())
    who_may.change_team(acting.actor(of_person(person.pk)), team.pk)
    return team


def _ways(team: Any) -> dict[str, Any]:
    back = reverse("team_answers", args=[team.pk])
    title = _("Ready answers")
    return {"to": back, "back": back, "above": [(reverse("team", args=[team.pk]), team.name), (back, title)]}
