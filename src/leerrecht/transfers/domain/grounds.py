"""On what ground a piece goes, and whether anybody can object; of the planned transfer, whether it is on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leerrecht.access.compartments import Clb, Gedeeld, Medisch, Team, Zorg
from leerrecht.law.sources import bronnen
from leerrecht.law.tables import INSTELLINGEN, getal, setting
from leerrecht.transfers.models import Sort, TransferKind

PLANNED = "tuchtdossier_overdracht"
PLANNED_ACTION = "actie.16"
NOTHING: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True)
class Ground:
    """``objectable``: pupil or parents can keep it back; ``consent``: it goes only where they agreed before."""

    words: str | Promise
    sources: tuple[str, ...]
    objectable: bool = True
    consent: bool = False

    @property
    def texts(self) -> list[str]:
        return bronnen(self.sources)


_ALWAYS = Ground(
    _("verplicht: een kopie van een verslag volgt altijd de leerling"), ("002:2128-2132",), objectable=False
)
GROUNDS: dict[str, Ground] = {
    Sort.GC: _ALWAYS,
    Sort.IAC: _ALWAYS,
    Sort.OV4: _ALWAYS,
    Sort.CARE: Ground(
        _("nuttig voor de onderwijsloopbaan, en in het belang van de leerling; verzet kan"), ("002:2128-2132",)
    ),
    Sort.SOCIAL: Ground(_("alleen met toestemming"), ("002:899-903",), consent=True),
    Sort.SUMMARY: Ground(_("de leerling wil dit één keer vertellen, en gaat akkoord"), ("besluit:11",), consent=True),
    Sort.FILE: Ground(_("het dossier verhuist mee, tenzij er verzet is"), ("002:2119-2124",)),
    Sort.DUTY: Ground(
        _("verplicht: opvolging van de leerplicht; verzet kan niet"), ("002:2119-2124",), objectable=False
    ),
    Sort.HEALTH: Ground(_("verplicht: medische gegevens; verzet kan niet"), ("002:2119-2124",), objectable=False),
    Sort.MEASURES: Ground(_("aangekondigd: begeleidende maatregelen, voor één lezer"), ("003:967-977", "besluit:10")),
}
B_WORDS = _("van de afwezigheden alleen het aantal halve dagen B (problematisch afwezig)")

REPORTS = (Sort.GC, Sort.IAC, Sort.OV4)
# By kind of transfer: which sorts can be chosen, and from which compartments of the sender.
SORTS: dict[str, tuple[Sort, ...]] = {
    TransferKind.SCHOOL: (Sort.CARE, Sort.SOCIAL, *REPORTS),
    TransferKind.CENTRE: (Sort.FILE, Sort.DUTY, *REPORTS),
    TransferKind.MEDICAL: (Sort.HEALTH,),
}
COMPARTMENTS: dict[str, frozenset[str]] = {
    TransferKind.SCHOOL: frozenset({Team.key, Zorg.key, Gedeeld.key}),
    TransferKind.CENTRE: frozenset({Clb.key}),
    TransferKind.MEDICAL: frozenset({Medisch.key}),
}


@dataclass(frozen=True, slots=True)
class Planned:
    """The announced transfer of guidance measures to one named reader."""

    on: bool
    begins: date | None
    explanation: str
    sources: tuple[str, ...]


def planned(on: date, settings: Mapping[str, object] = NOTHING) -> Planned:
    """Whether that transfer may be made: its day has come and the setting of the law is on. By default it is off."""
    entry = getal(PLANNED_ACTION)
    begins = entry.valid_from if entry else None
    switched = setting(settings, PLANNED) is not None
    return Planned(
        on=switched and begins is not None and on >= begins,
        begins=begins,
        explanation=INSTELLINGEN[PLANNED].uitleg,
        sources=INSTELLINGEN[PLANNED].bron,
    )
