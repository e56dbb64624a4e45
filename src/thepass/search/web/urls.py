"""Addresses of search."""

from django.urls import path

from thepass.search.web import find, words

urlpatterns = [
    path("find/", find.page, name="find"),
    path("settings/words/", words.words, name="search_words"),
    path("settings/words/new/", words.write, name="write_synonyms"),
    path("settings/words/<int:synonym_id>/", words.change, name="change_synonyms"),
    path("settings/words/<int:synonym_id>/remove/", words.remove, name="remove_synonyms"),
]
