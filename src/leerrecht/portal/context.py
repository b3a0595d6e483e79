"""Pages of other rooms that pupils and parents open too: for them in the frame of their own pages."""

from typing import Any

from django.http import HttpRequest

from leerrecht.portal.domain.queries.who import is_family
from leerrecht.portal.lasting import use

OF_STAFF, OF_FAMILY = "ui/staff.html", "portal/outer.html"


def frame(request: HttpRequest) -> dict[str, Any]:
    """``page_frame`` is asked by ``ui/base.html`` alone: other pages pay nothing for it."""

    def page_frame() -> str:
        by = getattr(request, "principal", None)
        if by is None or by.user_id is None or by.seats or not is_family(by):
            return OF_STAFF
        use(request)
        return OF_FAMILY

    return {"page_frame": page_frame}
