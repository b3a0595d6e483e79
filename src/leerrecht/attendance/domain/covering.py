"""What a certificate does to the half-days of its period, and what comes back when it no longer covers them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from leerrecht.access.principal import Principal
from leerrecht.attendance.domain import half_days
from leerrecht.attendance.domain.half_days import Change
from leerrecht.attendance.models import Certificate, CertificateKind, HalfDay, Mark, Source
from leerrecht.enrolment.domain.queries import calendar as held
from leerrecht.enrolment.models import Enrolment
from leerrecht.law import calendar

# Slugs of the grounds in the law's table, by kind of certificate.
GROUNDS = {
    CertificateKind.PARENTS: "ziek_ouderverklaring",
    CertificateKind.MEDICAL: "ziek_medisch",
    CertificateKind.CHRONIC: "chronisch_attest",
    CertificateKind.TYPE5: "type5",
}
DOUBTFUL = "twijfelachtig_attest"

Key = tuple[Date, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Half-days by what happened: covered; left as B; left as present; left as another mark."""

    covered: tuple[Key, ...] = ()
    b: tuple[Key, ...] = ()
    present: tuple[Key, ...] = ()
    other: tuple[Key, ...] = ()


def is_doubtful(certificate: Certificate) -> bool:
    return certificate.doubtful or certificate.kind == CertificateKind.DIXIT


def mark_of(certificate: Certificate) -> tuple[str, str]:
    """The mark and ground that a certificate gives: a doubtful one is no proof of illness (001:311-312)."""
    if is_doubtful(certificate):
        return Mark.B, DOUBTFUL
    return Mark.Z, GROUNDS[CertificateKind(certificate.kind)]


@dataclass(frozen=True, slots=True)
class Plan:
    """What covering would do: the changes to write, and the outcome if all of them are written."""

    changes: tuple[Change, ...]
    outcome: Outcome


def plan(certificate: Certificate, *, over_b: bool = False, over_present: bool = False, lock: bool = False) -> Plan:
    """Decide for each half-day held in the period; writes nothing."""
    stored = {(row.date, row.part): row for row in _stored(certificate, lock=lock)}
    taken = _taken(certificate)
    mark, ground = mark_of(certificate)
    changes: list[Change] = []
    found: dict[str, list[Key]] = {"": [], "b": [], "present": [], "other": []}
    for key, enrolment_id in _held(certificate).items():
        row = stored.get(key)
        if row and (row.certificate_id, row.mark, row.ground) == (certificate.pk, mark, ground):
            found[""].append(key)
            continue
        left = _left(certificate, row, taken=key in taken, over_b=over_b, over_present=over_present)
        if left is None:
            continue
        found[left].append(key)
        if not left:
            sub_code_id = row.sub_code_id if row and row.mark == mark else None
            changes.append(
                _change(certificate, key, enrolment_id, mark, ground, row.version if row else 0, sub_code_id)
            )
    ordered = {name: tuple(sorted(keys, key=held.in_order)) for name, keys in found.items()}
    return Plan(tuple(changes), Outcome(ordered[""], ordered["b"], ordered["present"], ordered["other"]))


def cover(certificate: Certificate, *, by: Principal, over_b: bool, over_present: bool) -> Outcome:
    """Mark the half-days held in the period, as far as the certificate says something about them."""
    planned = plan(certificate, over_b=over_b, over_present=over_present, lock=True)
    written = half_days.write(planned.changes, by=by, source=Source.CERTIFICATE)
    missed = {(change.date, change.part) for change in planned.changes if change.id not in written}
    outcome = planned.outcome
    return Outcome(
        covered=tuple(key for key in outcome.covered if key not in missed),
        b=outcome.b,
        present=outcome.present,
        other=tuple(sorted({*outcome.other, *missed}, key=held.in_order)),
    )


def release(certificate: Certificate, *, by: Principal, keep: tuple[Date, Date] | None = None) -> int:
    """Give back the half-days that a certificate marked, except those from ``keep[0]`` to ``keep[1]``.

    They go to another certificate that covers them, else back to the B that was there before, else
    to unknown; a half-day ahead simply becomes open again. Returns how many were given back.
    """
    rows = [row for row in _linked(certificate) if not keep or not keep[0] <= row.date <= keep[1]]
    others = list(
        Certificate.objects.filter(pupil_id=certificate.pupil_id, school_id=certificate.school_id, withdrawn_at=None)
        .exclude(pk=certificate.pk)
        .exclude(kind=CertificateKind.CHRONIC)
    )
    former_b = _former_b(certificate)
    open_keys = {(row.date, row.part) for row in rows}
    begun = set(held.begun(open_keys, timezone.localtime()))
    written: list[Change] = []
    removed: list[Change] = []
    for row in rows:
        key = (row.date, row.part)
        other = next((item for item in others if item.first_day <= row.date <= item.last_day), None)
        if other is not None:
            written.append(_change(other, key, row.enrolment_id, *mark_of(other), row.version))
        elif key in former_b:
            written.append(_freed(certificate, key, row, Mark.B, former_b[key]))
        elif key in begun:
            written.append(_freed(certificate, key, row, Mark.UNKNOWN, ""))
        else:
            removed.append(_freed(certificate, key, row, row.mark, ""))
    done = half_days.write(written, by=by, source=Source.CERTIFICATE) | half_days.remove(removed, by=by)
    return len(done)


def _left(
    certificate: Certificate, row: HalfDay | None, *, taken: bool, over_b: bool, over_present: bool
) -> str | None:
    """Why a half-day is left alone, "" where it is to be marked, None where there is nothing to say of it."""
    if row is None:
        if certificate.kind == CertificateKind.CHRONIC:
            # It proves illness whenever the pupil is absent; it does not say that the pupil is absent.
            return None
        return "present" if taken and not over_present else ""
    if row.school_id != certificate.school_id:
        return "other"
    if row.mark == Mark.UNKNOWN or row.certificate_id == certificate.pk:
        return ""
    return _left_of_code(certificate, row, over_b=over_b)


def _left_of_code(certificate: Certificate, row: HalfDay, *, over_b: bool) -> str | None:
    """The same of a half-day that carries another code or another certificate."""
    doubtful = is_doubtful(certificate)
    if row.mark == Mark.B:
        return None if doubtful else "" if over_b else "b"
    if row.mark == Mark.Z:
        # Illness that nothing proved yet; where another certificate proves it, that one stays.
        return "" if row.certificate_id is None and not doubtful else None
    return "other"


def _change(
    certificate: Certificate,
    key: Key,
    enrolment_id: int,
    mark: str,
    ground: str,
    seen: int,
    sub_code_id: int | None = None,
) -> Change:
    return Change(
        school_year=calendar.school_year(key[0]),
        pupil_id=certificate.pupil_id,
        date=key[0],
        part=key[1],
        enrolment_id=enrolment_id,
        school_id=certificate.school_id,
        mark=mark,
        ground=ground,
        sub_code_id=sub_code_id,
        certificate_id=certificate.pk,
        seen=seen,
    )


def _freed(certificate: Certificate, key: Key, row: HalfDay, mark: str, ground: str) -> Change:
    return Change(
        school_year=row.school_year,
        pupil_id=certificate.pupil_id,
        date=key[0],
        part=key[1],
        enrolment_id=row.enrolment_id,
        school_id=row.school_id,
        mark=mark,
        ground=ground,
        seen=row.version,
    )


def _held(certificate: Certificate) -> dict[Key, int]:
    """The half-days held in the period while the pupil is enrolled at the school, with the enrolment."""
    enrolments = Enrolment.objects.filter(
        pupil_id=certificate.pupil_id,
        school_id=certificate.school_id,
        period__overlap=(certificate.first_day, certificate.last_day + timedelta(days=1)),
    ).order_by("period")
    keys = held.held_between(certificate.school_id, certificate.first_day, certificate.last_day)
    found: dict[Key, int] = {}
    for enrolment in enrolments:
        first, end = enrolment.period.lower, enrolment.period.upper
        for key in keys:
            if first <= key[0] and (end is None or key[0] < end):
                found.setdefault(key, enrolment.pk)
    return found


def _linked(certificate: Certificate) -> Iterable[HalfDay]:
    return HalfDay.objects.select_for_update().filter(pupil_id=certificate.pupil_id, certificate_id=certificate.pk)


def _stored(certificate: Certificate, *, lock: bool) -> Iterable[HalfDay]:
    rows = HalfDay.objects.select_for_update() if lock else HalfDay.objects.all()
    return rows.filter(
        pupil_id=certificate.pupil_id,
        school_year__range=(
            calendar.school_year(certificate.first_day),
            calendar.school_year(certificate.last_day),
        ),
        date__range=(certificate.first_day, certificate.last_day),
    )


_TAKEN = """
SELECT r.date, r.part
FROM enrolment_enrolment e
JOIN enrolment_placement p ON p.enrolment_id = e.id
JOIN attendance_register r ON r.class_group_id = p.class_group_id AND p.period @> r.date
WHERE e.pupil_id = %s AND e.school_id = %s AND r.date BETWEEN %s AND %s
"""


def _taken(certificate: Certificate) -> set[Key]:
    """Half-days of which the register of the pupil's class was taken: without a mark the pupil was present."""
    with connection.cursor() as cursor:
        cursor.execute(
            _TAKEN,
            [certificate.pupil_id, certificate.school_id, certificate.first_day, certificate.last_day],
        )
        return set(cursor.fetchall())


_FORMER_B = """
SELECT DISTINCT ON (h.date, h.part) h.date, h.part, h.mark, h.ground
FROM attendance_halfdayhistory h
WHERE h.pupil_id = %s AND h.change = 'U' AND h.certificate_id IS DISTINCT FROM %s
  AND EXISTS (SELECT 1 FROM attendance_halfday d WHERE d.school_year = h.school_year AND d.pupil_id = h.pupil_id
              AND d.date = h.date AND d.part = h.part AND d.certificate_id = %s)
ORDER BY h.date, h.part, h.id DESC
"""


def _former_b(certificate: Certificate) -> dict[Key, str]:
    """Half-days that were B when this certificate took them over, with the ground they had."""
    with connection.cursor() as cursor:
        cursor.execute(_FORMER_B, [certificate.pupil_id, certificate.pk, certificate.pk])
        return {(day, part): ground for day, part, mark, ground in cursor.fetchall() if mark == Mark.B}


def covered(certificate: Certificate) -> list[HalfDay]:
    """The half-days that rest on a certificate now, in order."""
    return sorted(
        HalfDay.objects.filter(pupil_id=certificate.pupil_id, certificate_id=certificate.pk),
        key=lambda row: held.in_order((row.date, row.part)),
    )
