"""What the rules ask before a change: who acts, what is here already."""

from collections.abc import Iterable

from thepass.commitments.models import Commitment
from thepass.commitments.queries import questions
from thepass.commitments.rules.sides import Me
from thepass.kernel.numbering import Number
from thepass.people.queries import acting


def me(by: str) -> Me:
    """Who is behind an intent. Whoever has left may do nothing."""
    actor = acting.actor(by)
    if actor.id is None:
        return Me(id=None)
    if actor.id == -1:
        return Me(id=-1, ask=actor.ask)
    return Me(
        id=actor.id,
        teams=acting.teams_of(actor.id),
        leads=frozenset() if actor.guest else actor.leads,
        leader=actor.leader and not actor.guest,
        administrator=actor.administrator,
        guest=actor.guest,
        ask=actor.ask or acting.administrators(),
    )


def on_chain(person_id: int | None, commitment_id: int) -> bool:
    """Whether something that this person holds leads to it."""
    if person_id is None:
        return False
    found = Commitment.objects.filter(pk=commitment_id)
    return any(found.filter(pk__in=answer(person_id)).exists() for answer in questions.on_chain.under("*").values())


def known(outside_id: str) -> str:
    """The number of what the source calls so; nothing where it is not here."""
    found = already([outside_id]) if outside_id.strip() else {}
    return str(Number("C", found[outside_id.strip()])) if found else ""


def already(outside_ids: Iterable[str]) -> dict[str, int]:
    """Those that are here, by what their source calls them: as many statements as there are thousands."""
    rest, found = [one for one in outside_ids if one], dict[str, int]()
    while batch := rest[:1000]:
        del rest[:1000]
        found |= dict(Commitment.objects.filter(outside_id__in=batch).values_list("outside_id", "pk"))
    return found
