"""The spine stands."""

import pytest
from conftest import intent

from thepass.people.models import Site


@pytest.mark.django_db
def test_nothing_yet():
    assert Site.objects.count() == 0
    assert intent().by == "cli"
