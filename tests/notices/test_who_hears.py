"""Who hears of what happens to a request, and who does not: event by event, person by person."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from conftest import T
from handoffs.kitchen import Kitchen, kitchen
from notices.post import post, tell

from thepass.notices.models import Notice
from thepass.people import changes as people
from thepass.requests import changes
from thepass.requests.rules.asking import To
from thepass.requests.rules.declining import Alternative, Way
from thepass.requests.rules.slots import Slot
from thepass.talk import changes as talk

pytestmark = pytest.mark.django_db
DUE = T + timedelta(days=2)
EVERYONE = ("owner", "team_mate", "stranger", "partner", "lead", "leader", "administrator")
OFFER = [Alternative(way=Way.LATER, due=DUE)]


@pytest.fixture
def k(db: None) -> Kitchen:
    return kitchen()


def told(k: Kitchen, do: Callable[[], Any]) -> tuple[dict[str, bool], list[str]]:
    """Who of the house is told by what is done, and whether by mail; and the mails' subjects."""
    tell()
    Notice.objects.all().delete()
    do()
    subjects = [message.subject for message in post()]
    ids = {getattr(k.house, who): who for who in EVERYONE}
    return {ids[row.person_id]: not row.lines[-1]["quiet"] for row in Notice.objects.all()}, subjects


def taken(k: Kitchen) -> int:
    one = k.ask()
    changes.take(k.by("owner"), one)
    return one


def proposed(k: Kitchen) -> int:
    one = k.promised()
    changes.propose(k.by("owner"), one, due=DUE, reason="Scanner 4 is down")
    return one


def asked_back(k: Kitchen) -> int:
    one = k.ask()
    changes.ask_back(k.by("owner"), one, words="By case?")
    return one


def declined(k: Kitchen) -> int:
    one = k.ask()
    changes.decline(k.by("owner"), one, reason="Two are out", alternatives=OFFER)
    return one


def heard(k: Kitchen) -> int:
    one = k.ask()
    changes.read_back(k.by("owner"), one, words="64 lines")
    return one


def agreed(k: Kitchen) -> int:
    one = heard(k)
    changes.confirm(k.by("stranger"), one)
    return one


def delivered(k: Kitchen) -> int:
    return k.delivered()


BY_MAIL = [
    (heard, "stranger", changes.correct, {"words": "Chilled"}, "owner", "put right"),
    (Kitchen.ask, "owner", changes.read_back, {"words": "64 lines"}, "stranger", "is this what you need?"),
    (agreed, "owner", changes.promise, {"due": DUE}, "stranger", "promised for Wed 7 Jan 09:00"),
    (Kitchen.promised, "owner", changes.propose, {"due": DUE, "reason": "Scanner"}, "stranger", "09:00 instead?"),
    (proposed, "stranger", changes.agree, {}, "owner", "your new time is agreed"),
    (proposed, "stranger", changes.object_, {"words": "Guests come"}, "owner", "please keep the time promised"),
    (Kitchen.ask, "owner", changes.ask_back, {"words": "By case?"}, "stranger", "a question for you"),
    (asked_back, "stranger", changes.answer, {"words": "By case"}, "owner", "answered"),
    (
        Kitchen.ask,
        "owner",
        changes.decline,
        {"reason": "No", "alternatives": OFFER},
        "stranger",
        "another way is offered",
    ),
    (declined, "stranger", changes.choose, {"alternative": 0}, "owner", "your offer is taken"),
    (declined, "stranger", changes.choose, {"alternative": None}, "owner", "no offer is taken"),
    (agreed, "owner", changes.deliver, {"words": "Here"}, "stranger", "delivered"),
    (delivered, "stranger", changes.reopen, {"words": "Not all"}, "owner", "not there yet"),
    (delivered, "stranger", changes.thank, {"words": "Lovely"}, "owner", "thank you"),
    (taken, "stranger", changes.withdraw, {}, "owner", "not needed any more"),
]


@pytest.mark.parametrize("before, by, verb, said, to, short", BY_MAIL, ids=[f"{row[2].__name__}" for row in BY_MAIL])
def test_the_other_side_is_told_and_nobody_else(k: Kitchen, before, by, verb, said, to, short) -> None:
    one = before(k)
    who, subjects = told(k, lambda: verb(k.by(by), one, **said))
    assert who == {to: True}
    assert len(subjects) == 1
    assert subjects[0].startswith(f"R-{one} Count the chilled stock: ") and subjects[0].endswith(short)


@pytest.mark.parametrize(
    "before, by, verb, to",
    [(heard, "stranger", changes.confirm, "owner"), (delivered, "stranger", changes.accept, "owner")],
)
def test_a_step_within_is_told_in_the_house_only(k: Kitchen, before, by, verb, to) -> None:
    one = before(k)
    assert told(k, lambda: verb(k.by(by), one)) == ({to: False}, [])


def test_of_what_a_team_is_asked_everyone_there_reads_and_nobody_gets_mail(k: Kitchen) -> None:
    assert told(k, k.ask) == ({"owner": False, "team_mate": False}, [])


def test_a_person_asked_is_told_by_mail(k: Kitchen) -> None:
    who, subjects = told(k, lambda: k.ask(to=To(person_id=k.house.owner)))
    assert who == {"owner": True} and subjects[0].endswith(": Samir Haddad asks")


def test_what_is_asked_on_behalf_of_a_colleague_is_told_to_them(k: Kitchen) -> None:
    mates = {"owner": False, "team_mate": False}
    who, subjects = told(k, lambda: k.ask(by="leader", customer_id=k.house.stranger))
    assert who == mates | {"stranger": True} and subjects[0].endswith(": asked for you")


def test_taking_on_tells_nobody_but_whom_it_is_given_to(k: Kitchen) -> None:
    one = k.ask()
    assert told(k, lambda: changes.take(k.by("owner"), one)) == ({}, [])
    who, _subjects = told(k, lambda: changes.take(k.by("lead"), one, holder_id=k.house.team_mate))
    assert who == {"team_mate": True}


def test_handing_over_tells_the_new_one_and_quietly_the_customer(k: Kitchen) -> None:
    one = taken(k)
    who, _subjects = told(k, lambda: changes.hand_over(k.by("owner"), one, to=To(person_id=k.house.lead)))
    assert who == {"lead": True, "stranger": False}


def test_merging_tells_whoever_asked(k: Kitchen) -> None:
    one, other = k.ask(), k.ask(title="Count again")
    who, _subjects = told(k, lambda: changes.merge(k.by("owner"), one, into=other))
    assert who == {"stranger": True}


def test_talk_reaches_those_who_take_part_follow_or_are_named(k: Kitchen) -> None:
    one = taken(k)
    on = f"request:{one}"
    talk.watch(k.by("lead"), on)
    who, subjects = told(k, lambda: talk.say(k.by("stranger"), on, words="Hello @Bo Lind and @Leila Farouk"))
    assert who == {"owner": True, "team_mate": True, "lead": True}
    assert sorted(subjects) == [
        f"R-{one} Count the chilled stock: Samir Haddad {did}" for did in ("named you", "wrote", "wrote")
    ]


def test_a_note_for_one_side_reaches_that_side_only(k: Kitchen) -> None:
    one = taken(k)
    words, team = "@Samir Haddad @Priya Raman hm", k.house.team
    who, _ = told(k, lambda: talk.say(k.by("team_mate"), f"request:{one}", words=words, inside_team=team))
    assert who == {"owner": True, "lead": True}


def test_what_is_asked_of_few_is_told_to_few(k: Kitchen) -> None:
    """Whoever is named and may not see it hears nothing."""
    who, _ = told(k, lambda: k.ask(by="owner", to=To(person_id=k.house.lead), private=True, title="My shifts"))
    assert who == {"lead": True}


def test_whoever_stands_in_is_told_too_but_of_nothing_private(k: Kitchen) -> None:
    people.announce_absence(
        k.by("lead"),
        person_id=k.house.lead,
        begins=T - timedelta(1),
        ends=T + timedelta(1),
        substitute_id=k.house.owner,
    )
    one = k.ask(to=To(team_id=k.house.team))
    changes.take(k.by("lead"), one)
    who, _ = told(k, lambda: changes.withdraw(k.by("stranger"), one))
    assert who == {"lead": True, "owner": True}
    assert Notice.objects.get(person=k.house.owner).lines[-1]["instead_of"] == k.house.lead
    who, _ = told(k, lambda: k.ask(to=To(person_id=k.house.lead), private=True))
    assert who == {"lead": True}
    who, _ = told(k, lambda: k.ask(to=To(person_id=k.house.lead)))  # of one person: the substitute may not see it
    assert who == {"lead": True}


def test_who_has_left_hears_nothing(k: Kitchen) -> None:
    one = taken(k)
    people.leave(k.by("administrator"), k.house.owner)
    assert told(k, lambda: changes.withdraw(k.by("stranger"), one)) == ({}, [])


def test_what_one_does_not_want_to_hear_is_not_told(k: Kitchen) -> None:
    from thepass.notices.changes import choose

    one = taken(k)
    choose(k.by("owner"), pace="now", daily_at=480, quiet_from=0, quiet_to=0, off=["changed"])
    assert told(k, lambda: changes.withdraw(k.by("stranger"), one)) == ({}, [])


def approval(k: Kitchen, *, mode: str = "order") -> int:
    return k.ask(to=To(), kind="approval", approvers=[k.house.lead, k.house.leader], mode=mode)


def test_who_is_to_say_yes_is_told_in_turn(k: Kitchen) -> None:
    who, subjects = told(k, lambda: approval(k))
    assert who == {"lead": True} and subjects[0].endswith("Samir Haddad asks for your yes")
    one = approval(k)
    who, subjects = told(k, lambda: changes.approve(k.by("lead"), one, yes=True))
    assert who == {"leader": True, "stranger": False} and subjects[0].endswith("your yes is needed")
    who, subjects = told(k, lambda: changes.approve(k.by("leader"), one, yes=True))
    assert who == {"stranger": True} and subjects[0].endswith("delivered")


def test_all_at_once_where_there_is_no_order(k: Kitchen) -> None:
    assert told(k, lambda: approval(k, mode="parallel"))[0] == {"lead": True, "leader": True}


def test_times_to_talk(k: Kitchen) -> None:
    one = k.ask(to=To(person_id=k.house.owner), kind="talk")
    who, subjects = told(k, lambda: changes.offer_slots(k.by("owner"), one, slots=[Slot(start=DUE)]))
    assert who == {"stranger": True} and subjects[0].endswith("choose a time to talk")
    who, subjects = told(k, lambda: changes.choose_slot(k.by("stranger"), one, slot=0))
    assert who == {"owner": True} and subjects[0].endswith("you talk Wed 7 Jan 09:00")
