"""Half-days, registers, absences over a period, certificates."""

from datetime import date as Date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from ninja import Query
from pydantic import Field

from leerrecht import law
from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.api.domain.paging import HALF_DAYS, page_of
from leerrecht.api.domain.queries import reading
from leerrecht.api.interfaces import shown
from leerrecht.api.interfaces.fields import Asked, Day, Id, Part
from leerrecht.api.interfaces.schemas import (
    AbsenceIn,
    AbsenceOut,
    CellOut,
    CertificateIn,
    CertificateMade,
    CertificateOut,
    CertificatePage,
    FreeDayPage,
    HalfDayPage,
    OwnCodePage,
    RegisterIn,
    RegisterPage,
    SavedOut,
    SheetOut,
)
from leerrecht.api.views.core import TokenRequest, api, call, school_of, today
from leerrecht.attendance.domain.certificates import COMPARTMENT, add_certificate, withdraw_certificate
from leerrecht.attendance.domain.entries import PRESENT, Entry
from leerrecht.attendance.domain.period import Period, enter_period
from leerrecht.attendance.domain.queries import registers as sheets
from leerrecht.attendance.domain.register import save_register
from leerrecht.attendance.models import Certificate, HalfDay, Register, SubCode
from leerrecht.enrolment.models import ClassGroup, FreeDay


class OfDays(Asked):
    van: Day | None = Field(None, description="zonder: de eerste dag van dit schooljaar")
    tot_en_met: Day | None = Field(None, description="zonder: de laatste dag van dit schooljaar")
    klas: Id | None = None


class OfFreeDays(Asked):
    van: Day | None = Field(None, description="zonder: de eerste dag van dit schooljaar")
    tot_en_met: Day | None = Field(None, description="zonder: de laatste dag van dit schooljaar")


class OfHalfDays(OfDays):
    leerling: Id | None = None


class OfPupil(Asked):
    leerling: Id | None = None


@api.get("/halve-dagen", response=HalfDayPage, tags=["Aanwezigheid"], summary="Wat anders is dan aanwezig")
@call("aanwezigheid:lezen")
def half_days(request: TokenRequest, asked: Query[OfHalfDays]) -> HalfDayPage:
    by = request.principal
    first, last = _span(asked)
    records = reading.half_days(by, first=first, last=last, pupil_id=asked.leerling, class_id=asked.klas)
    found, after = page_of(records, cursor=asked.cursor, most=asked.aantal, key=HALF_DAYS)
    rows = {(one.pupil_id, one.school_id) for one in found}
    reading.look(by, HalfDay._meta.label_lower, rows, ground=acts.REGISTER_VIEW)
    return HalfDayPage(gegevens=[shown.half_day(one) for one in found], volgende=after)


@api.get("/registers", response=RegisterPage, tags=["Aanwezigheid"], summary="Welke registers genomen zijn")
@call("aanwezigheid:lezen")
def registers(request: TokenRequest, asked: Query[OfDays]) -> RegisterPage:
    first, last = _span(asked)
    records = reading.registers(request.principal, first=first, last=last, class_id=asked.klas)
    found, after = page_of(records, cursor=asked.cursor, most=asked.aantal)
    _looked(request, Register._meta.label_lower, len(found))
    return RegisterPage(gegevens=[shown.register(one) for one in found], volgende=after)


@api.get(
    "/registers/{class_id}/{date}/{part}", response=SheetOut, tags=["Aanwezigheid"],
    summary="Het register van een klas op een halve dag, met de versie van elke code",
)  # fmt: skip
@call("aanwezigheid:lezen")
def sheet(request: TokenRequest, class_id: Id, date: Day, part: Part) -> SheetOut:
    by = request.principal
    group = policy.find(ClassGroup, class_id, by=by, act=acts.REGISTER_VIEW)
    calendar = sheets.calendar_of(to=by, group=group, day=date)
    found = sheets.class_sheet(to=by, group=group, day=date, part=part, calendar=calendar)
    rows = [(row.pupil_id, group.school_id) for row in found.rows]
    reading.look(by, Register._meta.label_lower, rows, ground=acts.REGISTER_VIEW)
    return SheetOut(
        klas=group.pk, datum=date, dagdeel=part, geen_les=found.closed, genomen_op=found.taken_at,
        leerlingen=[
            CellOut(
                leerling=row.pupil_id, code=row.cell.mark or PRESENT, versie=row.cell.version, minuten=row.cell.minutes
            )
            for row in found.rows
        ],
    )  # fmt: skip


@api.put(
    "/registers/{class_id}/{date}/{part}", response=SavedOut, tags=["Aanwezigheid"],
    summary="Codes in een register zetten, elk met de versie die u zag",
    description=(
        "Elke code wordt alleen gezet waar “gezien” nog de bewaarde versie is. Wat iemand intussen wijzigde, komt "
        "terug in “conflicten” en blijft staan: lees het en stuur desgewenst opnieuw. “.” is aanwezig, “-” is reden "
        "onbekend, “L” is te laat. Met “genomen” is het register volledig."
    ),
)  # fmt: skip
@call("aanwezigheid:schrijven", writes=True)
def save(request: TokenRequest, class_id: Id, date: Day, part: Part, given: RegisterIn) -> SavedOut:
    entries = [
        Entry(
            one.leerling, one.code, one.gezien, (one.minuten or None) if one.code == "L" else None, "", one.eigen_code
        )
        for one in given.regels
    ]
    saved = save_register(
        by=request.principal, class_group_id=class_id, date=date, part=part, entries=entries, taken=given.genomen
    )
    return SavedOut(
        gewijzigd=[shown.cell(one) for one in saved.changed],
        ongewijzigd=list(saved.unchanged),
        conflicten=[shown.cell(one) for one in saved.conflicts],
        genomen_op=saved.taken_at,
    )


@api.post(
    "/afwezigheden", response=AbsenceOut, tags=["Aanwezigheid"],
    summary="Een code voor leerlingen over een periode; wat er staat blijft staan, tenzij “vervangen”",
)  # fmt: skip
@call("aanwezigheid:schrijven", writes=True)
def absence(request: TokenRequest, given: AbsenceIn) -> AbsenceOut:
    if given.code in (PRESENT, "L"):
        raise ValidationError({"mark": _("Over een periode geeft u een afwezigheid in, geen aanwezigheid.")})
    wanted = Period(
        pupil_ids=tuple(dict.fromkeys(given.leerlingen)), first=given.eerste_dag, last=given.laatste_dag,
        parts=tuple(dict.fromkeys(given.dagdelen)), mark=given.code, ground=given.grond,
        sub_code_id=given.eigen_code, replace=given.vervangen,
    )  # fmt: skip
    done = enter_period(by=request.principal, period=wanted)
    return AbsenceOut(
        nieuw=len(done.new), vervangen=len(done.replaced), behouden=len(done.kept), gelijk=len(done.equal)
    )


@api.get(
    "/eigen-codes", response=OwnCodePage, tags=["Aanwezigheid"],
    summary="De eigen codes van de school, elk onder een officiële code",
)  # fmt: skip
@call("aanwezigheid:lezen")
def own_codes(request: TokenRequest, asked: Query[Asked]) -> OwnCodePage:
    found, after = page_of(reading.own_codes(request.principal), cursor=asked.cursor, most=asked.aantal)
    _looked(request, SubCode._meta.label_lower, len(found))
    return OwnCodePage(gegevens=[shown.own_code(one) for one in found], volgende=after)


@api.get(
    "/vrije-dagen", response=FreeDayPage, tags=["Aanwezigheid"],
    summary="Dagen van de school zelf zonder les, naast de Vlaamse kalender",
)  # fmt: skip
@call("aanwezigheid:lezen")
def free_days(request: TokenRequest, asked: Query[OfFreeDays]) -> FreeDayPage:
    first, last = _span(asked)
    records = reading.free_days(request.principal, first=first, last=last)
    found, after = page_of(records, cursor=asked.cursor, most=asked.aantal)
    _looked(request, FreeDay._meta.label_lower, len(found))
    return FreeDayPage(gegevens=[shown.free_day(one) for one in found], volgende=after)


@api.get("/attesten", response=CertificatePage, tags=["Attesten"], summary="Attesten, zonder scan en opmerking")
@call("attesten:lezen")
def certificates(request: TokenRequest, asked: Query[OfPupil]) -> CertificatePage:
    by = request.principal
    found, after = page_of(reading.certificates(by, pupil_id=asked.leerling), cursor=asked.cursor, most=asked.aantal)
    reading.look(
        by, Certificate._meta.label_lower, [(one.pupil_id, one.school_id) for one in found], act="certificate.list",
        compartments=[COMPARTMENT], ground=acts.CERTIFICATE_VIEW,
    )  # fmt: skip
    return CertificatePage(gegevens=[shown.certificate(one) for one in found], volgende=after)


@api.post("/attesten", response={201: CertificateMade}, tags=["Attesten"], summary="Een attest registreren")
@call("attesten:schrijven", writes=True)
def certificate_new(request: TokenRequest, given: CertificateIn) -> CertificateMade:
    made = add_certificate(
        by=request.principal, pupil_id=given.leerling, school_id=school_of(request), kind=given.soort,
        first_day=given.eerste_dag, last_day=given.laatste_dag, received_on=given.ontvangen_op,
        doubtful=given.twijfelachtig,
    )  # fmt: skip
    fields = shown.certificate_fields(made.certificate)
    return CertificateMade(
        **fields, gedekt=len(made.outcome.covered), waarschuwingen=[str(text) for text in made.warnings]
    )


@api.post(
    "/attesten/{certificate_id}/intrekken", response=CertificateOut, tags=["Attesten"],
    summary="Een attest intrekken: wat het dekte, krijgt terug wat er stond",
)  # fmt: skip
@call("attesten:schrijven", writes=True)
def certificate_back(request: TokenRequest, certificate_id: Id) -> CertificateOut:
    return shown.certificate(withdraw_certificate(by=request.principal, certificate_id=certificate_id))


def _looked(request: TokenRequest, kind: str, number: int) -> None:
    """A look at a list on which no pupil stands."""
    by = request.principal
    log.record(
        by=by, act=reading.LOOK, kind=kind, organisation_id=school_of(request), why=by.why(acts.REGISTER_VIEW),
        detail={"shown": number},
    )  # fmt: skip


def _span(asked: OfDays | OfFreeDays) -> tuple[Date, Date]:
    """The days that were asked for, at most a school year; without, this school year."""
    year = law.school_year(asked.van or asked.tot_en_met or today())
    first = asked.van or Date(year, 9, 1)
    last = asked.tot_en_met or Date(year + 1, 8, 31)
    if last < first:
        raise ValidationError({"tot_en_met": _("De laatste dag valt voor de eerste.")})
    if (last - first).days > _LONGEST:
        raise ValidationError({"tot_en_met": _("Vraag hoogstens een schooljaar in één keer.")})
    return first, last


_LONGEST = 366
