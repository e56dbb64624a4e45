"""Tokens: whose they are, who may take them back, what they look like."""

import re
from datetime import datetime
from hashlib import sha256
from typing import Any

from thepass.exchange.events import TokenEvent
from thepass.kernel.happened import Happened
from thepass.kernel.refusal import NotThere, Refused
from thepass.kernel.words import _
from thepass.people.rules import texts
from thepass.people.rules.who_may import Actor

State = dict[str, Any]
SHAPE = re.compile(r"pass_[A-Za-z0-9_-]{43}")  # what searches for secrets in files can recognise; 32 random bytes
MOST = 20


def issue(state: State, *, at: datetime, person_id: int, name: str, read_only: bool, here: bool, live: int) -> Happened:
    """Refuses who cannot sign in, a token without a name, and more than twenty at a time."""
    if not here:
        raise Refused(_("Only somebody who can sign in may have a token."))
    if live >= MOST:
        raise Refused(_("You have %(n)d tokens. Please take one back first."), n=live)
    facts = {"person_id": person_id, "read_only": read_only, "created": at}
    return Happened(TokenEvent.ISSUED, at, facts, {"name": texts.name(name, field="name", longest=60)})


def revoke(state: State, *, at: datetime) -> Happened | None:
    """Nothing to do where it has been taken back."""
    return None if state["revoked"] else Happened(TokenEvent.REVOKED, at, {"revoked": True})


def own(actor: Actor, person_id: int) -> None:
    """Refuses making a token in another's name; the command line may."""
    if actor.id not in (None, person_id):
        raise Refused(_("A token can only be made for oneself."))


def take_back(actor: Actor, person_id: int | None) -> None:
    """One's own, and for administrators anybody's; others' tokens do not exist."""
    if person_id is None or not (actor.everything or actor.id == person_id):
        raise NotThere(_("This does not exist, or not for you."))


def digest(text: str) -> str:
    """What is kept of a token; it cannot be turned back. A slow hash is for passwords: these are random."""
    return sha256(text.encode()).hexdigest()
