"""Tables of people, teams and places."""

from thepass.people.models.organisation import CALENDAR, ORGANISATION, SITE, Calendar, Organisation, Site
from thepass.people.models.persons import ABSENCE, MEMBERSHIP, PERSON, TEAM, Absence, Membership, NameWord, Person, Team

__all__ = [
    "ABSENCE",
    "CALENDAR",
    "MEMBERSHIP",
    "ORGANISATION",
    "PERSON",
    "SITE",
    "TEAM",
    "Absence",
    "Calendar",
    "Membership",
    "NameWord",
    "Organisation",
    "Person",
    "Site",
    "Team",
]
