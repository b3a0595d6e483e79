"""The law core: the regulations as dated data and pure functions. No Django, no database, no clock.

Ask `antwoord(casus, op)`; see README.md in this folder for the whole API.
"""

from leerrecht.law.calendar import BuitenKalender, is_half_day, is_school_day, label, school_year, why_free
from leerrecht.law.casus import (
    Afwezigheid,
    Attest,
    Casus,
    CasusFout,
    Gebeurtenis,
    Inschrijving,
    Leerling,
    Maatregel,
    Periode,
    Toah,
)
from leerrecht.law.codes import CODES, GRONDEN, codes_for, gronden_for, may_code
from leerrecht.law.command import regelwijzer
from leerrecht.law.engine import Antwoord, antwoord
from leerrecht.law.leerplicht import deeltijds_van, is_leerplichtig, leerplicht, meerderjarig_van
from leerrecht.law.reader import parse_casus, read_casus
from leerrecht.law.regels import REGELS, Regel
from leerrecht.law.state import Uitkomst
from leerrecht.law.tables import GETALLEN, INSTELLINGEN
from leerrecht.law.urgency import Feiten, Urgentie, urgentie

__all__ = [
    "CODES",
    "GETALLEN",
    "GRONDEN",
    "INSTELLINGEN",
    "REGELS",
    "Afwezigheid",
    "Antwoord",
    "Attest",
    "BuitenKalender",
    "Casus",
    "CasusFout",
    "Feiten",
    "Gebeurtenis",
    "Inschrijving",
    "Leerling",
    "Maatregel",
    "Periode",
    "Regel",
    "Toah",
    "Uitkomst",
    "Urgentie",
    "antwoord",
    "codes_for",
    "deeltijds_van",
    "gronden_for",
    "is_half_day",
    "is_leerplichtig",
    "is_school_day",
    "label",
    "leerplicht",
    "may_code",
    "meerderjarig_van",
    "parse_casus",
    "read_casus",
    "regelwijzer",
    "school_year",
    "urgentie",
    "why_free",
]
