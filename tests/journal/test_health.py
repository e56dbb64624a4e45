"""Figures for those who watch, and troubles without secrets."""

from datetime import timedelta

import pytest
from conftest import T, intent
from django.db import connection
from journal.shop import changes, jobs

from thepass.journal import deliver, health
from thepass.journal.models import Delivery, Worker
from thepass.journal.trouble import short


@pytest.mark.django_db
def test_figures_count_what_waits_what_is_in_hand_and_what_is_dead():
    for title in ("due", "in hand", "dead", "done"):
        changes.ask(intent(), title=title)
    due, in_hand, dead, done = Delivery.objects.order_by("id")
    assert due.due_at == T + timedelta(seconds=10)
    Delivery.objects.filter(pk=in_hand.pk).update(due_at=T + timedelta(hours=1), attempts=1)
    Delivery.objects.filter(pk=dead.pk).update(due_at=None)
    Delivery.objects.filter(pk=done.pk).update(due_at=None, done_at=T)
    jobs.add.enqueue(1, 1)
    Worker.objects.create(name="here:1", host="here", pid=1, seen_at=T)
    figures = health.figures(T + timedelta(seconds=25))
    assert (figures.due, figures.dead, figures.jobs, figures.jobs_failed) == (2, 1, 1, 0)
    assert figures.oldest_due == timedelta(seconds=15)
    assert figures.workers == {"here:1": timedelta(seconds=25)} and health.alive(T + timedelta(seconds=25))
    assert figures.troubled == {} and "shop.index" in figures.lag
    assert deliver.dead_letters().get().pk == dead.pk


@pytest.mark.django_db(transaction=True)
def test_an_open_write_is_seen_on_postgresql():
    from django.db import transaction

    with transaction.atomic():
        changes.ask(intent(), title="Lamp")
        open_for = health.unsettled()
    assert (open_for > timedelta()) == (connection.vendor == "postgresql")


@pytest.mark.parametrize(
    ("says", "kept"),
    [
        ("", "OSError"),
        ("no route\n to   host", "OSError: no route to host"),
        ("535 ana.bo@example.org refused", "OSError: 535 … refused"),
        ("GET https://hook.example/in?x=1 gave 500", "OSError: GET … gave 500"),
        ("Authorization: Bearer abc.def refused", "OSError: … refused"),
        ("password=hunter2 is wrong", "OSError: … is wrong"),
        ("bad AKIAIOSFODNN7EXAMPLEKEYAB here", "OSError: bad … here"),
        ("x y " * 200, ("OSError: " + "x y " * 200)[:200]),
    ],
)
def test_a_trouble_is_short_and_has_nothing_secret(says, kept):
    assert short(OSError(says)) == kept
