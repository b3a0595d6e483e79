"""The register as rows of a file: what stands on the list, no words from a file."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from leerrecht.thuiszitters.domain.queries.register import Line

Cells = Sequence[Any]


def heads() -> list[str]:
    return [
        _("Naam"), _("Voornaam"), _("School"), _("Klas"), _("Reden"), _("Sinds"), _("Schooldagen"),
        _("Halve dagen per week op school"), _("Gevonden omdat"), _("Wat iemand ervan zegt"), _("Intussen"),
        _("Laatste contact"), _("Wie volgt op"), _("Volgende stap"), _("Tegen"), _("Niet meer sinds"),
        _("Hoe het eindigde"),
    ]  # fmt: skip


def rows(lines: Iterable[Line]) -> list[Cells]:
    """One row per pupil, under :func:`heads`."""
    return [_row(line) for line in lines]


def _row(line: Line) -> Cells:
    record = line.record
    return (
        record.pupil.last_name, record.pupil.first_name, str(record.school or record.centre or ""), line.class_name,
        line.reason_words, line.since, line.school_days, _number(line.half_days),
        "; ".join(ground["tekst"] for ground in record.grounds), record.get_verdict_display(),
        "; ".join(line.alternatives), line.contact_on, line.lead, record.get_next_step_display(), record.next_on,
        record.ended_on, record.get_ended_how_display(),
    )  # fmt: skip


def _number(value: Any) -> str:
    """As a spreadsheet in Dutch reads it."""
    return "" if value is None else f"{value.normalize():f}".replace(".", ",")
