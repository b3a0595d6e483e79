import pytest
import time_machine

from leerrecht.access import acts
from leerrecht.access.policy import visible
from leerrecht.access.principal import principal_of
from leerrecht.duties.domain.queries import worklist
from leerrecht.duties.domain.recompute import recompute
from leerrecht.duties.models import Outcome, PupilAnswer
from tests.duties.helpers import TODAY, absent
from tests.factories import (
    ClassTeamFactory,
    MembershipFactory,
    PlacementFactory,
    ServiceFactory,
    UserFactory,
    principal,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def enrolment():
    """A pupil with duties of the school and of the CLB; another one at another school with the same."""
    one, other = PlacementFactory.create(), PlacementFactory.create()
    for placement in (one, other):
        absent(placement.enrolment, 5)
    recompute([one.enrolment.pupil_id, other.enrolment.pupil_id], TODAY)
    return one.enrolment


def rules_seen(who):
    return sorted(visible(Outcome, to=who, act=acts.DUTY_VIEW).values_list("pupil_id", "regel"))


@pytest.mark.parametrize("role", ["secretariaat", "begeleider", "directeur"])
def test_the_school_sees_what_is_addressed_to_it_of_its_own_pupils(enrolment, role):
    assert rules_seen(principal(role, enrolment.school)) == [
        (enrolment.pupil_id, regel)
        for regel in ("b.begeleiding", "b1.contact", "b5.begeleidingsdossier", "b5.melding_clb", "onthechting")
    ]


def test_the_clb_sees_what_is_addressed_to_a_clb_at_the_schools_it_serves(enrolment):
    who = principal("clb", ServiceFactory.create(school=enrolment.school).centre)
    assert rules_seen(who) == [(enrolment.pupil_id, "clb.traject")]


def test_a_teacher_sees_no_duties_even_of_the_own_class(enrolment):
    user = UserFactory.create()
    MembershipFactory.create(user=user, organisation=enrolment.school, role="leerkracht")
    ClassTeamFactory.create(class_group=enrolment.placements.get().class_group, user=user)
    who = principal_of(user_id=user.pk, name=user.username, on=TODAY)
    assert (rules_seen(who), worklist.count_needing(to=who, on=TODAY)) == ([], 0)


@pytest.mark.parametrize("role", ["bestuur", "beheerder"])
def test_the_board_and_the_operator_see_no_duties(enrolment, role):
    assert rules_seen(principal(role, enrolment.school.board)) == []


def test_counts_of_a_pupil_are_seen_by_the_school_and_its_clb_only(enrolment):
    clb = principal("clb", ServiceFactory.create(school=enrolment.school).centre)
    for who in (principal("begeleider", enrolment.school), clb):
        assert list(visible(PupilAnswer, to=who, act=acts.DUTY_VIEW).values_list("pupil_id", flat=True)) == [
            enrolment.pupil_id
        ]
