"""Who may promise what to a customer, who sees it, and how it is taken back."""

from datetime import date, datetime, timedelta

import pytest
from commitments.house import MENU, NOW, later, made
from conftest import intent, together
from people.harbour import harbour, mine

from thepass.commitments import changes
from thepass.commitments.models import Commitment
from thepass.commitments.queries import board, questions, seen, told
from thepass.journal import undo
from thepass.journal.models import Event
from thepass.kernel.attach import Book
from thepass.kernel.refusal import NotThere, Refused
from thepass.people import changes as people
from thepass.people.models import Person

pytestmark = pytest.mark.django_db
WHY = {"reason": "The oven broke."}


def person(id: int) -> Person:
    return Person.objects.get(pk=id)


def sees(id: int) -> set[int]:
    return set(seen.commitments_visible_to(person(id)).values_list("pk", flat=True))


@pytest.fixture
def on_chain(monkeypatch) -> dict[int, set[int]]:
    """By person, the commitments to which something they hold leads."""
    holds: dict[int, set[int]] = {}
    monkeypatch.setattr(questions, "on_chain", Book())
    questions.on_chain.add("*", "test", lambda person_id: holds.get(person_id, set()))
    return holds


def test_people_of_the_team_its_leads_and_leaders_promise_and_nobody_else():
    house = harbour()
    for who, team in ((house.omar, house.warehouse), (house.priya, house.night), (house.maria, house.payroll)):
        changes.make(mine(who, now=NOW), team, due=later(days=3), **MENU)
    for who, team in ((house.omar, house.payroll), (house.mei, house.warehouse), (house.lars, house.warehouse)):
        with pytest.raises(Refused):
            changes.make(mine(who, now=NOW), team, due=later(days=3), **MENU)
    assert Commitment.objects.count() == 3
    people.take_in(intent(), house.larkspur, person_id=house.omar)
    people.leave(intent(), house.omar)
    with pytest.raises(Refused):
        changes.make(mine(house.omar, now=NOW), house.warehouse, due=later(days=3), **MENU)


def test_who_sees_it_and_what_others_get_is_nothing():
    house = harbour()
    id, night = made(house.warehouse), made(house.night)
    theirs = made(house.larkspur)
    assert sees(house.omar) == {id} and sees(house.priya) == {id, night}
    assert sees(house.maria) == {id, night, theirs} and sees(house.lars) == {theirs}
    assert sees(house.ruth) == sees(house.mei) == set() == set(seen.commitments_visible_to(None))
    for who in (house.ruth, house.mei, house.lars):
        for change in (changes.fulfil, changes.change_commitment):
            with pytest.raises(NotThere):
                change(mine(who, now=NOW), id)
    with pytest.raises(NotThere):
        changes.fulfil(mine(house.maria), 10**9)


def test_holding_something_on_its_chain_shows_it_and_changes_nothing(on_chain):
    house = harbour()
    id = made(house.warehouse)
    on_chain |= {house.ruth: {id}, house.lars: {id}}
    assert sees(house.ruth) == {id} and sees(house.lars) == set()
    with pytest.raises(Refused, match="Only the team that promised"):
        changes.fulfil(mine(house.ruth, now=NOW), id)
    with pytest.raises(NotThere):
        changes.fulfil(mine(house.lars, now=NOW), id)


def test_each_change_can_be_taken_back():
    house = harbour()
    id = made(house.warehouse, worth=5000, currency="EUR", contact_id=house.omar)

    def row() -> dict[str, object]:
        return {
            name: value
            for name, value in vars(Commitment.objects.get(pk=id)).items()
            if name not in ("_state", "version")
        }

    def take_back(answer) -> None:
        assert undo.can(answer)
        undo.undo_event(intent(now=answer.events[0].at), answer.events[0].pk)

    first, now = row(), later(hours=1)
    take_back(changes.change_commitment(intent(now=now), id, customer="City Schools", worth=None, contact_id=None))
    assert row() == first
    take_back(changes.renegotiate(intent(now=now), id, due=later(days=20), **WHY))
    assert row() == first
    take_back(changes.fulfil(intent(now=now), id))
    assert row() == first
    take_back(changes.withdraw(intent(now=now), id, **WHY))
    assert row() == first
    take_back(changes.miss(intent(now=later(days=8)), id, **WHY))
    assert row() == first
    changes.miss(intent(now=later(days=8)), id, **WHY)
    missed = row()
    take_back(changes.fulfil(intent(now=later(days=9)), id))
    assert row() == missed
    take_back(new := changes.make(intent(now=now), house.payroll, due=later(days=3), outside_id="S-1", **MENU))
    gone = Commitment.objects.get(pk=new.id)
    assert (gone.state, gone.outside_id) == ("withdrawn", "")


def test_who_has_seen_an_older_one_is_told_what_happened_meanwhile():
    house = harbour()
    id = made(house.warehouse)
    changes.renegotiate(mine(house.omar, now=NOW), id, due=later(days=20), **WHY)
    with pytest.raises(Refused, match="Meanwhile Omar Haddad agreed a new time with the customer") as no:
        changes.fulfil(mine(house.priya, now=NOW, seen=1), id)
    assert str(no.value)


def test_a_day_is_the_end_of_work_where_the_team_is():
    house = harbour()
    oslo = people.open_site(intent(), name="Bergen", zone="Europe/Oslo").id
    people.change_team(intent(), house.warehouse, site_id=oslo)
    monday = datetime.fromisoformat("2026-01-05T09:00:00+00:00")
    id = made(house.warehouse, now=monday, due=date(2026, 1, 9))
    assert Commitment.objects.get(pk=id).due.isoformat() == "2026-01-09T16:30:00+00:00"


def test_whoever_deals_with_the_customer_is_in_the_team():
    house = harbour()
    with pytest.raises(Refused) as no:
        made(house.warehouse, contact_id=house.ruth)
    assert no.value.field == "contact"
    id = made(house.warehouse, contact_id=house.omar)
    people.leave(intent(), house.omar)
    changes.change_commitment(intent(now=NOW), id, contact_id=house.omar, title="Another menu")
    with pytest.raises(Refused):
        changes.change_commitment(intent(now=NOW), id, contact_id=house.ruth)


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_brings_in_what_the_source_calls_so():
    house = harbour()

    def ask():
        try:
            return made(house.warehouse, outside_id="S-1")
        except Refused as no:
            return no

    answers = together(*[ask] * 5)
    assert sum(isinstance(one, Refused) for one in answers) == 4 and Commitment.objects.count() == 1


def test_the_journal_tells_each_what_they_may_know(on_chain):
    house = harbour()
    id = made(house.warehouse, worth=5000, currency="EUR", contact_id=house.omar, outside_id="S-1")
    on_chain |= {house.ruth: {id}}
    event = Event.objects.get(type="commitment.made")
    facts = {who: told.commitments(person(getattr(house, who)), [event]).get(event.pk) for who in vars(house) if who in
             ("priya", "maria", "omar", "ruth", "mei", "lars")}  # fmt: skip
    assert facts["mei"] is facts["lars"] is None
    assert {who for who, one in facts.items() if one and "worth" in one} == {"priya", "maria"}
    assert {who for who, one in facts.items() if one and "outside_id" in one} == {"priya", "maria", "omar"}
    assert set(facts["ruth"]) == {"state", "team_id", "due", "first_due", "made_at", "source"}
    assert told.names([id, 10**9]) == {id: f"C-{id}"}


def test_outside_customers_are_those_of_ones_own_commitments():
    house = harbour()
    for n in range(2):
        made(house.warehouse, title=f"Crate {n}")
    made(house.warehouse, customer="City Schools")
    gone = made(house.warehouse, customer="Nobody's Diner")
    changes.withdraw(intent(now=NOW), gone, **WHY)
    names = {who: board.customers(person(who), now=NOW, limit=9) for who in (house.omar, house.ruth)}
    assert names == {house.omar: ["Saltmarsh Hotels", "City Schools"], house.ruth: []}
    assert board.customers(person(house.omar), now=NOW + timedelta(days=400), limit=1) == ["Saltmarsh Hotels"]
