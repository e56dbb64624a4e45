"""Persons, teams, who belongs where, and who is away."""

from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from thepass.frame import slots
from thepass.journal.kind import Kept, Kind
from thepass.people.events import AbsenceEvent, MembershipEvent, PersonEvent, TeamEvent
from thepass.people.models.organisation import Calendar, Organisation, Site


class Team(Kept):
    """A group that serves and is served; teams form a tree. A partner is a team of an outside organisation."""

    WORDS: ClassVar = ("name", "about")
    name = models.CharField(max_length=100)
    about = models.TextField(default="")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, null=True, on_delete=models.PROTECT, related_name="+")
    calendar = models.ForeignKey(Calendar, null=True, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )  # whom to ask first
    icon = models.CharField(max_length=40, default="users")
    tier = models.CharField(max_length=12, default="supports")  # rules.tree.Tier: where it stands in the pyramid
    partner = models.BooleanField(default=False)
    closed = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["name", "id"], name="team_by_name"),
            models.Index(fields=["parent", "name", "id"], name="team_by_parent"),
        ]


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser, Kept):
    """Someone who works in or with the organisation; signs in with an e-mail address.

    `password` and `last_login` are not journaled. `viewed_by` is set on one request only: see web.middleware.
    """

    WORDS: ClassVar = ("name", "email", "title", "how_to_work_with_me", "knows", "viewed_because")
    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]
    viewed_by: int | None = None

    password = models.CharField(max_length=128, default="!")  # unusable until one is chosen
    name = models.CharField(max_length=120)
    email = models.EmailField(max_length=254, unique=True)  # always in small letters
    title = models.CharField(max_length=120, default="")  # what they do: "Payroll lead"
    how_to_work_with_me = models.TextField(default="")
    knows = models.CharField(max_length=300, default="")  # what they can help with: "overtime, leave, tips"
    standing = models.CharField(max_length=8, default="added")  # rules.persons.Standing: added, invited, here, left
    is_steward = models.BooleanField(default=False)
    is_administrator = models.BooleanField(default=False)
    is_leader = models.BooleanField(default=False)
    is_guest = models.BooleanField(default=False)  # belongs to a partner
    manager = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, null=True, on_delete=models.PROTECT, related_name="+")
    calendar = models.ForeignKey(Calendar, null=True, on_delete=models.PROTECT, related_name="+")
    zone = models.CharField(max_length=64, default="")  # empty: the site's
    language = models.CharField(max_length=8, default="")  # empty: the browser's
    theme = models.CharField(max_length=8, default="")  # empty: the device's
    keys = models.BooleanField(default=True)  # single-key shortcuts
    viewed_because = models.CharField(max_length=200, default="")  # why an administrator last looked with these eyes

    objects = PersonManager()

    class Meta:
        indexes = [
            models.Index(fields=["name", "id"], name="person_by_name"),
            models.Index(fields=["manager", "name", "id"], name="person_by_manager"),
            models.Index(fields=["standing", "name", "id"], name="person_by_standing"),
            models.Index(fields=["name", "id"], name="leaders_by_name", condition=Q(is_leader=True)),
            models.Index(fields=["name", "id"], name="administrators_by_name", condition=Q(is_administrator=True)),
        ]

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Django's word for: may sign in."""
        return self.standing != "left"

    @property
    def reads_in(self) -> str:
        """The clock they read on: their own zone, their site's, the organisation's. No statement for the usual ones."""
        if self.zone or self.site is not None:
            return self.zone or self.site.zone  # type: ignore[union-attr]
        return self.house[0]

    @cached_property
    def house(self) -> tuple[str, str, datetime | None]:
        """What every page asks of the organisation: its zone, what is said to everybody, and until when. Read once."""
        return self.every_page.get("zone", ""), self.every_page.get("notice", ""), self.every_page.get("notice_until")

    @cached_property
    def every_page(self) -> dict[str, Any]:
        """The same with what other apps count for every page, `frame.slots.counts`, in one statement."""
        counts = {name: count(self) for name, count in slots.counts.under("*").items()}
        columns = Organisation.objects.order_by("pk").values("zone", "notice", "notice_until", **counts)
        return dict(columns.first() or {})

    def get_full_name(self) -> str:
        return self.name

    def __str__(self) -> str:
        return self.name


class Membership(Kept):
    """A person's part in a team."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    lead = models.BooleanField(default=False)
    ended = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "team"], name="one_part_a_team")]
        indexes = [
            models.Index(fields=["team", "ended", "id"], name="members_of_team"),
            models.Index(fields=["team"], name="leads_of_team", condition=Q(lead=True, ended=False)),
        ]


class Absence(Kept):
    """When somebody is away, and who stands in. `note` is for the person, their leads and their manager only."""

    WORDS: ClassVar = ("note",)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="absences")
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    substitute = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=200, default="")
    cancelled = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["person", "ends"], name="absence_by_person", condition=Q(cancelled=False))]


class NameWord(models.Model):
    """One word of a person's name, title, team or address, folded for searching as one types. Derived."""

    word = models.CharField(max_length=60, db_index=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word", "person"], name="one_word_a_person")]
        indexes = [models.Index(fields=["person"], name="words_of_person")]


_NOT_JOURNALED = frozenset({"password", "last_login"})
TEAM = Kind("team", Team, TeamEvent)
PERSON = Kind("person", Person, PersonEvent, beside=_NOT_JOURNALED)
MEMBERSHIP = Kind("membership", Membership, MembershipEvent)
ABSENCE = Kind("absence", Absence, AbsenceEvent)
