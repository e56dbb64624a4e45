"""Two workers at once: one row a thing and person, one mail, whoever comes first."""

import pytest
from conftest import T, together
from django.core import mail
from handoffs.kitchen import kitchen
from notices.post import LATER, tell

from thepass.journal import deliver, tasks
from thepass.notices.changes import leave_due
from thepass.notices.models import Notice
from thepass.requests import changes

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_events_told_at_once_are_two_lines_of_one_notice() -> None:
    k = kitchen()
    tell()
    one = k.ask()
    changes.ask_back(k.by("owner"), one, words="By case?")
    changes.answer(k.by("stranger"), one, words="Yes")
    changes.ask_back(k.by("owner"), one, words="All of it?")
    due = deliver.due(T)
    together(*(lambda each=each: deliver.attempt(each, T) for each in due))
    for minute in range(1, 30):
        deliver.work(T.replace(minute=minute))  # whoever lost the race comes again
    lines = Notice.objects.get(person=k.house.stranger).lines
    assert [line["n"] for line in lines] == [1, 2] and len({line["event"] for line in lines}) == 2


def test_two_workers_send_one_mail() -> None:
    k = kitchen()
    tell()
    one = k.ask()
    changes.ask_back(k.by("owner"), one, words="By case?")
    tell()
    deliver.work(T + LATER)
    late = T.replace(minute=30)
    together(lambda: tasks.work(late), lambda: leave_due(now=late), lambda: leave_due(now=late))
    leave_due(now=late)
    assert [sent.to for sent in mail.outbox] == [["samir@harbour.example"]]
