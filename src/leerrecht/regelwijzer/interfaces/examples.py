"""Invented casussen to begin from."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Example:
    slug: str
    title: str | Promise
    op: date
    data: dict[str, Any]


def _secondary(born: str, **more: Any) -> dict[str, Any]:
    return {
        "leerling": {"geboortedatum": born},
        "inschrijvingen": [{"school": "A", "niveau": "secundair", "van": "2025-09-01"}],
        **more,
    }


EXAMPLES: dict[str, Example] = {
    example.slug: example
    for example in (
        Example(
            "eerste-b",
            _("De eerste keer spijbelen"),
            date(2025, 10, 8),
            _secondary(
                "2011-05-03",
                afwezigheden=[{"van": "2025-10-06", "tot": "2025-10-06", "dagdelen": ["nm"], "code": "B"}],
            ),
        ),
        Example(
            "vijfde-b",
            _("Vijf halve dagen spijbelen"),
            date(2025, 10, 10),
            _secondary(
                "2011-05-03",
                afwezigheden=[{"van": "2025-10-06", "tot": "2025-10-08", "code": "B"}],
                gebeurtenissen=[{"datum": "2025-10-07", "soort": "contact_ouders"}],
            ),
        ),
        Example(
            "chronisch-ziek",
            _("Chronisch ziek"),
            date(2026, 1, 15),
            {
                "leerling": {"geboortedatum": "2015-02-11", "afstand_school_km": 4.5},
                "inschrijvingen": [{"school": "A", "niveau": "lager", "van": "2025-09-01"}],
                "afwezigheden": [
                    {"van": van, "tot": tot, "code": "Z", "grond": "chronisch_attest"}
                    for van, tot in (
                        ("2025-09-15", "2025-09-16"), ("2025-10-06", "2025-10-08"), ("2025-11-17", "2025-11-18"),
                        ("2025-12-08", "2025-12-10"),
                    )
                ],
                "attesten": [{"soort": "chronisch", "van": "2025-09-01", "tot": "2026-06-30"}],
                "gebeurtenissen": [{"datum": "2025-09-10", "soort": "medische_attestering_chronisch_specialist"}],
            },
        ),
        Example(
            "uitsluiting",
            _("Definitief uitgesloten"),
            date(2025, 12, 10),
            _secondary(
                "2010-03-22",
                maatregelen=[{"soort": "definitieve_uitsluiting", "school": "A", "van": "2025-11-24"}],
                afwezigheden=[{"van": "2025-11-24", "tot": "2025-12-10", "code": "R", "grond": "tuchtmaatregel"}],
                gebeurtenissen=[
                    {"datum": "2025-11-25", "soort": "melding_agodi"},
                    {"datum": "2025-12-02", "soort": "zoekactie_school"},
                ],
            ),
        ),
        Example(
            "deels-naar-school",
            _("Elke week maar deels naar school"),
            date(2026, 2, 6),
            _secondary(
                "2009-08-30",
                afwezigheden=[
                    {"van": monday, "tot": tuesday, "code": "P"}
                    for monday, tuesday in (
                        ("2026-01-12", "2026-01-13"), ("2026-01-19", "2026-01-20"), ("2026-01-26", "2026-01-27"),
                        ("2026-02-02", "2026-02-03"),
                    )
                ],
            ),
        ),
        Example(
            "niet-ingeschreven",
            _("Nergens ingeschreven"),
            date(2025, 10, 15),
            {"leerling": {"geboortedatum": "2013-01-19"}},
        ),
    )
}  # fmt: skip
