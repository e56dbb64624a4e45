"""The organisation, its places and its hours."""

from typing import ClassVar

from django.db import models

from thepass.journal.kind import Kept, Kind
from thepass.people.events import CalendarEvent, OrganisationEvent, SiteEvent


class Calendar(Kept):
    """Working hours and days off. `hours` is the form of kernel.working_time; `region` names the public holidays."""

    WORDS: ClassVar = ("name",)
    name = models.CharField(max_length=100)
    hours = models.JSONField(default=dict)  # {"mon": ["09:00-12:30", "13:30-17:30"], …}
    region = models.CharField(max_length=40, default="")  # "GB-ENG"; empty: the site's
    half_days = models.JSONField(default=dict)  # {"12-24": ["09:00-12:00"], "2026-12-31": […]}
    closed = models.JSONField(default=list)  # ["2026-12-28", …]


class Site(Kept):
    """A place, with a time zone and a public-holiday region."""

    WORDS: ClassVar = ("name", "address")
    name = models.CharField(max_length=100)
    address = models.CharField(max_length=200, default="")
    zone = models.CharField(max_length=64, default="UTC")
    region = models.CharField(max_length=40, default="")
    calendar = models.ForeignKey(Calendar, null=True, on_delete=models.PROTECT, related_name="+")


class Organisation(Kept):
    """The one whose people we serve: one row."""

    WORDS: ClassVar = ("name", "mission", "notice")
    name = models.CharField(max_length=120)
    mission = models.TextField(default="")
    notice = models.CharField(max_length=300, default="")  # maintenance, shown on every page
    notice_until = models.DateTimeField(null=True)
    zone = models.CharField(max_length=64, default="UTC")
    language = models.CharField(max_length=8, default="en")
    calendar = models.ForeignKey(Calendar, null=True, on_delete=models.PROTECT, related_name="+")
    demo = models.BooleanField(default=False)


CALENDAR = Kind("calendar", Calendar, CalendarEvent)
SITE = Kind("site", Site, SiteEvent)
ORGANISATION = Kind("organisation", Organisation, OrganisationEvent)
