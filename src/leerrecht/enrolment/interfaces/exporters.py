"""The list of pupils as CSV, in the columns that the import of pupils reads."""

import csv
import io
from collections.abc import Iterable, Iterator

from leerrecht.enrolment.models import Enrolment
from leerrecht.organisations.domain.periods import in_words, last_day

# A table program takes a cell that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"
HEADER = (
    "Leerlingnummer", "Naam", "Voornaam", "Geboortedatum", "Instellingsnummer", "Klas", "Begindatum inschrijving",
    "Einddatum inschrijving",
)  # fmt: skip


def safe(text: str) -> str:
    """Text that a table program shows as text."""
    return f"'{text}" if text.startswith(FORMULA) else text


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
                row.number or "",  # type: ignore[attr-defined]
                safe(pupil.last_name),
                safe(pupil.first_name),
                in_words(pupil.birth_date),
                row.school.number,
                safe(row.class_name or ""),  # type: ignore[attr-defined]
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
