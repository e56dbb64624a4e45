"""The catalogue, one service, and the forms, as each role gets them."""

import re

import pytest
from conftest import intent
from people.harbour import browser, harbour, news, send, statements, take_back, text

from thepass.people import changes as people
from thepass.services import changes
from thepass.services.models import Service

pytestmark = pytest.mark.django_db
PROMISE = {"gives": "One pallet today.", "asks": "The order.", "hear_minutes": 30, "deliver_minutes": 240}
TYPED = {"name": "A rush pallet", "gives": "One pallet today.", "hear_minutes": "30", "deliver_minutes": "240"}


def main(answer) -> str:
    """The page without the menu around it."""
    return text(answer).partition("<main")[2]


def test_a_house_without_services_says_what_will_come():
    assert "No services yet" in text(browser(harbour().omar).get("/services/"))


def test_the_catalogue_goes_by_team_and_is_found_by_a_word():
    house = harbour()
    changes.offer(intent(), house.warehouse, name="A rush pallet", serves_id=house.payroll, **PROMISE)
    changes.offer(intent(), house.payroll, name="A pay slip", **(PROMISE | {"gives": "An answer."}))
    gone = changes.offer(intent(), house.payroll, name="A cheque", **PROMISE).id
    changes.withdraw(intent(), gone)
    client = browser(house.omar)
    page = main(client.get("/services/"))
    assert page.index("A pay slip") < page.index("A rush pallet") and "A cheque" not in page
    for said in ("30 working minutes", "4 working hours", "for <bdi>Payroll</bdi> above all"):
        assert said in page
    assert "Offer a service" not in page
    for words, found in (("pallet", "A rush pallet"), ("payroll slip", "A pay slip"), ("warehouse", "A rush pallet")):
        page = main(client.get("/services/", {"q": words}))
        assert re.findall(r'/services/\d+/" dir="auto">([^<]+)', page) == [found]
    assert "Nothing is offered by that word" in text(client.get("/services/", {"q": "zebra"}))


def test_a_long_catalogue_turns_its_pages_and_asks_no_more():
    house = harbour()
    client = browser(house.priya)
    few = statements(client, "/services/")
    for n in range(55):
        changes.offer(intent(), house.warehouse, name=f"Thing {n:02}", serves_id=house.payroll, **PROMISE)
    assert statements(client, "/services/") <= few
    first = client.get("/services/")
    second = client.get("/services/", {"cursor": first.context["page"].next})
    assert "Thing 49" in main(first) and "Thing 50" in main(second) and "Thing 49" not in main(second)


def test_a_lead_offers_changes_withdraws_and_takes_back():
    house = harbour()
    client = browser(house.priya)
    page = text(client.get("/services/"))
    assert f'<option value="{house.warehouse}">' in page and f'<option value="{house.payroll}">' not in page
    at = client.get("/services/new/", {"team": house.warehouse})["Location"]
    page = news(client, send(client, at, **TYPED, serves=house.payroll, visibility="partners"))
    assert "The service is in the catalogue." in page and "An answer within 30 working minutes" in page
    one = Service.objects.get()
    assert (one.team_id, one.serves_id, one.for_partners) == (house.warehouse, house.payroll, True)
    page = news(client, send(client, f"/services/{one.pk}/edit/", **(TYPED | {"name": "A rush crate"})))
    assert "The service is changed." in page and "A rush crate" in page
    take_back(client, page)
    one.refresh_from_db()
    assert (one.name, one.serves_id) == ("A rush pallet", house.payroll)
    page = news(client, client.post(f"/services/{one.pk}/withdraw/"))
    assert "This service is withdrawn." in page
    page = news(client, client.post(f"/services/{one.pk}/offer-again/"))
    assert "The service is offered again." in page and "This service is withdrawn." not in page


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_is_kept():
    house = harbour()
    client, at = browser(house.mei), f"/teams/{house.warehouse}/services/new/"
    answer = send(client, at, **(TYPED | {"name": ""}))
    assert answer.status_code == 422 and answer.context["form"].errors["name"]
    answer = send(client, at, **(TYPED | {"hear_minutes": "480"}))
    assert answer.status_code == 409 and answer.context["form"].errors["deliver_minutes"]
    assert "A rush pallet" in text(answer) and not Service.objects.exists()


def test_who_does_not_lead_reads_and_is_told_whom_to_ask():
    house = harbour()
    id = changes.offer(intent(), house.warehouse, name="A rush pallet", **PROMISE).id
    client = browser(house.ruth)
    page = main(client.get(f"/services/{id}/"))
    assert "The order." in page and "Withdraw it" not in page
    for at in (f"/services/{id}/edit/", f"/teams/{house.warehouse}/services/new/"):
        answer = client.get(at)
        assert answer.status_code == 409 and "Mei-Ling Tan" in text(answer)
    assert client.post(f"/services/{id}/withdraw/").status_code == 409
    assert client.get("/services/new/", {"team": "x"}).status_code == 404


def test_partners_see_what_is_for_partners_and_no_team_of_ours():
    house = harbour()
    people.take_in(intent(), house.larkspur, person_id=house.lars)
    hidden = changes.offer(intent(), house.warehouse, name="A rush pallet", **PROMISE).id
    shown = changes.offer(intent(), house.warehouse, name="A dock slot", for_partners=True, **PROMISE).id
    theirs = changes.offer(
        intent(), house.warehouse, name="A route", for_partners=True, serves_id=house.larkspur, **PROMISE
    ).id
    other = people.form_team(intent(), name="Teal Couriers", partner=True).id
    others = changes.offer(intent(), house.warehouse, name="A van", for_partners=True, serves_id=other, **PROMISE).id
    own = changes.offer(intent(), house.larkspur, name="A truck", serves_id=house.warehouse, **PROMISE).id
    client = browser(house.lars)
    pages = [main(client.get("/services/")), *(main(client.get(f"/services/{id}/")) for id in (shown, theirs, own))]
    assert all("Warehouse" not in page and "Teal" not in page for page in pages)
    assert re.findall(r'/services/(\d+)/"', pages[0]) == [str(id) for id in (shown, theirs, own)]
    assert "Larkspur Distribution" in pages[2]
    assert "A dock slot" not in main(client.get("/services/", {"q": "warehouse"}))
    for id in (hidden, others):
        assert client.get(f"/services/{id}/").status_code == 404
        assert client.post(f"/services/{id}/withdraw/").status_code == 404
    changes.withdraw(intent(), shown)
    assert client.get(f"/services/{shown}/").status_code == 404


def test_the_pyramid_shows_whom_a_team_supports_by_its_services():
    house = harbour()
    client, asked = browser(house.omar), {"team": house.payroll}
    assert client.get("/people/pyramid/", asked).context["supported_by"] == []
    changes.offer(intent(), house.warehouse, name="A rush pallet", serves_id=house.payroll, **PROMISE)
    answer = client.get("/people/pyramid/", asked)
    assert [team.name for team in answer.context["supported_by"]] == ["Warehouse"]
