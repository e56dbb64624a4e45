"""A conversation in a page, as each role gets it: by plain forms, and by fragments."""

import re
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from files.shelf import PNG
from people.harbour import browser, mine, news, send, statements, take_back, text
from talk.pages import EVENTS
from talk.shelf import ON, SHELVES, read, say, shelf

from thepass.talk import changes
from thepass.talk.models import Message, Presence

pytestmark = [pytest.mark.django_db, pytest.mark.urls("talk.pages")]
HX = {"HX-Request": "true"}
AT = "/shelves/1/"


@pytest.fixture(autouse=True)
def nothing_happened():
    EVENTS.clear()


def hidden(client) -> dict[str, str]:
    page = text(client.get(AT)).partition('id="say"')[2]
    return {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("on", "after", "command_id")}


def sent(client, **said):
    return client.post("/messages/", hidden(client) | said)


def test_somebody_writes_by_a_plain_form_with_a_file_and_takes_it_back():
    house = shelf()
    client = browser(house.omar)
    files = SimpleUploadedFile("dock.png", PNG)
    answer = sent(client, words="**41** of 64", inside="", files=files)
    assert answer["Location"] == f"{AT}#message-{Message.objects.get().pk}"
    page = news(client, answer)
    assert "<strong>41</strong> of 64" in page and 'alt="dock.png"' in page and "Sent." in page
    assert "<strong>41</strong>" in text(browser(house.ruth).get(AT))
    take_back(client, page)
    assert "<strong>41" not in text(browser(house.ruth).get(AT)).partition("<main")[2].partition('id="say"')[0]


def test_a_note_is_marked_for_its_side_and_is_nowhere_for_the_other():
    house = shelf()
    client = browser(house.omar)
    sent(client, words="Scanner 4 again", inside=str(house.warehouse))
    page = text(browser(house.priya).get(AT))
    assert "Only Warehouse sees this" in page and 'class="comment internal"' in page
    note = Message.objects.get().pk
    for who in (house.ruth, house.lars):
        other = browser(who)
        pages = [other.get(AT), other.get("/messages/latest/", {"on": ON, "after": 0}), other.get(f"{AT}?quote={note}")]
        assert all("Scanner" not in text(one) and "Warehouse sees" not in text(one) for one in pages)
        for at in (f"/messages/{note}/edit/", f"/messages/{note}/history/"):
            assert other.get(at).status_code == 404
        assert sent(other, words="x", inside=str(house.warehouse)).status_code == 404
        assert sent(other, words="x", quotes=str(note)).status_code == 404
    assert "With Tomás" in page and f'value="{house.warehouse}"' in page
    assert "With Tomás" not in text(browser(house.lars).get(AT))


def test_a_stranger_finds_no_conversation_at_all():
    house = shelf()
    id = say(house.omar, "By two.")
    for who in (house.mei, house.maria):
        client = browser(who)
        assert "By two." not in text(client.get(AT)) and "What happened and what was said" not in text(client.get(AT))
        for at in ("/messages/latest/", "/messages/answers/"):
            assert client.get(at, {"on": ON}).status_code == 404
        for at in ("/messages/", "/writing/", "/watching/"):
            assert client.post(at, {"on": ON, "words": "x", "watch": "1"}).status_code == 404
        assert client.get(f"/messages/{id}/history/").status_code == 404
    assert read(house.omar) == ["By two."]


def test_what_is_refused_comes_again_with_what_was_written():
    house = shelf()
    client = browser(house.omar)
    answer = sent(client, words="", files=SimpleUploadedFile("count.txt", b"41"), inside=str(house.warehouse))
    page = text(answer)
    assert answer.status_code == 409 and "Please write something first." in page and "count.txt" in page
    kept = re.search(r'name="file" value="(\d+)"', page)[1]
    answer = sent(client, words="Here", file=kept)
    assert "count.txt" in news(client, answer)
    for said in ({"words": "x" * 30_000}, {"words": "x", "files": SimpleUploadedFile("none.txt", b"")}):
        answer = client.post("/messages/", hidden(client) | said, headers=HX)
        assert answer.status_code == 409 and answer["HX-Retarget"] == "#say" and 'class="error"' in text(answer)
    assert sent(client, words="x", inside="no number").status_code == 404
    SHELVES[1].silent = {house.lars}
    assert 'name="words"' not in text(browser(house.lars).get(AT))
    assert browser(house.lars).post("/messages/", {"on": ON, "words": "x"}).status_code in (404, 409)


def test_a_fragment_brings_what_is_new_and_an_empty_form():
    house = shelf()
    client = browser(house.omar)
    carried = hidden(client)
    say(house.ruth, "Meanwhile")
    answer = client.post("/messages/", carried | {"words": "By two"}, headers=HX)
    page = text(answer)
    assert answer.status_code == 200 and page.index("Meanwhile") < page.index("By two") < page.index('id="say"')
    assert 'hx-swap-oob="true"' in page and "</textarea>" in page and "By two</textarea>" not in page
    last = Message.objects.order_by("-pk")[0].pk
    event = re.search(r'name="event" value="(\d+)"', page)[1]
    assert f'name="next" value="{AT}#talk"' in page
    client.post("/undo/", {"event": event, "next": AT})
    assert read(house.ruth) == ["Meanwhile"]
    assert f'data-last="{last}"' in page and "<html" not in page
    assert "By two" not in text(client.get("/messages/latest/", {"on": ON, "after": last}))


def test_who_is_writing_shows_until_it_is_sent():
    house = shelf()
    ruth = browser(house.ruth)
    assert ruth.post("/writing/", {"on": ON, "inside": ""}).status_code == 204
    assert "<b>Ruth Adeyemi</b> is writing here." in text(browser(house.omar).get(AT))
    assert "is writing here" in text(browser(house.omar).get("/messages/latest/", {"on": ON}))
    sent(ruth, words="Done")
    assert not Presence.objects.exists()


def test_a_message_is_quoted_changed_and_its_history_read():
    house = shelf()
    id = say(house.omar, "By two.")
    ruth, omar = browser(house.ruth), browser(house.omar)
    page = text(ruth.get(f"{AT}?quote={id}"))
    assert f'name="quotes" value="{id}"' in page and 'class="quoted"' in page
    sent(ruth, words="Really?", quotes=str(id))
    assert text(omar.get(AT)).count('class="quoted"') == 1
    assert ruth.get(f"/messages/{id}/edit/").status_code == 404
    page = news(omar, send(omar, f"/messages/{id}/edit/", words="By three."))
    assert "Your message is changed." in page and f"/messages/{id}/history/" in page
    page = text(ruth.get(f"/messages/{id}/history/"))
    assert page.index("By three.") < page.index("By two.")


def test_one_follows_and_follows_no_more():
    house = shelf()
    client = browser(house.ruth)
    page = news(client, client.post("/watching/", {"on": ON, "watch": "0"}))
    assert "You will hear no more of this." in page and "Tell me what is said" in page
    take_back(client, page)
    assert "Tell me no more" in text(client.get(AT))


def test_what_happened_stands_between_what_was_said():
    house = shelf()
    now = datetime(2026, 1, 5, 9, tzinfo=UTC)
    for n in (0, 2):
        changes.say(mine(house.ruth, now=now + timedelta(hours=n)), ON, words=f"At {n}")
    EVENTS[:] = [
        SimpleNamespace(at=now + timedelta(hours=n), who="Omar Haddad", sentence=f"promised {n}", state="promised")
        for n in (1, 3)
    ]
    page = text(browser(house.omar).get(AT)).partition("<ol class")[2]
    places = [page.index(said) for said in ("At 0", "promised 1", "At 2", "promised 3")]
    assert places == sorted(places) and 'data-state="promised"' in page


def test_a_long_conversation_turns_its_pages_and_asks_no_more(settings):
    house = shelf()
    client = browser(house.omar)
    say(house.ruth, "Message 0")
    few = statements(client, AT)
    for n in range(1, 60):
        say(house.ruth if n % 2 else house.priya, f"Message {n}.")
    assert statements(client, AT) == few <= 12
    page = text(client.get(AT))
    older = re.search(r'href="(\?before=\d+)#talk"', page)[1]
    assert "Message 9." not in page and "Message 10." in page
    page = text(client.get(AT + older))
    assert "Message 9." in page and "Message 10." not in page and 'name="words"' not in page


def test_nobody_writes_with_lent_eyes():
    house = shelf()
    SHELVES[1].sides[house.mei] = None
    client = browser(house.mei)
    client.post(f"/people/{house.omar}/view-as/", {"reason": "To help."})
    page = text(client.get(AT))
    if "To help." in page or 'name="words"' not in page:
        assert client.post("/messages/", {"on": ON, "words": "x"}).status_code in (404, 409)
    assert not Message.objects.exists()
