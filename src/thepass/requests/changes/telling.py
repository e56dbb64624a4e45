"""What requests tell people, put in place once at start-up."""

from datetime import timedelta

from thepass.kernel import attach
from thepass.kernel.attach import Schedule
from thepass.notices.changes import tell, untell
from thepass.notices.queries import books
from thepass.requests.changes.reminding import WAYS, forget_reminded, remind_all
from thepass.requests.events import RequestEvent
from thepass.requests.queries import news, news_said
from thepass.requests.queries.reminding import led_links
from thepass.talk.events import MessageEvent


def attach_news() -> None:
    """Who hears of which events, what there is to hear of, what a request is called; and reminders."""
    books.subjects.add("request", "requests", news.subjects)
    for name, kind in news.KINDS.items():
        books.kinds.add("*", name, kind)
    for event in news.HEARD_OF:
        tell(event, "requests", news.of_request)
    for event in (MessageEvent.SAID, MessageEvent.EDITED):
        tell(event, "requests", news_said.said)
    untell(RequestEvent.TAKEN_BACK, "requests", lambda event: str(event.stream))
    untell(MessageEvent.TAKEN_BACK, "requests", news_said.item_of)
    books.more.add("*", "requests", led_links)
    attach.schedules.add("*", "requests.reminders", Schedule(every=timedelta(minutes=5), run=remind_all))
    attach.schedules.add("*", "requests.reminded", Schedule(every=timedelta(days=1), run=forget_reminded))
    for type, way in WAYS.items():
        attach.undoes.add(type, "undo", way)
