"""My pass, a team's pass, the page of one request and the moves on it: what people meet."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from handoffs.kitchen import Kitchen, kitchen, state

from thepass.requests import changes
from thepass.requests.models import Request
from thepass.requests.rules.asking import To
from thepass.requests.rules.declining import Alternative

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
NOW = datetime.now(UTC).replace(microsecond=0)
SOON = NOW + timedelta(days=2)


@pytest.fixture
def k(db: None) -> Kitchen:
    return kitchen()


def browser(k: Kitchen, who: str) -> Client:
    client = Client()
    client.force_login(k.house.person(who))
    return client


def body(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def page(one: int, move: str = "") -> str:
    return f"/requests/R-{one}/{move}{'/' if move else ''}"


def test_both_sides_see_it_on_their_pass(k: Kitchen) -> None:
    one = k.ask(now=NOW)
    mine, theirs = body(browser(k, "owner").get("/")), body(browser(k, "stranger").get("/"))
    assert mine.index("Waiting on me") < mine.index(f"R-{one}") < mine.index("I’m waiting on")
    assert theirs.index("I’m waiting on") < theirs.index(f"R-{one}")
    assert f"R-{one}" not in body(browser(k, "partner").get("/"))


def test_a_team_sees_what_it_has_to_do_whoever_holds_it(k: Kitchen) -> None:
    one = k.ask(now=NOW)
    changes.take(k.by("team_mate", now=NOW), one)
    assert f"R-{one}" not in body(browser(k, "owner").get("/"))
    assert f"R-{one}" in body(browser(k, "owner").get(f"/pass/teams/{k.house.team}/"))
    assert f"R-{one}" in body(browser(k, "lead").get(f"/pass/teams/{k.house.team}/"))
    assert browser(k, "stranger").get(f"/pass/teams/{k.house.team}/").status_code == 404
    assert f"R-{one}" in body(browser(k, "stranger").get(f"/pass/teams/{k.house.other_team}/?part=rails"))


def test_the_whole_way_from_the_pages(k: Kitchen) -> None:
    """Every step is a form on the page or one click away."""
    one = k.ask(now=NOW)
    supplier, customer = browser(k, "owner"), browser(k, "stranger")
    assert "What I heard" in body(supplier.get(page(one)))
    supplier.post(page(one, "promise"), {"words": "All frozen", "due": "none"})
    assert state(one) == "heard"
    assert "All frozen" in body(customer.get(page(one)))
    customer.post(page(one, "correction"), {"words": "Chilled, please"})
    due = {"due": "other", "due_day": f"{SOON:%Y-%m-%d}", "due_hour": "14:00"}
    supplier.post(page(one, "promise"), {"words": "All chilled", **due})
    customer.post(page(one, "agreement"))
    assert state(one) == "promised"
    later = {"due": "other", "due_day": f"{SOON + timedelta(days=1):%Y-%m-%d}", "due_hour": ""}
    supplier.post(page(one, "renegotiation"), {"reason": "Scanner 4 is down", **later})
    assert "Scanner 4 is down" in body(customer.get(page(one)))
    customer.post(page(one, "agreement"))
    supplier.post(page(one, "delivery"), {"words": "64 lines, with dates"})
    assert "64 lines, with dates" in body(customer.get(page(one)))
    customer.post(page(one, "thanks"), {"words": "You told me before I asked"})
    assert state(one) == "accepted"
    assert "You told me before I asked" in body(supplier.get(page(one)))


def test_an_offer_is_taken_in_one_click(k: Kitchen) -> None:
    one = k.ask(now=NOW)
    supplier, customer = browser(k, "owner"), browser(k, "stranger")
    answer = supplier.post(page(one, "refusal"), {"reason": "Two of us are out"})
    assert answer.status_code == 409
    assert "at least one way forward" in answer.content.decode()
    assert "Two of us are out" in answer.content.decode()
    later = {"later": "other", "later_day": f"{SOON:%Y-%m-%d}", "later_hour": "", "to": "Ledger"}
    supplier.post(page(one, "refusal"), {"reason": "Two of us are out", **later})
    assert "Ledger Room" in body(customer.get(page(one)))
    customer.post(page(one, "choice"), {"alternative": "0"})
    assert state(one) == "promised"


def test_a_question_back_and_its_answer(k: Kitchen) -> None:
    one = k.ask(now=NOW)
    browser(k, "owner").post(page(one, "question"), {"words": "By case or by piece?"})
    customer = browser(k, "stranger")
    assert "By case or by piece?" in body(customer.get("/"))
    customer.post(page(one, "answer"), {"words": "By case"})
    assert state(one) == "asked"


def test_handing_over_by_name(k: Kitchen) -> None:
    one = k.ask(now=NOW)
    supplier = browser(k, "owner")
    assert "Dockside" in body(supplier.get("/requests/whom/?to=dock"))
    supplier.post(page(one, "handover"), {"to": "Dockside", "words": "You have the list"})
    assert Request.objects.get(pk=one).team_id == k.house.department


def test_asked_already_is_put_together(k: Kitchen) -> None:
    one, other = k.ask(now=NOW), k.ask(now=NOW, title="Count everything")
    browser(k, "owner").post(page(one, "merging"), {"into": f"R-{other}"})
    assert state(one) == "merged"


def test_what_one_may_not_see_is_404_everywhere(k: Kitchen) -> None:
    one = k.ask(by="owner", to=To(person_id=k.house.lead), now=NOW)
    for who in ("team_mate", "stranger", "partner", "administrator", "leader"):
        client = browser(k, who)
        for address in (page(one), page(one, "promise"), page(one, "delivery")):
            assert client.get(address).status_code == 404, (who, address)
            assert client.post(address).status_code in (404, 405), (who, address)
        assert f"R-{one}" not in body(client.get("/"))


def test_a_move_that_is_not_there_says_what_is(k: Kitchen) -> None:
    one = k.ask(now=NOW)
    answer = browser(k, "stranger").post(page(one, "answer"), {"words": "Yes"})
    assert answer.status_code == 409
    assert "It has been asked" in answer.content.decode()
    assert browser(k, "owner").get(page(one, "nonsense")).status_code == 404


def test_what_was_typed_is_kept_when_another_was_faster(k: Kitchen) -> None:
    one = k.ask(now=NOW)
    first = browser(k, "owner").get(page(one))
    seen = str(first.context["one"].version)
    changes.ask_back(k.by("team_mate", now=NOW), one, words="Which lines?")
    changes.answer(k.by("stranger", now=NOW), one, words="All")
    answer = browser(k, "owner").post(page(one, "promise"), {"words": "All chilled lines", "due": "none", "seen": seen})
    assert answer.status_code == 409
    assert "All chilled lines" in answer.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_costs_the_same_for_many(k: Kitchen, django_assert_max_num_queries: Any, rows: int) -> None:
    for n in range(rows):
        one = k.ask(now=NOW, title=f"Count {n}")
        changes.decline(k.by("owner", now=NOW), one, reason="No", alternatives=[Alternative(way="later", due=SOON)])
        k.ask(now=NOW, title=f"Count again {n}")
    client = browser(k, "owner")
    client.get("/")
    with django_assert_max_num_queries(12):
        client.get("/")
    with django_assert_max_num_queries(9):  # eight for who has a site, whose clock is read with them
        client.get("/?part=rails")
    with django_assert_max_num_queries(12):
        client.get(page(one))


def test_what_waits_for_what_is_said_by_number_or_title(k: Kitchen) -> None:
    one, other = k.ask(now=NOW, title="Settle the range"), k.ask(now=NOW, title="Count everything")
    customer = browser(k, "stranger")
    customer.post(page(one, "links"), {"way": "waits", "item": "count every"})
    assert "Count everything" in body(customer.get(page(one)))
    refused = customer.post(page(other, "links"), {"way": "waits", "item": f"R-{one}"})
    assert refused.status_code == 409
    assert "wait for each other" in refused.content.decode()
    [(link, _waits, _name)] = customer.get(page(one, "links")).context["tied"]
    customer.post(f"{page(one, 'links')}{link}/release/")
    assert "Count everything" not in body(customer.get(page(one)))


def test_the_list_is_what_the_address_asks_for(k: Kitchen) -> None:
    one, other = k.ask(now=NOW, title="Settle the range"), k.ask(now=NOW, title="Count everything", kind="question")
    private = k.ask(by="owner", to=To(person_id=k.house.lead), title="About my pay", private=True, now=NOW)
    supplier = browser(k, "owner")
    assert f"R-{one}" in body(supplier.get("/requests/"))
    only = body(supplier.get("/requests/?kind=question&q=count"))
    assert f"R-{other}" in only
    assert f"R-{one}<" not in only
    assert "Nothing is here" in body(supplier.get("/requests/?state=withdrawn"))
    for who in ("stranger", "partner", "administrator"):
        for view in ("all", "team", "waiting"):
            assert f"R-{private}" not in body(browser(k, who).get(f"/requests/?view={view}"))
    exported = body(browser(k, "stranger").get("/requests/list.csv?view=waiting&q=range"))
    assert "Settle the range" in exported
    assert "Count everything" not in exported
    assert "About my pay" not in body(browser(k, "administrator").get("/requests/list.csv?view=all"))
    assert body(supplier.get("/requests/?view=nonsense&team=x&state=y&cursor=z"))
