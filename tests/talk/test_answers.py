"""Ready answers: written by leads, used by the side they belong to."""

import pytest
from people.harbour import browser, mine, news, send, statements, take_back, text
from talk.shelf import ON, of, shelf

from thepass.kernel.refusal import NotThere, Refused
from thepass.people import changes as people
from thepass.talk import changes, queries
from thepass.talk.models import ReadyAnswer
from thepass.talk.queries.answers import offered

pytestmark = [pytest.mark.django_db, pytest.mark.urls("talk.pages")]


def test_leads_and_administrators_look_after_them():
    house = shelf()
    id = changes.write_answer(mine(house.priya), house.warehouse, name="By  two", text="Dear {customer}: by two.").id
    assert queries.answer_for(of(house.omar), ON, id) == "Dear Tomás: by two."
    assert queries.answer_for(of(house.ruth), ON, id) is None and offered(of(house.ruth), ON) == []
    with pytest.raises(NotThere):
        queries.answer_for(of(house.mei), ON, id)
    for who in (house.omar, house.ruth, house.lars):
        for change in (
            lambda who=who: changes.write_answer(mine(who), house.warehouse, name="a", text="b"),
            lambda who=who: changes.change_answer(mine(who), id, name="a", text="b"),
            lambda who=who: changes.put_away(mine(who), id),
            lambda who=who: changes.take_out(mine(who), id),
        ):
            with pytest.raises(Refused):
                change()
    with pytest.raises(NotThere):
        changes.put_away(mine(house.mei), 10**9)
    changes.put_away(mine(house.mei), id)
    assert offered(of(house.omar), ON) == []
    kiosk = people.form_team(mine(house.mei), name="Kiosk").id
    people.close_team(mine(house.mei), kiosk)
    with pytest.raises(Refused, match="closed"):
        changes.write_answer(mine(house.mei), kiosk, name="a", text="b")


def test_a_lead_writes_changes_and_puts_away_on_pages():
    house = shelf()
    client, at = browser(house.priya), f"/teams/{house.warehouse}/answers/"
    assert "No ready answers yet" in text(client.get(at))
    page = news(client, send(client, f"{at}new/", name="By two", text="Dear {customer}"))
    assert "It is kept ready." in page and "Dear {customer}" in page
    one = ReadyAnswer.objects.get()
    page = news(client, send(client, f"{at}{one.pk}/", name="By three", text="Dear {customer}!"))
    assert "By three" in page
    take_back(client, page)
    assert "By two" in text(client.get(at))
    page = news(client, client.post(f"{at}{one.pk}/away/"))
    assert "By two" not in page.partition("<main")[2].partition("toasts")[0]
    take_back(client, page)
    few = statements(client, at)
    for n in range(3):
        changes.write_answer(mine(house.priya), house.warehouse, name=f"Another {n}", text="x")
    assert statements(client, at) == few
    assert browser(house.omar).get(at).status_code == 409 and browser(house.lars).get(at).status_code == 404
    assert client.get(f"/teams/{house.payroll}/answers/{one.pk}/").status_code == 404


def test_one_begins_a_message_with_a_ready_answer():
    house = shelf()
    id = changes.write_answer(mine(house.priya), house.warehouse, name="By two", text="Dear {customer}: {due}").id
    client = browser(house.omar)
    page = text(client.get("/messages/answers/", {"on": ON}))
    assert "Dear Tomás: {due}" in page and f"/shelves/1/?answer={id}#say" in page and "Look after" not in page
    assert "Look after those of Warehouse" in text(browser(house.priya).get("/messages/answers/", {"on": ON}))
    assert "Dear Tomás: {due}</textarea>" in text(client.get(f"/shelves/1/?answer={id}"))
    page = text(browser(house.ruth).get("/messages/answers/", {"on": ON}))
    assert "Dear" not in page and "Dear" not in text(browser(house.ruth).get(f"/shelves/1/?answer={id}"))
    for who in (house.mei, house.maria):
        assert browser(who).get("/messages/answers/", {"on": ON}).status_code == 404
