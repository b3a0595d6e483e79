"""The register of thuiszitters in the demo: found from what the other steps made, and partly judged by people."""

from datetime import date, timedelta
from decimal import Decimal

from leerrecht.access.principal import principal_of
from leerrecht.demo.schools import Community
from leerrecht.thuiszitters.domain.keeping import Following, Said, follow_up, judge
from leerrecht.thuiszitters.domain.recompute import recompute_all
from leerrecht.thuiszitters.models import Thuiszitter


def make_sitters(communities: list[Community], *, today: date) -> None:
    """All that can be found; of the longest two a person says something, the others nobody looked at yet."""
    recompute_all(today).raise_refused()
    for community in communities:
        user = community.users["begeleider"]
        by = principal_of(user_id=user.pk, name=user.username, on=today)
        found = Thuiszitter.objects.filter(school_id=community.secundair.pk, ended_on=None, asked=False)
        first, second = found.order_by("since", "pk")[:2]
        words = f"[[gedeeld:{community.key}]] Komt na de middag niet meer, en wil wel terug"
        judge(by=by, record=first, said=Said(verdict="anders", reason="T2", half_days=Decimal(4), words=words))
        following = Following(
            lead_id=user.pk, contact_on=today - timedelta(days=3), contact_how="telefoon", alternative="taken",
            next_step="rondetafel", next_on=today + timedelta(days=5),
        )  # fmt: skip
        follow_up(by=by, record=first, following=following)
        judge(by=by, record=second, said=Said(verdict="klopt_niet", why_not="opbouw"))
