"""/requests/R-12/promise/ and every other move: a form on a page of its own, which a link in a letter opens too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thepass.files.changes import kept_from
from thepass.frame.asking import ask, or_404, reader
from thepass.kernel.intent import Intent
from thepass.requests import changes
from thepass.requests.queries import case, page
from thepass.requests.rules import moves
from thepass.requests.rules.request import State
from thepass.requests.web import forms, kind_acts
from thepass.requests.web.act import Act, plain

if TYPE_CHECKING:
    from thepass.journal.record import Answer


def _promise(request: HttpRequest, one: Any, intent: Intent, said: dict[str, Any]) -> Answer:
    if forms.reads_back(one):
        return changes.read_back(intent, one.pk, words=said["words"], due=said["due"])
    return changes.promise(intent, one.pk, due=said["due"])


def _agree(request: HttpRequest, one: Any, intent: Intent, said: dict[str, Any]) -> Answer:
    return (changes.confirm if one.state == State.HEARD else changes.agree)(intent, one.pk)


def _deliver(request: HttpRequest, one: Any, intent: Intent, said: dict[str, Any]) -> Answer:
    return changes.deliver(intent, one.pk, words=said["words"], file_ids=kept_from(intent, request))


def _choose(request: HttpRequest, one: Any, intent: Intent, said: dict[str, Any]) -> Answer:
    taken = request.POST.get("alternative", "")
    number = int(taken) if taken.isascii() and taken.isdigit() and len(taken) < 4 else None
    return changes.choose(intent, one.pk, alternative=number, words=request.POST.get("words", ""))


def _refuse(request: HttpRequest, one: Any, intent: Intent, said: dict[str, Any]) -> Answer:
    return changes.decline(intent, one.pk, reason=said["reason"], alternatives=said["alternatives"])


ACTS: dict[str, Act] = {
    "taking": Act(
        rule="take", title=gettext_lazy("Take this on"), submit=gettext_lazy("I take it"),
        done=gettext_lazy("It is yours."), do=plain(changes.take),
    ),
    "promise": Act(
        rule="promise", title=gettext_lazy("Promise a time"), submit=gettext_lazy("Promise it"),
        done=gettext_lazy("They have been told."), do=_promise, form=forms.PromiseForm,
    ),
    "question": Act(
        rule="ask_back", title=gettext_lazy("Ask back"), submit=gettext_lazy("Send the question"),
        done=gettext_lazy("The question is on its way."), do=plain(changes.ask_back, "words"),
        form=forms.QuestionForm,
    ),
    "answer": Act(
        rule="answer", title=gettext_lazy("Answer the question"), submit=gettext_lazy("Send the answer"),
        done=gettext_lazy("The answer is on its way."), do=plain(changes.answer, "words"), form=forms.AnswerForm,
    ),
    "correction": Act(
        rule="correct", title=gettext_lazy("Put right what was heard"), submit=gettext_lazy("Send it"),
        done=gettext_lazy("They will read it back again."), do=plain(changes.correct, "words"),
        form=forms.CorrectionForm,
    ),
    "agreement": Act(
        rule="agree", title=gettext_lazy("Agree"), submit=gettext_lazy("Yes, that’s it"),
        done=gettext_lazy("Agreed. They have been told."), do=_agree,
    ),
    "objection": Act(
        rule="object", title=gettext_lazy("Keep the time as promised"), submit=gettext_lazy("Keep it as it was"),
        done=gettext_lazy("The promise stands as it was."), do=plain(changes.object_, "words"),
        form=forms.ObjectionForm,
    ),
    "renegotiation": Act(
        rule="propose", title=gettext_lazy("Ask to move the promise"), submit=gettext_lazy("Ask for the new time"),
        done=gettext_lazy("They have been asked."), do=plain(changes.propose, "due", "reason"),
        form=forms.RenegotiationForm,
    ),
    "handover": Act(
        rule="hand_over", title=gettext_lazy("Pass on"), submit=gettext_lazy("Pass it on"),
        done=gettext_lazy("It is passed on. Their own clock begins now."),
        do=plain(changes.hand_over, "to", "words"), form=forms.HandoverForm,
    ),
    "refusal": Act(
        rule="decline", title=gettext_lazy("Offer something else"), submit=gettext_lazy("Send the offer"),
        done=gettext_lazy("The offer is on its way."), do=_refuse, form=forms.RefusalForm,
        about=gettext_lazy("You can’t do it as asked. Give them at least one way forward, and they can choose."),
    ),
    "choice": Act(
        rule="choose", title=gettext_lazy("What is offered instead"), submit=gettext_lazy("None of these"),
        done=gettext_lazy("They have been told."), do=_choose,
    ),
    "delivery": Act(
        rule="deliver", title=gettext_lazy("Done"), submit=gettext_lazy("Hand it over"),
        done=gettext_lazy("Handed over. They have been told."), do=_deliver, form=forms.DeliveryForm, files=True,
    ),
    "acceptance": Act(
        rule="accept", title=gettext_lazy("That is what I needed"), submit=gettext_lazy("Yes, thank you"),
        done=gettext_lazy("Closed. Thank you."), do=plain(changes.accept),
    ),
    "thanks": Act(
        rule="thank", title=gettext_lazy("Thank you"), submit=gettext_lazy("Say thank you"),
        done=gettext_lazy("Your thanks are on their way."), do=plain(changes.thank, "words"), form=forms.ThanksForm,
    ),
    "reopening": Act(
        rule="reopen", title=gettext_lazy("Not what I needed"), submit=gettext_lazy("Ask for it again"),
        done=gettext_lazy("They have been told; a new promise is due."), do=plain(changes.reopen, "words"),
        form=forms.ReopeningForm,
    ),
    "withdrawal": Act(
        rule="withdraw", title=gettext_lazy("Not needed any more"), submit=gettext_lazy("Withdraw it"),
        done=gettext_lazy("It is withdrawn."), do=plain(changes.withdraw, "words"), form=forms.WithdrawalForm,
    ),
    "merging": Act(
        rule="merge", title=gettext_lazy("Asked already"), submit=gettext_lazy("Put them together"),
        done=gettext_lazy("They are one now. Whoever waited for this one follows the other."),
        do=plain(changes.merge, "into"), form=forms.MergingForm,
    ),
    "opening": Act(
        rule="open_up", title=gettext_lazy("Show it to both teams"), submit=gettext_lazy("Show it"),
        done=gettext_lazy("Both teams can see it now."), do=plain(changes.open_up),
    ),
}  # fmt: skip
ACTS |= kind_acts.ACTS
NEEDS_HOURS = {"promise", "renegotiation", "refusal"}


def act(request: HttpRequest, request_id: int, move: str) -> HttpResponse:
    """The form of a move, filled where a link says with what; only sending it changes anything."""
    person = reader(request)
    found = ACTS.get(move)
    if found is None:
        raise Http404
    one = or_404(page.request(person, request_id))
    if request.method != "POST":
        moves.allow(rule_of(found, one), one.as_state, one.me)
    back = reverse("request", args=[request_id])
    given: dict[str, Any] = {
        "one": one, "person": person, "now": request.now,  # type: ignore[attr-defined]
        "calendar": case.supplier_hours(one.team_id, one.person_id) if move in NEEDS_HOURS else None,
    }  # fmt: skip
    if move == "refusal":
        given["services"] = page.other_services(person, one)
    return ask(
        request, found.form, lambda intent, said: found.do(request, one, intent, said),
        done=found.done, to=_after(request, back), template="requests/act.html", given=given,
        title=title_of(found, one), submit=found.submit, second=found.second, about=found.about, back=back, one=one,
        seen=one.version, files=found.files, move=move, above=[(back, f"R-{one.pk} {one.title}")], place="home",
        offered=page.offered(person, one) if move == "choice" else (),
    )  # fmt: skip


def rule_of(found: Act, one: Any) -> str:
    """Agreeing means the read-back, or the new time, whichever waits; a promise may begin with the read-back."""
    if found.rule == "agree" and one.state == State.HEARD:
        return "confirm"
    return "read_back" if found.rule == "promise" and forms.reads_back(one) else found.rule


def title_of(found: Act, one: Any) -> Any:
    if found.rule == "promise" and forms.reads_back(one):
        return _("Say what you heard, and promise a time")
    return found.title


def _after(request: HttpRequest, back: str) -> str:
    """Back to the rail, to the slip after this one, where the move began there."""
    at = request.GET.get("at", "")
    return f"{reverse('home')}?after={at}" if at.isascii() and at.isdigit() and len(at) < 4 else back
