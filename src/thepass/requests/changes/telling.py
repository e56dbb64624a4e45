"""What requests tell people, put in place once at start-up."""

from thepass.notices.changes import tell, untell
from thepass.notices.queries import books
from thepass.requests.events import RequestEvent
from thepass.requests.queries import news, news_said
from thepass.talk.events import MessageEvent


def attach_news() -> None:
    """Who hears of which events, what there is to hear of, and what a request is called."""
    books.subjects.add("request", "requests", news.subjects)
    for name, kind in news.KINDS.items():
        books.kinds.add("*", name, kind)
    for event in news.HEARD_OF:
        tell(event, "requests", news.of_request)
    for event in (MessageEvent.SAID, MessageEvent.EDITED):
        tell(event, "requests", news_said.said)
    untell(RequestEvent.TAKEN_BACK, "requests", lambda event: str(event.stream))
    untell(MessageEvent.TAKEN_BACK, "requests", news_said.item_of)
