"""What the shop adds."""

from typing import Any

from django.core.mail import EmailMessage
from journal.shop import changes, projections
from journal.shop.events import OrderEvent

from thepass.kernel import attach


def _tell_asker(event: Any, *, key: str) -> None:
    headers = {"Message-ID": f"<{key}@shop>"}
    EmailMessage(
        f"We have your order {event.of[1]}", "", "shop@example.org", ["ana@example.org"], headers=headers
    ).send()


attach.errands.add(OrderEvent.ASKED, "shop.tell_asker", _tell_asker)
attach.effects.add(OrderEvent.CLOSED, "shop.move_on", changes.move_on)
attach.followers.add("*", "shop.index", projections.hear)
attach.undoes.add(OrderEvent.TAKEN, "undo", lambda intent, event: changes.close(intent, event.of[1]))
attach.undoes.add(OrderEvent.ASKED, "undo", lambda intent, event: changes.close(intent, event.of[1]))
