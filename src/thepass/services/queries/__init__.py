"""Reading services. `services_visible_to(reader)` is the only door in."""

from thepass.services.queries.acting import (
    may_take,
    name_taken,
    names_by_team,
    service_names,
    takers_of,
    team_and_name,
    teams_that_may_offer,
    teams_to_serve,
    there,
)
from thepass.services.queries.asked import asked_lately, popularity
from thepass.services.queries.catalogue import by_asked, by_topics, catalogue, on_topic, suggest
from thepass.services.queries.seen import named, service, services_visible_to, supports
from thepass.services.queries.terms import Terms, terms, terms_in_force

__all__ = [
    "Terms",
    "asked_lately",
    "by_asked",
    "by_topics",
    "catalogue",
    "may_take",
    "name_taken",
    "named",
    "names_by_team",
    "on_topic",
    "popularity",
    "service",
    "service_names",
    "services_visible_to",
    "suggest",
    "supports",
    "takers_of",
    "team_and_name",
    "teams_that_may_offer",
    "teams_to_serve",
    "terms",
    "terms_in_force",
    "there",
]
