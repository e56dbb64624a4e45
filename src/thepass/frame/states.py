"""The states people see: each has one word and one icon, everywhere."""

from django.utils.translation import pgettext_lazy

STATES = {
    "new": ("circle-dashed", pgettext_lazy("state", "New")),
    "promised": ("clock", pgettext_lazy("state", "Promised")),
    "soon": ("hourglass", pgettext_lazy("state", "Due soon")),
    "late": ("triangle-alert", pgettext_lazy("state", "Late")),
    "kept": ("circle-check", pgettext_lazy("state", "Kept")),
    "question": ("message-circle-question-mark", pgettext_lazy("state", "Question")),
    "declined": ("signpost", pgettext_lazy("state", "Offer")),
}
