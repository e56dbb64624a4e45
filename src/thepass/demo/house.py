"""The house itself: the organisation, its hours and sites, its administrator. Few things, through their own verbs."""

from thepass.demo.blueprint import HOURS, MISSION, NAME, PLACES, ZONE, Hours
from thepass.demo.pen import Pen
from thepass.demo.told import card_of
from thepass.demo.world import World
from thepass.people import changes


def found(world: World, pen: Pen) -> None:
    """As the first run does it; then the other hours and sites. What is there already is passed over."""
    administrator = world.roster.with_role("administrator")
    first_hours, first_place = HOURS[0], PLACES[0]
    answer = changes.found(
        pen.intent("found"), name=NAME, zone=ZONE, hours=first_hours.plain, region=first_place.region,
        admin_name=administrator.name, admin_email=administrator.email, demo=True,
    )  # fmt: skip
    made = dict(event.of for event in answer.events)
    keys = {"person": administrator.key, "calendar": f"hours/{first_hours.key}", "site": f"site/{first_place.key}"}
    pen.know({key: made[word] for word, key in keys.items()})
    organisation, calendar, site = made["organisation"], made["calendar"], made["site"]
    changes.change_organisation(pen.intent("mission"), organisation, mission=MISSION)
    changes.change_calendar(pen.intent("hours"), calendar, name=first_hours.name, half_days=first_hours.half_days)
    changes.change_site(pen.intent("site"), site, name=first_place.name, address=first_place.address)
    changes.join(pen.intent("join"), administrator_id := made["person"])
    title = {"title": administrator.title, **card_of(administrator)}
    changes.change_card(pen.intent("card"), administrator_id, **title)
    _open_the_rest(pen)


def line_up(world: World, pen: Pen) -> None:
    """The administrator's manager, once there is one."""
    administrator = world.roster.with_role("administrator")
    assert administrator.manager
    changes.report_to(pen.intent("manager"), pen.ids[administrator.key], manager_id=pen.ids[administrator.manager])


def _open_the_rest(pen: Pen) -> None:
    for hours in HOURS[1:]:
        pen.know({f"hours/{hours.key}": _draw_up(pen, hours)})
    for place in PLACES[1:]:
        answer = changes.open_site(
            pen.intent(f"site {place.key}"), name=place.name, zone=place.zone, region=place.region,
            address=place.address, calendar_id=pen.ids[f"hours/{place.hours}"],
        )  # fmt: skip
        pen.know({f"site/{place.key}": answer.id})


def _draw_up(pen: Pen, hours: Hours) -> int:
    answer = changes.draw_up_calendar(
        pen.intent(f"hours {hours.key}"), name=hours.name, hours=hours.plain, half_days=hours.half_days
    )
    return answer.id
