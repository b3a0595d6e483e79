"""What the page of a case shows of referrals, and when somebody last did something in one."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Max, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.cases.models import Case
from leerrecht.cases.panels import Panel
from leerrecht.referrals.domain.queries.lists import Line, line_of
from leerrecht.referrals.models import Referral


def panel(case: Case, *, to: Principal) -> Panel | None:
    """The referrals of this pupil that the reader may see: two queries. The page of the case logs the look."""
    rows = (
        policy.visible(Referral, to=to, act=acts.NOTE_VIEW)
        .filter(pupil_id=case.pupil_id)
        .prefetch_related("steps")
        .order_by("closed_on", "-begun_on")
    )
    lines: list[Line] = [line_of(one, to) for one in rows]
    makes = to.can(acts.REFERRAL_MAKE)
    if not lines and not makes:
        return None
    context = {"lines": lines, "makes": makes, "pupil_id": case.pupil_id, "today": to.on}
    return Panel(_("Doorverwijzingen"), "referrals/_panel.html", context)


def last_acts(pupil_ids: Iterable[int], *, to: Principal) -> "QuerySet[Referral, tuple[int, date]]":
    """The day of the last step or beginning, by pupil."""
    return (
        policy.visible(Referral, to=to, act=acts.NOTE_VIEW)
        .filter(pupil_id__in=list(pupil_ids))
        .order_by()
        .values_list("pupil_id")
        .annotate(last=Greatest(Max("begun_on"), Coalesce(Max("steps__on"), Max("begun_on"))))
    )
