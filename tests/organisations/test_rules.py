import pytest
from django.db import IntegrityError

from leerrecht.access import acts
from leerrecht.access.policy import visible
from leerrecht.access.principal import principal_of
from leerrecht.people.models import Pupil
from tests.factories import (
    TODAY,
    ClassTeamFactory,
    MembershipFactory,
    PlacementFactory,
    ServiceFactory,
    UserFactory,
    principal,
)

pytestmark = pytest.mark.django_db


def test_pupils_seen_by_secretariat_are_those_of_the_own_school():
    own, _other = PlacementFactory.create(), PlacementFactory.create()
    who = principal("secretariaat", own.class_group.school)
    assert list(visible(Pupil, to=who, act=acts.PUPIL_VIEW)) == [own.enrolment.pupil]


def test_pupils_seen_by_teacher_are_those_of_the_own_class():
    own = PlacementFactory.create()
    PlacementFactory.create(class_group__school=own.class_group.school)
    user = UserFactory.create()
    MembershipFactory.create(user=user, organisation=own.class_group.school, role="leerkracht")
    ClassTeamFactory.create(class_group=own.class_group, user=user)
    who = principal_of(user_id=user.pk, name=user.username, on=TODAY)
    assert list(visible(Pupil, to=who, act=acts.PUPIL_VIEW)) == [own.enrolment.pupil]


def test_pupils_seen_by_clb_are_those_of_the_schools_it_serves():
    own, _other = PlacementFactory.create(), PlacementFactory.create()
    service = ServiceFactory.create(school=own.class_group.school)
    who = principal("clb", service.centre)
    assert list(visible(Pupil, to=who, act=acts.PUPIL_VIEW)) == [own.enrolment.pupil]


def test_membership_twice_in_the_same_role_is_refused():
    one = MembershipFactory.create()
    with pytest.raises(IntegrityError):
        MembershipFactory.create(user=one.user, organisation=one.organisation, role=one.role)
