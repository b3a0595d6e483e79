"""Grants, requests and accounts follow the pupil when two records become one."""

from django.utils import timezone

from leerrecht.access.principal import Principal
from leerrecht.people.models import AccessRequest, Grant, Pupil, PupilAccount


def merge(*, by: Principal, keep: Pupil, drop: Pupil) -> dict[str, int]:  # noqa: ARG001
    """Move all of ``drop``; what both records have open, stays once."""
    twice = Grant.objects.filter(
        pupil=drop, withdrawn_at=None, user__in=Grant.objects.filter(pupil=keep, withdrawn_at=None).values("user")
    )  # fmt: skip
    ended = 0
    for grant in twice:
        same = Grant.objects.filter(
            pupil=keep, withdrawn_at=None, user_id=grant.user_id, organisation_id=grant.organisation_id,
            kind=grant.kind, period__overlap=grant.period,
        ).first()  # fmt: skip
        if same is not None:
            same.compartments = sorted({*same.compartments, *grant.compartments})
            same.save(update_fields=["compartments"])
            grant.withdrawn_at = timezone.now()
            grant.save(update_fields=["withdrawn_at"])
            ended += 1
    open_ = AccessRequest.objects.filter(pupil=drop, answered_at=None)
    for request in open_:
        if AccessRequest.objects.filter(
            pupil=keep, answered_at=None, user_id=request.user_id, organisation_id=request.organisation_id
        ).exists():
            request.delete()
    return {
        "grants": Grant.objects.filter(pupil=drop).update(pupil=keep),
        "grants_twice": ended,
        "requests": AccessRequest.objects.filter(pupil=drop).update(pupil=keep),
        "accounts": PupilAccount.objects.filter(pupil=drop).update(pupil=keep),
    }
