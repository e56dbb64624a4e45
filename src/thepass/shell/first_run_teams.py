"""Twelve teams that most organisations have, to begin with."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Starter:
    key: str
    name: str | Promise
    icon: str
    tier: str  # people.rules.teams.Tier


STARTERS = (
    Starter("sales", _("Sales"), "handshake", "front"),
    Starter("front-desk", _("Front desk"), "concierge-bell", "front"),
    Starter("care", _("Customer care"), "headset", "front"),
    Starter("field", _("Field service"), "wrench", "front"),
    Starter("production", _("Production"), "factory", "makes"),
    Starter("warehouse", _("Warehouse"), "warehouse", "makes"),
    Starter("purchasing", _("Purchasing"), "shopping-cart", "supports"),
    Starter("it", _("IT"), "monitor", "supports"),
    Starter("hr", _("HR and Payroll"), "users", "supports"),
    Starter("finance", _("Finance"), "receipt", "supports"),
    Starter("facilities", _("Building and facilities"), "building-2", "supports"),
    Starter("leaders", _("Leaders"), "compass", "clears"),
)


def left(taken: set[str]) -> list[tuple[str, Any]]:
    """The starters whose name no team has yet, as choices."""
    return [(starter.key, starter.name) for starter in STARTERS if str(starter.name).casefold() not in taken]
