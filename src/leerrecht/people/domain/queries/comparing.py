"""Two records of one child side by side."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from leerrecht.people.domain.merging import BLANKS
from leerrecht.people.models import Pupil


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    keep: str
    drop: str
    taken: str

    @property
    def differs(self) -> bool:
        return self.keep != self.drop


def compare(keep: Pupil, drop: Pupil) -> list[Line]:
    """What both records say, and what the one that is kept will say."""
    lines = []
    for name in ("first_name", "last_name", "birth_date", "insz", "nationality", "domicile", "residence", *BLANKS):
        mine, theirs = _shown(keep, name), _shown(drop, name)
        taken = mine or theirs if name in (*BLANKS, "insz") else mine
        lines.append(Line(_label(name), mine, theirs, taken))
    for label, related in ((_("leerlingnummers"), "numbers"), (_("contactpersonen"), "contacts")):
        mine, theirs = _listed(keep, related), _listed(drop, related)
        lines.append(Line(label, mine, theirs, ", ".join(dict.fromkeys(filter(None, (mine, theirs))))))
    return [line for line in lines if line.keep or line.drop]


def _label(name: str) -> str:
    field: Any = Pupil._meta.get_field(name)
    return str(field.verbose_name)


def _shown(pupil: Pupil, name: str) -> str:
    value = getattr(pupil, name)
    if value in (None, ""):
        return ""
    display = getattr(pupil, f"get_{name}_display", None)
    if display is not None:
        return str(display())
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else str(value)


def _listed(pupil: Pupil, related: str) -> str:
    return ", ".join(str(record) for record in getattr(pupil, related).all())
