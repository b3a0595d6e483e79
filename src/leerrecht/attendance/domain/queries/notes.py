"""Parents' notes: which are one too many or too long this school year, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.attendance.domain.queries.scoped import rows_of
from leerrecht.attendance.models import Certificate, CertificateKind
from leerrecht.law import calendar, tables
from leerrecht.law.rules.certificates import VRIJ_TOT

LETTER = "brief_ouderverklaring"


@dataclass(frozen=True, slots=True)
class Limits:
    """What the law allows of parents' notes in a school year, with its source."""

    days: int
    times: int
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A parents' note that asks for a letter: the last one allowed, one too many, or one too long."""

    certificate_id: int
    pupil_id: int
    first_name: str
    last_name: str
    sort_key: str
    school_id: int
    school: str
    class_name: str
    first_day: Date
    last_day: Date
    number: int
    days: int
    too_long: bool
    too_many: bool
    letter_on: Date | None

    @property
    def name(self) -> str:
        return f"{self.last_name} {self.first_name}"


def limits(year: int) -> Limits:
    on = calendar.first_day(year)
    source = tables.getal("ouderverklaring.keren", on)
    return Limits(
        days=tables.waarde("ouderverklaring.dagen", on),
        times=tables.waarde("ouderverklaring.keren", on),
        source=tuple(source.bron) if source else (),
    )


_NUMBERED = """
, numbered AS (
    SELECT s.*, row_number() OVER (PARTITION BY s.pupil_id, s.school_id ORDER BY s.first_day, s.id) AS number,
           s.last_day - s.first_day + 1 AS days
    FROM seen s JOIN people_pupil u ON u.id = s.pupil_id
    WHERE NOT EXISTS (
        SELECT 1 FROM enrolment_enrolment e
        WHERE e.pupil_id = s.pupil_id AND e.school_id = s.school_id AND e.level = 'kleuter' AND e.period @> s.first_day
          AND s.first_day < (u.birth_date + make_interval(years => %(age)s))::date)
)
"""

_LIST = f"""{_NUMBERED}
SELECT n.id, n.pupil_id, u.first_name, u.last_name, u.sort_key, n.school_id, o.name, coalesce(c.name, ''),
       n.first_day, n.last_day, n.number, n.days, n.days > %(days)s, n.number > %(times)s,
       (SELECT min(f.date) FROM facts_fact f
        WHERE f.pupil_id = n.pupil_id AND f.kind = %(letter)s AND f.object = n.id::text)
FROM numbered n
JOIN people_pupil u ON u.id = n.pupil_id
JOIN organisations_organisation o ON o.id = n.school_id
LEFT JOIN LATERAL (
    SELECT g.name FROM enrolment_enrolment e
    JOIN enrolment_placement p ON p.enrolment_id = e.id AND p.period @> n.first_day
    JOIN enrolment_classgroup g ON g.id = p.class_group_id
    WHERE e.pupil_id = n.pupil_id AND e.school_id = n.school_id LIMIT 1) c ON true
WHERE n.number >= %(times)s OR n.days > %(days)s
ORDER BY n.first_day DESC, u.sort_key
"""

_COUNT = f"""{_NUMBERED}
SELECT count(*) FROM numbered n
WHERE (n.number >= %(times)s OR n.days > %(days)s)
  AND NOT EXISTS (SELECT 1 FROM facts_fact f
                  WHERE f.pupil_id = n.pupil_id AND f.kind = %(letter)s AND f.object = n.id::text)
"""

_COLUMNS = ("id", "pupil_id", "school_id", "first_day", "last_day")


def seen(principal: Principal, year: int) -> "QuerySet[Certificate]":
    """The parents' notes of a school year that ``principal`` may see and that still count."""
    return policy.visible(Certificate, to=principal, act=acts.CERTIFICATE_VIEW).filter(
        kind=CertificateKind.PARENTS,
        doubtful=False,
        withdrawn_at=None,
        first_day__range=(calendar.first_day(year), calendar.last_day(year)),
    )


def listed(records: "QuerySet[Certificate]", year: int) -> list[Note]:
    """Notes of ``records`` (from :func:`seen`) that are the last allowed, too many or too long."""
    return [Note(*row) for row in rows_of(records, _COLUMNS, _LIST, _params(year))]


def count(principal: Principal, year: int) -> int:
    """How many notes still ask for a letter."""
    rows = rows_of(seen(principal, year), _COLUMNS, _COUNT, _params(year))
    return rows[0][0] if rows else 0


def warnings(certificate: Certificate) -> tuple[str, ...]:
    """What to tell at once of a parents' note that was just registered; empty where nothing is wrong."""
    if certificate.kind != CertificateKind.PARENTS or certificate.doubtful:
        return ()
    year = calendar.school_year(certificate.first_day)
    same = Certificate.objects.filter(
        pupil_id=certificate.pupil_id,
        school_id=certificate.school_id,
        kind=CertificateKind.PARENTS,
        doubtful=False,
        withdrawn_at=None,
        first_day__range=(calendar.first_day(year), calendar.last_day(year)),
    )
    found = [note for note in listed(same, year) if note.certificate_id == certificate.pk]
    return tuple(_sentences(found, limits(year)))


def _sentences(found: Iterable[Note], allowed: Limits) -> Iterable[str]:
    for note in found:
        words = {"number": note.number, "times": allowed.times, "days": note.days, "most": allowed.days}
        if note.too_long:
            yield (
                _(
                    "Dit briefje dekt %(days)s kalenderdagen na elkaar; "
                    "een briefje van de ouders volstaat voor hoogstens %(most)s. "
                    "Vraag de ouders een medisch attest."
                )
                % words
            )
        if note.too_many:
            yield (
                _(
                    "Dit is briefje %(number)s van de ouders dit schooljaar; er tellen er hoogstens %(times)s. "
                    "Vraag de ouders een medisch attest."
                )
                % words
            )
        elif note.number == allowed.times:
            yield (
                _(
                    "Dit is briefje %(number)s van de ouders, het laatste dat dit schooljaar telt. "
                    "Laat de ouders weten dat vanaf nu telkens een medisch attest nodig is."
                )
                % words
            )


def _params(year: int) -> dict[str, Any]:
    allowed = limits(year)
    return {"days": allowed.days, "times": allowed.times, "age": VRIJ_TOT, "letter": LETTER}
