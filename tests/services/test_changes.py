"""Who may offer what, and how it is taken back."""

import pytest
from conftest import intent, together
from people.harbour import harbour, mine

from thepass.journal import undo
from thepass.kernel.refusal import NotThere, Refused
from thepass.people import changes as people
from thepass.services import changes, queries
from thepass.services.models import Service

pytestmark = pytest.mark.django_db
PROMISE = {"gives": "One pallet today.", "hear_minutes": 30, "deliver_minutes": 240}


def test_leads_of_the_team_and_of_the_one_above_offer_and_nobody_else():
    house = harbour()
    for who, team in ((house.priya, house.warehouse), (house.priya, house.night), (house.mei, house.payroll)):
        changes.offer(mine(who), team, name="A rush pallet", **PROMISE)
    for who, team in ((house.omar, house.warehouse), (house.priya, house.payroll), (house.lars, house.warehouse)):
        with pytest.raises(Refused):
            changes.offer(mine(who), team, name="Something else", **PROMISE)
    assert Service.objects.count() == 3
    id = Service.objects.get(team=house.payroll).pk
    for change in (changes.withdraw, changes.offer_again, changes.change_service):
        with pytest.raises(Refused):
            change(mine(house.priya), id)
        with pytest.raises(NotThere):
            change(mine(house.mei), 10**9)


def test_a_team_offers_one_thing_by_one_name_at_a_time():
    house = harbour()
    first = changes.offer(intent(), house.warehouse, name="A rush pallet", **PROMISE).id
    with pytest.raises(Refused, match="already offers"):
        changes.offer(intent(), house.warehouse, name="a  RUSH pallet", **PROMISE)
    changes.offer(intent(), house.payroll, name="A rush pallet", **PROMISE)
    changes.withdraw(intent(), first)
    second = changes.offer(intent(), house.warehouse, name="A rush pallet", **PROMISE).id
    with pytest.raises(Refused, match="already offers"):
        changes.offer_again(intent(), first)
    changes.change_service(intent(), second, name="A rush crate")
    changes.offer_again(intent(), first)
    with pytest.raises(Refused, match="already offers"):
        changes.change_service(intent(), second, name="A rush pallet")
    changes.change_service(intent(), second, name="A rush crate", gives="A crate.")


def test_a_closed_team_offers_nothing():
    house = harbour()
    team = people.form_team(intent(), name="Kiosk").id
    id = changes.offer(intent(), team, name="Coffee", **PROMISE).id
    changes.withdraw(intent(), id)
    people.close_team(intent(), team)
    with pytest.raises(Refused, match="closed"):
        changes.offer(intent(), team, name="Tea", **PROMISE)
    with pytest.raises(Refused, match="closed"):
        changes.offer_again(intent(), id)
    assert house.mei


def test_each_change_can_be_taken_back():
    house = harbour()
    id = changes.offer(intent(), house.warehouse, name="A rush pallet", **PROMISE).id

    def row() -> tuple:
        one = Service.objects.get(pk=id)
        return one.name, one.serves_id, one.hear_minutes, one.withdrawn

    def take_back(answer) -> None:
        assert undo.can(answer)
        undo.undo_event(intent(), answer.events[0].pk)

    first = row()
    changed = changes.change_service(intent(), id, name="A crate", serves_id=house.payroll, hear_minutes=60)
    assert row() == ("A crate", house.payroll, 60, False)
    take_back(changed)
    assert row() == first
    take_back(changes.withdraw(intent(), id))
    assert row() == first
    changes.withdraw(intent(), id)
    take_back(changes.offer_again(intent(), id))
    assert row()[-1] is True
    id = (offered := changes.offer(intent(), house.payroll, name="A pay slip", **PROMISE)).id
    take_back(offered)
    assert row()[-1] is True


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_gets_the_name():
    house = harbour()

    def ask():
        try:
            return changes.offer(intent(), house.warehouse, name="A rush pallet", **PROMISE)
        except Refused as no:
            return no

    answers = together(*[ask] * 5)
    assert sum(isinstance(one, Refused) for one in answers) == 4 and Service.objects.count() == 1


def test_services_say_who_supports_whom():
    house = harbour()
    id = changes.offer(intent(), house.warehouse, name="A rush pallet", serves_id=house.payroll, **PROMISE).id
    changes.offer(intent(), house.payroll, name="A pay slip", **PROMISE)
    from thepass.people.models import Person

    omar, lars = Person.objects.get(pk=house.omar), Person.objects.get(pk=house.lars)
    asked = {"now": intent().now}
    assert queries.supports([house.payroll], reader=omar, **asked) == {(house.warehouse, house.payroll)}
    assert queries.supports([house.payroll], reader=lars, **asked) == set()
    changes.withdraw(intent(), id)
    assert queries.supports([house.warehouse], reader=omar, **asked) == set()
