"""What partners offer in the demo: a region for each community, one of the authorities, and what is there for all."""

from collections.abc import Sequence
from datetime import date, timedelta

from leerrecht.access.principal import Principal, principal_of
from leerrecht.demo.schools import Community
from leerrecht.directory.domain import keeping
from leerrecht.directory.models import Region
from leerrecht.organisations.models import Organisation

WEEK = timedelta(weeks=1)
REGIONS = {"a": "Streek van de linde", "b": "Streek aan het water"}
# name, partner, kind, what it is, levels, who may refer
EVERYWHERE = (
    ("Les via het internet", "Bednet", "sio", "De leerling volgt de les mee van thuis of uit het ziekenhuis.", ()),
    ("Les door vrijwilligers", "School & Ziekzijn", "school_ziekzijn", "Leerkrachten komen gratis aan huis.", ()),
)  # fmt: skip


def make_network(communities: Sequence[Community], *, by: Principal, today: date) -> None:
    """Regions and offers; partners and CLBs keep their own, and say how much room there is."""
    for name, partner, kind, description, referrers in EVERYWHERE:
        wanted = keeping.Wanted(
            name=name, partner=partner, kind=kind, description=description, referrers=referrers,
            domains=("leren", "gezondheid"), asks="Een medisch attest en het akkoord van de ouders.",
        )  # fmt: skip
        keeping.add_offer(by=by, wanted=wanted)
    authorities = Organisation.objects.filter(kind__in=("lop", "gemeente"))
    keeping.keep_region(by=by, region=None, name="Stad", members=[one.pk for one in authorities])
    for community in communities:
        _of_community(community, by=by, today=today)


def _of_community(community: Community, *, by: Principal, today: date) -> None:
    members = [community.lager.pk, community.secundair.pk, community.centre.pk, community.partner.pk]
    region = keeping.keep_region(by=by, region=None, name=REGIONS[community.key], members=members)
    partner, clb = _as(community, "naft", today), _as(community, "clb", today)
    _naft(community, region, partner, today)
    day = keeping.add_offer(
        by=clb,
        wanted=keeping.Wanted(
            name="Dag op de boerderij", partner="Hoeve De Linde" if community.key == "a" else "Hoeve aan de Vaart",
            kind="groene_zorg", description="Een of twee dagen per week meewerken, met begeleiding.",
            regions=(region.pk,), age_from=12, levels=("secundair",), domains=("psychosociaal",),
            referrers=("school", "clb"), asks="Een overeenkomst tussen school, ouders en de hoeve.",
        ),
    )  # fmt: skip
    room = keeping.Room(on=today - 12 * WEEK, waiting_weeks=6, said_by="telefoon met de hoeve")
    keeping.report_room(by=clb, offer=day, room=room)


def _naft(community: Community, region: Region, partner: Principal, today: date) -> None:
    """What the partner offers itself: the wait became shorter."""
    offer = keeping.add_offer(
        by=partner,
        wanted=keeping.Wanted(
            name="Naadloos flexibel traject", partner=community.partner.name, organisation_id=community.partner.pk,
            kind="naft", description="Enkele weken begeleiding, met de leerling, de klas en de school samen.",
            regions=(region.pk,), age_from=12, age_to=20, levels=("secundair",), domains=("psychosociaal", "loopbaan"),
            referrers=("clb",), asks="Een intake met leerling, ouders, school en CLB; de inschrijving blijft.",
        ),
    )  # fmt: skip
    for ago, room in (
        (5, keeping.Room(on=today - 5 * WEEK, places=12, free=0, waiting=4, waiting_weeks=7)),
        (1, keeping.Room(on=today - WEEK, places=12, free=1, waiting=1, waiting_weeks=2)),
    ):
        keeping.report_room(by=_as(community, "naft", today - ago * WEEK), offer=offer, room=room)


def _as(community: Community, key: str, on: date) -> Principal:
    user = community.users[key]
    return principal_of(user_id=user.pk, name=user.username, on=on)
