"""The interface with all its addresses."""

from leerrecht.api.views import attendance, changes, duties, pupils, schools
from leerrecht.api.views.core import api

__all__ = ["api", "attendance", "changes", "duties", "pupils", "schools"]
