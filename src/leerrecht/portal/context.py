"""Pages of other rooms that pupils and parents open too: in the frame of their own pages, or of the way in."""

from typing import Any

from django.http import HttpRequest
from django.utils import translation

from leerrecht.portal.domain.queries.who import is_family
from leerrecht.portal.door import ENTRANCE
from leerrecht.portal.languages import DUTCH
from leerrecht.portal.lasting import use

OF_STAFF, OF_FAMILY, OF_DOOR = "ui/staff.html", "portal/outer.html", "portal/door.html"


def frame(request: HttpRequest) -> dict[str, Any]:
    """``page_frame`` is asked by ``ui/base.html`` alone: other pages pay nothing for it."""

    def page_frame() -> str:
        by = getattr(request, "principal", None)
        if by is None or by.seats:
            return OF_STAFF
        if by.user_id is None:
            return OF_DOOR if _at_the_door(request) else OF_STAFF
        if not is_family(by):
            return OF_STAFF
        use(request)
        return OF_FAMILY

    return {"page_frame": page_frame}


def _at_the_door(request: HttpRequest) -> bool:
    """A page of signing in, or an error that somebody reads who chose another language there."""
    match = request.resolver_match
    return (match is not None and match.url_name in ENTRANCE) or translation.get_language() != DUTCH
