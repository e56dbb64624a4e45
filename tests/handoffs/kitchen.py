"""Hand-offs of the small house: Samir of the Ledger Room asks, Ana of Cold Store Seven supplies."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from conftest import T, intent
from people.house import House, build

from thepass.kernel.intent import Intent
from thepass.requests import changes
from thepass.requests.models import Request
from thepass.requests.rules.asking import To, Wish


@dataclass
class Kitchen:
    """The small house, with words for who acts. Ana and Bo supply; Samir is the customer."""

    house: House

    def by(self, who: str, *, now: datetime = T, **more: Any) -> Intent:
        """Somebody of the house means to do something."""
        return intent(f"person:{getattr(self.house, who)}", now=now, **more)

    def ask(
        self, *, by: str = "stranger", title: str = "Count the chilled stock", now: datetime = T, **more: Any
    ) -> int:
        """Samir asks Ana's team, unless told otherwise."""
        to = more.pop("to", None) or To(team_id=self.house.team)
        return changes.ask(self.by(by, now=now), to=to, wish=Wish(title=title), **more).id

    def promised(self, *, due: datetime = T + timedelta(hours=6), **more: Any) -> int:
        """Asked, read back, confirmed and promised."""
        request_id = self.ask(**more)
        changes.read_back(self.by("owner"), request_id, words="64 lines, by case", due=due)
        changes.confirm(self.by("stranger"), request_id)
        return request_id

    def delivered(self, **more: Any) -> int:
        request_id = self.promised(**more)
        changes.deliver(self.by("owner", now=T + timedelta(hours=1)), request_id, words="Here it is")
        return request_id


def kitchen() -> Kitchen:
    return Kitchen(build())


def state(request_id: int) -> str:
    return Request.objects.get(pk=request_id).state
