"""A slip on the rail. Written in Python: a template for fifty of them takes longer than everything else on the page."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thepass.frame.addresses import address
from thepass.frame.moment import day_text, time_text
from thepass.frame.templatetags.frame import avatar, dominoes, icon, state_tag
from thepass.requests.queries.lists import Line
from thepass.requests.rules.request import Kind, State
from thepass.requests.web import words

FAR = timedelta(days=300)  # from there on the year says more than the hour


@dataclass(frozen=True, kw_only=True)
class Button:
    """A move from the list: where its form is, its single key, and whether it is the likely one."""

    title: str
    move: str
    key: str = ""
    likely: bool = False


def slip(line: Line, *, now: datetime, served: bool, zone: tzinfo | None = None) -> SafeString:
    """A list item. `served`: the reader is the customer of it. `zone` is their clock, looked up once for a list."""
    state = words.slip_state(line, now=now, served=served)
    said = "".join(
        (
            _stub(line, state, now=now, served=served, zone=zone or timezone.get_current_timezone()),
            '<div class="body">',
            f'<h3><a href="{address("request", line.id)}" dir="auto">{escape(line.title)}</a>'
            f'<span class="num">{line.number}</span></h3>',
            _who(line, served=served),
            _why(line, served=served),
            _foot(line),
            _buttons(line, buttons(line, served=served)),
            "</div>",
        )
    )
    return SafeString(
        f'<li id="slip-{line.id}"><article class="slip" data-state="{state.state}" data-slip>{said}</article></li>'
    )


def buttons(line: Line, *, served: bool) -> list[Button]:
    """The moves at hand, the likely one first."""
    if served:
        return _of_customer(line)
    if line.mode:
        return _of_approver(line)
    if line.kind == Kind.TALK:
        return _of_talk(line)
    if line.state == State.ASKED:
        return [
            Button(title=_("Promise a time"), move="promise", key="p", likely=True),
            Button(title=_("Ask back"), move="question", key="b"),
            Button(title=_("Offer something else"), move="refusal", key="o"),
            Button(title=_("Asked already"), move="merging", key="m"),
        ]
    if line.state == State.AGREED:
        return [
            Button(title=_("Promise a time"), move="promise", key="p", likely=True),
            Button(title=_("Done"), move="delivery", key="d"),
            Button(title=_("Offer something else"), move="refusal", key="o"),
        ]
    if line.state == State.PROMISED:
        return [
            Button(title=_("Done"), move="delivery", key="d"),
            Button(title=_("Give a new time"), move="renegotiation", key="l"),
            Button(title=_("Pass on"), move="handover", key="h"),
        ]
    return []


def _of_approver(line: Line) -> list[Button]:
    if line.state == State.WAITING:
        return []
    return [
        Button(title=_("Yes, or not yet"), move="approval", key="p", likely=True),
        Button(title=_("Ask back"), move="question", key="b"),
    ]


def _of_talk(line: Line) -> list[Button]:
    if line.state == State.WAITING:
        return []
    offer = Button(title=_("Offer times"), move="slots", key="p", likely=line.state != State.PROMISED)
    if line.state == State.PROMISED:
        return [Button(title=_("It took place"), move="meeting", key="d"), offer]
    return [
        offer,
        Button(title=_("Ask back"), move="question", key="b"),
        Button(title=_("Offer something else"), move="refusal", key="o"),
    ]


def _of_customer(line: Line) -> list[Button]:
    if line.state == State.HEARD:
        return [
            Button(title=_("Yes, that’s it"), move="agreement", key="y", likely=True),
            Button(title=_("Put it right"), move="correction", key="c"),
        ]
    if line.state == State.WAITING and line.slots:
        return [
            Button(title=_("Choose a time"), move="slot", key="y", likely=True),
            Button(title=_("None of these"), move="answer", key="r"),
        ]
    if line.state == State.WAITING:
        return [Button(title=_("Answer"), move="answer", key="r", likely=True)]
    if line.state == State.DECLINED:
        return [Button(title=_("See what is offered"), move="choice", key="o", likely=True)]
    if line.state == State.DELIVERED:
        return [
            Button(title=_("That’s it, thank you"), move="thanks", key="t", likely=True),
            Button(title=_("Not what I needed"), move="reopening", key="n"),
        ]
    if line.proposed_due is not None:
        return [Button(title=_("Answer the new time"), move="agreement", key="y", likely=True)]
    return []


def _stub(line: Line, state: words.Shown, *, now: datetime, served: bool, zone: tzinfo) -> str:
    local, today = line.next_at.astimezone(zone), now.astimezone(zone).date()
    below = words.below(line, now=now, served=served)
    on = "" if below and local.date() == today else f"<span>{escape(day_text(local.date(), today=today))}</span>"
    tag = state_tag(state.state, state.word, state.symbol, bare=True)
    shown = time_text(local, zone=zone) if abs(line.next_at - now) < FAR else str(local.year)
    return (
        f'<div class="stub"><time datetime="{local.isoformat(timespec="minutes")}">{shown}</time>'
        f"{on}{f'<span>{escape(below)}</span>' if below else ''}{tag}</div>"
    )


def _who(line: Line, *, served: bool) -> str:
    name, seed, team = (
        (line.supplier or line.team, line.supplier_id or line.team, line.team if line.supplier else "")
        if served
        else (line.customer, line.customer_id, line.for_team)
    )
    lock = icon("lock") if line.private else ""
    return f'<p class="who">{avatar(name, seed)}<b dir="auto">{escape(name)}</b><bdi>{escape(team)}</bdi>{lock}</p>'


def _why(line: Line, *, served: bool) -> str:
    if served and line.state == State.WAITING and line.question:
        return f'<p class="why" dir="auto">“{escape(line.question[:300])}”</p>'
    if not line.need:
        return ""
    label = _("So that")
    return f'<p class="why"><span class="label">{label}</span><bdi>{escape(line.need[:300])}</bdi></p>'


def _foot(line: Line) -> str:
    return f'<p class="foot-line">{dominoes(line.behind)}</p>' if line.behind else ""


def _buttons(line: Line, shown: list[Button]) -> str:
    if not shown:
        return ""
    links = "".join(
        f'<a class="btn small{" primary" if one.likely else ""}" href="{address("act", line.id, one.move)}"'
        f' data-slip-key="{one.key}">{escape(one.title)}</a>'
        for one in shown
    )
    return f'<p class="actions">{links}</p>'
