"""The board, one commitment and its forms, as each gets them."""

import re
from datetime import timedelta

import pytest
from commitments.house import MENU, NOW, later, made
from conftest import intent
from people.harbour import browser, harbour, news, send, statements, take_back, text

from thepass.commitments import changes
from thepass.commitments.models import Commitment
from thepass.commitments.queries import questions
from thepass.kernel.attach import Book

pytestmark = pytest.mark.django_db
WORTH = {"worth": 4_825_000, "currency": "GBP"}


def main(answer) -> str:
    """The page without the menu around it."""
    return text(answer).partition("<main")[2]


def shown(page: str) -> list[int]:
    return [int(id) for id in re.findall(r'/commitments/C-(\d+)/" dir="auto">', page)]


def test_a_board_without_commitments_says_what_will_come():
    client = browser(harbour().omar)
    assert "No customer waits for anything now" in main(client.get("/commitments/"))
    assert "Nothing is over yet" in main(client.get("/commitments/", {"view": "over"}))
    assert "Nothing is promised by these words" in main(client.get("/commitments/", {"q": "zebra"}))


def test_the_board_goes_by_when_it_is_due():
    house = harbour()
    far, late = made(house.warehouse, days=30), made(house.warehouse, days=1, now=later(days=-3))
    kept = made(house.warehouse, title="Tasting box")
    changes.fulfil(intent(now=NOW), kept)
    client = browser(house.omar)
    page = main(client.get("/commitments/"))
    assert shown(page) == [late, far, kept]
    assert page.index("Late</h3>") < page.index("Later</h3>") < page.index("Kept lately")
    assert "Saltmarsh Hotels" in page and "48" not in re.findall(r'num">([^<]+)<', page)
    assert shown(main(client.get("/commitments/", {"view": "over"}))) == [kept]
    for words, found in (("tasting SALTMARSH", [kept]), ("saltmarsh zebra", [])):
        assert shown(main(client.get("/commitments/", {"q": words, "view": "over"}))) == found
    assert shown(main(client.get("/commitments/", {"q": f"c-{far}"}))) == [far]


def test_a_long_board_turns_its_pages_and_asks_no_more():
    house = harbour()
    client = browser(house.priya)
    made(house.warehouse)
    few = statements(client, "/commitments/")
    for n in range(55):
        made(house.warehouse, days=8 + n, contact_id=house.omar)
    assert statements(client, "/commitments/") <= few <= 12
    first = client.get("/commitments/")
    second = client.get("/commitments/", {"cursor": first.context["page"].next})
    assert len(shown(main(first))) == 50 and len(shown(main(second))) == 6
    assert "Kept lately" not in main(second)


def test_one_is_promised_changed_moved_and_kept_and_each_is_taken_back():
    house = harbour()
    client = browser(house.omar)
    page = text(client.get("/commitments/"))
    assert f'<option value="{house.warehouse}" selected>' in page and f'<option value="{house.payroll}">' not in page
    at = client.get("/commitments/new/", {"team": house.warehouse})["Location"]
    assert f'<option value="{house.omar}" selected>' in text(client.get(at))
    day = (NOW + timedelta(days=10)).date().isoformat()
    typed = MENU | {"due": day, "due_at": "22:30", "contact": house.omar, "worth": "48250.50", "currency": "GBP"}
    page = news(client, send(client, at, **typed))
    assert "The commitment is on the board." in page and "outside the team’s working hours" in page
    one = Commitment.objects.get()
    assert (one.worth, one.currency, one.contact_id, one.source) == (4_825_050, "GBP", house.omar, "manual")
    assert "48,250" not in page
    url = f"/commitments/C-{one.pk}/"
    page = news(client, send(client, f"{url}edit/", customer="City Schools", title="Tender", contact=""))
    one.refresh_from_db()
    assert "City Schools" in page and (one.worth, one.contact_id) == (4_825_050, None)
    take_back(client, page)
    day = (NOW + timedelta(days=20)).date().isoformat()
    page = news(client, send(client, f"{url}renegotiation/", due=day, reason="The chef is away."))
    assert "The chef is away." in page and "<del>" in page and "at first" in page
    take_back(client, page)
    page = news(client, client.post(f"{url}fulfilment/"))
    assert "Saltmarsh Hotels has it. Well done." in page and "They had it" in page
    take_back(client, page)
    page = news(client, send(client, f"{url}withdrawal/", reason="They found another."))
    assert "Withdrawn" in page and "Agree a new time" not in page
    take_back(client, page)
    one.refresh_from_db()
    assert (one.state, one.customer, one.moved) == ("open", "Saltmarsh Hotels", 0)


def test_what_is_late_can_be_missed_and_kept_late_after_all():
    house = harbour()
    id = made(house.warehouse, days=1, now=later(days=-3))
    client, url = browser(house.omar), f"/commitments/C-{id}/"
    page = main(client.get(url))
    assert "The customer is waiting." in page and "They did not get it" in page
    page = news(client, send(client, f"{url}miss/", reason="The van broke down."))
    assert "Missed" in page and "The van broke down." in page
    page = news(client, send(client, f"{url}fulfilment/", had_at=(NOW - timedelta(days=1)).date().isoformat()))
    assert "Kept late" in page
    for move in ("miss", "renegotiation", "withdrawal", "edit", "fulfilment"):
        assert client.get(f"{url}{move}/").status_code == 409


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_is_kept():
    house = harbour()
    client, at = browser(house.priya), f"/teams/{house.warehouse}/commitments/new/"
    day, past = later(days=9).date().isoformat(), later(days=-2).date().isoformat()
    for wrong, field, status in (
        ({"customer": ""}, "customer", 422),
        ({"due": past}, "due", 409),
        ({"due": "0001-01-01"}, "due", 422),
        ({"worth": "1.005", "currency": "GBP"}, "worth", 422),
        ({"worth": "-1", "currency": "GBP"}, "worth", 422),
        ({"contact": house.ruth}, "contact", 422),
    ):
        answer = send(client, at, **(MENU | {"due": day} | wrong))
        assert answer.status_code == status and answer.context["form"].errors[field], wrong
        assert "Launch menu on the tables" in text(answer)
    assert not Commitment.objects.exists()
    answer = send(client, at, **(MENU | {"due": past}))
    assert "The next possible one is" in text(answer)
    id = made(house.warehouse)
    for wrong, field in (({"had_at": day}, "had_at"), ({"had_at": "2020-01-01"}, "had_at")):
        answer = send(client, f"/commitments/C-{id}/fulfilment/", **wrong)
        assert answer.status_code == 409 and answer.context["form"].errors[field]


def test_worth_is_read_by_leads_and_leaders_only_also_in_the_file():
    house = harbour()
    id = made(house.warehouse, **WORTH)
    for who, reads in ((house.omar, False), (house.priya, True), (house.maria, True)):
        client = browser(who)
        pages = [client.get(url) for url in ("/commitments/", f"/commitments/C-{id}/", f"/commitments/C-{id}/edit/")]
        assert ["48250" in text(page).replace(",", "") for page in pages] == [reads] * 3
        assert (b"48250" in client.get("/commitments/list.csv").content) is reads
        assert client.get("/commitments/list.xlsx").status_code == 200
    send(browser(house.omar), f"/commitments/C-{id}/edit/", worth="1", currency="EUR", **MENU)
    assert Commitment.objects.get().worth == 4_825_000


def test_the_file_holds_what_is_filtered_and_no_formula():
    house = harbour()
    made(house.warehouse, customer="=1+1")
    made(house.night, customer="City Schools")
    client = browser(house.priya)
    said = client.get("/commitments/list.csv", {"team": house.warehouse}).content.decode()
    assert "'=1+1" in said and "City Schools" not in said
    assert client.get("/commitments/list.pdf").status_code == 404


def test_who_may_not_see_it_finds_nothing_anywhere():
    house = harbour()
    id = made(house.warehouse)
    for who in (house.ruth, house.mei, house.lars):
        client = browser(who)
        for path in ("", "edit/", "fulfilment/", "renegotiation/", "miss/", "withdrawal/"):
            assert client.get(f"/commitments/C-{id}/{path}").status_code == 404
        assert client.post(f"/commitments/C-{id}/fulfilment/").status_code == 404
        said = [client.get("/commitments/"), client.get("/commitments/list.csv"), client.get("/people/pyramid/")]
        said += [client.get("/find/", {"q": "saltmarsh"}, headers={"HX-Request": "true"})]
        assert all("Saltmarsh" not in text(one).replace('"saltmarsh"', "") for one in said)
    assert browser(house.omar).get(f"/commitments/C-{10**22}/").status_code == 404


def test_it_is_found_by_words_and_number_and_stands_on_the_pyramid():
    house = harbour()
    id = made(house.warehouse)
    client = browser(house.omar)
    for words in ("saltmarsh launch", f"c-{id}"):
        assert f"/commitments/C-{id}/" in text(client.get("/find/", {"q": words}))
    assert "/commitments/?q=Saltmarsh+Hotels" in text(client.get("/people/pyramid/"))


def test_on_its_chain_one_reads_the_customer_and_changes_nothing(monkeypatch):
    house = harbour()
    id = made(house.warehouse, **WORTH)
    changes.renegotiate(intent(now=NOW), id, due=later(days=9), reason="Between us.")
    monkeypatch.setattr(questions, "on_chain", Book())
    questions.on_chain.add("*", "test", lambda person_id: {id})
    client = browser(house.ruth)
    page = main(client.get(f"/commitments/C-{id}/"))
    assert "Saltmarsh Hotels" in page and "Between us." not in page and "48,250" not in page
    assert "Agree a new time" not in page
    assert client.get(f"/commitments/C-{id}/edit/").status_code == 409
    assert b"Between us." not in client.get("/commitments/list.csv").content
    assert browser(house.lars).get(f"/commitments/C-{id}/").status_code == 404


def test_other_apps_bring_panels(monkeypatch):
    house = harbour()
    id = made(house.warehouse)
    monkeypatch.setattr(questions, "panels", Book())
    panel = questions.Panel(template="frame/_notice.html", shows={}, styles=("chain",))
    questions.panels.add("*", "test", lambda one, *, reader, now: panel if one.pk == id else None)
    questions.panels.add("*", "none", lambda one, *, reader, now: None)
    page = text(browser(house.omar).get(f"/commitments/C-{id}/"))
    assert 'class="notice"' in page and "components/chain.css" in page


def test_partners_see_their_own_and_no_name_of_ours():
    house = harbour()
    id = made(house.larkspur)
    changes.renegotiate(intent(by=f"person:{house.maria}", now=NOW), id, due=later(days=9), reason="They asked for it.")
    client = browser(house.lars)
    page = main(client.get(f"/commitments/C-{id}/"))
    assert "Saltmarsh Hotels" in page and "Maria" not in page
    page = news(client, client.post(f"/commitments/C-{id}/fulfilment/"))
    assert "Lars Holm" in page
    assert "Warehouse" not in main(client.get("/commitments/"))


def test_eyes_that_are_lent_change_nothing_and_read_no_worth():
    house = harbour()
    id = made(house.warehouse, **WORTH)
    client = browser(house.mei)
    client.post(f"/people/{house.priya}/eyes/", {"reason": "She cannot find it."})
    pages = [text(client.get(url)) for url in ("/commitments/", f"/commitments/C-{id}/")]
    assert all("You see this as" in page and "Saltmarsh Hotels" in page for page in pages)
    assert not any("48,250" in page or "Agree a new time" in page for page in pages)
    assert client.post(f"/commitments/C-{id}/fulfilment/").status_code == 403
    assert Commitment.objects.get().state == "open"


def test_one_commitment_asks_little():
    house = harbour()
    id = made(house.warehouse, contact_id=house.omar, **WORTH)
    client = browser(house.priya)
    few = statements(client, f"/commitments/C-{id}/")
    for n in range(3):
        changes.renegotiate(intent(by=f"person:{house.omar}", now=NOW), id, due=later(days=9 + n), reason="Again.")
    assert statements(client, f"/commitments/C-{id}/") == few <= 12
