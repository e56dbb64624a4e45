"""Who may see a request: the rule and the question to the database say the same, and what DOMAIN says."""

from dataclasses import fields
from typing import Any

import pytest
from conftest import T
from django.db import transaction
from handoffs.kitchen import Kitchen, kitchen
from hypothesis import given
from hypothesis import strategies as st

from thepass.requests.models import REQUEST, Request
from thepass.requests.queries import seen, sight
from thepass.requests.queries.seen import requests_visible_to
from thepass.requests.rules import sides
from thepass.requests.rules.request import Request as One
from thepass.requests.rules.sides import Me

pytestmark = pytest.mark.django_db
PERSONS = ("customer_id", "asked_by_id", "person_id", "holder_id")
TEAMS = ("team_id", "for_team_id", "promiser_team_id")
PEOPLE = ("owner", "team_mate", "stranger", "partner", "lead", "leader", "administrator")


@pytest.fixture
def k(db: None) -> Kitchen:
    return kitchen()


def requests(persons: list[int], teams: list[int]) -> st.SearchStrategy[One]:
    person, team = st.none() | st.sampled_from(persons), st.none() | st.sampled_from(teams)
    private = st.booleans()
    columns: dict[str, Any] = dict.fromkeys(PERSONS, person) | dict.fromkeys(TEAMS, team)
    return st.builds(One, narrow=st.booleans(), private=private, **columns)


def readers(persons: list[int], teams: list[int]) -> st.SearchStrategy[Me]:
    some = st.frozensets(st.sampled_from(teams))
    return st.builds(Me, id=st.sampled_from(persons), teams=some, leads=some, guest=st.booleans())


def as_domain_says(me: Me, one: One) -> bool:
    """Written again from "Who may see what"."""
    named = [getattr(one, column) for column in PERSONS]
    if me.id in named:
        return True
    if one.narrow:  # participants only: until somebody holds what a team was asked, its members may be that somebody
        return one.holder_id is None and one.team_id is not None and one.team_id in me.teams
    theirs = {getattr(one, column) for column in TEAMS} - {None}
    return any(team in theirs for team in (*me.teams, *me.leads))


def _kept(ones: list[One]) -> list[int]:
    """Rows as the database has them; the caller rolls them back, for they have no events."""
    names = [field.name for field in fields(One)]
    rows = [
        Request(**{n: getattr(one, n) for n in names if not n.endswith("_at")}, asked_at=T, next_at=T) for one in ones
    ]
    return [row.pk for row in Request.objects.bulk_create(rows)]


def test_the_rule_and_the_question_agree(k: Kitchen) -> None:
    persons = [getattr(k.house, who) for who in PEOPLE]
    teams = [k.house.team, k.house.other_team, k.house.department, k.house.partner_team]

    @given(st.lists(requests(persons, teams), min_size=1, max_size=12), st.lists(readers(persons, teams), min_size=3))
    def agree(ones: list[One], readers_: list[Me]) -> None:
        with transaction.atomic():
            ids = _kept(ones)
            for me in readers_:
                found = set(Request.objects.filter(seen.may_see(me), pk__in=ids).values_list("pk", flat=True))
                may = {id for id, one in zip(ids, ones, strict=True) if sides.may_see(me, one)}
                assert found == may == {id for id, one in zip(ids, ones, strict=True) if as_domain_says(me, one)}
            transaction.set_rollback(True)

    agree()


def test_the_door_agrees_with_the_rule_for_everybody_of_the_house(k: Kitchen) -> None:
    """Through real memberships and leads; and lent eyes see nothing narrow."""
    persons = [getattr(k.house, who) for who in PEOPLE]
    teams = [k.house.team, k.house.other_team, k.house.department, k.house.partner_team]

    @given(st.lists(requests(persons, teams), min_size=5, max_size=20))
    def agree(ones: list[One]) -> None:
        with transaction.atomic():
            of = dict(zip(_kept(ones), ones, strict=True))
            for who in PEOPLE:
                reader = k.house.person(who)
                may = {id for id, one in of.items() if sides.may_see(sight.me(reader), one)}
                assert set(requests_visible_to(reader).values_list("pk", flat=True)) == may
                reader.viewed_by = k.house.administrator
                wide = {id for id in may if not of[id].narrow}
                assert set(requests_visible_to(reader).values_list("pk", flat=True)) == wide
            transaction.set_rollback(True)

    agree()
    assert not requests_visible_to(None).exists()


def test_what_is_private_reaches_no_lead_and_no_leader(k: Kitchen) -> None:
    one = k.ask(private=True)
    may = {who for who in PEOPLE if requests_visible_to(k.house.person(who)).filter(pk=one).exists()}
    assert may == {"stranger", "owner", "team_mate"}  # Samir, who asked, and the team until one of them holds it
    from thepass.requests import changes

    changes.take(k.by("owner"), one)
    may = {who for who in PEOPLE if requests_visible_to(k.house.person(who)).filter(pk=one).exists()}
    assert may == {"stranger", "owner"}
    assert REQUEST.state_of(Request.objects.get(pk=one)).narrow
