"""What AGODI is told, in words."""

from django.utils.translation import gettext as _

from leerrecht.attendance.models import Mark
from leerrecht.discimus.models import Kind


def what(kind: str, value: str) -> str:
    """What a half-day or an enrolment is, in words; nothing is a word too."""
    if kind == Kind.ABSENCE:
        return f"{value}: {Mark(value).label}" if value else _("geen code")
    if not value:
        return _("niet ingeschreven")
    first, _slash, last = (_day(text) for text in value.partition("/"))
    if not last:
        return _("ingeschreven vanaf %(first)s") % {"first": first}
    return _("ingeschreven van %(first)s tot en met %(last)s") % {"first": first, "last": last}


def _day(text: str) -> str:
    year, _dash, rest = text.partition("-")
    month, _dash, day = rest.partition("-")
    return f"{day}/{month}/{year}" if rest else ""
