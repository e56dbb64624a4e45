"""Coming in, for tests of signing in: people with a password, the worker, links in mail."""

import re

from conftest import intent
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.test import Client

from thepass.journal import worker
from thepass.people import changes
from thepass.people.changes import keys
from thepass.people.models import Person

HOURS = {day: ["09:00-17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
PASSWORD = "copper rail and torn paper"
NEW = "seven slips on the counter"


def administrator(**more: object) -> Person:
    """Ada, the first of all, who chose a password."""
    return settled(
        changes.found(
            intent("first-run"), name="Harbour Foods", zone="UTC", hours=HOURS, admin_name="Ada Byron",
            admin_email="ada@harbour.example", **more,
        ).id
    )  # fmt: skip


def colleague(name: str = "Bo Lind", **columns: object) -> Person:
    """Somebody who has joined and chose a password."""
    return settled(added(name, **columns).pk)


def added(name: str, **columns: object) -> Person:
    """Somebody who is known and no more."""
    email = f"{name.split()[0].lower()}@harbour.example"
    return Person.objects.get(pk=changes.add_person(intent(), name=name, email=email, **columns).id)


def settled(id: int) -> Person:
    changes.join(intent(), id)
    keys.choose_password(id, make_password(PASSWORD))
    return Person.objects.get(pk=id)


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: str):
    return client.post("/account/login/", {"login": email, "password": password, **more})


def signed_in(client: Client) -> bool:
    return client.get("/account/sessions/").status_code == 200


def deliver() -> list[str]:
    """Let the worker send what is due; the texts that left."""
    before = len(mail.outbox)
    worker.drain()
    return [message.body for message in mail.outbox[before:]]


def link_in(text: str) -> str:
    """The path of the first link in a mail."""
    return re.search(r"https?://[^/\s]+(/\S+)", text)[1]
