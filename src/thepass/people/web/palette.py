"""What the command palette finds of people: colleagues, teams, and things to do."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thepass.kernel.attach import Finding
from thepass.people.models import Person
from thepass.people.queries import card, directory
from thepass.people.rules import texts

MOST = 8


def persons(person: Person, words: str, *, now: datetime) -> Iterable[Finding]:
    """By the beginnings of their words; nobody before something is typed."""
    return [
        Finding(one.name, reverse("card", args=[one.pk]), "user", one.title or _("Colleague"))
        for one in directory.some(person, words, limit=MOST)
    ]


def teams(person: Person, words: str, *, now: datetime) -> Iterable[Finding]:
    if not words.strip():
        return []
    found = card.called(person, words).order_by("name", "pk")[:MOST]
    return [Finding(team.name, reverse("team", args=[team.pk]), team.icon, _("Team")) for team in found]


def actions(person: Person, words: str, *, now: datetime) -> Iterable[Finding]:
    """Things to do whose words begin as typed."""
    wanted = texts.words(words)
    every = [
        Finding(title, reverse(name, args=args), icon, _("Do"))
        for name, args, title, icon in (*_own(person), *(_house() if person.is_administrator else ()))
    ]
    return [one for one in every if all(_begins(word, one.title) for word in wanted)][:MOST]


def _begins(word: str, title: str) -> bool:
    return any(one.startswith(word) for one in texts.words(title))


def _own(person: Person) -> tuple[tuple[str, list[Any], str, str], ...]:
    return (
        ("announce_absence", [person.pk], _("Say when you are away"), "plane"),
        ("edit_card", [person.pk], _("Change your card"), "pencil"),
        ("pyramid", [], _("See the pyramid"), "triangle"),
        ("settings_me", [], _("Change language, time zone, light or dark"), "settings"),
    )


def _house() -> tuple[tuple[str, list[Any], str, str], ...]:
    return (
        ("add_person", [], _("Add a person"), "user-plus"),
        ("settings_invite", [], _("Invite many people"), "mail"),
        ("form_team", [], _("Form a team"), "users"),
        ("settings_notice", [], _("Put up a notice to everybody"), "megaphone"),
        ("open_site", [], _("Open a site"), "map-pin"),
        ("draw_up_calendar", [], _("Draw up working hours"), "calendar-clock"),
    )
