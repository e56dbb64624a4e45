"""An empty house is set up, people come in from a sheet, and by invitation with ten seconds to think again."""

import re

import pytest
from people.sign_in import link_in
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.once
ADMINISTRATOR = "mei@harbour.example"
HEAD = "Full name,Mail,Team,Boss\n"
WRONG = HEAD + "Cleo Park,cleo@harbour.example,Dockside / Night Shift,Nobody Known\n"
RIGHT = HEAD + "Cleo Park,cleo@harbour.example,Dockside / Night Shift,Priya Raman\n"


def sheet(text: str) -> dict:
    return {"name": "people.csv", "mimeType": "text/csv", "buffer": text.encode()}


def say_which_column_is_which(page: Page) -> None:
    page.get_by_label(re.compile("^Name")).select_option(label="A: Full name")
    page.get_by_label(re.compile("^E-mail")).select_option(label="B: Mail")
    page.get_by_label(re.compile("^Manager")).select_option(label="D: Boss")
    page.get_by_role("button", name="Look again").click()


def test_an_empty_house_is_set_up_by_its_first_administrator_without_mail(transactional_db, live_server, walk):
    from thepass.shell import first_run

    ada = walk()
    page = ada.page
    link = re.search(r"(/first-run/\S+)", first_run.link(live_server.url))[1]
    ada.go(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up your organisation")
    page.get_by_label("What is your organisation called?").fill("Harbour Foods")
    page.get_by_label("Your name").fill("Ada Byron")
    page.get_by_label("Your work e-mail").fill("ada@harbour.example")
    page.get_by_label("Choose a password").fill("short")
    page.get_by_role("button", name="Set it up and come in").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("What is your organisation called?")).to_have_value("Harbour Foods")
    page.get_by_label("Choose a password").fill("seven slips on the counter")
    page.get_by_role("button", name="Set it up and come in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome, Ada Byron")
    page.get_by_text("Warehouse", exact=True).click()
    page.get_by_role("button", name="Begin with these").click()
    expect(page.get_by_text("Warehouse", exact=True)).to_have_count(0)  # it is no longer a proposal
    ada.go("/teams/")
    expect(page.get_by_role("link", name="Warehouse")).to_be_visible()
    late = walk()
    assert late.go(link).status == 404


def test_people_come_in_from_a_sheet_once_every_row_is_right(house, walk, letters):
    mei = walk()
    page = mei.page
    mei.sign_in(ADMINISTRATOR)
    mei.go("/settings/")
    page.get_by_role("link", name="Bring people in from a sheet").click()
    page.get_by_label("The sheet").set_input_files(sheet(WRONG))
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What this sheet would do")
    say_which_column_is_which(page)
    expect(page.get_by_role("alert")).to_contain_text("One thing to put right")
    wrong = page.get_by_role("row").filter(has_text="Row 2, D Boss")
    expect(wrong).to_contain_text("Nobody is called “Nobody Known”")
    expect(page.get_by_role("button", name="Bring them in")).to_have_count(0)
    page.get_by_role("link", name="Take another sheet").click()
    page.get_by_label("The sheet").set_input_files(sheet(RIGHT))
    page.get_by_role("button", name="Look at it").click()
    say_which_column_is_which(page)
    expect(page.get_by_text("1 new person")).to_be_visible()
    expect(page.get_by_text("1 team formed")).to_be_visible()
    page.get_by_role("button", name="Bring them in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("They are in")
    assert letters() == []  # nobody gets mail before they are invited; the worker has read the names meanwhile
    page.get_by_role("link", name="See your people").click()
    page.get_by_role("searchbox", name="Find a colleague").press_sequentially("cle")
    expect(page.get_by_role("row")).to_have_count(2)  # the head of the table, and Cleo
    page.get_by_role("link", name="Cleo Park").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cleo Park")
    expect(page.get_by_role("link", name="Night Shift")).to_be_visible()
    expect(page.get_by_role("link", name="Priya Raman")).to_be_visible()


def test_an_invitation_taken_back_within_ten_seconds_sends_nothing_and_the_next_one_lets_in(house, walk, letters):
    mei = walk()
    page = mei.page
    mei.sign_in(ADMINISTRATOR)
    mei.go("/people/new/")
    page.get_by_label("Name", exact=True).fill("Cy Okafor")
    page.get_by_label("E-mail").fill("cy@harbour.example")
    page.get_by_role("button", name="Add them").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cy Okafor")
    page.get_by_role("button", name="Look after").click()
    page.get_by_role("button", name="Invite", exact=True).click()
    toast = page.get_by_role("status").filter(has_text="Cy is invited")
    toast.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status").filter(has_text="Cy is invited")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text("Cy Okafor")
    assert letters() == []
    page.get_by_role("button", name="Look after").click()
    page.get_by_role("button", name="Invite", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Cy is invited")).to_be_visible()
    (letter,) = letters()
    assert letter.to == ["cy@harbour.example"]
    cy = walk()
    cy.go(link_in(letter.body))
    expect(cy.page.get_by_role("heading", level=1)).to_have_text("Welcome, Cy Okafor")
    cy.page.get_by_label("password").fill("seven slips on the counter")
    cy.page.get_by_role("button", name="Come in").click()
    expect(cy.page.get_by_role("heading", level=1)).to_contain_text("Cy")
    expect(cy.page.get_by_role("button", name="Your menu")).to_be_visible()
