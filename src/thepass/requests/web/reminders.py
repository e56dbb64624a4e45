"""/teams/7/reminders/: what the team is reminded of, for its leads."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thepass.frame.asking import ask, or_404, reader
from thepass.kernel.intent import of_person
from thepass.people.queries import acting
from thepass.people.queries.seen import teams_visible_to
from thepass.people.rules import who_may
from thepass.requests.changes.reminding import set_reminders
from thepass.requests.queries import reminding
from thepass.requests.rules.reminding import LONGEST


class ReminderForm(forms.Form):
    """Nobody is reminded at night; who is away is not alone: whoever stands in hears it as well."""

    before = forms.BooleanField(
        label=gettext_lazy("Before a promise is due"), required=False, help_text=gettext_lazy("To whoever promised.")
    )
    before_minutes = forms.IntegerField(
        label=gettext_lazy("Minutes of working time before"), required=False, min_value=0, max_value=LONGEST,
        help_text=gettext_lazy("Leave it empty for an eighth of the time there was, at most an hour."),
    )  # fmt: skip
    due = forms.BooleanField(
        label=gettext_lazy("When a promise is due"), required=False,
        help_text=gettext_lazy("To whoever holds it, and to those who lead the team."),
    )  # fmt: skip
    unheard = forms.BooleanField(
        label=gettext_lazy("When nobody has answered in time"), required=False,
        help_text=gettext_lazy("To those who lead the team; after as long again to their managers."),
    )  # fmt: skip
    unpromised = forms.BooleanField(
        label=gettext_lazy("When there is no promise in time"), required=False,
        help_text=gettext_lazy("To whoever holds it."),
    )  # fmt: skip


def reminders(request: HttpRequest, team_id: int) -> HttpResponse:
    """The rules of one team; others are told whom to ask."""
    person = reader(request)
    team = or_404(teams_visible_to(person).filter(pk=team_id).first())
    who_may.change_team(acting.actor(of_person(person.pk)), team.pk)
    row, back = reminding.rule_row(team.pk), reverse("team", args=[team.pk])
    rule = reminding.rule_of(row)
    initial: dict[str, Any] = {name: getattr(rule, name) for name in reminding.COLUMNS}
    return ask(
        request, ReminderForm,
        lambda intent, said: set_reminders(
            intent, team.pk, **{**said, "before_minutes": said["before_minutes"] or 0}
        ),
        done=_("Kept."), to=back, back=back, initial=initial | {"before_minutes": rule.before_minutes or None},
        title=_("Reminders of %(name)s") % {"name": team.name}, submit=_("Keep it so"), above=[(back, team.name)],
        about=_("Nobody is reminded at night. Whoever stands in for somebody away hears it as well."),
        seen=row.version if row else None,
    )  # fmt: skip
