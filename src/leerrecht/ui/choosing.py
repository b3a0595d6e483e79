"""Who works for many schools chooses one, and with the same press where to go."""

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from leerrecht.access.numbers import whole

One = TypeVar("One", bound=Model)
# So many schools, or pieces each of one school, are read beneath each other; with more of them one looks at one, or
# unfolds them.
TOGETHER = 3


def to_school(request: HttpRequest, *places: str) -> HttpResponse | None:
    """Where the form of ``<c-for-school>`` leads; None where nobody pressed one of its buttons.

    ``naar`` is the name of an address with the school as its only key, and one of ``places``; ``school`` is that key.
    Whether somebody may go there, the place says itself.
    """
    place, school = request.GET.get("naar", ""), whole(request.GET.get("school", ""))
    if place not in places or school is None:
        return None
    return redirect(place, school)


def chosen_school(request: HttpRequest, schools: Sequence[One]) -> One | None:
    """Which of ``schools`` the filter ``<c-school-filter>`` asks for, else the first; None where there are none."""
    wanted = whole(request.GET.get("school", ""))
    return next((one for one in schools if one.pk == wanted), schools[0] if schools else None)
