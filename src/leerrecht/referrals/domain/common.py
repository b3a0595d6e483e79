"""What each verb does before and after."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.duties.domain.recompute import recompute
from leerrecht.facts.domain import changes
from leerrecht.referrals.domain.asking import OPEN_TO_BOTH, Court, told_of
from leerrecht.referrals.domain.places import side_at
from leerrecht.referrals.engine import Reason, asked, term_of
from leerrecht.referrals.flows import FLOWS, Side
from leerrecht.referrals.judging import Told
from leerrecht.referrals.models import Referral, Step


def opened(by: Principal, referral: Referral) -> tuple[Referral, Told, Side, str]:
    """A referral that is not closed, locked, with its facts, the side of ``by`` and the ground.

    Raises ``Denied``, ``ValidationError``.
    """
    why = policy.require(by, acts.REFERRAL_MAKE, referral)
    referral = Referral.objects.select_for_update(of=("self",)).select_related("pupil", "track").get(pk=referral.pk)
    side = side_at(by, referral)
    if side is None:
        raise policy.Denied(_("In deze doorverwijzing mag u niets vastleggen."))
    if referral.closed_on is not None:
        raise ValidationError(_("Deze doorverwijzing is afgesloten. Begin een nieuwe als dat nodig is."))
    return referral, told_of(referral, referral.steps.all()), side, why


def refuse(reasons: Iterable[Reason]) -> None:
    """Raise ``ValidationError`` with every reason that stops."""
    stopping = [one.text for one in reasons if one.stops]
    if stopping:
        raise ValidationError(stopping)


def past(on: date) -> None:
    """Raise ``ValidationError`` for a day still to come."""
    if on > timezone.localdate():
        raise ValidationError({"on": _("De datum ligt in de toekomst. Leg vast wat al gebeurd is.")})


def written(by: Principal, act: str, referral: Referral, why: str) -> None:
    """One line in the log; and the duties of the pupil follow, where they may know of it."""
    log.record(
        by=by, act=act, on=referral, pupil_id=referral.pupil_id, organisation_id=referral.organisation_id, why=why,
        detail={"compartment": referral.compartment},
    )  # fmt: skip
    if referral.compartment in OPEN_TO_BOTH:
        changes.notify([referral.pupil_id])
        recompute([referral.pupil_id], timezone.localdate()).raise_refused()


def keep_terms(by: Principal, referral: Referral) -> None:
    """The days by which steps are due, as the law says them now."""
    told = told_of(referral, referral.steps.all())
    steps = [one for one in asked(told) if one.term]
    if not steps:
        return
    outcomes = Court(by, referral.pupil, FLOWS[referral.flow], referral).of(told)
    for step in steps:
        due = term_of(step, outcomes)
        if due is None:
            referral.steps.filter(kind=step.key, on=None, by_law=True).delete()
        else:
            Step.objects.update_or_create(
                referral=referral, kind=step.key, on=None, defaults={"due_on": due, "by_law": True}
            )
