"""Reminders: before it is due, when it is, while nobody answers; once, by day, and to whoever can do something."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from conftest import T
from handoffs.kitchen import Kitchen, kitchen
from hypothesis import given
from hypothesis import strategies as st
from notices.post import collect, tell

from thepass.journal import undo
from thepass.kernel.refusal import Refused
from thepass.kernel.working_time import Calendar, Hours
from thepass.notices.models import Notice
from thepass.people import changes as people
from thepass.requests import changes
from thepass.requests.changes.reminding import remind_all, set_reminders
from thepass.requests.models import Reminded
from thepass.requests.models import Request as Request_
from thepass.requests.queries.reminding import rule_row
from thepass.requests.rules.asking import To
from thepass.requests.rules.reminding import Rule, What, lead, reminders
from thepass.requests.rules.request import Request

DAYS = ("mon", "tue", "wed", "thu", "fri")
WEEK = Calendar(Hours.parse({day: ["09:00-12:30", "13:30-17:30"] for day in DAYS}), "Europe/London")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
EVERYONE = ("owner", "team_mate", "stranger", "partner", "lead", "leader", "administrator")
ALL = {"before": True, "before_minutes": 0, "due": True, "unheard": True, "unpromised": True}


@pytest.mark.parametrize(
    "made, due, minutes, before",
    [
        (T, T + 30 * MINUTE, 0, 30), (T, T + 2 * HOUR, 0, 30), (T, T + timedelta(hours=8.5), 0, 56),
        (T, T + timedelta(days=3), 0, 60), (T, T + timedelta(days=3), 240, 240),
    ],
)  # fmt: skip
def test_how_long_before(made, due, minutes, before):
    assert lead(made, due, hours=WEEK, minutes=minutes) // MINUTE == before


@given(st.integers(1, 60 * 24 * 30), st.integers(0, 60 * 24 * 30))
def test_a_reminder_of_a_promise_lies_between_promise_and_due(start, length):
    made = datetime(2026, 3, 1, tzinfo=UTC) + start * MINUTE
    one = Request(state="promised", promised_at=made, due=made + length * MINUTE, team_id=1, holder_id=2)
    for reminder in reminders(one, rule=Rule(), hours=WEEK):
        assert made < reminder.at <= one.due if reminder.what is What.BEFORE else reminder.at == one.due


@pytest.fixture
def k(db: None) -> Kitchen:
    return kitchen()


def reminded(k: Kitchen, now: datetime) -> dict[str, str]:
    """Who is reminded now, and the beginning of what they are told."""
    tell(now)
    Notice.objects.all().delete()
    remind_all(now=now)
    remind_all(now=now)  # again and again: once
    ids = {getattr(k.house, who): who for who in EVERYONE}
    return {ids[row.person_id]: row.lines[-1]["short"] for row in Notice.objects.all() if len(row.lines) == 1}


@pytest.mark.django_db
class TestReminding:
    def test_who_promised_is_reminded_an_hour_before_and_once(self, k):
        due = T + timedelta(days=1, hours=6)  # Tuesday 15:00; made on Monday at nine
        k.promised(due=due)
        assert reminded(k, due - 61 * MINUTE) == {}
        said = "due in %(left)d minutes"
        assert reminded(k, due - 59 * MINUTE) == {"owner": said, "team_mate": said}  # Ana is away: Bo stands in
        assert reminded(k, due - 50 * MINUTE) == {}

    def test_the_sentence_is_a_considerate_colleagues(self, k):
        due = T + timedelta(hours=6)
        one = k.promised(due=due)
        remind_all(now=due - 30 * MINUTE)
        (message,) = [sent for sent in collect(due - 30 * MINUTE) if "due in" in sent.subject]
        assert message.to == ["ana@harbour.example"]
        assert message.subject == f"R-{one} Count the chilled stock: due in 30 minutes"
        assert f"R-{one} is due in 30 minutes. Samir Haddad needs it. Still good?" in message.body
        assert f"/requests/R-{one}/delivery/" in message.body

    def test_when_it_is_due_the_holder_and_the_leads_hear_it(self, k):
        """The team has no lead of its own: whoever leads above it."""
        due = T + timedelta(hours=6)
        one = k.promised(due=due)
        assert reminded(k, due + MINUTE) == {"owner": "due now", "lead": "promised for %(due)s, not there yet"}
        changes.deliver(k.by("owner", now=due + HOUR), one, words="Here")
        assert reminded(k, due + HOUR) == {}

    def test_nobody_is_reminded_of_what_is_long_past(self, k):
        due = T + timedelta(hours=6)
        k.promised(due=due)
        assert reminded(k, due + timedelta(days=1, minutes=1)) == {}

    def test_what_nobody_hears_goes_to_the_leads_then_to_their_managers(self, k):
        k.ask()  # to be heard within four working hours: Monday 14:00; as long again: Tuesday 10:30
        assert reminded(k, T + timedelta(hours=4, minutes=59)) == {}
        assert reminded(k, T + timedelta(hours=5)) == {"lead": "nobody has answered yet"}
        assert reminded(k, T + timedelta(days=1, hours=1)) == {}
        told = reminded(k, T + timedelta(days=1, hours=2))
        assert told == {}, "a manager who may not see it hears nothing"

    def test_what_nobody_promises_is_said_to_who_has_it(self, k):
        one = k.ask()
        changes.take(k.by("owner"), one)
        assert reminded(k, T + timedelta(days=1)) == {}  # Tuesday 09:30 at the latest
        assert reminded(k, T + timedelta(days=1, hours=2)) == dict.fromkeys(("owner", "team_mate"), "no promise yet")

    def test_not_at_night_but_in_the_morning_where_they_are(self, k):
        due = T + timedelta(hours=6)  # 15:00 in London, 04:00 in Auckland
        k.promised(due=due)
        people.change_card(k.by("owner"), k.house.owner, zone="Pacific/Auckland")
        assert reminded(k, due + MINUTE) == {"lead": "promised for %(due)s, not there yet"}
        morning = datetime(2026, 1, 6, 7, tzinfo=ZoneInfo("Pacific/Auckland"))
        assert reminded(k, morning - MINUTE * 5) == {}
        assert reminded(k, morning) == {"owner": "due now"}

    def test_whoever_stands_in_is_reminded_as_well(self, k):
        due = T + timedelta(days=1, hours=6)  # Ana is away from Tuesday on; Bo stands in
        k.promised(due=due)
        told = reminded(k, due + MINUTE)
        assert told["owner"] == told["team_mate"] == "due now"

    def test_leads_hear_nothing_of_what_is_private(self, k):
        due = T + timedelta(hours=6)
        one = k.ask(private=True)
        changes.read_back(k.by("owner"), one, words="Yes", due=due)
        changes.confirm(k.by("stranger"), one)
        assert reminded(k, due + MINUTE) == {"owner": "due now"}
        message = next(sent for sent in collect(due + 2 * MINUTE) if sent.to == ["ana@harbour.example"])
        assert message.subject == "Something private for you" and "chilled" not in message.body

    def test_a_person_asked_directly_is_reminded_alone(self, k):
        k.ask(to=To(person_id=k.house.owner))
        assert reminded(k, T + timedelta(hours=5)) == {"owner": "nobody has answered yet"}

    def test_a_new_time_is_a_new_reminder(self, k):
        due, later = T + timedelta(hours=6), T + timedelta(hours=8)
        one = k.promised(due=due)
        assert reminded(k, due - 10 * MINUTE) != {}
        changes.propose(k.by("owner", now=due - 5 * MINUTE), one, due=later, reason="Scanner")
        changes.agree(k.by("stranger", now=due - 4 * MINUTE), one)
        assert reminded(k, due + MINUTE) == {}
        assert list(reminded(k, later - 10 * MINUTE)) == ["owner"]

    def test_a_team_says_what_it_is_reminded_of_and_takes_it_back(self, k):
        due = T + timedelta(hours=6)
        k.promised(due=due)
        with pytest.raises(Refused):
            set_reminders(k.by("team_mate"), k.house.team, **ALL)
        off = dict.fromkeys(ALL, False) | {"before_minutes": 0}
        done = set_reminders(k.by("lead"), k.house.team, **off)
        assert reminded(k, due + MINUTE) == {}
        undo.undo_event(k.by("lead"), done.events[0].pk)
        assert rule_row(k.house.team).due
        assert len(reminded(k, due + MINUTE)) == 2

    def test_the_page_is_the_leads(self, k, client):
        client.force_login(k.house.person("lead"))
        url = f"/teams/{k.house.team}/reminders/"
        assert url in client.get("/notices/settings/").text
        client.post(url, {"due": "on", "before_minutes": "90"})
        row = rule_row(k.house.team)
        assert (row.due, row.before, row.before_minutes) == (True, False, 90)
        client.force_login(k.house.person("team_mate"))
        assert client.get(url).status_code == 409
        client.force_login(k.house.person("partner"))
        assert client.get(url).status_code == 404

    def test_ten_thousand_that_are_not_due_cost_nothing_each(self, k, django_assert_max_num_queries):
        for _n in range(3):
            k.promised(due=T + timedelta(days=3))
        with django_assert_max_num_queries(6):
            remind_all(now=T + HOUR)
        assert not Reminded.objects.exists()

    def test_an_approval_reminds_whose_yes_is_waited_for(self, k):
        k.ask(to=To(), kind="approval", approvers=[k.house.lead, k.house.leader], mode="parallel")
        hear_by = Request_.objects.get().hear_by
        short = "nobody has answered yet"
        assert reminded(k, hear_by + MINUTE) == {"lead": short, "leader": short}
