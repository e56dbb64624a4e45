"""What waits for what, as the verbs and the chain read it. Ends are streams: "request:12", "commitment:3"."""

from collections.abc import Callable, Iterable

from django.db.models import Q

from thepass.kernel.attach import Book
from thepass.kernel.refusal import NotThere
from thepass.kernel.words import _
from thepass.requests.models import REQUEST, Link, Request
from thepass.requests.rules import sides
from thepass.requests.rules.sides import Me

MOST = 500

# By the word of an end ("commitment"): ends(me, ids) answers, by id, what those may be called that `me` may see.
ends: Book[Callable[[Me, Iterable[int]], dict[int, str]]] = Book()


def waits_for(items: Iterable[str]) -> list[tuple[str, str]]:
    """(waiter, needs) of every link of these waiters. One statement."""
    return list(Link.objects.filter(waiter__in=list(items), released=False).values_list("waiter", "needs"))


def waiters_of(item: str) -> list[str]:
    """What waits for this."""
    return list(Link.objects.filter(needs=item, released=False).order_by("id").values_list("waiter", flat=True)[:MOST])


def needed_by(items: Iterable[str]) -> list[str]:
    """What these wait for. One statement."""
    return [needs for _waiter, needs in waits_for(items)]


def waiting_for(items: Iterable[str]) -> list[str]:
    """What waits for these. One statement."""
    found = Link.objects.filter(needs__in=list(items), released=False).order_by("id")
    return list(found.values_list("waiter", flat=True))


def beside(item: str) -> list[tuple[str, str]]:
    """(waiter, needs) of every link this is an end of. One statement."""
    found = Link.objects.filter(Q(waiter=item) | Q(needs=item), released=False).order_by("id")
    return list(found.values_list("waiter", "needs")[:MOST])


def tied(me: Me, item: str) -> list[tuple[int, bool, str]]:
    """Links of an item whose other end may be seen: (id, whether the item waits, what the other is called)."""
    found = Link.objects.filter(Q(waiter=item) | Q(needs=item), released=False).order_by("id")
    rows = list(found.values_list("id", "waiter", "needs")[:MOST])
    known = names(me, {end for _id, *ends in rows for end in ends} - {item})
    others = [(id, waiter == item, needs if waiter == item else waiter) for id, waiter, needs in rows]
    return [(id, waits, known[other]) for id, waits, other in others if other in known]


def there(waiter: str, needs: str) -> bool:
    return Link.objects.filter(waiter=waiter, needs=needs, released=False).exists()


def refuse_unseen(me: Me, waiter: str, needs: str) -> None:
    """NotThere unless both ends exist and may be seen."""
    if len(names(me, [waiter, needs])) < len({waiter, needs}):
        raise NotThere(_("This does not exist, or not for you."))


def refuse_unseen_link(me: Me, link_id: int) -> None:
    """NotThere unless one end may be seen."""
    link = Link.objects.filter(pk=link_id).first()
    if link is None or not names(me, [link.waiter, link.needs]):
        raise NotThere(_("This does not exist, or not for you."))


def spoken(me: Me, loop: Iterable[str]) -> list[str]:
    """The items of a loop as they may be named: "Payroll (R-12)", or "another item"."""
    items = list(loop)
    known = names(me, items)
    return [known.get(item, str(_("another item"))) for item in items]


def names(me: Me, items: Iterable[str]) -> dict[str, str]:
    """What these streams are called, of those `me` may see. A statement for each kind of end."""
    by_word: dict[str, list[int]] = {}
    for item in items:
        word, _sign, id = item.partition(":")
        by_word.setdefault(word, []).append(int(id))
    found: dict[str, str] = {}
    for word, ids in by_word.items():
        for answer in ends.under(word).values():
            found |= {f"{word}:{id}": name for id, name in answer(me, ids).items()}
    return found


def request_names(me: Me, ids: Iterable[int]) -> dict[int, str]:
    """Title and number of those requests that may be seen."""
    rows = Request.objects.filter(pk__in=list(ids))
    return {row.pk: f"{row.title} (R-{row.pk})" for row in rows if sides.may_see(me, REQUEST.state_of(row))}
