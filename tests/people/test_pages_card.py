"""A person's card, and what is changed from it; plain posts throughout."""

import pytest
from conftest import intent
from people.harbour import absent, browser, fields, harbour, news, person, send, take_back, text

from thepass.people import changes
from thepass.people.models import Person
from thepass.people.queries import questions
from thepass.people.queries.questions import Dealing

pytestmark = pytest.mark.django_db
CARD = {"name": "Omar Haddad", "title": "Picker", "how_to_work_with_me": "Ring me.", "knows": "pallets", "site": ""}


def test_a_card_says_who_how_and_what_and_what_will_come():
    house = harbour()
    page = text(browser(house.omar).get(f"/people/{house.ruth}/"))
    for said in (
        "Ruth Adeyemi",
        "Payroll lead",
        "Payroll",
        "overtime",
        "ruth.adeyemi@harbour.example",
        "from the first hand-over on",
    ):
        assert said in page, said
    for hidden in ("Change the card", "Look after", "Say when they are away"):
        assert hidden not in page, hidden


def test_customers_and_suppliers_come_from_whoever_answers(monkeypatch):
    house = harbour()
    monkeypatch.setattr(questions, "customers_of", questions.Book())
    questions.customers_of.add(
        "*", "test", lambda person, *, reader, now, limit: [Dealing(name="Sales <1>", url="/x/", count=3)]
    )
    page = text(browser(house.omar).get(f"/people/{house.ruth}/"))
    assert "Sales &lt;1&gt;" in page
    assert "from the first hand-over on" in page  # the suppliers still


def test_away_and_who_stands_in_and_the_note_for_few():
    house = harbour()
    absent(house.omar, substitute_id=house.ruth, note="Dentist")
    seen = {
        who: text(browser(getattr(house, who)).get(f"/people/{house.omar}/"))
        for who in ("omar", "priya", "ruth", "mei")
    }
    assert all("stands in" in page and "Ruth Adeyemi" in page for page in seen.values())
    assert {who for who, page in seen.items() if "Dentist" in page} == {"omar", "priya"}


def test_the_chain_of_substitutes_is_followed_to_who_is_here():
    house = harbour()
    absent(house.omar, substitute_id=house.ruth)
    absent(house.ruth, substitute_id=house.maria)
    assert "Maria Oyelaran</a> stands in" in text(browser(house.mei).get(f"/people/{house.omar}/"))


def test_ones_own_card_is_changed_and_taken_back():
    house = harbour()
    client = browser(house.omar)
    page = news(client, send(client, f"/people/{house.omar}/card/", **CARD))
    assert "The card is changed." in page
    assert Person.objects.get(pk=house.omar).knows == "pallets"
    assert "Taken back." in take_back(client, page)
    assert (Person.objects.get(pk=house.omar).knows, Person.objects.get(pk=house.omar).title) == ("", "")


def test_a_form_sent_twice_counts_once():
    house = harbour()
    client, url = browser(house.omar), f"/people/{house.omar}/card/"
    said = {**fields(client, url), **CARD}
    client.post(url, said)
    version = Person.objects.get(pk=house.omar).version
    assert client.post(url, said).status_code == 302
    assert Person.objects.get(pk=house.omar).version == version


def test_what_another_did_meanwhile_is_said_and_the_words_stay():
    house = harbour()
    client, url = browser(house.omar), f"/people/{house.omar}/card/"
    said = fields(client, url)
    changes.change_card(intent(f"person:{house.mei}"), house.omar, title="Night picker")
    answer = client.post(url, {**said, **CARD})
    assert answer.status_code == 409
    assert "Meanwhile Mei-Ling Tan changed what the card says." in text(answer)
    assert 'value="pallets"' in text(answer)
    assert Person.objects.get(pk=house.omar).title == "Night picker"


def test_an_empty_name_comes_back_at_its_field():
    house = harbour()
    answer = send(browser(house.omar), f"/people/{house.omar}/card/", **{**CARD, "name": "  "})
    assert answer.status_code == 422
    assert '<a href="#id_name">' in text(answer)
    assert "pallets" in text(answer)


def test_someone_else_may_not_change_it_even_by_post():
    house = harbour()
    answer = browser(house.ruth).post(f"/people/{house.omar}/card/", CARD)
    assert (answer.status_code, Person.objects.get(pk=house.omar).title) == (409, "")


def test_invited_and_taken_back_within_ten_seconds():
    house = harbour()
    client = browser(house.mei)
    new = changes.add_person(intent(), name="New Face", email="new@harbour.example").id
    page = news(client, client.post(f"/people/{new}/invite/"))
    assert "New is invited" in page
    assert "/account/invitation/" in text(client.get(f"/people/{new}/invitation/"))
    take_back(client, page)
    assert Person.objects.get(pk=new).standing == "added"
    assert client.get(f"/people/{new}/invitation/").status_code == 302


def test_a_person_is_added_and_a_taken_address_refused_at_its_field():
    house = harbour()
    client = browser(house.mei)
    page = news(client, send(client, "/people/new/", name="Ana Silva", email="ana@harbour.example", title=""))
    assert "Ana Silva" in page
    answer = send(client, "/people/new/", name="Another Ana", email="ana@harbour.example", title="")
    assert answer.status_code == 409
    assert '<a href="#id_email">Somebody already has the address ana@harbour.example.</a>' in text(answer)
    assert 'value="Another Ana"' in text(answer)


def test_roles_the_last_administrator_stays_one():
    house = harbour()
    client = browser(house.mei)
    answer = send(client, f"/people/{house.mei}/roles/", leader="on")
    assert (answer.status_code, "Somebody must remain an administrator" in text(answer)) == (409, True)
    page = news(client, send(client, f"/people/{house.ruth}/roles/", administrator="on"))
    assert Person.objects.get(pk=house.ruth).is_administrator
    take_back(client, page)
    assert not Person.objects.get(pk=house.ruth).is_administrator


def test_a_manager_is_found_by_typing_and_a_line_that_comes_round_is_refused():
    house = harbour()
    client, url = browser(house.mei), f"/people/{house.omar}/manager/"
    looked = send(client, url, find="manager", manager_words="ruth")
    assert f'value="{house.ruth}"' in text(looked)
    news(client, send(client, url, manager=house.ruth))
    assert Person.objects.get(pk=house.omar).manager_id == house.ruth
    answer = send(client, f"/people/{house.ruth}/manager/", manager=house.omar)
    assert answer.status_code == 409
    assert "Ruth Adeyemi → Omar Haddad → Ruth Adeyemi" in text(answer)
    page = news(client, send(client, url, manager="0"))
    assert Person.objects.get(pk=house.omar).manager_id is None
    take_back(client, page)
    assert Person.objects.get(pk=house.omar).manager_id == house.ruth


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"manager_words": "o"}, "Several people are called so"),
        ({"manager_words": "zzz"}, "We found nobody of that name"),
        ({"manager": "999999"}, "not here any more"),
        ({"manager": "9" * 40, "manager_words": "zzz"}, "We found nobody of that name"),
    ],
)
def test_a_picker_says_what_is_missing(typed, sentence):
    house = harbour()
    answer = send(browser(house.mei), f"/people/{house.ruth}/manager/", **typed)
    assert (answer.status_code, sentence in text(answer)) == (422, True)


def test_typing_enough_of_a_name_is_choosing():
    house = harbour()
    client = browser(house.mei)
    news(client, send(client, f"/people/{house.omar}/manager/", manager_words="maria oy"))
    assert Person.objects.get(pk=house.omar).manager_id == house.maria


def test_who_leaves_and_comes_back():
    house = harbour()
    client = browser(house.mei)
    page = news(client, send(client, f"/people/{house.omar}/leaving/"))
    assert "has left" in page
    assert "Omar" not in text(client.get("/people/"))
    assert "Omar" in text(client.get("/people/?standing=left"))
    assert "is back" in news(client, client.post(f"/people/{house.omar}/return/"))
    assert "Somebody must remain" in text(send(client, f"/people/{house.mei}/leaving/"))


def test_the_settings_of_who_reads():
    house = harbour()
    client = browser(house.omar)
    said = {"language": "de", "zone": "Asia/Tokyo", "theme": "dark"}
    news(client, send(client, "/settings/me/", **said))
    omar = Person.objects.get(pk=house.omar)
    assert (omar.language, omar.zone, omar.theme, omar.keys) == ("de", "Asia/Tokyo", "dark", False)
    assert send(client, "/settings/me/", **{**said, "zone": "Nowhere/Else"}).status_code == 422


def test_times_are_on_the_clock_of_the_site_where_none_is_chosen():
    house = harbour()
    site = changes.open_site(intent(), name="Depot", zone="Asia/Kolkata").id
    kavya = person("Kavya Nair", house.warehouse, site_id=site)
    assert "Asia/Kolkata" in text(browser(kavya).get(f"/people/{kavya}/absences/new/"))
    assert "Europe/London" in text(browser(house.omar).get(f"/people/{house.omar}/absences/new/"))
    assert "in Kolkata" in text(browser(house.omar).get(f"/people/{kavya}/"))
