"""What people ask of each other, and what waits for what."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from thepass.journal.kind import Kept, Kind
from thepass.requests.events import LinkEvent, ReminderRuleEvent, RequestEvent
from thepass.requests.rules import links, request

PERSON: dict[str, Any] = {
    "to": "people.Person", "null": True, "on_delete": models.PROTECT, "related_name": "+", "db_index": False,
}  # fmt: skip
TEAM = PERSON | {"to": "people.Team"}


class Request(Kept):
    """One ask, from a customer to a supplier. Columns are told in `rules.request.Request`; the id is its number."""

    WORDS: ClassVar = (
        "title", "details", "need", "answers", "heard", "correction", "promise_words", "reason", "objection",
        "question", "answer", "handing", "offers", "places", "place", "delivery", "thanks",
    )  # fmt: skip
    title = models.CharField(max_length=200, default="")
    details = models.TextField(default="")
    need = models.TextField(default="")  # so that …
    answers = models.TextField(default="")  # to the service's questions, as JSON
    heard = models.TextField(default="")
    correction = models.TextField(default="")
    promise_words = models.TextField(default="")
    reason = models.TextField(default="")  # of the latest no, new time, reopening or withdrawal
    objection = models.TextField(default="")
    question = models.TextField(default="")
    answer = models.TextField(default="")
    handing = models.TextField(default="")
    offers = models.TextField(default="")  # words to each alternative, as JSON
    places = models.TextField(default="")  # of each time offered to talk, as JSON
    place = models.TextField(default="")  # of the one that was chosen
    delivery = models.TextField(default="")
    thanks = models.TextField(default="")

    state = models.CharField(max_length=10)
    kind = models.CharField(max_length=12)
    customer = models.ForeignKey(**PERSON)
    asked_by = models.ForeignKey(**PERSON)
    for_team = models.ForeignKey(**TEAM)
    team = models.ForeignKey(**TEAM)
    person = models.ForeignKey(**PERSON)
    holder = models.ForeignKey(**PERSON)
    service = models.ForeignKey(
        "services.Service", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    private = models.BooleanField(default=False)
    narrow = models.BooleanField(default=False)
    reads_back = models.BooleanField(default=True)
    asked_at = models.DateTimeField()
    needed_by = models.DateTimeField(null=True)
    own_at = models.DateTimeField(null=True)
    hear_by = models.DateTimeField(null=True)
    promise_by = models.DateTimeField(null=True)
    deliver_by = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    promised_at = models.DateTimeField(null=True)
    due = models.DateTimeField(null=True)
    promiser = models.ForeignKey(**PERSON)
    promiser_team = models.ForeignKey(**TEAM)
    proposed_due = models.DateTimeField(null=True)
    left = models.CharField(max_length=10, default="")
    waiting_since = models.DateTimeField(null=True)
    lapses_at = models.DateTimeField(null=True)
    alternatives = models.JSONField(default=list)
    delivered_at = models.DateTimeField(null=True)
    on_the_spot = models.BooleanField(default=False)
    accepted_at = models.DateTimeField(null=True)
    reopened = models.PositiveSmallIntegerField(default=0)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    instead_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    mode = models.CharField(max_length=10, default="")
    quorum = models.PositiveSmallIntegerField(default=0)
    approvers = models.JSONField(default=list)
    slots = models.JSONField(default=list)
    slot = models.JSONField(null=True)
    open = models.BooleanField(default=True)
    next_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["holder", "next_at", "id"], name="request_on_me", condition=Q(open=True)),
            models.Index(fields=["person", "next_at", "id"], name="request_to_me", condition=Q(open=True)),
            models.Index(fields=["team", "next_at", "id"], name="request_of_team", condition=Q(open=True)),
            models.Index(fields=["customer", "next_at", "id"], name="request_i_wait", condition=Q(open=True)),
            models.Index(fields=["for_team", "next_at", "id"], name="request_team_waits", condition=Q(open=True)),
            models.Index(fields=["lapses_at"], name="request_lapses", condition=Q(lapses_at__isnull=False)),
            models.Index(fields=["holder", "-asked_at", "-id"], name="request_held"),
            models.Index(fields=["person", "-asked_at", "-id"], name="request_asked_of"),
            models.Index(fields=["customer", "-asked_at", "-id"], name="request_asked_by"),
            models.Index(fields=["asked_by", "-asked_at", "-id"], name="request_for_another"),
            models.Index(fields=["team", "-asked_at", "-id"], name="request_team_all"),
            models.Index(fields=["for_team", "-asked_at", "-id"], name="request_for_team_all"),
            models.Index(fields=["service", "-asked_at"], name="request_by_service"),
            models.Index(fields=["next_at", "id"], name="request_next", condition=Q(open=True)),
        ]


class Link(Kept):
    """`waiter` needs `needs`: its own work can start only when that is delivered. Streams: "request:12"."""

    waiter = models.CharField(max_length=64)
    needs = models.CharField(max_length=64)
    released = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["waiter", "id"], name="link_waits", condition=Q(released=False)),
            models.Index(fields=["needs", "id"], name="link_needed", condition=Q(released=False)),
        ]


class Approver(models.Model):
    """Somebody who approves a request, or has spoken for one who does: `Request.approvers` as rows to look by."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+", db_index=False)
    turn = models.BooleanField()  # theirs to say yes or no, once it is with those who were asked

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "person"], name="approver_of_request")]
        indexes = [
            models.Index(fields=["person", "request"], name="approver_of_what"),
            models.Index(fields=["person"], name="approver_on_me", condition=Q(turn=True)),
        ]


class Promise(models.Model):
    """A promise, derived from a request's events by `rules.reckoning`. Broken once `breaks_at` has passed."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="+", db_index=False)
    n = models.PositiveSmallIntegerField()
    team = models.ForeignKey(**TEAM)
    person = models.ForeignKey(**PERSON)  # asked directly
    maker = models.ForeignKey(**PERSON)
    for_team = models.ForeignKey(**TEAM)
    service = models.ForeignKey(
        "services.Service", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    narrow = models.BooleanField()  # in no figure of others
    made_at = models.DateTimeField()
    due = models.DateTimeField()
    month = models.DateField()  # the first day of the month that its due lies in at the supplier
    first = models.BooleanField()
    moved = models.BooleanField()
    outcome = models.CharField(max_length=8)
    outcome_at = models.DateTimeField(null=True)
    breaks_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "n"], name="promise_of_request")]
        indexes = [
            models.Index(fields=["team", "month"], name="promise_by_team"),
            models.Index(fields=["for_team", "month"], name="promise_for_team"),
            models.Index(fields=["service", "month"], name="promise_by_service"),
            models.Index(fields=["maker", "month"], name="promise_by_maker"),
            models.Index(fields=["month"], name="promise_by_month"),
        ]


class Times(models.Model):
    """One supplier's turn with a request, in seconds of working time: derived by `rules.durations`."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="+", db_index=False)
    n = models.PositiveSmallIntegerField()
    team = models.ForeignKey(**TEAM)
    person = models.ForeignKey(**PERSON)
    holder = models.ForeignKey(**PERSON)
    for_team = models.ForeignKey(**TEAM)
    service = models.ForeignKey(
        "services.Service", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    narrow = models.BooleanField()
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=64, default="")  # the event
    month = models.DateField()  # of its end at the supplier, of its beginning while it goes on
    on_the_spot = models.BooleanField()
    hear = models.PositiveIntegerField(null=True)
    promise = models.PositiveIntegerField(null=True)
    deliver = models.PositiveIntegerField(null=True)
    own = models.PositiveIntegerField(null=True)
    waits = models.PositiveIntegerField(null=True)  # the customer, in their own hours

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "n"], name="times_of_request")]
        indexes = [
            models.Index(fields=["team", "month"], name="times_by_team"),
            models.Index(fields=["for_team", "month"], name="times_for_team"),
            models.Index(fields=["service", "month"], name="times_by_service"),
            models.Index(fields=["holder", "month"], name="times_by_holder"),
            models.Index(fields=["month"], name="times_by_month"),
        ]


class Draft(models.Model):
    """What somebody began to ask and has not sent. Theirs alone, never journaled, gone after thirty days."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=40)  # the form's own, so that what is typed on goes to the same draft
    data = models.JSONField(default=dict)  # by the name of the field, what stands in it
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="draft_of_person")]


class ReminderRule(Kept):
    """What a team is reminded of. Without a row: of everything, at the usual time."""

    team = models.ForeignKey("people.Team", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    before = models.BooleanField(default=True)  # a promise is due: to who promised
    before_minutes = models.PositiveIntegerField(default=0)  # of working time; 0: as rules.reminding says
    due = models.BooleanField(default=True)  # it is due: to who holds it, and to the leads
    unheard = models.BooleanField(default=True)  # nobody has answered: to the leads, then to their managers
    unpromised = models.BooleanField(default=True)  # there is no promise yet: to who holds it

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team"], name="reminder_rule_of_team")]


class Reminded(models.Model):
    """Who has been reminded of what: `what` was to be said at `at`. Never journaled."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+", db_index=False)
    what = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "person", "what", "at"], name="reminded_once"),
        ]
        indexes = [models.Index(fields=["at"], name="reminded_by_time")]


REQUEST = Kind("request", Request, RequestEvent, request.Request, request.after)
LINK = Kind("link", Link, LinkEvent, links.Link, links.after)
REMINDER_RULE = Kind("reminder_rule", ReminderRule, ReminderRuleEvent)
