"""Who works for many schools chooses one, and with the same press where to go."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

# No longer than what the database surely holds as a number.
_KEY = re.compile(r"[0-9]{1,18}")


def to_school(request: HttpRequest, *places: str) -> HttpResponse | None:
    """Where the form of ``<c-for-school>`` leads; None where nobody pressed one of its buttons.

    ``naar`` is the name of an address with the school as its only key, and one of ``places``; ``school`` is that key.
    Whether somebody may go there, the place says itself.
    """
    place, school = request.GET.get("naar", ""), request.GET.get("school", "")
    if place not in places or not _KEY.fullmatch(school):
        return None
    return redirect(place, int(school))
