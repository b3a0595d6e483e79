"""The list of pupils as CSV, in the columns that the import of pupils reads."""

import csv
import io
from collections.abc import Iterable, Iterator

from leerrecht.enrolment.models import Enrolment
from leerrecht.organisations.domain.periods import in_words, last_day
from leerrecht.ui.downloads import harmless

BYTE_ORDER_MARK = "\ufeff"
HEADER = (
    "Leerlingnummer", "Naam", "Voornaam", "Geboortedatum", "Instellingsnummer", "Klas", "Begindatum inschrijving",
    "Einddatum inschrijving",
)  # fmt: skip


def pupils_csv(rows: Iterable[Enrolment]) -> Iterator[str]:
    """Lines with semicolons, the first with a byte order mark so that accents survive a table program."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADER)
    yield BYTE_ORDER_MARK + _taken(buffer)
    for row in rows:
        pupil = row.pupil
        last = last_day(row.period)
        writer.writerow(
            [
                harmless(row.number or ""),  # type: ignore[attr-defined]
                harmless(pupil.last_name),
                harmless(pupil.first_name),
                in_words(pupil.birth_date),
                row.school.number,
                harmless(row.class_name or ""),  # type: ignore[attr-defined]
                in_words(row.period.lower),
                in_words(last) if last else "",
            ]
        )
        yield _taken(buffer)


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
