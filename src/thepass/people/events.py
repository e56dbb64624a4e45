"""The public words of people: what happens to persons, teams, places and the organisation itself."""

from thepass.kernel.happened import Said
from thepass.kernel.words import _


class OrganisationEvent(Said):
    FOUNDED = "organisation.founded", _("set up the organisation")
    CHANGED = "organisation.changed", _("changed the organisation's settings")
    NOTICE_CHANGED = "organisation.notice_changed", _("changed the notice about maintenance")


class CalendarEvent(Said):
    DRAWN_UP = "calendar.drawn_up", _("drew up the calendar")
    CHANGED = "calendar.changed", _("changed the calendar")


class SiteEvent(Said):
    OPENED = "site.opened", _("opened the site")
    CHANGED = "site.changed", _("changed the site")


class TeamEvent(Said):
    FORMED = "team.formed", _("formed the team")
    CHANGED = "team.changed", _("changed the team")
    MOVED = "team.moved", _("moved the team to another place in the tree")
    CLOSED = "team.closed", _("closed the team")
    REOPENED = "team.reopened", _("opened the team again")


class PersonEvent(Said):
    ADDED = "person.added", _("added this person")
    INVITED = "person.invited", _("invited this person")
    INVITATION_TAKEN_BACK = "person.invitation_taken_back", _("took the invitation back")
    JOINED = "person.joined", _("joined")
    CHANGED = "person.changed", _("changed what the card says")
    ADDRESS_CHANGED = "person.address_changed", _("changed the e-mail address")
    ROLES_CHANGED = "person.roles_changed", _("changed what this person may do")
    REPORTS_TO = "person.reports_to", _("changed whom this person reports to")
    LEFT = "person.left", _("said that this person has left")
    RETURNED = "person.returned", _("welcomed this person back")
    VIEWED = "person.viewed", _("looked at The Pass through this person's eyes")
    UNDONE = "person.undone", _("took that back")


class MembershipEvent(Said):
    BEGUN = "membership.begun", _("took this person into the team")
    CHANGED = "membership.changed", _("changed this person's part in the team")
    ENDED = "membership.ended", _("ended this person's part in the team")


class AbsenceEvent(Said):
    ANNOUNCED = "absence.announced", _("said when they are away")
    CHANGED = "absence.changed", _("changed when they are away")
    CANCELLED = "absence.cancelled", _("is not away after all")
