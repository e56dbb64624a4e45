"""Work for later."""

from typing import Any

from django_tasks import task
from journal.shop import changes

from thepass.journal.tasks import intent


@task
def add(one: int, other: int) -> int:
    return one + other


@task(takes_context=True)
def order(context: Any, title: str) -> int:
    return changes.ask(intent(context), title=title).id


@task
def fail(why: str) -> None:
    raise ZeroDivisionError(why)
