"""Making tokens and taking them back."""

import secrets
from dataclasses import dataclass
from datetime import date

from thepass.exchange import queries, rules
from thepass.exchange.models import TOKEN, Token
from thepass.journal.record import Change, verb
from thepass.people.queries import acting


@dataclass(frozen=True, repr=False)
class Secret:
    """A token as its program holds it. Says nothing of itself, so that no log and no command keeps it."""

    text: str

    @classmethod
    def fresh(cls) -> "Secret":
        """32 random bytes."""
        return cls(f"pass_{secrets.token_urlsafe(32)}")

    @property
    def digest(self) -> str:
        return rules.digest(self.text)

    def __repr__(self) -> str:
        return "Secret()"

    def opens(self, token_id: int) -> bool:
        """False where the command was asked twice, and the token was shown the first time."""
        return Token.objects.filter(pk=token_id, digest=self.digest).exists()


@verb
def issue_token(change: Change, /, person_id: int, *, name: str, read_only: bool, secret: Secret) -> None:
    """For oneself; the command line for anybody who can sign in. What is kept of the secret is in no fact."""
    rules.own(acting.actor(change.intent.by), person_id)
    id = change.new(
        TOKEN, rules.issue, person_id=person_id, name=name, read_only=read_only,
        here=acting.is_here(person_id), live=len(queries.live(person_id)),
    )  # fmt: skip
    Token.objects.filter(pk=id).update(digest=secret.digest)


@verb
def revoke_token(change: Change, /, token_id: int) -> None:
    """It stops working at once. One's own; administrators anybody's."""
    owner = Token.objects.filter(pk=token_id).values_list("person_id", flat=True).first()
    rules.take_back(acting.actor(change.intent.by), owner)
    change.of(TOKEN, token_id, rules.revoke)


@verb
def revoke_every_token(change: Change, /, person_id: int) -> None:
    """All of one person's stop working, such as when they have left."""
    rules.take_back(acting.actor(change.intent.by), person_id)
    for id in queries.live(person_id):
        change.of(TOKEN, id, rules.revoke)


def note_use(token: Token, day: date) -> None:
    """Keep the day it was last used, with at most one write a day."""
    if token.last_used != day:
        Token.objects.filter(pk=token.pk).update(last_used=day)
