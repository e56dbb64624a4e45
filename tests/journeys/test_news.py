"""The bell rings, what it says leads to the very form, and the link in the mail does, too."""

import re
from datetime import UTC, datetime

from handoffs.kitchen import Kitchen
from playwright.sync_api import expect

from thepass.people.models import Person
from thepass.requests import changes

NOW = datetime.now(UTC).replace(microsecond=0)


def test_news_under_the_bell_and_by_mail(house, walk, letters) -> None:
    k = Kitchen(house)
    one = k.ask(now=NOW, title="Count the chilled stock")
    changes.ask_back(k.by("owner", now=NOW), one, words="By case or by piece?")
    (mail,) = [sent for sent in letters() if "a question for you" in sent.subject]
    samir = walk()
    samir.sign_in(Person.objects.get(pk=house.stranger).email)
    samir.page.get_by_role("button", name="News for you, 1 new").click()
    samir.page.get_by_role("button", name=re.compile("Ana Silva has a question")).click()
    samir.page.wait_for_load_state()
    assert samir.page.url.endswith(f"/requests/R-{one}/answer/")
    expect(samir.page.get_by_role("button", name="News for you, 0 new")).to_be_visible()
    link = re.search(r"http://\S+(/requests/\S+/answer/)", mail.body)
    samir.go(link[1])
    samir.page.get_by_label("Answer").first.fill("By case")
    samir.page.get_by_role("button", name="Send the answer").click()
    samir.page.wait_for_load_state()
    samir.go("/notices/")
    expect(samir.page.get_by_text("Ana Silva has a question before it can go on.")).to_be_visible()
