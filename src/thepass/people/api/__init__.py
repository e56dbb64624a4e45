"""People and teams for programs: the same changes and queries as JSON."""

from ninja import Router

from thepass.people.api import persons, teams

router = Router(tags=["people"])
router.add_router("", persons.router)
router.add_router("", teams.router)
