"""The certificates of the schools of somebody, as a list."""

from collections.abc import Iterable

from django.db.models import F, OuterRef, QuerySet, Subquery

from leerrecht.access import acts, policy
from leerrecht.access.models import User
from leerrecht.access.principal import Principal
from leerrecht.attendance.models import Certificate
from leerrecht.enrolment.models import Placement


def certificate(pk: object, *, to: Principal, act: str) -> Certificate:
    """One certificate with pupil, school and scan, but not what the scan holds. Raises ``Http404``."""
    found = policy.find(Certificate, pk, by=to, act=act)
    seen = policy.visible(Certificate, to=to, act=act).select_related("pupil", "school", "scan")
    return seen.defer("scan__content").get(pk=found.pk)


def names_of(user_ids: Iterable[int | None]) -> dict[int, str]:
    """The names of who registered and withdrew a certificate that somebody sees."""
    known = [user_id for user_id in user_ids if user_id is not None]
    return {user.pk: user.get_full_name() for user in User.objects.filter(pk__in=known)}


def certificates(*, to: Principal) -> "QuerySet[Certificate]":
    """Every certificate that ``to`` may see, latest period first, without the scan itself.

    Each with ``class_name`` (of its first day, else None), ``sort_key`` of the pupil and ``scan_name``.
    """
    placed = Placement.objects.filter(
        enrolment__pupil_id=OuterRef("pupil_id"),
        enrolment__school_id=OuterRef("school_id"),
        period__contains=OuterRef("first_day"),
    )
    return (
        policy.visible(Certificate, to=to, act=acts.CERTIFICATE_VIEW)
        .select_related("pupil", "school")
        .annotate(
            class_name=Subquery(placed.order_by("pk").values("class_group__name")[:1]),
            sort_key=F("pupil__sort_key"),
            scan_name=F("scan__name"),
        )
        .order_by("-first_day", "sort_key", "pk")
    )
