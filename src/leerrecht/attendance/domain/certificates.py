"""Certificates: registering one *is* marking the half-days that it covers; nothing is computed from it later.

What a certificate does to a half-day is decided in :mod:`leerrecht.attendance.domain.covering`.
"""

from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.attendance.domain import covering
from leerrecht.attendance.domain.queries import notes
from leerrecht.attendance.models import Certificate, CertificateKind
from leerrecht.documents.domain.uploads import store_upload
from leerrecht.documents.models import Upload
from leerrecht.enrolment.models import Enrolment
from leerrecht.facts.domain import changes
from leerrecht.law import calendar
from leerrecht.people.models import Pupil

COMPARTMENT = "attest"
LONGEST = timedelta(days=366)
FURTHEST_AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Registered:
    """A certificate with what it did, half-day by half-day, and what the user should know at once.

    ``warnings`` are sentences in Dutch; ``outcome`` tells which half-days were covered and which were left.
    """

    certificate: Certificate
    outcome: covering.Outcome
    warnings: tuple[str, ...] = ()


@transaction.atomic
def add_certificate(
    *,
    by: Principal,
    pupil_id: int,
    school_id: int,
    kind: str,
    first_day: Date,
    last_day: Date,
    received_on: Date,
    doubtful: bool = False,
    note: str = "",
    scan: "File[bytes] | None" = None,
    over_b: bool = False,
    over_present: bool = False,
) -> Registered:
    """Register a certificate and mark the half-days held in its period.

    ``over_b`` and ``over_present`` are the user's explicit ticks to turn a B, or a half-day on which
    the register counted the pupil as present, into illness too. Raises ``Denied``, ``Http404`` for a
    pupil who may not be seen, and ``ValidationError`` by field in Dutch; nothing is written then.
    """
    why = policy.require_at(by, acts.CERTIFICATE_ADD, school_id)
    policy.find(Pupil, pupil_id, by=by, act=acts.CERTIFICATE_ADD)
    certificate = Certificate(
        pupil_id=pupil_id,
        school_id=school_id,
        kind=kind,
        first_day=first_day,
        last_day=last_day,
        doubtful=doubtful,
        note=note,
        received_on=received_on,
        registered_by_id=by.user_id,
    )
    _check(certificate)
    if scan is not None:
        certificate.scan = _store(by, certificate, scan)
    certificate.save()
    outcome = covering.cover(certificate, by=by, over_b=over_b, over_present=over_present)
    _finish(by, "certificate.add", certificate, why, outcome)
    return Registered(certificate, outcome, notes.warnings(certificate))


@transaction.atomic
def correct_certificate(
    *,
    by: Principal,
    certificate_id: int,
    kind: str,
    first_day: Date,
    last_day: Date,
    received_on: Date,
    doubtful: bool = False,
    note: str = "",
    scan: "File[bytes] | None" = None,
    over_b: bool = False,
    over_present: bool = False,
) -> Registered:
    """Correct a certificate: half-days that fall out of it are given back, others take its new kind.

    Errors as :func:`add_certificate`; a withdrawn certificate is not corrected. Without ``scan`` the
    scan that is there stays.
    """
    certificate = _live(by, certificate_id)
    why = by.why(acts.CERTIFICATE_ADD, certificate.school_id)
    certificate.kind = kind
    certificate.first_day, certificate.last_day = first_day, last_day
    certificate.received_on = received_on
    certificate.doubtful, certificate.note = doubtful, note
    _check(certificate)
    if scan is not None:
        former = certificate.scan
        certificate.scan = _store(by, certificate, scan)
        certificate.save()
        if former is not None:
            former.delete()
    else:
        certificate.save()
    covering.release(certificate, by=by, keep=(first_day, last_day))
    outcome = covering.cover(certificate, by=by, over_b=over_b, over_present=over_present)
    _finish(by, "certificate.correct", certificate, why, outcome)
    return Registered(certificate, outcome, notes.warnings(certificate))


@transaction.atomic
def extend_cover(*, by: Principal, certificate_id: int, over_b: bool, over_present: bool) -> Registered:
    """Turn half-days that were left as B or as present into illness after all, on the user's word."""
    certificate = _live(by, certificate_id)
    outcome = covering.cover(certificate, by=by, over_b=over_b, over_present=over_present)
    why = by.why(acts.CERTIFICATE_ADD, certificate.school_id)
    _finish(by, "certificate.extend", certificate, why, outcome)
    return Registered(certificate, outcome)


@transaction.atomic
def withdraw_certificate(*, by: Principal, certificate_id: int) -> Certificate:
    """Take a certificate back: what it covered becomes unknown again, or open where it lies ahead.

    A half-day that another certificate covers goes to that one; a B that it had replaced is B again.
    """
    certificate = _live(by, certificate_id)
    certificate.withdrawn_at = timezone.now()
    certificate.withdrawn_by_id = by.user_id
    certificate.save()
    released = covering.release(certificate, by=by)
    log.record(
        by=by,
        act="certificate.withdraw",
        on=certificate,
        pupil_id=certificate.pupil_id,
        organisation_id=certificate.school_id,
        detail={"released": released},
    )
    changes.notify([certificate.pupil_id])
    return certificate


def _live(by: Principal, certificate_id: int) -> Certificate:
    certificate = policy.find(Certificate, certificate_id, by=by, act=acts.CERTIFICATE_ADD)
    locked = Certificate.objects.select_for_update(of=("self",)).select_related("scan").get(pk=certificate.pk)
    if locked.withdrawn_at is not None:
        raise ValidationError(_("Dit attest is ingetrokken. Registreer een nieuw attest."), code="withdrawn")
    return locked


def _check(certificate: Certificate) -> None:
    errors: dict[str, str] = {}
    today = timezone.localdate()
    first, last = certificate.first_day, certificate.last_day
    if certificate.kind not in CertificateKind.values:
        errors["kind"] = _("Kies het soort attest uit de lijst.")
    if last < first:
        errors["last_day"] = _("Het einde ligt voor het begin: kies een dag op of na %(first)s.") % {
            "first": _day(first)
        }
    elif last - first > LONGEST:
        errors["last_day"] = _(
            "Een attest dekt hoogstens een jaar. Registreer voor een langere periode een tweede attest."
        )
    if first > today + FURTHEST_AHEAD:
        errors["first_day"] = _("Deze begindatum ligt meer dan een jaar vooruit. Kijk het jaartal na.")
    if certificate.received_on > today:
        errors["received_on"] = _("Een attest kan niet in de toekomst ontvangen zijn. Kies vandaag of vroeger.")
    if not errors and not calendar.FIRST_YEAR <= calendar.school_year(first) <= calendar.LAST_YEAR:
        errors["first_day"] = _("Voor dit schooljaar is er geen schoolkalender. Kijk het jaartal na.")
    if not errors and not _enrolled(certificate):
        errors["first_day"] = _(
            "De leerling is in deze periode niet ingeschreven in deze school. "
            "Kijk de datums na, of eerst de inschrijving."
        )
    if errors:
        raise ValidationError({field: [message] for field, message in errors.items()})


def _enrolled(certificate: Certificate) -> bool:
    period = (certificate.first_day, certificate.last_day + timedelta(days=1))
    return Enrolment.objects.filter(
        pupil_id=certificate.pupil_id, school_id=certificate.school_id, period__overlap=period
    ).exists()


def _store(by: Principal, certificate: Certificate, scan: "File[bytes]") -> Upload:
    try:
        return store_upload(
            by=by,
            file=scan,
            organisation_id=certificate.school_id,
            pupil_id=certificate.pupil_id,
            compartment=COMPARTMENT,
        )
    except ValidationError as error:
        raise ValidationError({"scan": error.messages}) from error


def _finish(by: Principal, act: str, certificate: Certificate, why: str, outcome: covering.Outcome) -> None:
    log.record(
        by=by,
        act=act,
        on=certificate,
        pupil_id=certificate.pupil_id,
        organisation_id=certificate.school_id,
        why=why,
        detail={"covered": len(outcome.covered), "left_b": len(outcome.b), "left_present": len(outcome.present)},
    )
    changes.notify([certificate.pupil_id])


def _day(day: Date) -> str:
    return f"{day:%d/%m/%Y}"
