"""The frame around every page, and the page of all parts."""

import re

import pytest
from django.test import Client
from frame.eyes import somebody

from thepass.frame import slots, styles
from thepass.kernel import attach
from thepass.kernel.attach import Book, MenuEntry


@pytest.fixture
def menu(visit: Client, monkeypatch: pytest.MonkeyPatch) -> Book[MenuEntry]:
    book: Book[MenuEntry] = Book()
    monkeypatch.setattr("thepass.frame.places.menu", book)
    return book


def test_the_menu_is_in_order_and_only_what_one_may_see(visit: Client, menu: Book[MenuEntry]) -> None:
    hidden = {"shown": lambda person: person.pk == 99}
    menu.add("*", "b", MenuEntry(title="Second", url="tells", icon="users", order=2))
    menu.add("*", "a", MenuEntry(title="First", url="means", icon="inbox", order=1))
    menu.add("*", "c", MenuEntry(title="Secret", url="means", icon="lock", order=3, **hidden))
    menu.add("*", "d", MenuEntry(title="Switched off", url="no_such_route", icon="lock", order=4))
    visit.by(somebody())
    page = visit.get("/gallery/").content.decode()
    assert page.index("First") < page.index("Second")
    assert "Secret" not in page and "Switched off" not in page
    visit.by(somebody(pk=99))
    assert "Secret" in visit.get("/gallery/").content.decode()


def test_the_place_we_are_at_is_marked_once_a_bar(draw, menu: Book[MenuEntry]) -> None:
    menu.add("*", "a", MenuEntry(title="Here", url="template", icon="inbox", order=1))
    menu.add("*", "b", MenuEntry(title="There", url="tells", icon="users", order=2))
    page = draw('{% extends "frame/base.html" %}')
    assert re.findall(r'<a href="(.template.)" aria-current="page">', page) == ["/template/"] * 2
    other = draw('{% extends "frame/base.html" %}', place="b")
    assert re.findall(r'<a href="([^"]+)" aria-current="page">', other) == ["/tells/"] * 2


def test_nobody_sees_menus_or_the_palette_before_sign_in(visit: Client) -> None:
    page = visit.get("/nowhere/").content.decode()
    assert "data-palette" not in page and "me-menu" not in page


def test_language_direction_and_theme(visit: Client) -> None:
    assert '<html lang="en" dir="ltr">' in visit.get("/nowhere/").content.decode()
    visit.by(somebody(language="ar-xb", theme="dark"))
    assert '<html lang="ar-xb" dir="rtl" data-theme="dark">' in visit.get("/nowhere/").content.decode()
    assert (
        '<html lang="ar" dir="rtl" data-theme="light">'
        in visit.get("/gallery/?theme=light&dir=rtl&lang=ar").content.decode()
    )


def test_looking_with_another_s_eyes_is_always_said(visit: Client) -> None:
    visit.by(somebody(viewed_by=1, name="Ana <b>"))
    page = visit.get("/nowhere/").content.decode()
    assert "You see this as <b>Ana &lt;b&gt;</b> does." in page


def test_the_bell_and_the_notice_to_everybody(visit: Client) -> None:
    slots.bell.add("*", "news", lambda request: slots.News(unread=2, items=[slots.Item(text="Tomás agreed", url="/x")]))
    slots.banners.add("*", "maintenance", lambda request: "Closed on Saturday & Sunday.")
    visit.by(somebody())
    page = visit.get("/nowhere/").content.decode()
    assert "News for you, 2 new" in page and "Tomás agreed" in page
    assert "Closed on Saturday &amp; Sunday." in page


def test_a_toast_offers_undo_for_ten_seconds(visit: Client) -> None:
    visit.by(somebody())
    assert visit.get("/tells/").status_code == 200
    page = visit.get("/nowhere/").content.decode()
    told = page[page.index('<div class="toasts"') :]
    assert "Priya is on the team now." in told
    assert 'action="/undo/"' in told and 'name="event" value="7"' in told and re.search(r'data-until="\d{10}"', told)
    assert "Priya is on the team now." not in visit.get("/nowhere/").content.decode()


def test_skip_link_and_live_region(visit: Client) -> None:
    for person in (None, somebody()):
        visit.by(person)
        page = visit.get("/nowhere/").content.decode()
        assert '<a class="skip" href="#main">' in page and 'id="main"' in page
        assert page.count('role="status" aria-live="polite"') == 1


def test_the_gallery_shows_every_part(visit: Client, settings) -> None:
    visit.by(somebody())
    answer = visit.get("/gallery/")
    page = answer.content.decode()
    assert answer.status_code == 200 and page.count("<h1") == 1
    for name in (*styles.LAYERS, *styles.EVERYWHERE, *styles.BY_PAGE):
        assert f"/{name}.css" in page
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids)), "an id stands twice"
    levels = [int(level) for level in re.findall(r"<h([1-6])", page[page.index("<main") : page.index("</main>")])]
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_the_gallery_is_not_there_unless_asked_for(visit: Client, settings) -> None:
    settings.SETTINGS = type("Off", (), {"gallery": False, "time_zone": "UTC"})
    assert visit.get("/gallery/").status_code == 404


def test_the_real_menu_has_no_two_entries_in_one_place() -> None:
    orders = [(entry.place, entry.order) for entry in attach.menu.under("*").values()]
    assert len(orders) == len(set(orders))
