"""Which half-days, registers and certificates somebody sees."""

from django.db.models import Q

from leerrecht.access.principal import Principal
from leerrecht.enrolment.rules import at_school_or_in_own_class, own_classes


def half_days(principal: Principal, act: str) -> Q:
    return at_school_or_in_own_class(principal, act)


def registers(principal: Principal, act: str) -> Q:
    return Q(class_group__school_id__in=principal.places(act)) | Q(
        class_group__in=own_classes(principal, act).values("class_group")
    )


def lesson_marks(principal: Principal, act: str) -> Q:
    return Q(enrolment__school_id__in=principal.places(act)) | Q(
        enrolment__placements__class_group__in=own_classes(principal, act).values("class_group")
    )


def certificates(principal: Principal, act: str) -> Q:
    return Q(school_id__in=principal.places(act))


def sub_codes(principal: Principal, act: str) -> Q:
    return Q(school_id__in=principal.schools(act))
