"""The two questions of an import: which file, and which of its columns says what."""

from django import forms
from django.utils.translation import gettext_lazy

from thepass.people.rules.bringing_columns import COLUMNS
from thepass.sheets.web import choosing


class SheetForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("The sheet"),
        help_text=gettext_lazy("Excel, LibreOffice or CSV, with a row of headings and one person in each row below."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xls,.xlsm,.xlsb,.ods"}),
    )


class ColumnsForm(choosing.ColumnsForm):
    """Of people."""

    known = COLUMNS
