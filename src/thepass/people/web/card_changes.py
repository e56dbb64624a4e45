"""Pages under a card that change it: what it says, and what only administrators do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thepass.kernel.intent import of_person
from thepass.people import changes
from thepass.people.models import Person
from thepass.people.queries import acting, card
from thepass.people.queries.invitation import invitation_link
from thepass.people.rules import who_may
from thepass.people.rules.texts import first_name
from thepass.people.web.asking import administrator, ask, do_and_go, or_404, reader
from thepass.people.web.card import above
from thepass.people.web.card_forms import Address, Card, Manager, NewPerson, Roles, Sure


def edit(request: HttpRequest, person_id: int) -> HttpResponse:
    """What the card says: one's own, or an administrator another's."""
    person, shown = reader(request), _shown(request, person_id)
    who_may.change_card(acting.actor(of_person(person.pk)), shown.pk)
    columns = ("name", "title", "how_to_work_with_me", "knows")
    return ask(
        request, Card,
        lambda intent, said: changes.change_card(
            intent, shown.pk, **{name: said[name] for name in columns}, site_id=int(said["site"] or 0) or None
        ),
        done=_("The card is changed."), to=_card(shown),
        initial={name: getattr(shown, name) for name in columns} | {"site": shown.site_id or ""},
        given={"reader": person},
        title=_("What your card says") if person == shown else _title(shown, _("%(name)s’s card")),
        submit=_("Keep it so"), back=_card(shown), seen=shown.version, above=above(shown),
    )  # fmt: skip


def add(request: HttpRequest) -> HttpResponse:
    """A new colleague. They can sign in once they are invited."""
    person = administrator(request)
    return ask(
        request, NewPerson,
        lambda intent, said: changes.add_person(intent, name=said["name"], email=said["email"], title=said["title"]),
        done=_("Added. Invite them, and they can sign in."), to=lambda answer: reverse("card", args=[answer.id]),
        given={"reader": person}, title=_("Add a person"), submit=_("Add them"), back=reverse("people"),
        about=_("For many at once, bring them in from a sheet."), above=[(reverse("people"), _("People"))],
    )  # fmt: skip


def address(request: HttpRequest, person_id: int) -> HttpResponse:
    """The address somebody signs in with, set by an administrator."""
    person, shown = administrator(request), _shown(request, person_id)
    return ask(
        request, Address,
        lambda intent, said: changes.change_address(intent, shown.pk, email=said["email"]),
        done=_("The address is changed."), to=_card(shown), initial={"email": shown.email}, given={"reader": person},
        title=_title(shown, _("%(name)s’s e-mail address")), submit=_("Change the address"), back=_card(shown),
        seen=shown.version, above=above(shown),
    )  # fmt: skip


def roles(request: HttpRequest, person_id: int) -> HttpResponse:
    """What somebody may do in the whole organisation."""
    person, shown = administrator(request), _shown(request, person_id)
    return ask(
        request, Roles,
        lambda intent, said: changes.set_roles(
            intent, shown.pk, steward=said["steward"], administrator=said["administrator"], leader=said["leader"]
        ),
        done=_("What they may do is changed."), to=_card(shown),
        initial={
            "steward": shown.is_steward, "administrator": shown.is_administrator, "leader": shown.is_leader,
        },
        given={"reader": person}, title=_title(shown, _("What %(name)s may do")), submit=_("Keep it so"),
        back=_card(shown), seen=shown.version, above=above(shown),
    )  # fmt: skip


def manager(request: HttpRequest, person_id: int) -> HttpResponse:
    """Whom somebody reports to."""
    person, shown = administrator(request), _shown(request, person_id)
    return ask(
        request, Manager,
        lambda intent, said: changes.report_to(
            intent, shown.pk, manager_id=said["manager"].pk if said["manager"] else None
        ),
        done=_("Whom they report to is changed."), to=_card(shown), initial={"manager": shown.manager_id},
        given={"reader": person}, title=_title(shown, _("Whom %(name)s reports to")), submit=_("Keep it so"),
        back=_card(shown), seen=shown.version, above=above(shown),
    )  # fmt: skip


def leave(request: HttpRequest, person_id: int) -> HttpResponse:
    """Asks first, for there is no way back but a new invitation."""
    person, shown = administrator(request), _shown(request, person_id)
    return ask(
        request, Sure, lambda intent, said: changes.leave(intent, shown.pk),
        done=_title(shown, _("%(name)s has left. What they did stays.")), to=_card(shown), given={"reader": person},
        title=_title(shown, _("Has %(name)s left?")),
        about=_("They sign in no more and are offered nowhere. What they did, asked and promised stays readable."),
        submit=_("Yes, they have left"), back=_card(shown), seen=shown.version, above=above(shown),
    )  # fmt: skip


@require_POST
def come_back(request: HttpRequest, person_id: int) -> HttpResponse:
    """Welcome back: then to be invited."""
    administrator(request)
    shown = _shown(request, person_id)
    done = _title(shown, _("%(name)s is back. Invite them, and they can sign in."))
    return do_and_go(request, lambda intent: changes.come_back(intent, shown.pk), done=done, to=_card(shown))


@require_POST
def invite(request: HttpRequest, person_id: int) -> HttpResponse:
    """The mail leaves after ten seconds; until then one can take it back."""
    administrator(request)
    shown = _shown(request, person_id)
    done = _title(shown, _("%(name)s is invited. The mail leaves in ten seconds."))
    return do_and_go(request, lambda intent: changes.invite(intent, shown.pk), done=done, to=_card(shown))


@require_POST
def take_invitation_back(request: HttpRequest, person_id: int) -> HttpResponse:
    """The link stops working."""
    administrator(request)
    shown = _shown(request, person_id)
    do = changes.take_invitation_back
    done = _("The invitation is taken back; its link no longer works.")
    return do_and_go(request, lambda intent: do(intent, shown.pk), done=done, to=_card(shown))


@require_safe
def invitation(request: HttpRequest, person_id: int) -> HttpResponse:
    """The link itself, to copy where no mail goes."""
    administrator(request)
    shown = _shown(request, person_id)
    if (link := invitation_link(shown, request)) is None:
        return redirect(_card(shown))
    page = {"shown": shown, "first": first_name(shown.name), "link": link, "above": above(shown)}
    return render(request, "people/invitation_link.html", page)


def _shown(request: HttpRequest, person_id: int) -> Person:
    return or_404(card.person(reader(request), person_id))


def _card(shown: Person) -> str:
    return reverse("card", args=[shown.pk])


def _title(shown: Person, sentence: str) -> str:
    return sentence % {"name": first_name(shown.name)}
