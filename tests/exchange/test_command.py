"""`thepass token EMAIL`: the token, and nothing else."""

import pytest
from django.db import connection
from exchange.program import Program
from people.house import build

from thepass.cli import words
from thepass.exchange.models import Token
from thepass.kernel.refusal import Refused

pytestmark = pytest.mark.django_db


def _run(*line: str) -> int:
    words.read()
    options = words.parser().parse_args(["token", *line])
    return options.entry.run(options)


def test_it_prints_the_token_and_nothing_else(capsys):
    build()
    assert _run("Ana@harbour.example") == 0
    said = capsys.readouterr()
    text = said.out.removesuffix("\n")
    assert len(text) == 48 and said.err == ""
    assert Program(text).get("/me").json()["name"] == "Ana Silva"


def test_one_that_only_reads(capsys):
    build()
    _run("--read-only", "ana@harbour.example")
    assert Program(capsys.readouterr().out.strip()).post("/people", {}).status_code == 403


@pytest.mark.parametrize("email", ["nobody@harbour.example", "gwen@harbour.example", "x"])
def test_nobody_who_can_sign_in_is_one_sentence(email):
    build()
    with pytest.raises(Refused, match="Nobody who can sign in"):
        _run(email)
    assert not Token.objects.using(connection.alias).exists()
