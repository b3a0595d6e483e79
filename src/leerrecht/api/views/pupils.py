"""Pupils, enrolments and contacts."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from ninja import Query
from pydantic import Field

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.api.domain.paging import page_of
from leerrecht.api.domain.problems import Fault, Problem
from leerrecht.api.domain.queries import reading
from leerrecht.api.domain.rows import row_to_change
from leerrecht.api.interfaces import shown
from leerrecht.api.interfaces.fields import Asked, Id, Number, SchoolYear
from leerrecht.api.interfaces.schemas import (
    ContactChange,
    ContactGone,
    ContactIn,
    ContactOut,
    ContactPage,
    EnrolIn,
    EnrolmentIn,
    EnrolmentOut,
    EnrolmentPage,
    LeaveIn,
    MoveIn,
    PupilChange,
    PupilIn,
    PupilOut,
    PupilPage,
    ResultIn,
    ResultOut,
    ResultPage,
)
from leerrecht.api.views.core import TokenRequest, api, call, school_of, today
from leerrecht.enrolment import domain as enrolment
from leerrecht.enrolment.domain.results import CHANGED
from leerrecht.enrolment.models import ClassGroup, Enrolment, YearResult
from leerrecht.organisations.models import School
from leerrecht.people.domain import change_pupil
from leerrecht.people.domain.contacts import add_contact, change_contact, remove_contact
from leerrecht.people.domain.numbers import normalise
from leerrecht.people.models import Contact, Pupil


class OfPupils(Asked):
    klas: Id | None = Field(None, description="wie vandaag in deze klas zit")
    leerlingnummer: Number | None = Field(None, description="het nummer van het schoolpakket")


class OfPupil(Asked):
    leerling: Id | None = None


class OfEnrolments(OfPupil):
    schooljaar: SchoolYear | None = Field(None, description="het jaar waarin het schooljaar begint")


@api.get("/leerlingen", response=PupilPage, tags=["Leerlingen"], summary="De leerlingen van de school")
@call("leerlingen:lezen")
def pupils(request: TokenRequest, asked: Query[OfPupils]) -> PupilPage:
    by, number = request.principal, normalise(asked.leerlingnummer or "")
    records = reading.pupils(by, class_id=asked.klas, number=number, on=today())
    found, after = page_of(records, cursor=asked.cursor, most=asked.aantal)
    rows = [(one.pk, school_of(request)) for one in found]
    reading.look(by, Pupil._meta.label_lower, rows, ground=acts.PUPIL_VIEW)
    return PupilPage(gegevens=_shown(request, found), volgende=after)


@api.get("/leerlingen/{pupil_id}", response=PupilOut, tags=["Leerlingen"], summary="Eén leerling")
@call("leerlingen:lezen")
def pupil(request: TokenRequest, pupil_id: Id) -> PupilOut:
    by = request.principal
    found = policy.find(Pupil, pupil_id, by=by, act=acts.PUPIL_VIEW)
    log.record(by=by, act=acts.PUPIL_VIEW, on=found, pupil_id=found.pk, organisation_id=school_of(request))
    return _shown(request, [found])[0]


@api.post(
    "/leerlingen", response={201: EnrolmentOut}, tags=["Leerlingen"],
    summary="Een leerling inschrijven die nieuw is voor de school",
)  # fmt: skip
@call("leerlingen:schrijven", writes=True)
def pupil_new(request: TokenRequest, given: PupilIn) -> EnrolmentOut:
    by = request.principal
    school = _school(request)
    details: dict[str, Any] = {"gender": given.geslacht, "insz": given.rijksregisternummer}
    if given.leerlingnummer:
        details["numbers"] = [(school.board, given.leerlingnummer)]
    made = enrolment.admit(
        by=by, first_name=given.voornaam, last_name=given.naam, birth_date=given.geboortedatum,
        enrolment=_place(request, school, given.inschrijving), **details,
    )  # fmt: skip
    return shown.enrolment(made)


@api.patch("/leerlingen/{pupil_id}", response=PupilOut, tags=["Leerlingen"], summary="Gegevens wijzigen")
@call("leerlingen:schrijven", writes=True)
def pupil_change(request: TokenRequest, pupil_id: Id, given: PupilChange) -> PupilOut:
    by = request.principal
    found = row_to_change(Pupil, pupil_id, by=by, act=acts.PUPIL_EDIT)
    names = {"voornaam": "first_name", "naam": "last_name", "geboortedatum": "birth_date", "geslacht": "gender"}
    sent = given.model_dump(exclude_none=True)
    details = {names[name]: value for name, value in sent.items() if name in names}
    numbers = [(_school(request).board, given.leerlingnummer)] if given.leerlingnummer else None
    change_pupil(by=by, pupil=found, numbers=numbers, **details)
    return _shown(request, [found])[0]


@api.get("/inschrijvingen", response=EnrolmentPage, tags=["Inschrijvingen"], summary="De inschrijvingen")
@call("leerlingen:lezen")
def enrolments(request: TokenRequest, asked: Query[OfEnrolments]) -> EnrolmentPage:
    by = request.principal
    records = reading.enrolments(by, pupil_id=asked.leerling, school_year=asked.schooljaar)
    found, after = page_of(records, cursor=asked.cursor, most=asked.aantal)
    rows = [(one.pupil_id, one.school_id) for one in found]
    reading.look(by, Enrolment._meta.label_lower, rows, ground=acts.PUPIL_VIEW)
    return EnrolmentPage(gegevens=[shown.enrolment(one) for one in found], volgende=after)


@api.post(
    "/inschrijvingen", response={201: EnrolmentOut}, tags=["Inschrijvingen"],
    summary="Een leerling die de school kent, inschrijven",
)  # fmt: skip
@call("leerlingen:schrijven", writes=True)
def enrol(request: TokenRequest, given: EnrolIn) -> EnrolmentOut:
    by = request.principal
    found = policy.find(Pupil, given.leerling, by=by, act=acts.PUPIL_VIEW)
    made = enrolment.enrol(by=by, pupil=found, **_place(request, _school(request), given))
    return shown.enrolment(made)


@api.post(
    "/inschrijvingen/{enrolment_id}/klas", response=EnrolmentOut, tags=["Inschrijvingen"],
    summary="Naar een andere klas vanaf een dag",
)  # fmt: skip
@call("leerlingen:schrijven", writes=True)
def move(request: TokenRequest, enrolment_id: Id, given: MoveIn) -> EnrolmentOut:
    by = request.principal
    found = row_to_change(Enrolment, enrolment_id, by=by, act=acts.PUPIL_EDIT)
    group = policy.find(ClassGroup, given.klas, by=by, act=acts.PUPIL_EDIT)
    enrolment.change_class(by=by, enrolment=found, class_group=group, first_day=given.eerste_dag)
    return shown.enrolment(found)


@api.post(
    "/inschrijvingen/{enrolment_id}/einde", response=EnrolmentOut, tags=["Inschrijvingen"],
    summary="Uitschrijven na een laatste dag",
)  # fmt: skip
@call("leerlingen:schrijven", writes=True)
def leave(request: TokenRequest, enrolment_id: Id, given: LeaveIn) -> EnrolmentOut:
    by = request.principal
    found = row_to_change(Enrolment, enrolment_id, by=by, act=acts.PUPIL_EDIT)
    left = enrolment.deregister(by=by, enrolment=found, last_day=given.laatste_dag, reason=given.reden)
    return shown.enrolment(left)


@api.get(
    "/resultaten", response=ResultPage, tags=["Resultaten"],
    summary="Eindresultaten: attest, clausulering en kwalificatie",
)  # fmt: skip
@call("resultaten:lezen")
def results(request: TokenRequest, asked: Query[OfEnrolments]) -> ResultPage:
    by = request.principal
    records = reading.results(by, pupil_id=asked.leerling, school_year=asked.schooljaar)
    found, after = page_of(records, cursor=asked.cursor, most=asked.aantal)
    rows = [(one.enrolment.pupil_id, one.enrolment.school_id) for one in found]
    reading.look(by, YearResult._meta.label_lower, rows, ground=acts.PUPIL_VIEW)
    return ResultPage(gegevens=[shown.result(one) for one in found], volgende=after)


@api.put(
    "/inschrijvingen/{enrolment_id}/resultaat", response=ResultOut, tags=["Resultaten"],
    summary="Het eindresultaat van een inschrijving vastleggen of wijzigen",
    description=(
        "Alleen waar “gezien” nog de bewaarde versie is; anders 409, en er is niets bewaard. Met een diploma secundair "
        "onderwijs eindigt de leerplicht."
    ),
)  # fmt: skip
@call("resultaten:schrijven", writes=True, compares=True)
def result_set(request: TokenRequest, enrolment_id: Id, given: ResultIn) -> ResultOut:
    by = request.principal
    found = policy.find(Enrolment, enrolment_id, by=by, act=acts.PUPIL_EDIT)
    try:
        made = enrolment.record_result(
            by=by, enrolment=found, decided_on=given.beslist_op, attest=given.attest, clausulering=given.clausulering,
            qualification=given.kwalificatie, seen=given.gezien,
        )  # fmt: skip
    except ValidationError as error:
        if getattr(error, "code", None) != CHANGED:
            raise
        text = error.messages[0]
        raise Problem(409, "intussen-gewijzigd", text, (Fault("gezien", text, "intussen-gewijzigd"),)) from error
    return shown.result(made)


@api.get("/contacten", response=ContactPage, tags=["Contacten"], summary="Wie te bereiken is voor een leerling")
@call("contacten:lezen")
def contacts(request: TokenRequest, asked: Query[OfPupil]) -> ContactPage:
    by = request.principal
    found, after = page_of(reading.contacts(by, pupil_id=asked.leerling), cursor=asked.cursor, most=asked.aantal)
    rows = [(one.pupil_id, school_of(request)) for one in found]
    reading.look(by, Contact._meta.label_lower, rows, ground=acts.PUPIL_VIEW)
    return ContactPage(gegevens=[shown.contact(one) for one in found], volgende=after)


@api.post("/contacten", response={201: ContactOut}, tags=["Contacten"], summary="Een contactpersoon toevoegen")
@call("contacten:schrijven", writes=True)
def contact_new(request: TokenRequest, given: ContactIn) -> ContactOut:
    by = request.principal
    found = policy.find(Pupil, given.leerling, by=by, act=acts.PUPIL_EDIT)
    return shown.contact(add_contact(by=by, pupil=found, **_details(given)))


@api.patch(
    "/contacten/{contact_id}", response=ContactOut, tags=["Contacten"], summary="Een contactpersoon wijzigen",
    description="Dat de rechter contact verbiedt, zegt een mens op het scherm; zo iemand wijzigt geen pakket.",
)  # fmt: skip
@call("contacten:schrijven", writes=True)
def contact_change(request: TokenRequest, contact_id: Id, given: ContactChange) -> ContactOut:
    found = _reachable(request, contact_id)
    return shown.contact(change_contact(by=request.principal, contact=found, **_details(given)))


@api.post(
    "/contacten/{contact_id}/verwijderen", response=ContactGone, tags=["Contacten"],
    summary="Een contactpersoon weghalen, met de eigen toegang",
)  # fmt: skip
@call("contacten:schrijven", writes=True)
def contact_gone(request: TokenRequest, contact_id: Id) -> ContactGone:
    found = _reachable(request, contact_id)
    gone = ContactGone(id=found.pk, leerling=found.pupil_id)
    remove_contact(by=request.principal, contact=found)
    return gone


_NAMES = {
    "naam": "name", "rol": "legal_role", "verwantschap": "relation", "telefoon": "phone", "email": "email",
    "straat": "street", "huisnummer": "house_number", "bus": "box", "postcode": "postcode",
    "gemeente": "municipality", "land": "country", "taal": "language", "woont_bij": "lives_with",
}  # fmt: skip


def _reachable(request: TokenRequest, contact_id: int) -> Contact:
    """A contact that another program may change or take away: not who a judge bars."""
    found = row_to_change(Contact, contact_id, by=request.principal, act=acts.PUPIL_EDIT)
    if found.barred:
        raise ValidationError(
            _("De rechter verbiedt contact met deze persoon. Alleen een mens wijzigt die of haalt die weg.")
        )
    return found


def _details(given: ContactIn | ContactChange) -> dict[str, Any]:
    """What was sent of a contact, by the names of the verb."""
    sent = given.model_dump(exclude_none=True)
    return {_NAMES[name]: value for name, value in sent.items() if name in _NAMES}


def _school(request: TokenRequest) -> School:
    return policy.find(School, school_of(request), by=request.principal, act=acts.PUPIL_EDIT)


def _place(request: TokenRequest, school: School, given: EnrolmentIn) -> dict[str, Any]:
    """What an enrolment is made of; the class is one of the school."""
    by = request.principal
    group = None if given.klas is None else policy.find(ClassGroup, given.klas, by=by, act=acts.PUPIL_EDIT)
    return {
        "school": school, "first_day": given.eerste_dag, "last_day": given.laatste_dag, "class_group": group,
        "level": given.niveau, "share": given.deel, "grade": given.leerjaar,
        "administratieve_groep": given.administratieve_groep,
    }  # fmt: skip


def _shown(request: TokenRequest, found: list[Pupil]) -> list[PupilOut]:
    by, keys = request.principal, [one.pk for one in found]
    numbers, seats = reading.numbers_of(by, keys), reading.seats_of(by, keys, on=today())
    return [shown.pupil(one, numbers, seats) for one in found]
