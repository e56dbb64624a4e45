"""Small parts for pages of one's own sign-in."""

import json
from typing import Any

from django import template
from django.utils.translation import gettext

register = template.Library()
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
DEVICES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


@register.filter
def as_json(value: Any) -> str:
    """{{ options|as_json }}: for an attribute; the template escapes it."""
    return json.dumps(value, separators=(",", ":"))


@register.filter
def browser(agent: str) -> str:
    """{{ session.user_agent|browser }}: "Firefox on Windows"; what a browser says of itself, which may be untrue."""
    program = next((name for mark, name in BROWSERS if mark in agent), "")
    device = next((name for mark, name in DEVICES if mark in agent), "")
    if program and device:
        return gettext("%(browser)s on %(device)s") % {"browser": program, "device": device}
    return program or device or gettext("A browser we do not know")
