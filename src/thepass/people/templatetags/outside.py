"""The organisation's own accounts, as far as pages of signing in need them."""

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

register = template.Library()


@register.simple_tag
def outside_name() -> str:
    """{% outside_name as name %}: what the button says after "Continue with"; empty where there is no provider."""
    return next((app["name"] for app in _apps()), "")


@register.simple_tag
def outside_url(process: str) -> str:
    """{% outside_url "connect" %}: where to send the form that begins."""
    provider = _apps()[0]["provider_id"]
    return f"{reverse('openid_connect_login', kwargs={'provider_id': provider})}?{urlencode({'process': process})}"


@register.simple_tag
def sign_up_open() -> bool:
    """{% sign_up_open as open %}: whether anybody may sign up by themselves."""
    return bool(settings.SETTINGS.sign_up_domains)


def _apps() -> list[dict[str, str]]:
    return list(settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"])
