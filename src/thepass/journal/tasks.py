"""The face of background work: `django_tasks`, with rows behind it. (Filled in by the worker.)"""

from django_tasks.backends.immediate import ImmediateBackend


class RowsBackend(ImmediateBackend):
    """Runs at once until the worker takes over."""
