"""Commitments from a sheet, on the screen: the file, its columns, bring them in."""

import pytest
from commitments.house import later
from django.core.files.uploadedfile import SimpleUploadedFile
from people.harbour import browser, harbour, news, text

from thepass.commitments.models import Commitment

pytestmark = pytest.mark.django_db
DAY = later(days=30).date().isoformat()
GOOD = f"Wer,Was,Due,Team\nSaltmarsh Hotels,Launch menu,{DAY},Warehouse\n"


def bring(client, content: str, name: str = "sheet.csv"):
    return client.post("/commitments/import/", {"file": SimpleUploadedFile(name, content.encode())})


def plan_of(page: str) -> str:
    return page.partition('name="plan" value="')[2].partition('"')[0]


def test_a_lead_brings_a_sheet_in_by_choosing_its_columns():
    house = harbour()
    client = browser(house.priya)
    assert "Bring commitments in from a sheet" in text(client.get("/commitments/"))
    assert client.get("/commitments/import/example.csv").status_code == 200
    at = bring(client, GOOD)["Location"]
    page = text(client.get(at))
    assert "No column for “Customer” was found" in page and not plan_of(page)
    client.post(at, {"customer": "0", "title": "1", "due": "2", "team": "3"})
    page = text(client.get(at))
    assert "1</b> new commitment" in page and "Saltmarsh Hotels" in page and not Commitment.objects.exists()
    assert client.post(f"{at}apply/", {"plan": "another"})["Location"] == at
    page = news(client, client.post(f"{at}apply/", {"plan": plan_of(page)}))
    assert "1 commitment is in." in page and Commitment.objects.get().source == "import"
    assert client.get(at).status_code == 404
    again = text(client.get(bring(client, GOOD.replace("Wer", "Customer").replace("Was", "Title"))["Location"]))
    assert "Everything in this sheet is here already" in again


def test_what_is_wrong_has_its_line_and_what_is_no_sheet_is_said():
    house = harbour()
    client = browser(house.priya)
    wrong = GOOD.replace("Wer", "Customer").replace("Was", "Title").replace("Warehouse", "Payroll")
    page = text(client.get(bring(client, wrong)["Location"]))
    assert "Row 2" in page and "You do not lead “Payroll”" in page and "Bring them in" not in page
    assert bring(client, "").status_code == 422
    assert bring(client, "\x00\x01PK", "sheet.xlsx").status_code == 409


def test_another_person_cannot_open_it():
    house = harbour()
    at = bring(browser(house.priya), GOOD)["Location"]
    for who in (house.omar, house.maria, house.lars):
        assert browser(who).get(at).status_code == 404
    assert browser(house.omar).get("/commitments/import/").status_code == 404
