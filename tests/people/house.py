"""A small organisation for tests: people in every part there is, made through the verbs."""

from dataclasses import dataclass

from conftest import intent

from thepass.commitments.changes import make as promise_customer
from thepass.kernel.intent import of_person
from thepass.people import changes
from thepass.people.changes import keys
from thepass.people.models import Membership, Person
from thepass.requests.changes import ask
from thepass.requests.rules.asking import To, Wish
from thepass.services.changes import offer

HOURS = {day: ["09:00-12:30", "13:30-17:30"] for day in ("mon", "tue", "wed", "thu", "fri")}


@dataclass(frozen=True)
class House:
    """Ana owns what is looked at; everyone else stands where their name says. Values are ids."""

    administrator: int
    leader: int
    lead: int
    owner: int
    team_mate: int
    stranger: int
    partner: int
    left: int
    department: int
    team: int
    other_team: int
    partner_team: int
    contact: int
    absence: int
    part: int
    service: int
    partner_service: int
    kept_service: int
    commitment: int
    partner_commitment: int
    request: int = 0  # of the three hand-offs, where they were asked for
    private_request: int = 0
    partner_request: int = 0

    def person(self, who: str) -> Person | None:
        return Person.objects.get(pk=getattr(self, who)) if who != "nobody" else None


ROLES = ("owner", "team_mate", "stranger", "partner", "lead", "leader", "administrator", "nobody")


def build(*, handoffs: bool = False) -> House:
    """Harbour Foods in small: a department with a team, another team, a partner with one guest.

    With `handoffs` Samir has asked Ana's team, Ana in private Priya, and Leila their contact.
    """
    from datetime import timedelta

    from conftest import T

    mei = changes.found(
        intent("first-run"), name="Harbour Foods", zone="Europe/London", hours=HOURS, region="GB-ENG",
        admin_name="Mei-Ling Tan", admin_email="mei@harbour.example",
    ).id  # fmt: skip
    changes.join(intent(), mei)
    keys.prove_address(mei, "mei@harbour.example")  # as signing in does
    department = changes.form_team(intent(), name="Dockside").id
    team = changes.form_team(intent(), name="Cold Store Seven", parent_id=department, tier="makes").id
    other = changes.form_team(intent(), name="Ledger Room").id
    margaret = _person("Margaret Oyelaran")
    changes.set_roles(intent(), margaret, steward=False, administrator=False, leader=True)
    priya = _person("Priya Raman", department, lead=True, manager=margaret)
    ana, bo = _person("Ana Silva", team, manager=priya), _person("Bo Lind", team, manager=priya)
    samir = _person("Samir Haddad", other)
    larkspur = changes.form_team(intent(), name="Larkspur Distribution", partner=True, contact_id=priya).id
    leila = _person("Leila Farouk", larkspur, is_guest=True)
    gone = _person("Gwen Gone")
    changes.leave(intent(), gone)
    absence = changes.announce_absence(
        intent(), person_id=ana, begins=T + timedelta(1), ends=T + timedelta(3), substitute_id=bo, note="My sore knee"
    ).id
    promise = {"gives": "Just what it says.", "hear_minutes": 60, "deliver_minutes": 480}
    service = offer(intent(), team, name="Chilled viewing", serves_id=other, **promise).id
    partner_service = offer(intent(), team, name="Pallet count", serves_id=larkspur, for_partners=True, **promise).id
    kept_service = offer(
        intent(), team, name="Blast chilling", serves_id=department, only_served=True, needs_readback=False, **promise
    ).id
    due = T + timedelta(days=1500)
    commitment = promise_customer(
        intent(), team, customer="Saltmarsh Hotels", title="Launch menu on tables", due=due, worth=4_825_000,
        currency="GBP", contact_id=ana,
    ).id  # fmt: skip
    partner_commitment = promise_customer(
        intent(), larkspur, customer="Teal Kitchens", title="Morning route", due=due
    ).id  # fmt: skip
    asked: dict[str, int] = {}
    if handoffs:
        asked["request"] = _ask(samir, To(team_id=team), "Shelf labels")
        asked["private_request"] = _ask(ana, To(person_id=priya), "A word about my shifts", private=True)
        asked["partner_request"] = _ask(leila, To(person_id=priya), "Swap of empties")
    return House(
        administrator=mei, leader=margaret, lead=priya, owner=ana, team_mate=bo, stranger=samir, partner=leila,
        left=gone,
        department=department, team=team, other_team=other, partner_team=larkspur, contact=priya, absence=absence,
        part=Membership.objects.get(person=ana, team=team).pk, service=service, partner_service=partner_service,
        kept_service=kept_service, commitment=commitment, partner_commitment=partner_commitment,
        **asked,
    )  # fmt: skip


def _ask(by: int, to: To, title: str, **more: object) -> int:
    return ask(intent(of_person(by)), to=to, wish=Wish(title=title), **more).id


def _person(
    name: str, team: int | None = None, *, lead: bool = False, manager: int | None = None, **more: object
) -> int:
    id = changes.add_person(intent(), name=name, email=f"{name.split()[0].lower()}@harbour.example", **more).id
    changes.join(intent(), id)
    keys.prove_address(id, f"{name.split()[0].lower()}@harbour.example")
    if team:
        changes.take_in(intent(), team, person_id=id, lead=lead)
    if manager:
        changes.report_to(intent(), id, manager_id=manager)
    return id
