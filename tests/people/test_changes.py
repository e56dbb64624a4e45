"""What can be done to people, teams and places, and what is refused with which sentence."""

from datetime import timedelta

import pytest
from conftest import T, intent, together

from thepass.kernel.intent import of_person
from thepass.kernel.refusal import NotThere, Refused
from thepass.people import changes, projections
from thepass.people.models import Membership, NameWord, Organisation, Person, Site, Team
from thepass.people.queries import acting, seen

HOURS = {day: ["09:00-12:30", "13:30-17:30"] for day in ("mon", "tue", "wed", "thu", "fri")}
pytestmark = pytest.mark.django_db


def founded() -> int:
    return changes.found(
        intent("first-run"), name="Harbour Foods", zone="Europe/London", hours=HOURS, region="GB-ENG",
        admin_name="Mei-Ling Tan", admin_email="Mei@Harbour.example",
    ).id  # fmt: skip


def person(name: str, **columns) -> int:
    return changes.add_person(intent(), name=name, email=f"{name.split()[0].lower()}@harbour.example", **columns).id


def by(person_id: int):
    return intent(of_person(person_id))


def test_the_first_run_makes_the_house_once():
    admin = Person.objects.get(pk=founded())
    assert (admin.email, admin.is_administrator, admin.site) == ("mei@harbour.example", True, Site.objects.get())
    assert Organisation.objects.get().calendar == Site.objects.get().calendar
    with pytest.raises(NotThere):
        founded()


@pytest.mark.django_db(transaction=True)
def test_twenty_race_for_the_first_run_and_one_wins():
    out = together(*[founded] * 20)
    assert sum(isinstance(answer, int) for answer in out) == 1
    assert all(isinstance(answer, (int, NotThere)) for answer in out), out
    assert Organisation.objects.count() == Person.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "email", "sentence"),
    [
        ("", "a@b.example", "Please give a name"),
        ("x" * 101, "a@b.example", "at most 100"),
        ("Ana", "nobody", "not an e-mail address"),
        ("Ana", "a@b.example\nBcc: c@d.example", "not an e-mail address"),
        ("Ana", "MEI@harbour.example", "already has the address"),
    ],
)
def test_a_person_who_cannot_be_added(name, email, sentence):
    founded()
    with pytest.raises(Refused, match=sentence):
        changes.add_person(intent(), name=name, email=email)


def test_only_administrators_add_people_and_the_no_says_whom_to_ask():
    founded()
    ana = person("Ana Silva")
    with pytest.raises(Refused, match="ask Mei-Ling Tan"):
        changes.add_person(by(ana), name="Bo", email="bo@harbour.example")
    assert not Person.objects.filter(name="Bo").exists()


def test_invited_joined_left_and_back():
    founded()
    ana = person("Ana Silva")
    changes.invite(intent(), ana)
    changes.join(by(ana), ana)
    with pytest.raises(Refused, match="already sign in"):
        changes.invite(intent(), ana)
    changes.leave(intent(), ana)
    with pytest.raises(Refused):
        changes.change_card(by(ana), ana, title="Ghost")
    changes.come_back(intent(), ana)
    assert Person.objects.get(pk=ana).standing == "added"


def test_somebody_remains_an_administrator():
    mei = founded()
    with pytest.raises(Refused, match="remain an administrator"):
        changes.set_roles(by(mei), mei, steward=True, administrator=False, leader=False)
    with pytest.raises(Refused, match="remain an administrator"):
        changes.leave(by(mei), mei)


def test_managers_never_come_round():
    founded()
    ana, bo, cleo = person("Ana Silva"), person("Bo Lind"), person("Cleo Park")
    changes.report_to(intent(), bo, manager_id=ana)
    changes.report_to(intent(), cleo, manager_id=bo)
    with pytest.raises(Refused, match="Ana Silva → Cleo Park → Bo Lind → Ana Silva"):
        changes.report_to(intent(), ana, manager_id=cleo)
    with pytest.raises(Refused, match="Ana Silva → Ana Silva"):
        changes.report_to(intent(), ana, manager_id=ana)


@pytest.mark.django_db(transaction=True)
def test_both_halves_of_a_loop_of_managers_at_once():
    founded()
    ana, bo = person("Ana Silva"), person("Bo Lind")
    out = together(
        lambda: changes.report_to(intent(), ana, manager_id=bo), lambda: changes.report_to(intent(), bo, manager_id=ana)
    )
    assert sum(isinstance(answer, Refused) for answer in out) == 1, out


def test_a_team_never_stands_under_itself():
    founded()
    house = changes.form_team(intent(), name="Warehouse").id
    night = changes.form_team(intent(), name="Night shift", parent_id=house).id
    with pytest.raises(Refused, match="Warehouse → Night shift → Warehouse"):
        changes.move_team(intent(), house, parent_id=night)
    with pytest.raises(Refused, match="already a team called night SHIFT"):
        changes.form_team(intent(), name=" night  SHIFT", parent_id=house)


def test_leads_change_their_team_and_those_below_and_no_other():
    founded()
    ana = person("Ana Silva")
    house = changes.form_team(intent(), name="Warehouse").id
    night = changes.form_team(intent(), name="Night shift", parent_id=house).id
    office = changes.form_team(intent(), name="Office").id
    changes.take_in(intent(), house, person_id=ana, lead=True)
    changes.change_team(by(ana), night, about="We load at night.")
    with pytest.raises(Refused, match="Only the team's leads"):
        changes.change_team(by(ana), office, about="Mine now")
    assert Team.objects.get(pk=night).about == "We load at night."


def test_a_part_in_a_team_ends_and_begins_again_in_one_row():
    founded()
    ana = person("Ana Silva")
    team = changes.form_team(intent(), name="Warehouse").id
    part = changes.take_in(intent(), team, person_id=ana).id
    changes.end_part(intent(), part)
    with pytest.raises(Refused, match="the team's leads"):
        changes.take_in(by(ana), team, person_id=ana)
    changes.take_in(intent(), team, person_id=ana, lead=True)
    assert list(Membership.objects.values_list("pk", "lead", "ended")) == [(part, True, False)]


def test_substitutes_are_followed_and_never_go_in_a_circle():
    founded()
    ana, bo, cleo = person("Ana Silva"), person("Bo Lind"), person("Cleo Park")
    week = {"begins": T, "ends": T + timedelta(7)}
    changes.announce_absence(by(ana), person_id=ana, substitute_id=bo, **week)
    changes.announce_absence(by(bo), person_id=bo, substitute_id=cleo, **week)
    assert acting.standing_in(ana, T + timedelta(1)) == cleo
    assert acting.standing_in(ana, T + timedelta(8)) == ana
    with pytest.raises(Refused, match="Cleo Park → Ana Silva → Bo Lind → Cleo Park"):
        changes.announce_absence(by(cleo), person_id=cleo, substitute_id=ana, **week)
    changes.announce_absence(by(cleo), person_id=cleo, begins=week["begins"], ends=week["ends"])
    assert acting.standing_in(ana, T + timedelta(1)) is None


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"ends": T}, "end after it begins"),
        ({"ends": T + timedelta(2000)}, "three years"),
        ({"substitute": True}, "stand in for themselves"),
    ],
)
def test_absences_that_cannot_be(change, sentence):
    founded()
    ana = person("Ana Silva")
    substitute = {"substitute_id": ana} if change.pop("substitute", False) else {}
    with pytest.raises(Refused, match=sentence):
        changes.announce_absence(
            by(ana), person_id=ana, **{"begins": T, "ends": T + timedelta(1)} | change | substitute
        )


def test_a_partners_people_see_their_own_team_and_its_contact_with_us():
    founded()
    tomas, leila, ana = person("Tomás Reyes"), person("Leila Farouk", is_guest=True), person("Ana Silva")
    larkspur = changes.form_team(intent(), name="Larkspur", partner=True, contact_id=tomas).id
    changes.form_team(intent(), name="Warehouse")
    changes.take_in(intent(), larkspur, person_id=leila)
    guest, staff = Person.objects.get(pk=leila), Person.objects.get(pk=ana)
    assert set(seen.persons_visible_to(guest).values_list("pk", flat=True)) == {tomas, leila}
    assert list(seen.teams_visible_to(guest).values_list("pk", flat=True)) == [larkspur]
    assert seen.persons_visible_to(staff).count() == 4 and seen.teams_visible_to(staff).count() == 2
    assert not seen.persons_visible_to(None).exists()


def test_the_words_of_the_directory_follow_and_can_be_made_anew():
    founded()
    person("Tomás Reyes")
    assert len(list(projections.check())) == 2
    assert projections.rebuild() == 2
    assert set(NameWord.objects.filter(word="tomas").values_list("person__name", flat=True)) == {"Tomás Reyes"}
    assert list(projections.check()) == []
