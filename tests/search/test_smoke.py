import pytest
from conftest import T, intent
from people.house import build
from thepass.people import changes
from thepass.search.queries import find, suggest, more_like

pytestmark = pytest.mark.django_db

def test_smoke(index):
    house = build()
    assert find(house.person("owner"), "Ana", now=T).ready is False
    index.catch_up()
    f = find(house.person("owner"), "Samir", now=T)
    print(f)
    assert [h.title for h in f.hits] == ["Samir Haddad"]
    changes.change_card(intent(), house.owner, title="Packer of fish", knows="overtime, shipments")
    index.catch_up()
    print(find(house.person("owner"), "pack", now=T))
    print(find(house.person("owner"), "shipmnet", now=T))
    print(find(house.person("owner"), "shipments", now=T))
    print(suggest(house.person("owner"), "dock"))
    print(more_like(house.person("owner"), "who knows something about shipment of fish and overtime"))
    for who in ("partner",):
        print(find(house.person(who), "Samir", now=T), find(house.person(who), "Priya", now=T), find(house.person(who), "lark", now=T))

