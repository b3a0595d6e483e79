"""Figures that the system knows itself, as evidence for a cell: of care and of the last survey, in one sentence."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from leerrecht.access.principal import Principal
from leerrecht.guidance.domain.queries.figures import Figures, figures
from leerrecht.quality.domain.queries.surveys import results, surveys


@dataclass(frozen=True, slots=True)
class Figure:
    key: str
    label: str
    value: str


def known_figures(by: Principal, school_id: int) -> list[Figure]:
    """The figures of care of this school year, and the last survey. The look is logged. Raises ``Denied``."""
    values = _care(figures(by, school_id, by.on)) | _climate(by, school_id)
    return [Figure(key, label, values[key]) for key, label in labels() if values.get(key)]


def labels() -> list[tuple[str, str]]:
    """Which figures there are, without counting any."""
    return [
        ("contact", _("Leerlingen met een B en een contact daarna")),
        ("tijd", _("Tijd van de eerste B tot het eerste contact")),
        ("signalen", _("Signalen en plichten zonder daad")),
        ("dossiers", _("Begeleidingsdossiers zonder één stap")),
        ("plannen", _("Plannen voorbij hun evaluatie")),
        ("klimaat_leerlingen", _("Schoolklimaat volgens de leerlingen")),
        ("klimaat_personeel", _("Schoolklimaat volgens het personeel")),
    ]


def _care(found: Figures) -> dict[str, str]:
    share = _("%(one)d van %(all)d")
    values = {
        "contact": _("%(one)d van %(all)d leerlingen") % {"one": found.contacted, "all": found.pupils_with_b},
        "signalen": _("%(one)d, van %(all)d leerlingen") % {"one": found.signals, "all": found.signal_pupils},
        "dossiers": share % {"one": found.files_without_steps, "all": found.files},
        "plannen": share % {"one": found.plans_late, "all": found.plans},
    }
    if found.median_days is not None:
        values["tijd"] = _("de helft binnen %(days)g dagen") % {"days": found.median_days}
    return values


def _climate(by: Principal, school_id: int) -> dict[str, str]:
    """The last survey that was closed, of each group that was not too small, with its doubt."""
    closed = [survey for survey in surveys(by, school_id) if survey.closed_on is not None]
    return {
        f"klimaat_{result.group}": " ".join(
            [
                _("%(likely)s, bevraging van %(day)s:") % {
                    "likely": _(" of ").join([result.likely, *result.also]), "day": f"{closed[0].opens_on:%d/%m/%Y}",
                },
                ", ".join(f"{one.name} {one.text}" for one in result.axes),
            ]
        )
        for result in (results(closed[0]) if closed else [])
        if result.axes
    }  # fmt: skip
