"""What signing up asks besides address and password. Alone here: allauth reads it before its own forms."""

from typing import Any

from django import forms
from django.http import HttpRequest


class Newcomer(forms.Form):
    """The base of allauth's sign-up form."""

    name = forms.CharField(max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"}))

    def signup(self, request: HttpRequest, user: Any) -> None:
        """allauth calls this when the person exists; the name is theirs already."""
