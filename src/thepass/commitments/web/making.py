"""Promising something to a customer, and changing what the commitment says."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from thepass.commitments import changes
from thepass.commitments.queries import acting, board, seen
from thepass.commitments.rules import life, money, sides
from thepass.commitments.web.forms import AboutForm, NewForm, columns
from thepass.commitments.web.shown import number_of
from thepass.frame.asking import ask, or_404, reader
from thepass.kernel.intent import of_person
from thepass.kernel.refusal import Refused
from thepass.people.queries import hours
from thepass.people.queries.seen import teams_visible_to


def make(request: HttpRequest, team_id: int) -> HttpResponse:
    """In the name of this team."""
    person = reader(request)
    team = or_404(teams_visible_to(person).filter(pk=team_id).select_related(*hours.ALWAYS_ASKED).first())
    sides.allow_new(acting.me(of_person(person.pk)), team.pk)
    people = board.people_of(person, team.pk)
    return ask(
        request, NewForm, lambda intent, said: changes.make(intent, team.pk, due=said["until"], **columns(said)),
        done=_("The commitment is on the board."), to=lambda answer: reverse("commitment", args=[answer.id]),
        given={"zone": hours.of_team(team).zone, "people": people, "worth": True},
        initial={
            "contact": person.pk if person.pk in dict(people) else "",
            "currency": board.usual_currency(team.pk) or money.USUAL[0],
        },
        title=_("What %(team)s promises to a customer") % {"team": team.name}, submit=_("Promise it"),
        back=reverse("commitments"), above=[(reverse("commitments"), _("Customers"))], place="commitments",
    )  # fmt: skip


def change(request: HttpRequest, commitment_id: int) -> HttpResponse:
    """Customer, what, contact and worth. The time is agreed with the customer."""
    person = reader(request)
    mine = seen.me(person)
    one = held(request, commitment_id, mine)
    if not life.can("change", one):
        raise Refused(life.SAYS[one.state])
    back, worth = reverse("commitment", args=[one.pk]), sides.reads_worth(mine, one.team_id)
    people = dict(board.people_of(person, one.team_id))
    people |= board.names(person, {one.contact_id}) if one.contact_id and one.contact_id not in people else {}
    initial: dict[str, Any] = {"customer": one.customer, "title": one.title, "contact": one.contact_id or ""}
    if worth:
        initial |= {
            "worth": money.major(one.worth, one.currency) if one.worth is not None else None,
            "currency": one.currency or board.usual_currency(one.team_id) or money.USUAL[0],
        }
    return ask(
        request, AboutForm, lambda intent, said: changes.change_commitment(intent, one.pk, **columns(said)),
        done=_("The commitment is changed."), to=back, initial=initial, seen=one.version,
        given={"people": list(people.items()), "worth": worth},
        title=_("Change %(number)s") % {"number": number_of(one)}, submit=_("Keep it so"), back=back,
        about=_("To move the time, agree a new one with the customer."), above=above(one), place="commitments",
    )  # fmt: skip


def held(request: HttpRequest, commitment_id: int, mine: sides.Me) -> Any:
    """The commitment, for whoever may change it. Refused with whom to ask before a form is shown."""
    person = reader(request)
    one = or_404(seen.commitment(person, commitment_id, mine))
    if not sides.holds(mine, one.team_id):
        sides.allow(acting.me(of_person(person.pk)), one, on_chain=True)
    return one


def above(one: Any) -> list[tuple[str, str]]:
    """Where a form of this commitment stands."""
    return [(reverse("commitments"), _("Customers")), (reverse("commitment", args=[one.pk]), number_of(one))]
