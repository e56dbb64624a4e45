"""Hand-offs as programs make them: who asks whom, and how a request comes into each state."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from exchange.program import Program, program
from people.house import House, build

NOW = datetime.now(UTC).replace(microsecond=0)
WEEK, LATER = (NOW + timedelta(days=7)).isoformat(), (NOW + timedelta(days=14)).isoformat()
DAY = (NOW + timedelta(days=9)).date().isoformat()
REFUSAL = {"reason": "Two of us are out", "alternatives": [{"kind": "later", "due": WEEK}]}


@dataclass
class Table:
    """The small house around one table. Samir asks, Ana's team supplies."""

    house: House

    def __post_init__(self) -> None:
        self.programs = {who: program(self.house, who) for who in ("owner", "stranger")}

    def by(self, who: str) -> Program:
        if who not in self.programs:
            self.programs[who] = program(self.house, who)
        return self.programs[who]

    def ask(self, by: str = "stranger", **body: Any) -> str:
        """The number of a new request, of Ana's team unless told otherwise."""
        asked = {"title": "Count the chilled stock", "to": {"team": self.house.team}} | body
        answer = self.by(by).post("/requests", asked)
        assert answer.status_code == 201, answer.content
        return answer.json()["number"]

    def say(self, by: str, number: str, noun: str, body: dict[str, Any] | None = None, **headers: str) -> Any:
        return self.by(by).post(f"/requests/{number}/{noun}", body or {}, **headers)

    def done(self, by: str, number: str, noun: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """The request after something that is possible."""
        answer = self.say(by, number, noun, body)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def get(self, by: str, path: str, **query: Any) -> Any:
        return self.by(by).get(path, **query)

    def in_state(self, state: str, **body: Any) -> str:
        """A request in that state; "over" is one of which no alternative was taken."""
        number = self.ask(**body)
        for by, noun, sent in WAYS[state]:
            self.done(by, number, noun, sent | ({"into": self.ask()} if noun == "merging" else {}))
        return number


HEARD = ("owner", "read-back", {"words": "64 lines, by case"})
AGREED = ("stranger", "agreement", {})
DELIVERED = ("owner", "delivery", {"words": "64 lines"})
DECLINED = ("owner", "refusal", REFUSAL)
WAYS: dict[str, list[tuple[str, str, dict[str, Any]]]] = {
    "asked": [],
    "heard": [HEARD],
    "agreed": [HEARD, AGREED],
    "promised": [HEARD, AGREED, ("owner", "promise", {"due": WEEK})],
    "waiting": [("owner", "question", {"words": "By case or by piece?"})],
    "delivered": [DELIVERED],
    "accepted": [DELIVERED, ("stranger", "acceptance", {})],
    "declined": [DECLINED],
    "over": [DECLINED, ("stranger", "choice", {"none": True})],
    "withdrawn": [("stranger", "withdrawal", {})],
    "merged": [("owner", "merging", {})],
}


def table() -> Table:
    return Table(build())
