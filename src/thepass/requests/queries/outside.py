"""Promises to customers outside, as ends of links."""

from collections.abc import Iterable

from thepass.commitments.queries.seen import commitments_visible_to
from thepass.people.queries import letters
from thepass.requests.rules.sides import Me


def commitment_names(me: Me, ids: Iterable[int]) -> dict[int, str]:
    """Title and number of those that may be seen. The Pass itself names none."""
    if me.id is None or me.id < 0:
        return {}
    rows = commitments_visible_to(letters.reader(me.id)).filter(pk__in=list(ids))
    return {pk: f"{title} (C-{pk})" for pk, title in rows.values_list("pk", "title")}
