"""Addresses of asking: /ask/, its suggestions, its drafts."""

from django.urls import path

from thepass.requests.web import ask, ask_time, drafts, suggest

urlpatterns = [
    path("ask/", ask.ask, name="ask"),
    path("ask/suggest/", suggest.suggest, name="ask_suggest"),
    path("ask/time/", ask_time.time, name="ask_time"),
    path("ask/kept/", ask_time.kept, name="ask_kept"),
    path("ask/drafts/", drafts.keep, name="keep_draft"),
    path("ask/drafts/<str:key>/away/", drafts.put_away, name="put_draft_away"),
]
