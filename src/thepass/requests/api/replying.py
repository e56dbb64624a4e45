"""/api/v1/requests/R-12/…: what whoever asked can do."""

from django.utils.translation import gettext as _
from ninja import Router

from thepass.frame.programs import Invalid
from thepass.requests import changes
from thepass.requests.api import given
from thepass.requests.api.moving import Asking, move

router = Router()


@move(router, "agreement")
def agree(asking: Asking) -> None:
    """Yes: to what was read back, or to the new time that was proposed."""
    changes.say_yes(asking.intent, asking.id)


@move(router, "correction")
def correct(asking: Asking, given: given.Words) -> None:
    """What was read back is not it. A promise that came with it is void."""
    changes.correct(asking.intent, asking.id, words=given.words)


@move(router, "objection")
def object_(asking: Asking, given: given.MaybeWords) -> None:
    """No to the new time: the promise stands."""
    changes.object_(asking.intent, asking.id, words=given.words)


@move(router, "answer")
def answer(asking: Asking, given: given.Words) -> None:
    """To the question that was asked back."""
    changes.answer(asking.intent, asking.id, words=given.words)


@move(router, "choice")
def choose(asking: Asking, given: given.Choice) -> None:
    """One of the ways offered, or none. Where somebody else is asked, `Location` is the new request."""
    if (given.alternative is None) != given.none:
        raise Invalid("alternative", _("Please choose one of the ways, or none."))
    done = changes.choose(asking.intent, asking.id, alternative=given.alternative, words=given.words)
    for event in done.events:
        if event.of[0] == "request" and event.of[1] != asking.id:
            asking.response["Location"] = f"/api/v1/requests/R-{event.of[1]}"


@move(router, "acceptance")
def accept(asking: Asking) -> None:
    """That is what was needed."""
    changes.accept(asking.intent, asking.id)


@move(router, "reopening")
def reopen(asking: Asking, given: given.Words) -> None:
    """It is not what was needed, and why. A new promise is due."""
    changes.reopen(asking.intent, asking.id, words=given.words)


@move(router, "withdrawal")
def withdraw(asking: Asking, given: given.MaybeWords) -> None:
    """It is not needed any more."""
    changes.withdraw(asking.intent, asking.id, words=given.words)


@move(router, "thanks")
def thank(asking: Asking, given: given.Words) -> None:
    """A word of thanks. It accepts what was delivered, where that has not been done."""
    changes.thank(asking.intent, asking.id, words=given.words)
