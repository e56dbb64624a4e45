"""What the exchange with programs adds to the rest of the product."""

from datetime import datetime
from typing import Any

from thepass.exchange import changes
from thepass.kernel import attach
from thepass.kernel.attach import MenuEntry
from thepass.kernel.intent import Intent
from thepass.kernel.words import _
from thepass.people.events import PersonEvent


def _take_back(event: Any, *, now: datetime) -> None:
    intent = Intent(by="worker", command_id=f"tokens-{event.pk}", now=now, cause=event.pk)
    changes.revoke_every_token(intent, event.of[1])


def _own(person: Any) -> bool:
    return person.viewed_by is None


# Who has left is refused at once; the tokens go too, so that none works again after a welcome back.
attach.effects.add(PersonEvent.LEFT, "exchange.tokens", _take_back)
attach.menu.add(
    "*", "tokens", MenuEntry(title=_("Tokens for programs"), url="tokens", icon="key", order=60, place="me", shown=_own)
)
