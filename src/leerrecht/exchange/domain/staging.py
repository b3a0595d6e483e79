"""The temporary tables of an import of absences: every mark of the file, then what each one turns out to be."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from leerrecht import law
from leerrecht.attendance.domain import bulk
from leerrecht.attendance.domain.entries import KNOWN_AHEAD
from leerrecht.exchange.domain import reasons
from leerrecht.exchange.domain.reasons import Refusal

STAGED = "exchange_staged"
RESOLVED = "exchange_resolved"
NOT_CODES = ("L", "-")
_SUMMER = (7, 8)
_PIECE = 4000

_TABLES = f"""
SET LOCAL work_mem = '64MB';
DROP TABLE IF EXISTS {STAGED}, {RESOLVED}, exchange_days, exchange_codes, exchange_enrolled;
CREATE TEMPORARY TABLE {STAGED} (
    seq bigint GENERATED ALWAYS AS IDENTITY, line integer, number text, date date, part text, moment smallint,
    mark text, ground text, minutes smallint, fault text, content text
) ON COMMIT DROP;
CREATE TEMPORARY TABLE exchange_days (date date PRIMARY KEY, outside boolean, free text) ON COMMIT DROP;
CREATE TEMPORARY TABLE exchange_codes (
    mark text, level text, kind text, birth_date date, date date, why text) ON COMMIT DROP;
"""

_COPY = f"COPY {STAGED} (line, number, date, part, moment, mark, ground, minutes, fault, content) FROM STDIN"

_ENROLLED = """
CREATE TEMPORARY TABLE exchange_enrolled ON COMMIT DROP AS
SELECT n.number, coalesce(p.merged_into_id, p.id) AS pupil_id, p.birth_date, e.id AS enrolment_id, e.school_id,
       lower(e.period) AS first_day, upper(e.period) AS end_day, e.share, e.level, e.kind, s.moment_vm, s.moment_nm
FROM people_pupilnumber n
JOIN people_pupil p ON p.id = n.pupil_id
JOIN enrolment_enrolment e ON e.pupil_id = coalesce(p.merged_into_id, p.id)
JOIN organisations_school s ON s.organisation_id = e.school_id
WHERE n.board_id = %(board)s AND e.school_id = ANY(%(schools)s)
"""

# The first reason that applies, in the order of the contract; 'niveau' is settled afterwards.
_RESOLVE = f"""
CREATE TEMPORARY TABLE {RESOLVED} ON COMMIT DROP AS
SELECT m.*,
    CASE
        WHEN m.outside THEN '{reasons.OUTSIDE}'
        WHEN m.free <> '' THEN '{reasons.FREE}'
        WHEN m.part = 'nm' AND extract(isodow FROM m.date) = 3 THEN '{reasons.WEDNESDAY}'
        WHEN NOT m.known AND m.number <> '' THEN '{reasons.STRANGER}'
        WHEN m.enrolment_id IS NULL AND m.date IS NOT NULL AND m.number <> '' AND m.fault <> 'nummer'
            THEN '{reasons.STRANGER}'
        WHEN m.mark = '' AND m.fault <> 'breedte' THEN '{reasons.CODE}'
        WHEN m.fault <> '' OR m.part IS NULL OR m.date IS NULL THEN '{reasons.UNREADABLE}'
        WHEN m.date > %(today)s AND NOT m.mark = ANY(%(ahead)s) THEN '{reasons.UNREADABLE}'
        ELSE ''
    END AS reason
FROM (
    SELECT DISTINCT ON (s.seq)
        s.seq, s.line, s.number, s.date, s.moment, s.mark, s.ground, s.minutes, s.fault, s.content,
        coalesce(nullif(s.part, ''),
                 CASE s.moment WHEN e.moment_vm THEN 'vm' WHEN e.moment_nm THEN 'nm' END,
                 CASE WHEN e.enrolment_id IS NULL THEN %(moments)s::jsonb ->> s.moment::text END) AS part,
        coalesce(d.outside, false) AS outside,
        coalesce(nullif(d.free, ''), f.reason, '') AS free,
        k.number IS NOT NULL AS known,
        e.pupil_id, e.enrolment_id, e.school_id, e.level, e.kind, e.birth_date
    FROM {STAGED} s
    LEFT JOIN exchange_days d ON d.date = s.date
    LEFT JOIN (SELECT DISTINCT number FROM exchange_enrolled) k ON k.number = s.number
    LEFT JOIN exchange_enrolled e ON e.number = s.number AND s.date >= e.first_day AND s.date < e.end_day
    LEFT JOIN enrolment_freeday f ON f.school_id = e.school_id AND f.date = s.date
         AND (f.part = '' OR f.part = coalesce(nullif(s.part, ''),
              CASE s.moment WHEN e.moment_vm THEN 'vm' WHEN e.moment_nm THEN 'nm' END))
    ORDER BY s.seq, e.share
) m
"""

_COMBINATIONS = f"""
SELECT DISTINCT mark, level, kind, CASE WHEN mark = 'A' THEN birth_date END, date
FROM {RESOLVED} WHERE reason = '' AND NOT mark = ANY(%s)
"""

_LEVELS = f"""
UPDATE {RESOLVED} r SET reason = '{reasons.CODE}', free = c.why
FROM exchange_codes c
WHERE r.reason = '' AND r.mark = c.mark AND r.level = c.level AND r.kind = c.kind AND r.date = c.date
  AND (c.birth_date IS NULL OR r.birth_date = c.birth_date)
"""

_INCOMING = f"""
INSERT INTO {bulk.INCOMING} (school_year, pupil_id, date, part, enrolment_id, school_id, mark, ground, late_minutes)
SELECT DISTINCT ON (pupil_id, date, part)
    extract(year FROM date) - CASE WHEN extract(month FROM date) < 9 THEN 1 ELSE 0 END,
    pupil_id, date, part, enrolment_id, school_id, mark, ground, minutes
FROM {RESOLVED} WHERE reason = ''
ORDER BY pupil_id, date, part, seq DESC
"""


class Staged(NamedTuple):
    """One mark of the file. ``mark`` is empty where the code is not known; ``part`` or ``moment`` says which half."""

    line: int
    number: str
    day: date | None
    part: str
    moment: int | None
    mark: str
    ground: str
    minutes: int | None
    fault: str
    content: str


def open_tables(cursor: Any) -> None:
    cursor.execute(_TABLES)
    bulk.open_incoming(cursor)


def copy_in(cursor: Any, marks: Iterable[Staged]) -> int:
    """Send the marks to the database in pieces; returns how many. Memory does not grow with the file."""
    count = 0
    piece: list[str] = []
    with cursor.copy(_COPY) as copy:
        for mark in marks:
            piece.append(_line(mark))
            if len(piece) == _PIECE:
                copy.write("".join(piece))
                count += len(piece)
                piece.clear()
        copy.write("".join(piece))
    return count + len(piece)


def resolve(cursor: Any, *, board_id: int, schools: Sequence[int], moments: dict[int, str], today: date) -> None:
    """Settle for each mark whose it is and whether it is refused; fills the incoming marks of attendance."""
    cursor.execute(_ENROLLED, {"board": board_id, "schools": list(schools)})
    cursor.execute(f"SELECT DISTINCT date FROM {STAGED} WHERE date IS NOT NULL")
    days = [_day(day) for (day,) in cursor.fetchall()]
    cursor.executemany("INSERT INTO exchange_days VALUES (%s, %s, %s)", days)
    cursor.execute(f"ANALYZE {STAGED}; ANALYZE exchange_days; ANALYZE exchange_enrolled")
    cursor.execute(_RESOLVE, {"moments": json.dumps(moments), "today": today, "ahead": sorted(KNOWN_AHEAD)})
    cursor.execute(_COMBINATIONS, [list(NOT_CODES)])
    wrong = [(*each, why) for each in cursor.fetchall() if (why := _why_not(*each))]
    if wrong:
        cursor.executemany("INSERT INTO exchange_codes VALUES (%s, %s, %s, %s, %s, %s)", wrong)
        cursor.execute(_LEVELS)
    cursor.execute(_INCOMING)


def tally(cursor: Any) -> tuple[int, tuple[int, ...], int]:
    """How many marks were read, how many refused for each reason, and how many were overtaken."""
    cursor.execute(f"SELECT reason, count(*) FROM {RESOLVED} GROUP BY reason")
    counted = dict(cursor.fetchall())
    cursor.execute(f"SELECT count(*) FROM {bulk.INCOMING}")
    (incoming,) = cursor.fetchone()
    refused = tuple(counted.get(reason, 0) for reason in reasons.REASONS)
    return sum(counted.values()), refused, counted.get("", 0) - incoming


def refusals(cursor: Any) -> Iterator[Refusal]:
    """Each refused mark in the order of the file, with what is wrong in words; read in pieces."""
    cursor.execute(
        f"DECLARE exchange_refused CURSOR FOR SELECT line, reason, number, date, part, moment, mark, fault, free, "
        f"content, known FROM {RESOLVED} WHERE reason <> '' ORDER BY seq"
    )
    while True:
        cursor.execute(f"FETCH {_PIECE} FROM exchange_refused")
        rows = cursor.fetchall()
        yield from (
            Refusal(row[0], row[1], _explain(*row[1:]), _content(number=row[2], content=row[9])) for row in rows
        )
        if len(rows) < _PIECE:
            break
    cursor.execute("CLOSE exchange_refused")


def _line(staged: Staged) -> str:
    line, number, day, part, moment, mark, ground, minutes, fault, content = staged
    if _SPECIAL(number):
        number = number.translate(_ESCAPES)
    if _SPECIAL(content):
        content = content.translate(_ESCAPES)
    return (
        f"{line}\t{number}\t{_iso(day)}\t{part}\t{_NULL if moment is None else moment}\t"
        f"{mark}\t{ground}\t{_NULL if minutes is None else minutes}\t{fault}\t{content}\n"
    )


_NULL = r"\N"
_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r", "\0": " "})
_SPECIAL = re.compile(r"[\\\t\n\r\0]").search


@lru_cache(maxsize=1024)
def _iso(day: date | None) -> str:
    return _NULL if day is None else day.isoformat()


def _day(day: date) -> tuple[date, bool, str]:
    if day.month in _SUMMER:
        return day, True, ""
    try:
        free = law.why_free(day)
    except law.BuitenKalender:
        # A year without a calendar has no enrolments either; the mark is refused for that.
        free = ""
    return day, False, free


def _why_not(mark: str, level: str, kind: str, birth_date: date | None, day: date) -> str:
    leerplichtig = birth_date is not None and law.is_leerplichtig(law.Leerling(geboortedatum=birth_date), day)
    return law.may_code(mark, level, kind, leerplichtig, day)


def _content(*, number: str, content: str) -> str:
    """A row of a table as it was; of a block, its heading and the pupil number."""
    return content if ";" in content or number in content else f"{content} {number}".strip()


def _explain(
    reason: str, number: str, day: date | None, part: str | None, moment: int | None, mark: str, fault: str, free: str,
    content: str, known: bool,
) -> str:  # fmt: skip
    shown = {
        "number": number, "day": f"{day:%d/%m/%Y}" if day else "", "free": free, "mark": mark, "moment": moment,
        "content": content,
    }  # fmt: skip
    if reason == reasons.STRANGER:
        if known:
            return (
                _("Leerling %(number)s was op %(day)s niet ingeschreven. Kijk de datum na, of pas de inschrijving aan.")
                % shown
            )
        return (
            _("Er is geen leerling met nummer %(number)s. Kijk het nummer na, of voer eerst de leerlingen in.") % shown
        )
    if reason == reasons.CODE:
        if free:
            return _("%(free)s. Verbeter de code in het bestand.") % {"free": free[:1].upper() + free[1:]}
        return _("Deze code is niet bekend (%(content)s). Vertaal ze in het profiel, of verbeter het bestand.") % shown
    if reason != reasons.UNREADABLE:
        return _DAYS[reason]() % shown
    if not fault and part is None:
        fault = "moment"
    return (
        _FAULTS.get(fault, _FAULTS["regel"])() % shown
        if fault
        else _(
            "%(day)s ligt in de toekomst: code %(mark)s kan dan nog niet vaststaan. Verbeter de datum of "
            "laat de rij weg."
        )
        % shown
    )


_DAYS = {
    reasons.OUTSIDE: lambda: _("%(day)s valt in juli of augustus: dan zijn er geen halve dagen. Laat de rij weg."),
    reasons.FREE: lambda: _("Op %(day)s is er geen les: %(free)s. Verbeter de datum of laat de rij weg."),
    reasons.WEDNESDAY: lambda: _("Op woensdagnamiddag (%(day)s) is er geen les. Laat de rij weg."),
}
_FAULTS = {
    "datum": lambda: _("“%(content)s” bevat geen bestaande datum. Verbeter de datum (blokformaat: DDMMJJTx)."),
    "nummer": lambda: _("“%(number)s” is geen leerlingnummer: dat telt 10 cijfers, met nullen vooraan."),
    "moment": lambda: _(
        "Lesmoment %(moment)s is voor deze school voormiddag noch namiddag. Stel de lesmomenten van de school in."
    ),
    "dagdeel": lambda: _("Het dagdeel is niet te lezen (%(content)s). Gebruik vm of nm."),
    "duur": lambda: _("De duur zegt niet welke halve dagen het zijn (%(content)s). Vul 1 in voor een hele dag."),
    "minuten": lambda: _("Het aantal minuten te laat is geen getal van 0 tot 300 (%(content)s)."),
    "breedte": lambda: _(
        "De rij telt meer velden dan er kolomkoppen zijn (%(content)s). Controleer het scheidingsteken."
    ),
    "regel": lambda: _("“%(content)s” is geen datumregel, code of leerlingnummer. Verbeter of verwijder de regel."),
}
