"""Several people say yes at the same time; and who sees an approval, by the rule and by the database."""

from dataclasses import fields
from typing import Any

import pytest
from conftest import T, together
from django.db import transaction
from handoffs.kitchen import Kitchen, kitchen
from handoffs.test_approving import asked
from handoffs.test_sight import PEOPLE
from hypothesis import given
from hypothesis import strategies as st

from thepass.journal.models import Event
from thepass.kernel.refusal import Refused
from thepass.requests import changes
from thepass.requests.models import Request
from thepass.requests.projections import name_approvers
from thepass.requests.queries import seen, talking
from thepass.requests.rules import sides
from thepass.requests.rules.request import Request as One
from thepass.requests.rules.sides import Me


@pytest.mark.django_db(transaction=True)
def test_all_say_yes_at_once(transactional_db: None) -> None:
    """None is lost, and it is delivered once."""
    k = kitchen()
    one = asked(k, "owner", "lead", "leader", mode="parallel")
    together(*(lambda who=who: changes.approve(k.by(who), one, yes=True) for who in ("owner", "lead", "leader")))
    row = Request.objects.get(pk=one)
    assert [each["said"] for each in row.approvers] == ["yes"] * 3
    assert row.state == "delivered"
    assert Event.objects.filter(stream=f"request:{one}", type="request.delivered").count() == 1


@pytest.mark.django_db(transaction=True)
def test_twice_by_the_same_person(transactional_db: None) -> None:
    k = kitchen()
    one = asked(k, "owner", "lead")
    out = together(*(lambda n=n: changes.approve(k.by("owner", command_id=f"yes{n}"), one, yes=True) for n in (1, 2)))
    assert len([each for each in out if isinstance(each, Refused)]) == 1
    assert [each["said"] for each in Request.objects.get(pk=one).approvers] == ["yes", ""]


@pytest.fixture
def k(db: None) -> Kitchen:
    return kitchen()


@pytest.mark.django_db
def test_the_rule_and_the_question_agree_on_approvals(k: Kitchen) -> None:
    persons = st.sampled_from([getattr(k.house, who) for who in PEOPLE])
    entries = st.builds(
        lambda person, by: {"person": person, "said": "yes" if by else "", "by": by}, persons, st.none() | persons
    )
    ones = st.builds(
        One, narrow=st.booleans(), private=st.booleans(), asked_at=st.just(T), mode=st.just("parallel"),
        approvers=st.lists(entries, min_size=1, max_size=3),
    )  # fmt: skip
    readers = st.builds(Me, id=persons, stands_for=st.frozensets(persons, max_size=2))

    @given(st.lists(ones, min_size=1, max_size=6), st.lists(readers, min_size=1, max_size=4))
    def agree(ones: list[One], readers: list[Me]) -> None:
        names = [field.name for field in fields(One)]
        with transaction.atomic():
            rows: list[Any] = Request.objects.bulk_create(
                [Request(**{n: getattr(one, n) for n in names if n != "next_at"}, next_at=T) for one in ones]
            )
            ids = [row.pk for row in rows]
            name_approvers(ids)
            for me in readers:
                found = set(Request.objects.filter(seen.may_see(me), pk__in=ids).values_list("pk", flat=True))
                assert found == {id for id, one in zip(ids, ones, strict=True) if sides.may_see(me, one)}
            transaction.set_rollback(True)

    agree()


@pytest.mark.django_db
def test_a_word_below_reaches_them(k: Kitchen) -> None:
    one = asked(k, "owner", "leader")
    assert talking.people(one) == {k.house.stranger, k.house.owner, k.house.leader}
