from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange

from leerrecht.access.policy import Denied
from leerrecht.enrolment import domain
from leerrecht.enrolment.domain.queries import classes as queries
from leerrecht.enrolment.models import ClassGroup
from leerrecht.organisations.domain import create_location
from tests.factories import (
    SYSTEM,
    TODAY,
    ClassGroupFactory,
    ClassTeamFactory,
    MembershipFactory,
    PlacementFactory,
    SchoolFactory,
    principal,
)

pytestmark = pytest.mark.django_db


def refused(verb, **arguments):
    with pytest.raises(ValidationError) as caught:
        verb(**{"by": SYSTEM, **arguments})
    error = caught.value
    return error.message_dict if hasattr(error, "error_dict") else error.messages


def test_class_is_made_once_a_year():
    school = SchoolFactory.create()
    domain.create_class(by=SYSTEM, school=school, school_year=2026, name=" 3A ")
    domain.create_class(by=SYSTEM, school=school, school_year=2027, name="3A")
    assert refused(domain.create_class, school=school, school_year=2026, name="3A") == {
        "name": ["Er is al een klas “3A” in schooljaar 2026-2027. Kies een andere naam."]
    }


def test_class_at_a_location_of_another_school_is_refused():
    place = create_location(by=SYSTEM, school=SchoolFactory.create(), number="1", name="Dorp")
    found = refused(domain.create_class, school=SchoolFactory.create(), school_year=2026, name="3A", location=place)
    assert found == {"location": ["Deze vestigingsplaats is van een andere school."]}


def test_class_is_edited():
    group = ClassGroupFactory.create()
    domain.edit_class(by=principal("secretariaat", group.school), class_group=group, name="4B", grade=4)
    assert ClassGroup.objects.values_list("name", "grade").get() == ("4B", 4)


def test_empty_class_is_deleted_and_one_with_pupils_is_not():
    empty, full = ClassGroupFactory.create(), PlacementFactory.create(class_group__name="3A").class_group
    domain.delete_class(by=SYSTEM, class_group=empty)
    assert refused(domain.delete_class, class_group=full) == [
        "In 3A zitten of zaten 1 leerlingen. Zet hen eerst in een andere klas."
    ]
    assert list(ClassGroup.objects.all()) == [full]


@pytest.mark.parametrize("role", ["leerkracht", "begeleider"])
def test_roles_without_the_act_manage_no_classes(role):
    group = ClassGroupFactory.create()
    who = principal(role, group.school)
    with pytest.raises(Denied):
        domain.create_class(by=who, school=group.school, school_year=2026, name="9Z")
    with pytest.raises(Denied):
        domain.edit_class(by=who, class_group=group, name="9Z")
    with pytest.raises(Denied):
        domain.delete_class(by=who, class_group=group)


def test_another_school_manages_no_classes():
    group = ClassGroupFactory.create()
    with pytest.raises(Denied):
        domain.edit_class(by=principal("directeur", SchoolFactory.create()), class_group=group, name="9Z")


def test_team_member_joins_and_leaves():
    group = ClassGroupFactory.create()
    user = MembershipFactory.create(organisation=group.school, role="leerkracht").user
    member = domain.join_team(by=SYSTEM, class_group=group, user=user, titular=True)
    assert (member.period, member.titular) == (DateRange(date(2026, 9, 1), date(2027, 9, 1)), True)
    domain.leave_team(by=SYSTEM, member=member, last=date(2026, 12, 31))
    member.refresh_from_db()
    assert member.period.upper == date(2027, 1, 1)
    assert refused(domain.leave_team, member=member, last=date(2027, 1, 1)) == {
        "last": ["Kies een dag van 01/09/2026 tot en met 31/12/2026."]
    }


def test_who_does_not_work_at_the_school_does_not_join():
    group = ClassGroupFactory.create()
    user = MembershipFactory.create(role="leerkracht", user__first_name="An", user__last_name="Baert").user
    assert refused(domain.join_team, class_group=group, user=user) == {
        "user": ["An Baert werkt in die periode niet aan deze school. Voeg eerst een functie toe bij “Wie werkt er”."]
    }


def test_joining_twice_is_refused():
    group = ClassGroupFactory.create()
    user = MembershipFactory.create(
        organisation=group.school, role="leerkracht", user__first_name="An", user__last_name="Baert"
    ).user
    domain.join_team(by=SYSTEM, class_group=group, user=user)
    assert refused(domain.join_team, class_group=group, user=user, first=date(2026, 11, 2)) == {
        "user": ["An Baert heeft deze klas al in (een deel van) die periode."]
    }


def test_joining_outside_the_school_year_is_refused():
    group = ClassGroupFactory.create()
    user = MembershipFactory.create(organisation=group.school, role="leerkracht").user
    assert refused(domain.join_team, class_group=group, user=user, first=date(2026, 8, 31)) == {
        "first": ["Kies dagen binnen het schooljaar 2026-2027, de laatste niet vóór de eerste."]
    }


def test_set_team_adds_who_is_new_and_ends_who_is_gone():
    group = ClassGroupFactory.create()
    stays, goes, comes = (
        MembershipFactory.create(organisation=group.school, role="leerkracht").user for _number in range(3)
    )
    domain.set_team(by=SYSTEM, class_group=group, members=[(stays, True), (goes, False)])
    domain.set_team(by=SYSTEM, class_group=group, members=[(stays, True), (comes, False)], first=date(2026, 11, 9))
    year = DateRange(date(2026, 9, 1), date(2027, 9, 1))
    assert list(group.team.order_by("pk").values_list("user", "titular", "period")) == [
        (stays.pk, True, year),
        (goes.pk, False, DateRange(date(2026, 9, 1), date(2026, 11, 9))),
        (comes.pk, False, DateRange(date(2026, 11, 9), date(2027, 9, 1))),
    ]


def test_roster_lists_who_sits_there_on_the_day():
    here = PlacementFactory.create(enrolment__pupil__sort_key="b", enrolment__pupil__last_name="Baert")
    group = here.class_group
    PlacementFactory.create(class_group=group, period=DateRange(date(2026, 9, 1), date(2026, 10, 1)))
    first = PlacementFactory.create(class_group=group, enrolment__pupil__sort_key="a")
    rows = queries.roster(group.pk, TODAY)
    assert [row.pupil_id for row in rows] == [first.enrolment.pupil_id, here.enrolment.pupil_id]
    assert (rows[1].name, rows[1].initials, rows[1].level) == ("Noor Baert", "NB", "secundair")


def test_classes_count_the_pupils_of_the_day(django_assert_num_queries):
    group = PlacementFactory.create().class_group
    PlacementFactory.create(class_group=group)
    PlacementFactory.create(class_group=group, period=DateRange(date(2026, 9, 1), date(2026, 10, 1)))
    ClassGroupFactory.create()
    who = principal("secretariaat", group.school)
    with django_assert_num_queries(1):
        found = [(row, row.pupil_count) for row in queries.classes(who, school_year=2026, on=TODAY)]
    assert found == [(group, 2)]


def test_pupils_of_class_are_those_that_somebody_sees():
    one = PlacementFactory.create()
    arguments = {"class_group": one.class_group, "on": TODAY}
    assert list(queries.pupils_of_class(SYSTEM, **arguments)) == [one.enrolment.pupil]
    other = principal("secretariaat", SchoolFactory.create())
    assert list(queries.pupils_of_class(other, **arguments)) == []


def test_team_lists_titulars_first():
    group = ClassGroupFactory.create()
    second = ClassTeamFactory.create(class_group=group)
    titular = ClassTeamFactory.create(class_group=group, titular=True)
    assert list(queries.team(group)) == [titular, second]
