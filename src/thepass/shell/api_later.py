"""The addresses under /api/v1/, whose modules are read when the first program asks: no page needs them at start-up."""

from django.urls import URLResolver
from django.urls.resolvers import RoutePattern
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language


class Later(URLResolver):
    """A part of the addresses, in a namespace of its own, that is not read when another address is looked up."""

    def _populate(self) -> None:
        # Django fills every resolver to make any address. A namespace is looked into again when its own are asked for.
        language = get_language()
        self._reverse_dict[language], self._namespace_dict[language] = MultiValueDict(), {}
        self._app_dict[language] = {}
        self._populated = True


def api() -> Later:
    return Later(RoutePattern("api/v1/", is_endpoint=False), "thepass.shell.api", app_name="ninja", namespace="api")
