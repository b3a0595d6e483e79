"""The token itself, schools, classes and figures: nothing of a pupil."""

from ninja import Query
from pydantic import Field

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.api.domain.paging import page_of
from leerrecht.api.domain.queries import reading
from leerrecht.api.domain.rows import row_to_change
from leerrecht.api.interfaces import shown
from leerrecht.api.interfaces.fields import Asked, Code, Id, SchoolYear
from leerrecht.api.interfaces.schemas import (
    ClassChange,
    ClassIn,
    ClassOut,
    ClassPage,
    FigurePage,
    SchoolPage,
    TokenOut,
)
from leerrecht.api.views.core import TokenRequest, api, call, school_of
from leerrecht.enrolment import domain as enrolment
from leerrecht.enrolment.models import ClassGroup
from leerrecht.organisations.models import School


class OfYear(Asked):
    schooljaar: SchoolYear | None = Field(None, description="het jaar waarin het schooljaar begint")


class OfFigures(OfYear):
    indicator: Code = ""


@api.get("/token", response=TokenOut, tags=["Token"], summary="Wat dit token mag, en tot wanneer")
@call()
def who(request: TokenRequest) -> TokenOut:
    token = request.auth
    return TokenOut(
        herkenning=token.prefix, doel=token.purpose, organisatie=token.organisation_id,
        naam=token.organisation.name, bereik=token.scopes, tot_en_met=token.until,
    )  # fmt: skip


@api.get("/scholen", response=SchoolPage, tags=["Scholen"], summary="De school, of de scholen van het bestuur")
@call("scholen:lezen")
def schools(request: TokenRequest, asked: Query[Asked]) -> SchoolPage:
    found, after = page_of(reading.schools(request.principal), cursor=asked.cursor, most=asked.aantal)
    _looked(request, School._meta.label_lower, len(found), acts.SCHOOL_VIEW)
    return SchoolPage(gegevens=[shown.school(one) for one in found], volgende=after)


@api.get("/klassen", response=ClassPage, tags=["Klassen"], summary="De klassen")
@call("klassen:lezen")
def classes(request: TokenRequest, asked: Query[OfYear]) -> ClassPage:
    records = reading.classes(request.principal, school_year=asked.schooljaar)
    found, after = page_of(records, cursor=asked.cursor, most=asked.aantal)
    _looked(request, ClassGroup._meta.label_lower, len(found), acts.SCHOOL_VIEW)
    return ClassPage(gegevens=[shown.class_group(one) for one in found], volgende=after)


@api.post("/klassen", response={201: ClassOut}, tags=["Klassen"], summary="Een klas maken")
@call("klassen:schrijven", writes=True)
def class_new(request: TokenRequest, given: ClassIn) -> ClassOut:
    school = policy.find(School, school_of(request), by=request.principal, act=acts.SCHOOL_MANAGE)
    made = enrolment.create_class(
        by=request.principal, school=school, school_year=given.schooljaar, name=given.naam, grade=given.leerjaar
    )
    return shown.class_group(made)


@api.patch("/klassen/{class_id}", response=ClassOut, tags=["Klassen"], summary="Een klas wijzigen")
@call("klassen:schrijven", writes=True)
def class_change(request: TokenRequest, class_id: Id, given: ClassChange) -> ClassOut:
    group = row_to_change(ClassGroup, class_id, by=request.principal, act=acts.SCHOOL_MANAGE)
    wanted = {"naam": "name", "leerjaar": "grade"}
    changes = {wanted[name]: value for name, value in given.model_dump(exclude_unset=True).items()}
    if changes.get("name", group.name) is None:
        del changes["name"]
    return shown.class_group(enrolment.edit_class(by=request.principal, class_group=group, **changes))


@api.get(
    "/cijfers", response=FigurePage, tags=["Cijfers"],
    summary="Gepubliceerde cijfers van de school of het bestuur, zonder kleine aantallen",
)  # fmt: skip
@call("cijfers:lezen")
def figures(request: TokenRequest, asked: Query[OfFigures]) -> FigurePage:
    records = reading.figures(request.principal, school_year=asked.schooljaar, indicator=asked.indicator)
    found, after = page_of(records, cursor=asked.cursor, most=asked.aantal)
    _looked(request, "indicators.figure", len(found), acts.FIGURES_VIEW)
    return FigurePage(gegevens=[shown.figure(one) for one in found], volgende=after)


def _looked(request: TokenRequest, kind: str, number: int, ground: str) -> None:
    principal = request.principal
    log.record(
        by=principal, act=reading.LOOK, kind=kind, organisation_id=request.auth.organisation_id,
        why=principal.why(ground), detail={"shown": number},
    )  # fmt: skip
