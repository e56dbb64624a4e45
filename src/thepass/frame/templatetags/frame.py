"""Small parts for every page: icons, states, people, shares, times. Loaded into every template."""

from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import Any
from uuid import uuid4
from zlib import crc32
from zoneinfo import ZoneInfo

from django import template
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from thepass.frame import icons, moment, places, slots, styles, toast
from thepass.frame.states import STATES
from thepass.frame.templatetags import field as fields
from thepass.frame.templatetags import kept

register = template.Library()
Context = dict[str, Any]


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """{% icon "clock" %}: decoration only, the word beside it speaks."""
    return icons.icon(name, extra)


@register.simple_tag
def state_tag(state: str, word: str = "", symbol: str = "", bare: bool = False) -> SafeString:
    """{% state_tag "late" %}: icon and word in the state's colour; `word` and `symbol` replace the usual ones."""
    usual_symbol, usual_word = STATES[state]
    classes, drawn = "tag bare" if bare else "tag", icons.icon(symbol or usual_symbol)
    return format_html('<span class="{}" data-state="{}">{}{}</span>', classes, state, drawn, word or usual_word)


@register.simple_tag
def avatar(name: str, seed: Any = "", size: str = "") -> SafeString:
    """{% avatar person.name person.id %}: first letters on one of six hues, the same every time."""
    return _drawn(str(name), str(seed or name), size)


@lru_cache(maxsize=2048)
def _drawn(name: str, seed: str, size: str) -> SafeString:
    hue = crc32(seed.encode()) % 6 + 1
    classes = f"avatar {size}".strip()
    return format_html('<span class="{}" data-hue="{}" aria-hidden="true">{}</span>', classes, hue, initials(name))


def initials(name: str) -> str:
    """First letters of the first and last word: "Priya Raman" is PR. One letter where there is one word."""
    words = [word for word in str(name).split() if word[0].isalnum()] or [str(name).strip() or "?"]
    letters = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    return letters.upper()


@register.simple_tag
def meter(value: float, state: str = "promised", words: str = "") -> SafeString:
    """{% meter 92 "kept" "92 in 100 kept" %}: a share of 100. Without `words` it only decorates a number beside it."""
    share = max(0, min(100, round(float(value))))
    says = format_html('role="img" aria-label="{}"', words) if words else 'aria-hidden="true"'
    return format_html(
        '<svg class="meter" data-state="{}" {}><rect width="{}%" height="100%"/></svg>',
        state,
        says if words else SafeString(says),
        share,
    )


@register.simple_tag
def dominoes(number: int, customer: str = "") -> SafeString:
    """{% dominoes 3 "Saltmarsh" %}: how many wait behind this, and the outside customer at the end. Nothing for 0."""
    if not number:
        return SafeString("")
    shown = min(int(number), 6)
    bars = "".join(f"M{step * 8 + 3} 0h5l-3 13h-5z" for step in range(shown))
    words = ngettext("%(n)s waits behind this", "%(n)s wait behind this", number) % {"n": count(number)}
    end = format_html(" <b>{}{}</b>", icons.icon("diamond"), customer) if customer else ""
    drawn = format_html(
        '<svg class="bars" width="{}" height="13" aria-hidden="true"><path d="{}"/></svg>', shown * 8 + 2, bars
    )
    return format_html('<span class="dominoes">{}{}{}</span>', drawn, words, end)


@register.simple_tag
def count(number: int) -> str:
    """{% count n %}: "99+" from a hundred on; nobody counts further, and neither do our queries."""
    return "99+\N{LEFT-TO-RIGHT MARK}" if number > 99 else str(number)  # the mark keeps "+" behind in any direction


@register.simple_tag(takes_context=True)
def when(context: Context, at: datetime | None, zone: tzinfo | str = "") -> SafeString:
    """{% when promise.due team.zone %}: on the reader's clock, with the day unless today; theirs where it differs."""
    if at is None:
        return SafeString("")
    text = moment.when_text(at, now=_now(context))
    if zone and (there := moment.elsewhere_text(at, zone=ZoneInfo(zone) if isinstance(zone, str) else zone)):
        return format_html(
            '<time datetime="{}">{}</time> <small class="elsewhere">({})</small>', _machine(at), text, there
        )
    return format_html('<time datetime="{}">{}</time>', _machine(at), text)


@register.simple_tag(takes_context=True)
def clock(context: Context, at: datetime) -> SafeString:
    """{% clock slip.due %}: the time of day alone, where the day stands beside it."""
    return format_html('<time datetime="{}">{}</time>', _machine(at), moment.time_text(at))


@register.simple_tag(takes_context=True)
def day(context: Context, on: date | datetime | None) -> SafeString:
    """{% day request.needed_by %}: today, tomorrow, yesterday or "Fri 22 May"."""
    if on is None:
        return SafeString("")
    on = timezone.localtime(on).date() if isinstance(on, datetime) else on
    text = moment.day_text(on, today=timezone.localtime(_now(context)).date())
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), text)


def _now(context: Context) -> datetime:
    return context["request"].now if "request" in context else context["now"]


def _machine(at: datetime) -> str:
    return timezone.localtime(at).isoformat(timespec="minutes")


@register.simple_tag(takes_context=True)
def command_fields(context: Context, seen: int | None = None) -> SafeString:
    """{% command_fields seen=row.version %}: against forgery, double clicks and changing what one has not seen."""
    fields = [("csrfmiddlewaretoken", get_token(context["request"])), ("command_id", uuid4().hex)]
    fields += [("seen", str(seen))] if seen is not None else []
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', fields)


@register.simple_tag
@lru_cache  # where a file is served does not change while we run
def static_module(name: str, app: str = "frame") -> SafeString:
    """{% static_module "palette" %}: one of our small scripts, loaded after the page. None imports another."""
    return format_html('<script type="module" src="{}"></script>', static(f"{app}/js/{name}.js"))


@register.simple_tag
@lru_cache
def style(name: str) -> SafeString:
    """{% style "matrix" %}: the sheet of a component that only some pages use."""
    return format_html('<link rel="stylesheet" href="{}">', static(styles.sheet(name)))


@register.simple_tag
@lru_cache
def styles_everywhere() -> SafeString:
    """The sheets of every page; tokens first, for it names the layers."""
    return format_html_join(
        "\n",
        '<link rel="stylesheet" href="{}">',
        ((static(styles.sheet(name)),) for name in (*styles.LAYERS, *styles.EVERYWHERE)),
    )


@register.simple_tag(takes_context=True, name="places")
def places_of(context: Context, where: str) -> Any:
    """{% places "main" as main %}: the menu of who reads. A page may say where it belongs by `place` in its context."""
    return places.places(context["request"], where, current=context.get("place", "")) if "request" in context else []


@register.simple_tag(takes_context=True)
def bell(context: Context) -> Any:
    """{% bell as news %}: what the app of notices has put under the bell; None where there is none."""
    news = slots.bell.under("*").get("news")
    return news(context["request"]) if news and context.get("person") else None


@register.simple_tag(takes_context=True)
def banners(context: Context) -> list[str]:
    """{% banners as notices %}: sentences for everybody, such as coming maintenance."""
    if "request" not in context:
        return []
    return [sentence for banner in slots.banners.under("*").values() if (sentence := banner(context["request"]))]


@register.filter
def told(message: Any) -> dict[str, str]:
    """{{ message|told }}: the state of a toast and what it may undo."""
    return toast.parts(message)


register.tags |= fields.register.tags | kept.register.tags  # so that pages need load nothing
