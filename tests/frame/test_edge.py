"""A web request becomes an intent: by whom, which command, what was seen."""

import pytest
from django.test import Client
from frame.eyes import somebody


def test_by_the_signed_in_person_with_the_form_s_own_number(visit: Client) -> None:
    visit.by(somebody(pk=12))
    assert visit.post("/means/", {"command_id": "c-1", "seen": "4"}).content == b"person:12 c-1 4 True"


def test_a_form_without_a_number_gets_one_each_time(visit: Client) -> None:
    visit.by(somebody())
    one, other = (visit.post("/means/").content.decode().split() for _ in range(2))
    assert one[2] == "None" and len(one[1]) == 32 and one[1] != other[1]


def test_nobody_means_nothing(visit: Client) -> None:
    assert visit.post("/means/").status_code == 403


def test_with_another_s_eyes_nothing_is_changed(visit: Client) -> None:
    visit.by(somebody(viewed_by=1))
    answer = visit.post("/means/")
    assert answer.status_code == 409
    assert "somebody else’s eyes" in answer.content.decode()


BAD = [("command_id", "x" * 101), ("command_id", "a b"), ("command_id", "<b>")]
BAD += [("seen", "-1"), ("seen", "one"), ("seen", "9" * 19), ("seen", "٣")]


@pytest.mark.parametrize(("name", "value"), BAD)
def test_bad_hidden_fields_are_a_bad_request(visit: Client, name: str, value: str) -> None:
    visit.by(somebody())
    assert visit.post("/means/", {name: value}).status_code == 400
