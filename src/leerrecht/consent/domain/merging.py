"""Consents, wishes and judgements follow the pupil when two records become one."""

from django.utils import timezone

from leerrecht.access.principal import Principal
from leerrecht.consent.models import Consent, Judgement, ParentsWish
from leerrecht.people.models import Pupil

JOINED = "twee fiches van dezelfde leerling samengevoegd"


def merge(*, by: Principal, keep: Pupil, drop: Pupil) -> dict[str, int]:
    """Move all of ``drop``. Of two that stand at once, that of ``keep`` stays, the other ends and is kept to read."""
    today, name = timezone.localdate(), by.name
    twice = ParentsWish.objects.filter(
        pupil=drop, ended_on=None,
        organisation__in=ParentsWish.objects.filter(pupil=keep, ended_on=None).values("organisation"),
    )  # fmt: skip
    if ParentsWish.objects.filter(pupil=drop, ended_on=None, respected=True).exists():
        # Whatever two houses decided: one of them respects the wish, so that no parent reads by a merger.
        twice_kept = ParentsWish.objects.filter(
            pupil=keep,
            ended_on=None,
            respected=False,
            organisation__in=twice.filter(respected=True).values("organisation"),
        )
        twice_kept.update(ended_on=today, ended_reason=JOINED, ended_by=name)
        twice = twice.filter(
            organisation__in=ParentsWish.objects.filter(pupil=keep, ended_on=None).values("organisation")
        )
    twice.update(ended_on=today, ended_reason=JOINED, ended_by=name)
    if Judgement.objects.filter(pupil=keep, ended_on=None).exists():
        Judgement.objects.filter(pupil=drop, ended_on=None).update(ended_on=today, ended_by=name)
    for consent in Consent.objects.filter(pupil=drop, withdrawn_on=None):
        same = Consent.objects.filter(
            pupil=keep, withdrawn_on=None, organisation=consent.organisation_id, purpose=consent.purpose,
            contact=consent.contact_id, giver_name=consent.giver_name, period__overlap=consent.period,
        )  # fmt: skip
        if same.exists():
            consent.withdrawn_on, consent.withdrawn_how, consent.withdrawn_by = today, consent.how, name
            consent.save(update_fields=["withdrawn_on", "withdrawn_how", "withdrawn_by"])
    return {
        "consents": Consent.objects.filter(pupil=drop).update(pupil=keep),
        "wishes": ParentsWish.objects.filter(pupil=drop).update(pupil=keep),
        "judgements": Judgement.objects.filter(pupil=drop).update(pupil=keep),
    }
