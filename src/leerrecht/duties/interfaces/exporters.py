"""The worklist as a CSV file for a spreadsheet."""

import csv
import io
from collections.abc import Iterable

from django.utils.translation import gettext as _

from leerrecht.duties.domain.queries.worklist import Row
from leerrecht.ui.downloads import harmless
from leerrecht.ui.words import NATURES, citation


def worklist_csv(rows: Iterable[Row]) -> str:
    """One line per outcome: semicolons and a byte order mark, as the spreadsheets of schools expect."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [
            _("Naam"), _("Voornaam"), _("School"), _("Klas"), _("Soort"), _("Aanbeveling"), _("Wat"), _("Omdat"),
            _("Sinds"), _("Uiterlijk"), _("Bron"), _("Waarom dringend"),
        ]
    )  # fmt: skip
    for row in rows:
        for line in row.lines:
            outcome = line.outcome
            cells = (
                row.pupil.last_name,
                row.pupil.first_name,
                row.school.name if row.school else "",
                row.class_name,
                str(NATURES[outcome.aard]),
                _("ja") if outcome.advies else _("nee"),
                line.rule.titel,
                "; ".join(outcome.omdat),
                outcome.sinds.isoformat(),
                outcome.uiterlijk.isoformat() if outcome.uiterlijk else "",
                "; ".join(source.voluit for source in map(citation, outcome.bron)),
                "; ".join(row.reasons),
            )
            writer.writerow([harmless(cell) for cell in cells])
    return out.getvalue()
