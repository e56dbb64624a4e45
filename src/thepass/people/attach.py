"""Everything people add to the rest of the product."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from thepass.frame import slots
from thepass.frame.slots import banners
from thepass.kernel import attach
from thepass.kernel.attach import MenuEntry, Schedule
from thepass.kernel.intent import Intent
from thepass.kernel.words import _
from thepass.people import changes, projections
from thepass.people.changes import keys, putting_back
from thepass.people.events import PersonEvent
from thepass.people.queries import acting, told
from thepass.people.rules import letters
from thepass.people.web import bringing_kept, home, palette, settings_house, sign_in_letters

attach.followers.add("*", "people.words", projections.hear)
attach.rebuilds.add("*", "people", projections.rebuild)
attach.checks.add("*", "people.words", projections.check)


def _names(ids: Iterable[int]) -> dict[int, str]:
    return acting.person_names(list(ids))


def _take_invitation_back(intent: Intent, event: Any) -> Any:
    return changes.take_invitation_back(intent, event.of[1])


attach.schedules.add("*", "people.imports", Schedule(every=timedelta(hours=1), run=bringing_kept.remove_old))
attach.names.add("person", "people", _names)
attach.told.add("person", "people", told.persons)
attach.told.add("team", "people", told.teams)
attach.told.add("membership", "people", told.parts)
attach.undoes.add(PersonEvent.INVITED, "undo", _take_invitation_back)


def _end_sessions(event: Any, *, now: Any) -> None:
    keys.end_sessions(event.of[1])


def _forget_address(event: Any, *, now: Any) -> None:
    keys.forget_address(event.of[1])


# Who has left is refused by the very next request; their sessions go, too, and so do addresses that are theirs no more.
attach.effects.add(PersonEvent.LEFT, "people.sessions", _end_sessions)
attach.effects.add(PersonEvent.ADDRESS_CHANGED, "people.address", _forget_address)
letters.writers.add("*", "reset", sign_in_letters.reset)
letters.writers.add("*", "ready", sign_in_letters.ready)

for type, way in putting_back.WAYS.items():
    attach.undoes.add(type, "undo", way)

banners.add("*", "maintenance", settings_house.banner)
slots.home.add("above", "people.steps", home.steps)
slots.home.add("beside", "people.away", home.away_today)
attach.palette.add("*", "people.do", palette.actions)
attach.palette.add("*", "people.persons", palette.persons)
attach.palette.add("*", "people.teams", palette.teams)


def _administers(person: Any) -> bool:
    return person.is_administrator and person.viewed_by is None


def _own(person: Any) -> bool:
    return person.viewed_by is None


attach.menu.add("*", "people", MenuEntry(title=_("People"), url="people", icon="users", order=50))
attach.menu.add("*", "teams", MenuEntry(title=_("Teams"), url="teams", icon="network", order=55, place="more"))
attach.menu.add("*", "card", MenuEntry(title=_("Your card"), url="my_card", icon="id-card", order=10, place="me"))
attach.menu.add(
    "*", "settings_me",
    MenuEntry(title=_("How you like to read"), url="settings_me", icon="settings-2", order=20, place="me", shown=_own),
)  # fmt: skip
attach.menu.add(
    "*", "sign_in",
    MenuEntry(title=_("Your sign-in"), url="mfa_index", icon="key-round", order=30, place="me", shown=_own),
)  # fmt: skip
attach.menu.add(
    "*", "settings",
    MenuEntry(title=_("Settings"), url="settings", icon="settings", order=90, place="me", shown=_administers),
)  # fmt: skip
