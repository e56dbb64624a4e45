"""What is one's own: being away, how one reads, where one is signed in; and a notice to everybody."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.once


def test_who_is_away_names_who_stands_in_and_colleagues_read_it_on_the_card(house, walk):
    samir = walk()
    page = samir.page
    samir.sign_in("samir@harbour.example")
    page.get_by_role("link", name="Say when you are away").click()
    today = datetime.now(UTC).date()
    page.get_by_label("First day away").fill((today - timedelta(days=1)).isoformat())
    page.get_by_label("Last day away").fill((today - timedelta(days=3)).isoformat())
    page.locator("main button.primary").click()
    expect(page.get_by_role("alert")).to_be_focused()  # the last day before the first
    page.get_by_label("Last day away").fill((today + timedelta(days=3)).isoformat())
    page.get_by_label("Who stands in").press_sequentially("bo")
    page.get_by_role("radio", name="Bo Lind").check()
    page.get_by_label("A note").fill("A new knee")
    page.locator("main button.primary").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Samir Haddad")
    expect(page.get_by_text("A new knee")).to_be_visible()
    ana = walk()
    ana.sign_in("ana@harbour.example")
    ana.go(f"/people/{house.stranger}/")
    expect(ana.page.get_by_text("Samir is away")).to_be_visible()
    expect(ana.page.get_by_text("stands in").first).to_be_visible()
    expect(ana.page.get_by_text("A new knee")).to_have_count(0)


def test_dark_and_another_language_stay_chosen_in_the_next_browser_too(house, walk):
    bo = walk()
    page = bo.page
    bo.sign_in("bo@harbour.example")
    bo.go("/settings/me/")
    page.get_by_role("radio", name="Dark").check()
    page.get_by_label("Language").select_option("de")
    page.locator("main button.primary").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    other = walk()
    other.sign_in("bo@harbour.example")
    expect(other.page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(other.page.locator("html")).to_have_attribute("lang", "de")
    assert other.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(24, 20, 16)"


def test_signing_out_everywhere_ends_the_other_browser(house, walk):
    here, there = walk(), walk()
    for one in (here, there):
        one.sign_in("bo@harbour.example")
    here.go("/account/sessions/")
    expect(here.page.get_by_role("listitem").filter(has_text="since")).to_have_count(2)
    here.page.get_by_role("button", name="Sign out everywhere, here too").click()
    expect(here.page.get_by_role("heading", name="Sign in")).to_be_visible()
    there.go("/people/")
    expect(there.page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_notice_of_maintenance_stands_on_everybodys_pages_until_it_is_taken_down(house, walk):
    mei, leila = walk(), walk()
    mei.sign_in("mei@harbour.example")
    mei.go("/settings/")
    mei.page.get_by_role("link", name="A notice to everybody").click()
    mei.page.get_by_label("What everybody should know").fill("The Pass is away from 18:00 to 18:20 today.")
    mei.page.get_by_role("button", name="Put it up").click()
    leila.sign_in("leila@harbour.example")  # a partner, too
    notice = leila.page.get_by_role("complementary", name="Notice to everybody")
    expect(notice).to_have_text("The Pass is away from 18:00 to 18:20 today.")
    mei.go("/settings/notice/")
    mei.page.get_by_label("What everybody should know").fill("")
    mei.page.get_by_role("button", name="Put it up").click()
    leila.go("/people/")
    expect(notice).to_have_count(0)
