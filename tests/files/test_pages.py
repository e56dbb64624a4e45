"""Sending and fetching over the web."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.template import engines
from files.shelf import PNG, SHELVES, Shelf, kept, put
from people.harbour import browser, harbour, mine

from thepass.files import queries
from thepass.files.models import File
from thepass.people.models import Person

pytestmark = pytest.mark.django_db
HTML = b"<html><script>alert(1)</script>"


@pytest.fixture(autouse=True)
def empty_folder(settings, tmp_path):
    from dataclasses import replace

    settings.SETTINGS = replace(settings.SETTINGS, data=tmp_path)


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


def fetched(client, file_id: int) -> int:
    answer = client.get(f"/files/{file_id}/x")
    assert not answer.streaming or body(answer)  # to the end, which closes the file
    return answer.status_code


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "text/html")


def test_one_file_is_sent_alone_and_answers_its_number():
    house = harbour()
    client = browser(house.omar)
    answer = client.post("/files/", {"files": sent("dock.png", PNG)})
    said = answer.json()
    assert answer.status_code == 201 and (said["name"], said["size"], said["image"]) == ("dock.png", len(PNG), True)
    again = client.get(said["url"])
    assert body(again) == PNG and again["Content-Type"] == "image/png"
    assert again["Content-Disposition"].startswith("inline")
    assert browser(house.ruth).get(said["url"]).status_code == 404
    assert client.post("/files/", {"files": sent("none.txt", b"")}).json()["title"].endswith("once more.")
    assert client.post("/files/", {"files": sent("none.txt", b"")}).status_code == 409
    assert client.post("/files/").status_code == 422 and client.get("/files/").status_code == 405


@pytest.mark.parametrize(
    ("name", "content"),
    [("photo.png", HTML), ("drawing.svg", b"<svg onload='x()'>"), ("plan.pdf", b"%PDF-1.7"), ("a.txt", b"words")],
)
def test_whatever_is_no_picture_is_saved_and_never_opened(name, content):
    house = harbour()
    answer = browser(house.omar).get(f"/files/{kept(house.omar, content, name)}/whatever.html")
    assert body(answer) == content
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"] and "default-src 'none'" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]


def test_a_name_can_never_be_a_header():
    house = harbour()
    id = kept(house.omar, b"x", '"a\r\nX-Bad: yes.txt')
    answer = browser(house.omar).get(f"/files/{id}/x")
    assert body(answer) == b"x" and "X-Bad" not in answer.headers and "\n" not in answer["Content-Disposition"]


def test_readers_of_the_item_fetch_what_hangs_on_it_and_a_sides_file_stays_on_its_side():
    house = harbour()
    SHELVES[7] = Shelf({house.omar, house.ruth}, {house.omar: {house.warehouse}})
    open_, inside = kept(house.omar, b"open"), kept(house.omar, b"inside")
    put(mine(house.omar), 7, files=(open_,))
    put(mine(house.omar), 7, files=(inside,), inside_team=house.warehouse)
    roles = {"owner": house.omar, "other side": house.ruth, "stranger": house.mei, "partner": house.lars}
    got = {who: [fetched(browser(id), file) for file in (open_, inside)] for who, id in roles.items()}
    shut = [404, 404]
    assert got == {"owner": [200, 200], "other side": [200, 404], "stranger": shut, "partner": shut}


def test_a_content_that_is_gone_is_not_there():
    house = harbour()
    from thepass.files.queries.content import path_of

    id = kept(house.omar)
    path_of(File.objects.get(pk=id).sha256).unlink()
    assert browser(house.omar).get(f"/files/{id}/x").status_code == 404


def test_a_form_far_too_large_is_refused_at_the_door(settings):
    house = harbour()
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = browser(house.omar).post("/files/", {"files": sent("big.txt", b"x" * 5000)})
    assert answer.status_code == 413 and not File.objects.exists()


def drawn(template: str, **context) -> str:
    request = HttpRequest()
    return engines["django"].from_string("{% load files %}" + template).render(context, request)


def test_the_list_and_the_field_are_plain_html():
    house = harbour()
    ids = [kept(house.omar, PNG, "a <b>.png"), kept(house.omar, b"x" * 2048, "plan.txt")]
    lines = queries.waiting(Person.objects.get(pk=house.omar), ids)
    page = drawn("{% files lines %}", lines=lines)
    assert 'alt="a _b_.png"' in page and "plan.txt" in page and "2.0" in page
    assert drawn("{% files lines %}", lines=[]).strip() == ""
    page = drawn("{% file_field lines %}", lines=lines)
    assert 'type="file" name="files" multiple' in page and page.count('name="file" value=') == 2
