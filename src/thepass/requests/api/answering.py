"""/api/v1/requests/R-12/…: what the side that was asked can do."""

from typing import Any

from django.utils.translation import gettext as _
from ninja import Router

from thepass.files.queries import files_on, waiting
from thepass.frame.programs import Invalid
from thepass.requests import changes
from thepass.requests.api import given
from thepass.requests.api.given import id_of
from thepass.requests.api.moving import Asking, move
from thepass.requests.api.naming import items, offered, whom

router = Router()


@move(router, "taking")
def take(asking: Asking) -> None:
    """I will see to it. A service that reads nothing back goes on to agreed."""
    changes.take(asking.intent, asking.id)


@move(router, "read-back")
def read_back(asking: Asking, given: given.ReadBack) -> None:
    """What you have understood, in your own words; a promise may come with it."""
    due = given.promise.due if given.promise else None
    changes.read_back(asking.intent, asking.id, words=given.words, due=due)


@move(router, "promise")
def promise(asking: Asking, given: given.Promise) -> None:
    """By when. It counts."""
    changes.promise(asking.intent, asking.id, due=given.due, words=given.words)


@move(router, "renegotiation")
def propose(asking: Asking, given: given.AnotherTime) -> None:
    """Another time than the one promised, and why. Until the customer agrees, the old one stands."""
    changes.propose(asking.intent, asking.id, due=given.due, reason=given.reason)


@move(router, "question")
def ask_back(asking: Asking, given: given.Words) -> None:
    """A question to whoever asked. Your clock stands still until they answer."""
    changes.ask_back(asking.intent, asking.id, words=given.words)


@move(router, "handover", leaves=True)
def hand_over(asking: Asking, given: given.Handover) -> None:
    """To another team or person, whose own clock begins. The answer is null where it is yours to see no more."""
    to = whom(asking.reader, given.to, given.service)
    changes.hand_over(asking.intent, asking.id, to=to, words=given.words)


@move(router, "refusal")
def decline(asking: Asking, given: given.Refusal) -> None:
    """A reason, and at least one other way that can be taken."""
    ways = offered(asking.reader, given.alternatives)
    changes.decline(asking.intent, asking.id, reason=given.reason, alternatives=ways)


@move(router, "delivery")
def deliver(asking: Asking, given: given.Delivery) -> None:
    """Done. Before any promise it was on the spot."""
    _files(asking.reader, asking.id, given.files)
    changes.deliver(asking.intent, asking.id, words=given.words, file_ids=given.files)


@move(router, "merging")
def merge(asking: Asking, given: given.Merging) -> None:
    """This one ends; the other goes on, and whatever waited for this waits for it. By either side."""
    changes.merge(asking.intent, asking.id, into=id_of(given.into))


@move(router, "links")
def tie(asking: Asking, given: given.Links) -> None:
    """What this waits for, and what waits for this: all of them or none. By whoever sees both ends."""
    here = f"request:{asking.id}"
    pairs = [(here, one) for one in items(asking.reader, given.needs, "needs")]
    pairs += [(one, here) for one in items(asking.reader, given.enables, "enables")]
    if not pairs:
        raise Invalid("body", _("Please say what it needs, or what it enables."))
    changes.tie_all(asking.intent, pairs=pairs)


def _files(reader: Any, id: int, ids: list[int]) -> None:
    """One's own that hang nowhere yet; or here already, when the same is sent again."""
    if not ids:
        return
    stream = f"request:{id}"
    known = {file.id for file in waiting(reader, ids)} | {file.id for file in files_on([stream]).get(stream, [])}
    if not known.issuperset(ids):
        raise Invalid("files", _("There is no such thing, or not for you."))
