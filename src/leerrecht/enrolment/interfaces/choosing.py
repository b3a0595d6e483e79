"""The class in a filter: for who works for one school, and for who works for sixty."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from leerrecht.access.numbers import whole
from leerrecht.enrolment.models import ClassGroup
from leerrecht.ui.choosing import TOGETHER

SCHOOL_FIRST = _("kies eerst een school")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a filter was asked, and the classes that it offers; ``school_first``: none until a school is chosen."""

    data: Any
    classes: QuerySet[ClassGroup]
    school_first: bool


def of_chosen_school(data: Any, classes: QuerySet[ClassGroup], *, schools: int, name: str) -> Asked:
    """Of ``classes`` those of the school that ``data`` names, and ``data`` without the class of another school.

    Whoever chooses another school need not take away the class first. Of more ``schools`` than are read together, no
    class is offered before a school is, but for the one asked for in ``name``: an address that was kept still works.
    """
    school, chosen = (whole(data.get(key, "")) for key in ("school", name)) if data else (None, None)
    if school is None:
        kept = classes.none() if chosen is None else classes.filter(pk=chosen)
        return Asked(data, kept, True) if schools > TOGETHER else Asked(data, classes, False)
    offered = classes.filter(school=school)
    if chosen is not None and not offered.filter(pk=chosen).exists():
        data = data.copy()
        del data[name]
    return Asked(data, offered, False)
