"""Pupils who are ill in the demo: one with a right and no lesson, one with lessons at home, and one with volunteers."""

from datetime import date, timedelta

from leerrecht.access.principal import Principal, principal_of
from leerrecht.attendance.models import Certificate
from leerrecht.demo.cases import CASE_CLASS, CASE_SEAT
from leerrecht.demo.pupils import Enrolled
from leerrecht.demo.schools import Community
from leerrecht.people.models import Pupil
from leerrecht.sick.domain import asking, running
from leerrecht.sick.models import Ziekteonderwijs

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
# Longer than this a certificate must cover for the story of who is ill for long.
LONG = timedelta(days=40)


def make_ill(community: Community, everyone: list[Enrolled], *, today: date) -> None:
    """By the care team and the desk of the secondary school."""
    by = _as(community, "begeleider", today)
    keys = [one.pupil.pk for one in everyone if one.school.pk == community.secundair.pk]
    proofs = Certificate.objects.filter(pupil__in=keys, kind="medisch").order_by("pk").select_related("pupil")
    ill = [proof for proof in proofs if proof.last_day - proof.first_day > LONG]
    if len(ill) > 1:
        _at_home(community, by, ill[-1], today)
    pupil = [one.pupil for one in everyone if one.class_group.name == CASE_CLASS][CASE_SEAT]
    _volunteers(community, by, pupil, today)


def _at_home(community: Community, by: Principal, proof: Certificate, today: date) -> None:
    """Asked, a teacher found, begun two weeks ago; last week one lesson fell away."""
    school, pupil = community.secundair, proof.pupil
    desk = _as(community, "secretariaat", today)
    asking.tell_parents(
        by=desk, pupil=pupil, school=school, on=today - 4 * WEEK, channel="telefoon", who="een van de ouders"
    )
    sick = _ask(community, by, pupil, "toah", today - 3 * WEEK, proof.last_day)
    asking.grant(by=by, sick=sick, on=today - 3 * WEEK + DAY)
    running.find_teacher(by=by, sick=sick, on=today - 2 * WEEK, teacher="leerkracht uit de pool van de streek")
    start = running.Start(
        since=today - 2 * WEEK, until=proof.last_day, hours_a_week=4, review_on=today + 2 * WEEK,
        goal="Eerst een voormiddag per week in de eigen klas", at_school=("ma-vm",),
    )  # fmt: skip
    sick = running.begin(by=by, sick=sick, start=start)
    running.report(by=desk, sick=sick, on=today - 2 * WEEK + DAY)
    running.keep_week(by=desk, sick=sick, day=today - 2 * WEEK, planned=4, given=4)
    running.keep_week(by=desk, sick=sick, day=today - WEEK, planned=4, given=3, missed="leerling")
    running.keep_week(by=desk, sick=sick, day=today, planned=4, given=None)
    bednet = _ask(community, by, pupil, "sio", today - WEEK, proof.last_day)
    running.keep_step(by=by, sick=bednet, key="contact", on=today - 3 * DAY)


def _volunteers(community: Community, by: Principal, pupil: Pupil, today: date) -> None:
    """The parents of the pupil around whom everybody works, asked for help at home."""
    asking.tell_parents(
        by=by, pupil=pupil, school=community.secundair, on=today - 2 * WEEK, channel="gesprek", who="een van de ouders"
    )
    _ask(community, by, pupil, "school_ziekzijn", today - WEEK, None)


def _ask(
    community: Community, by: Principal, pupil: Pupil, kind: str, on: date, until: date | None
) -> Ziekteonderwijs:  # fmt: skip
    request = asking.Request(kind=kind, asked_on=on, asked_by="ouders", wanted_from=on, wanted_until=until)
    return asking.ask(by=by, pupil=pupil, school=community.secundair, request=request)


def _as(community: Community, key: str, today: date) -> Principal:
    user = community.users[key]
    return principal_of(user_id=user.pk, name=user.username, on=today)
