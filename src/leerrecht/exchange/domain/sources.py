"""What a school says of its package: which parts come from it, how its files are read, what the night does."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.access.roles import ROLES
from leerrecht.exchange.models import SchoolSource
from leerrecht.organisations.domain.sources import CONTACTS, PARTS, SchoolPackage
from leerrecht.organisations.models import School

EVERYTHING = frozenset(PARTS)
# What a file may change where a school chose nothing: contacts only where it says so.
USUAL = EVERYTHING - {CONTACTS}
# Roles of staff in OneRoster for which a school may choose a function here; others are left alone.
STAFF_ROLES = ("teacher", "counselor", "principal", "siteAdministrator", "aide")
FUNCTIONS = tuple(key for key, role in ROLES.items() if role.by_membership and role.organisation_kind == "school")


def packages(schools: frozenset[int]) -> dict[int, SchoolPackage]:
    """The package of each of these schools that chose at least one part."""
    found = SchoolSource.objects.filter(school_id__in=schools).exclude(parts=[])
    return {each.school_id: SchoolPackage(each.package, frozenset(each.parts)) for each in found}


def parts_taken(schools: Iterable[School]) -> dict[int, frozenset[str]]:
    """What a file may change of pupils who are known: the parts that the school chose; where it chose none, all but
    contacts.
    """
    ids = [school.pk for school in schools]
    chosen = packages(frozenset(ids))
    return {pk: chosen[pk].parts if pk in chosen else USUAL for pk in ids}


def functions_of(schools: Iterable[School]) -> dict[int, dict[str, str]]:
    """By school and role of OneRoster: the function that staff get, only of schools that say so."""
    found = SchoolSource.objects.filter(school__in=list(schools)).exclude(staff=None)
    return {each.school_id: each.staff for each in found if each.staff}


def source_of(school: School, *, by: Principal) -> SchoolSource:
    """What the school says, or what holds where it says nothing. Raises ``Denied``."""
    policy.require_at(by, acts.IMPORT_RUN, school.pk)
    found = policy.visible(SchoolSource, to=by, act=acts.IMPORT_RUN).filter(school=school).first()
    return found or SchoolSource(school=school)


@transaction.atomic
def save_source(*, by: Principal, school: School, **values: Any) -> SchoolSource:
    """Keep what a school says: any field of :class:`SchoolSource`.

    Raises ``ValidationError`` (parts without a package, a profile of another board, functions by who may not give
    them), ``Denied``.
    """
    why = policy.require_at(by, acts.IMPORT_RUN, school.pk)
    source = SchoolSource.objects.filter(school=school).first() or SchoolSource(school=school)
    for name, value in values.items():
        setattr(source, name, value)
    source.package = " ".join(source.package.split())
    if source.parts and not source.package:
        raise ValidationError({"package": _("Geef de naam van het schoolpakket: die staat dan bij de velden.")})
    if unknown := set(source.parts) - EVERYTHING:
        raise ValidationError({"parts": _("“%(part)s” bestaat niet.") % {"part": min(unknown)}})
    _check_functions(by, source)
    for name, kind in (("pupils_profile", "leerlingen"), ("absences_profile", "afwezigheden")):
        profile = getattr(source, name)
        if profile is not None and (profile.board_id, profile.kind) != (school.board_id, kind):
            raise ValidationError({name: _("Dit profiel is van een ander schoolbestuur of dient voor iets anders.")})
    source.clean_fields(exclude=["school", "pupils_profile", "absences_profile", "changed_by_id"])
    source.changed_by_id = by.user_id
    source.save()
    log.record(
        by=by, act="source.save", kind="exchange.schoolsource", organisation_id=school.pk, why=why,
        detail={"parts": sorted(source.parts), "night": source.night, "staff": sorted(source.staff or {})},
    )  # fmt: skip
    return source


def _check_functions(by: Principal, source: SchoolSource) -> None:
    """Which function staff get is chosen by who may give functions."""
    given = source.staff or {}
    if unknown := {role for role, function in given.items() if role not in STAFF_ROLES or function not in FUNCTIONS}:
        raise ValidationError({"staff": _("“%(role)s” kan hier geen functie krijgen.") % {"role": min(unknown)}})
    stored = SchoolSource.objects.filter(pk=source.pk).values_list("staff", flat=True).first() or {}
    if given != stored and not may_appoint(by, source.school):
        raise ValidationError({"staff": _("Alleen wie beheert wie er werkt (de directeur), kiest dit.")})


def may_appoint(by: Principal, school: School) -> bool:
    """Whether somebody gives functions at a school."""
    return by.system or school.pk in by.places(acts.MEMBER_MANAGE)
