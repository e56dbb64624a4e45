"""What search adds to the rest, and what can be found of the apps below it: persons and teams."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.urls import reverse

from thepass.kernel import attach
from thepass.kernel.attach import Schedule
from thepass.kernel.words import _
from thepass.people.queries import findable
from thepass.people.queries.seen import persons_visible_to, teams_visible_to
from thepass.search import changes
from thepass.search.projections import checking, following, making
from thepass.search.queries.book import Document, Searchable, Shown, searchables
from thepass.search.rules import tokens
from thepass.search.web import palette

attach.beside.add("*", "search", following.keep_up)
attach.rebuilds.add("*", "search", making.rebuild)
attach.checks.add("*", "search", checking.check)
attach.palette.add("*", "search", palette.suggestions)
attach.schedules.add("*", "search.missed", Schedule(every=timedelta(days=1), run=changes.forget_missed))
for type, way in changes.WAYS.items():
    attach.undoes.add(type, "undo", way)


def _persons(ids: list[int]) -> Iterable[Document]:
    """No team's name stands in it: a partner's people find their contact, and learn nothing of our teams by that."""
    for one in findable.persons(ids):
        yield Document(
            kind="person", id=one.id, title=one.name,
            keywords=f"{one.title} \n{one.knows} \n{one.email.partition('@')[0]}", body=one.how,
            readers=[tokens.INSIDE, tokens.person(one.id), *(tokens.team(id) for id in one.teams)],
        )  # fmt: skip


def _teams(ids: list[int]) -> Iterable[Document]:
    for one in findable.teams(ids):
        yield Document(
            kind="team", id=one.id, title=one.name, body=one.about, readers=[tokens.INSIDE, tokens.team(one.id)]
        )


def _persons_shown(reader: Any, ids: list[int]) -> dict[int, Shown]:
    rows = persons_visible_to(reader).filter(pk__in=ids).values_list("pk", "name", "title")
    return {pk: Shown(name, reverse("card", args=[pk]), title) for pk, name, title in rows}


def _teams_shown(reader: Any, ids: list[int]) -> dict[int, Shown]:
    rows = teams_visible_to(reader).filter(pk__in=ids).values_list("pk", "name")
    return {pk: Shown(name, reverse("team", args=[pk])) for pk, name in rows}


searchables.add(
    "person", "people",
    Searchable(
        kind="person", label=_("People"), icon="user", documents=_persons, ids_after=findable.person_ids_after,
        visible=_persons_shown, hears={"membership": findable.of_memberships, "team": findable.contacts_of},
    ),
)  # fmt: skip
searchables.add(
    "team", "people",
    Searchable(
        kind="team", label=_("Teams"), icon="users", documents=_teams, ids_after=findable.team_ids_after,
        visible=_teams_shown,
    ),
)  # fmt: skip
