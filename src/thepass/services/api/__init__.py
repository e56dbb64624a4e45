"""Services for programs: the same changes and queries as JSON."""

from thepass.services.api.services import router

__all__ = ["router"]
