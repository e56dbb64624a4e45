"""/requests/R-12/links/: what this waits for, and what waits for it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from thepass.frame.asking import ask, do_and_go, or_404, reader
from thepass.requests import changes
from thepass.requests.queries import linked, page

WAITS, WAITED_FOR = "waits", "waited_for"


class LinkForm(forms.Form):
    """One item by its number or words of its title, and which of the two waits."""

    way = forms.ChoiceField(
        label=gettext_lazy("Which waits for which?"), widget=forms.RadioSelect, initial=WAITS,
        choices=[
            (WAITS, gettext_lazy("This waits for the other")), (WAITED_FOR, gettext_lazy("The other waits for this")),
        ],
    )  # fmt: skip
    item = forms.CharField(
        label=gettext_lazy("The other one"), max_length=200,
        help_text=gettext_lazy("Its number, such as R-12 or C-3, or words of its title."),
    )  # fmt: skip

    def __init__(self, *args: Any, person: Any, one: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.person, self.one = person, one

    def clean_item(self) -> str:
        """The stream of the one item meant."""
        found = page.items_like(self.person, self.cleaned_data["item"], but=self.one.pk)
        if len(found) == 1:
            return found[0][0]
        if not found:
            raise forms.ValidationError(_("Nothing open was found by that. Please write its number, such as R-12."))
        several = _("There are several: %(listed)s. Please write the number.")
        raise forms.ValidationError(several, params={"listed": ", ".join(name for _stream, name in found[:5])})


def links(request: HttpRequest, request_id: int) -> HttpResponse:
    """What is linked, each with a way to take it off, and a form for one more."""
    person = reader(request)
    one = or_404(page.request(person, request_id))
    here, back = reverse("request_links", args=[request_id]), reverse("request", args=[request_id])
    stream = f"request:{request_id}"

    def tie(intent: Any, said: dict[str, Any]) -> Any:
        ends = (stream, said["item"]) if said["way"] == WAITS else (said["item"], stream)
        return changes.tie(intent, waiter=ends[0], needs=ends[1])

    return ask(
        request, LinkForm, tie, done=_("They are linked."), to=here, template="requests/links.html",
        given={"person": person, "one": one}, title=_("What waits for what"), submit=_("Link them"), back=back,
        above=[(back, f"R-{one.pk} {one.title}")], tied=linked.tied(one.me, stream), one=one, place="home",
    )  # fmt: skip


@require_POST
def release(request: HttpRequest, request_id: int, link_id: int) -> HttpResponse:
    """One link less, and back within ten seconds."""
    one = or_404(page.request(reader(request), request_id))
    to = reverse("request_links", args=[one.pk])
    return do_and_go(request, lambda intent: changes.release(intent, link_id), done=_("No longer linked."), to=to)
