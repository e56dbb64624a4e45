"""Which column of a sheet says what: asked of whoever brings one."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from thepass.sheets.rules.columns import Column, headings_of
from thepass.sheets.rules.columns import Mapping as Columns
from thepass.sheets.rules.sheet import Row, Sheet
from thepass.sheets.rules.values import shown, text

EXAMPLES = 3


class ColumnsForm(forms.Form):
    """For each thing a row may say (`known`), the column that says it; and which sheet of a workbook."""

    known: Sequence[Column] = ()

    def __init__(self, *args: Any, sheets: Sequence[Sheet], sheet: Sheet, columns: Columns, **more: Any) -> None:
        super().__init__(*args, **more)
        if len(sheets) > 1:
            names = [(str(place), one.name) for place, one in enumerate(sheets)]
            self.fields["sheet"] = forms.ChoiceField(
                label=_("Sheet of the workbook"), choices=names, initial=str(list(sheets).index(sheet))
            )
        places = [("", _("Not in this sheet"))]
        places += [(str(one.index), f"{one.letter}: {shown(one.name)}") for one in headings_of(columns.header)]
        for column in self.known:
            at = columns.at.get(column.key)
            self.fields[column.key] = forms.ChoiceField(
                label=_(column.title),
                choices=places,
                required=column.required,
                initial=str(at.index) if at else "",
                help_text=_examples(sheet, columns.header, at.index) if at else "",
            )

    def picks(self) -> Mapping[str, int | None]:
        """The chosen columns by key."""
        chosen = {column.key: self.cleaned_data.get(column.key) for column in self.known}
        return {key: int(place) if place else None for key, place in chosen.items()}


def _examples(sheet: Sheet, header: Row, index: int) -> str:
    below = (row.at(index) for row in sheet.rows if row.number > header.number)
    said = list(dict.fromkeys(shown(cell) for cell in islice(below, 200) if text(cell)))[:EXAMPLES]
    return _("Such as %(examples)s") % {"examples": " · ".join(said)} if said else _("Nothing stands in this column.")
