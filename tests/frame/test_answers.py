"""What people and programs get when something cannot be done."""

import pytest
from django.test import Client
from frame.eyes import somebody

STATUS = {
    "/refuses/": 409,
    "/not_there/": 404,
    "/nowhere/": 404,
    "/forbids/": 403,
    "/suspects/": 400,
    "/heavy/": 413,
    "/breaks/": 500,
}


@pytest.mark.parametrize("signed_in", [False, True])
@pytest.mark.parametrize(("route", "status"), STATUS.items())
def test_each_trouble_has_a_page_with_a_way_on(visit: Client, route: str, status: int, signed_in: bool) -> None:
    visit.by(somebody() if signed_in else None)
    answer = visit.get(route)
    page = answer.content.decode()
    assert answer.status_code == status
    assert page.count("<h1") == 1
    assert 'class="btn primary" href="/"' in page
    assert answer.headers["X-Request-Id"] in page
    assert "inside words" not in page and "a mistake of ours" not in page


def test_a_refusal_is_a_page_with_its_sentence(visit: Client) -> None:
    page = visit.get("/refuses/").content.decode()
    assert "Priya &lt;3 is already away then." in page


def test_a_refusal_for_programs_is_a_problem(visit: Client) -> None:
    answer = visit.get("/api/v1/refuses")
    assert answer.status_code == 409
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["title"] == "Priya <3 is already away then."
    gone = visit.get("/api/v1/not_there").json()
    assert (gone["status"], gone["title"]) == (404, "There is no such team.")
    assert visit.get("/api/v1/breaks").json()["status"] == 500
    assert visit.get("/api/v1/nothing").json()["status"] == 404


def test_a_refusal_for_a_fragment_is_a_toast(visit: Client) -> None:
    answer = visit.get("/refuses/", headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert answer.headers["HX-Retarget"] == "#toasts"
    assert answer.content.decode().lstrip().startswith('<div class="toast" data-state="soon"')


def test_a_refused_form_comes_back_with_what_was_typed(visit: Client) -> None:
    answer = visit.post("/form/", {"first": "12 May", "note": "back on “Monday” <b>"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="12 May"' in page and "back on “Monday” &lt;b&gt;" in page
    assert '<a href="#id_first">Priya is already away then.</a>' in page
    assert 'aria-invalid="true"' in page and 'aria-describedby="id_first-error"' in page


def test_a_refusal_is_said_in_the_reader_s_language(visit: Client) -> None:
    visit.by(somebody(language="de"))
    assert visit.get("/refuses/").headers["Content-Language"] == "de"


def test_when_even_templates_break_there_is_a_plain_page(visit: Client, settings) -> None:
    strict = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": strict}
    settings.DEBUG = False
    answer = visit.get("/breaks/")
    assert answer.status_code == 500
    assert answer.headers["X-Request-Id"] in answer.content.decode()


def test_the_page_about_our_mistakes_asks_no_database(visit: Client) -> None:
    # Without the django_db mark any query is an error, and the plain page would come instead of ours.
    visit.by(somebody())
    assert 'class="brand big"' in visit.get("/breaks/").content.decode()
