"""What happens to an order, to a link between two, and to a shelf."""

from typing import Any

from thepass.kernel.happened import Said


class OrderEvent(Said):
    ASKED = "order.asked", "asked for this"
    TAKEN = "order.taken", "took this on"
    CLOSED = "order.closed", "closed this"
    REOPENED = "order.reopened", "opened this again"
    HELD_UP = "order.held_up", "made this wait for another"
    FREED = "order.freed", "let this go on"
    ERASED = "order.erased", "erased what was written here"


class TieEvent(Said):
    TIED = "tie.tied", "tied two orders"
    RELEASED = "tie.released", "released a tie"


class ShelfEvent(Said):
    PUT_UP = "shelf.put_up", "put up the shelf"
    CHANGED = "shelf.changed", "changed the shelf"


def _asked_1(facts: dict[str, Any]) -> dict[str, Any]:
    """Before shape 2 an order had no urgency."""
    return {**facts, "urgency": "usual"}


RAISES = {(OrderEvent.ASKED.value, 1): _asked_1}
