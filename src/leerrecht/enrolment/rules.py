"""Which pupils, classes and enrolments somebody sees: through the schools of the seats, or own classes."""

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, BooleanField, Exists, F, Func, OuterRef, Q, QuerySet, Value

from leerrecht.access import acts
from leerrecht.access.principal import Principal
from leerrecht.access.roles import Reach
from leerrecht.enrolment.models import ClassTeam, Enrolment, Placement
from leerrecht.enrolment.wall import LATER_ELSEWHERE
from leerrecht.people.rules import BEYOND_ROLES, beyond_roles, family


def own_classes(principal: Principal, act: str) -> QuerySet[ClassTeam]:
    """Class teams of today in which the principal teaches, where the act reaches own classes."""
    return ClassTeam.objects.filter(
        user_id=principal.user_id or 0,
        period__contains=principal.on,
        class_group__school_id__in=principal.places(act, Reach.CLASSES),
    )


def _own_placements(principal: Principal, act: str) -> QuerySet[Placement]:
    return Placement.objects.filter(
        class_group__in=own_classes(principal, act).values("class_group"), period__contains=principal.on
    )


def in_own_class(principal: Principal, act: str, pupil: str = "pupil_id") -> Q:
    """The pupil (a field of the record asked about) sits in an own class today."""
    if not principal.places(act, Reach.CLASSES):
        return Q(pk__in=())
    return Q(Exists(_own_placements(principal, act).filter(enrolment__pupil_id=OuterRef(pupil))))


def at_school_or_in_own_class(principal: Principal, act: str) -> Q:
    """For records with ``school_id`` and ``pupil_id``."""
    if act == acts.OWN_VIEW:
        return family(principal)
    own = principal.places(act, Reach.CLASSES)
    scope = Q(school_id__in=principal.places(act))
    if not own:
        return scope
    pupils = _own_placements(principal, act).values("enrolment__pupil_id")
    return scope | Q(school_id__in=own, pupil_id__in=pupils)


def _here(principal: Principal, act: str, pupil: str) -> Q:
    """Enrolled at a school of the principal today, or last enrolled there: not long gone to another school."""
    places = principal.places(act)
    here = Value(sorted(places), output_field=ArrayField(BigIntegerField()))
    left = Func(F("pupil_id"), F("period"), here, function=LATER_ELSEWHERE, output_field=BooleanField())
    enrolled = Enrolment.objects.filter(pupil_id=OuterRef(pupil), school_id__in=places)
    return Q(Exists(enrolled.filter(Q(period__contains=principal.on) | ~Q(left))))


def pupils(principal: Principal, act: str) -> Q:
    """A school keeps seeing who was enrolled there; the record is kept by the school where the pupil is."""
    if act == acts.PUPIL_EDIT:
        return _here(principal, act, pupil="pk")
    enrolled = Enrolment.objects.filter(pupil_id=OuterRef("pk"), school_id__in=principal.places(act))
    scope = Q(Exists(enrolled))
    if principal.places(act, Reach.CLASSES):
        scope |= in_own_class(principal, act, pupil="pk")
    if act in BEYOND_ROLES:
        scope |= beyond_roles(principal, pupil="pk")
    return scope


def classes(principal: Principal, act: str) -> Q:
    scope = Q(school_id__in=principal.places(act))
    if principal.places(act, Reach.CLASSES):
        scope |= Q(pk__in=own_classes(principal, act).values("class_group"))
    return scope


def of_pupil(principal: Principal, act: str) -> Q:
    """For records that hang on a pupil and on no school, such as contacts: the school where the pupil is."""
    return _here(principal, act, pupil="pupil_id")


def of_school(principal: Principal, act: str) -> Q:
    return Q(school_id__in=principal.schools(act))


def placements(principal: Principal, act: str) -> Q:
    return Q(class_group__school_id__in=principal.places(act)) | Q(
        class_group__in=own_classes(principal, act).values("class_group")
    )


def results(principal: Principal, act: str) -> Q:
    return Q(enrolment__school_id__in=principal.places(act))


def teams(principal: Principal, act: str) -> Q:
    return Q(class_group__school_id__in=principal.schools(act))
