"""Referrals in the demo: a NAFT that runs, what the CLB keeps to itself, a report to the police, and a leaver.

Each text holds the marker of its compartment and community, so that one on the wrong page shows.
"""

from datetime import date, timedelta
from typing import Any

from leerrecht.access.principal import Principal, principal_of
from leerrecht.demo.cases import CASE_CLASS, CASE_SEAT
from leerrecht.demo.pupils import Enrolled
from leerrecht.demo.schools import Community
from leerrecht.duties.models import Outcome
from leerrecht.facts.domain.facts import record_fact
from leerrecht.people.models import Pupil
from leerrecht.referrals import domain
from leerrecht.referrals.models import Referral

# Step, who, days ago, facts, what is told.
NAFT: tuple[tuple[str, str, int, dict[str, Any], str], ...] = (
    ("vraag", "begeleider", 30, {"voor": "leerling", "gedaan": ["gesprek", "maatregel"]}, "De drukte weegt te zwaar"),
    ("voorstel", "clb", 26, {"uitgeput": "ja"}, "We zoeken een plek met veel handenwerk"),
    ("instemming", "clb", 22, {"hoe": "samen"}, ""),
    ("rondetafel", "begeleider", 16, {}, "Twee dagen per week in het atelier, de andere dagen op school"),
    ("start", "begeleider", 14, {"uren": "8"}, ""),
)
M_DOCUMENT = {"voorziening": "ocj", "reden": "moeizaam", "gevaar": "nee"}


def make_passing_on(community: Community, everyone: list[Enrolled], *, today: date) -> None:
    in_class = [one.pupil for one in everyone if one.class_group.name == CASE_CLASS]
    pupil = in_class[CASE_SEAT]
    _naft(community, pupil, today=today)
    _kept_by_the_clb(community, pupil, today=today)
    _police(community, pupil, today=today)
    leaving = _begin(
        community, "begeleider", in_class[CASE_SEAT + 2], "uitstroom", today, {"dreigt": today.isoformat()}
    )
    domain.set_term(
        by=_as(community, "begeleider", today), referral=leaving, kind="gesprek", due_on=today + timedelta(days=4)
    )


def _naft(community: Community, pupil: Pupil, *, today: date) -> None:
    begun = today - timedelta(days=30)
    referral = _begin(community, "begeleider", pupil, "naft", begun, {}, today=today)
    later: dict[str, dict[str, Any]] = {
        "voorstel": {"aanbieder": community.partner.name}, "start": {"terug": today + timedelta(days=60)},
    }  # fmt: skip
    for kind, who, ago, facts, text in NAFT:
        domain.take_step(
            by=_as(community, who, today), referral=referral, kind=kind, on=today - timedelta(days=ago),
            facts={**facts, **later.get(kind, {})}, text=f"{text} [[gedeeld:{community.key}]]." if text else "",
        )  # fmt: skip


def _kept_by_the_clb(community: Community, pupil: Pupil, *, today: date) -> None:
    by, mark = _as(community, "clb", today), f"[[clb:{community.key}]]"
    consult = _begin(community, "clb", pupil, "consult", today, {"voorziening": "ocj", "naam": "zonder"}, "clb")
    domain.attach_form(
        by=by, referral=consult, key="consult-gv",
        answers={"v2": f"Een jongere komt minder en minder naar school {mark}", "v4": f"Welke hulp past nu? {mark}"},
    )  # fmt: skip
    domain.take_step(
        by=by,
        referral=consult,
        kind="consult",
        on=today,
        facts={"uitkomst": "m"},
        text=f"Nog één gesprek thuis {mark}.",
    )
    report = _begin(community, "clb", pupil, "m_document", today, M_DOCUMENT, "clb")
    domain.take_step(by=by, referral=report, kind="ingelicht", on=today, text=f"Verteld aan de keukentafel {mark}.")


def _police(community: Community, without: Pupil, *, today: date) -> None:
    """The one who was absent most often without a reason, if the school has such a pupil."""
    found = (
        Outcome.objects.filter(regel="b10.politie", school_id=community.secundair.pk)
        .exclude(pupil=without)
        .select_related("pupil")
        .order_by("pupil_id")
        .first()
    )
    if found is None:
        return
    by = _as(community, "begeleider", today)
    record_fact(
        by=by, pupil_id=found.pupil_id, date=today - timedelta(days=3), kind="melding_clb",
        school_id=community.secundair.pk,
    )  # fmt: skip
    facts = {"reden": "leerling", "zone": "school", "ouders_weten": "ja"}
    referral = _begin(community, "begeleider", found.pupil, "politie", today, facts)
    domain.take_step(by=by, referral=referral, kind="melding", on=today)


def _begin(
    community: Community, who: str, pupil: Pupil, flow: str, on: date, facts: dict[str, str],
    compartment: str = "gedeeld", today: date | None = None,
) -> Referral:  # fmt: skip
    house = community.centre if compartment == "clb" else community.secundair
    return domain.begin_referral(
        by=_as(community, who, today or on), pupil=pupil, flow=flow, compartment=compartment, organisation_id=house.pk,
        facts=facts, on=on,
    )  # fmt: skip


def _as(community: Community, key: str, today: date) -> Principal:
    user = community.users[key]
    return principal_of(user_id=user.pk, name=user.username, on=today)
