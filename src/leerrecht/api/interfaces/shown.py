"""Records as they go out."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from leerrecht.access.models import LogEntry
from leerrecht.api.domain.events import event_of
from leerrecht.api.interfaces import schemas as out
from leerrecht.attendance.domain.entries import Cell
from leerrecht.attendance.models import Certificate, HalfDay, Mark, Register, SubCode
from leerrecht.duties.domain.acts_of_rules import acts_for
from leerrecht.duties.models import Outcome, Side
from leerrecht.enrolment.domain import stamp_of
from leerrecht.enrolment.models import ClassGroup, Enrolment, FreeDay, YearResult
from leerrecht.indicators.models import Figure
from leerrecht.organisations.models import School
from leerrecht.people.models import Contact, Pupil

_DAY = timedelta(days=1)


def school(found: School) -> out.SchoolOut:
    return out.SchoolOut(
        id=found.pk, naam=found.name, instellingsnummer=found.number, niveau=found.level, soort=found.school_kind
    )


def class_group(found: ClassGroup) -> out.ClassOut:
    return out.ClassOut(
        id=found.pk, school=found.school_id, schooljaar=found.school_year, naam=found.name, leerjaar=found.grade,
        vestigingsplaats=found.location.number if found.location else None,
    )  # fmt: skip


def pupil(found: Pupil, numbers: Mapping[int, Sequence[str]], seats: Mapping[int, int]) -> out.PupilOut:
    return out.PupilOut(
        id=found.pk, voornaam=found.first_name, naam=found.last_name, geboortedatum=found.birth_date,
        geslacht=found.gender, leerlingnummers=list(numbers.get(found.pk, ())), klas=seats.get(found.pk),
    )  # fmt: skip


def enrolment(found: Enrolment) -> out.EnrolmentOut:
    return out.EnrolmentOut(
        id=found.pk, leerling=found.pupil_id, school=found.school_id, schooljaar=found.school_year,
        eerste_dag=found.period.lower, laatste_dag=found.period.upper - _DAY, deel=found.share, niveau=found.level,
        soort=found.kind, leerjaar=found.grade, administratieve_groep=found.administratieve_groep,
    )  # fmt: skip


def result(found: YearResult) -> out.ResultOut:
    """With the enrolment at hand."""
    place = found.enrolment
    return out.ResultOut(
        id=found.pk, inschrijving=place.pk, leerling=place.pupil_id, school=place.school_id,
        schooljaar=place.school_year, attest=found.attest, clausulering=found.clausulering,
        kwalificatie=found.qualification, beslist_op=found.decided_on, versie=stamp_of(found),
    )  # fmt: skip


def contact(found: Contact) -> out.ContactOut:
    """Of whom a judge forbids contact, nothing by which to reach them."""
    reach = not found.barred
    return out.ContactOut(
        id=found.pk, leerling=found.pupil_id, naam=found.name, rol=found.legal_role, verwantschap=found.relation,
        telefoon=found.phone if reach else "", email=found.email if reach else "",
        straat=found.street if reach else "", huisnummer=found.house_number if reach else "",
        bus=found.box if reach else "", postcode=found.postcode if reach else "",
        gemeente=found.municipality if reach else "", land=found.country if reach else "", taal=found.language,
        woont_bij=found.lives_with, contact_verboden=found.barred,
    )  # fmt: skip


def half_day(found: HalfDay) -> out.HalfDayOut:
    return out.HalfDayOut(
        leerling=found.pupil_id, datum=found.date, dagdeel=found.part, code=found.mark, minuten=found.late_minutes,
        eigen_code=found.sub_code_id, wacht_op_directeur=found.mark == Mark.P and found.approved_at is None,
        herkomst=found.source, versie=found.version,
    )  # fmt: skip


def register(found: Register) -> out.RegisterOut:
    return out.RegisterOut(
        id=found.pk, klas=found.class_group_id, datum=found.date, dagdeel=found.part, genomen_op=found.taken_at
    )


def cell(found: Cell) -> out.CellOut:
    return out.CellOut(leerling=found.pupil_id, code=found.mark, versie=found.version, minuten=found.minutes)


def certificate(found: Certificate) -> out.CertificateOut:
    return out.CertificateOut(**certificate_fields(found))


def certificate_fields(found: Certificate) -> dict[str, Any]:
    return {
        "id": found.pk, "leerling": found.pupil_id, "soort": found.kind, "eerste_dag": found.first_day,
        "laatste_dag": found.last_day, "twijfelachtig": found.doubtful, "ontvangen_op": found.received_on,
        "ingetrokken": found.withdrawn_at is not None,
    }  # fmt: skip


def duty(found: Outcome) -> out.DutyOut:
    return out.DutyOut(
        id=found.pk, leerling=found.pupil_id, regel=found.regel, aard=found.aard, status=found.status,
        voor=found.voor, sinds=found.sinds, uiterlijk=found.uiterlijk, vervuld_op=found.vervuld_op, bron=found.bron,
        handelingen=list(acts_for(found, Side.SCHOOL)) if found.aard == "plicht" and found.status == "open" else [],
    )  # fmt: skip


def own_code(found: SubCode) -> out.OwnCodeOut:
    return out.OwnCodeOut(
        id=found.pk, school=found.school_id, code=found.code, naam=found.name, omschrijving=found.label
    )


def free_day(found: FreeDay) -> out.FreeDayOut:
    return out.FreeDayOut(id=found.pk, school=found.school_id, datum=found.date, dagdeel=found.part, reden=found.reason)


def change(found: LogEntry) -> out.ChangeOut:
    return out.ChangeOut(
        nummer=found.pk, gebeurtenis=event_of(found), op=found.at, leerling=found.pupil_id, sleutel=found.object_id
    )


def figure(found: Figure) -> out.FigureOut:
    return out.FigureOut(
        id=found.pk, organisatie=found.organisation_id, schooljaar=found.school_year, indicator=found.indicator,
        toerekening=found.attribution, uitsplitsing=found.breakdown, waarden=found.values, teller=found.numerator,
        noemer=found.denominator, aandeel=found.share, laag=found.low, hoog=found.high, mediaan=found.median,
        negen_op_tien=found.ninety, verwacht=found.expected, verborgen=found.hidden, opmerkingen=found.remarks,
        berekend_op=found.computed_at, stand_op=found.as_of,
    )  # fmt: skip
