from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange

from leerrecht.access import acts
from leerrecht.access.models import LogEntry, User
from leerrecht.access.policy import Denied, visible
from leerrecht.organisations import domain
from leerrecht.organisations.models import Centre, Membership, Organisation, School, SchoolGroup, Service
from tests.factories import (
    SYSTEM,
    BoardFactory,
    CentreFactory,
    MembershipFactory,
    SchoolFactory,
    ServiceFactory,
    UserFactory,
    principal,
)

pytestmark = pytest.mark.django_db


def errors(caught):
    return caught.value.message_dict


def operator():
    return domain.create_operator(by=SYSTEM, name="Beheer van Leerrecht")


def test_board_school_and_centre_are_made_and_logged():
    board = domain.create_board(by=SYSTEM, name="Kogeka")
    school = domain.create_school(by=SYSTEM, board=board, number="034567", name="Sint-Jan", level="secundair")
    centre = domain.create_centre(by=SYSTEM, name="CLB Kempen")
    assert (school.board, school.kind, centre.kind, board.kind) == (board, "school", "clb", "bestuur")
    entries = LogEntry.objects.order_by("pk").values_list("act", "object_id", "organisation_id", "actor", "why")
    assert list(entries) == [
        ("board.create", str(board.pk), board.pk, "test", "test"),
        ("school.create", str(school.pk), school.pk, "test", "test"),
        ("centre.create", str(centre.pk), centre.pk, "test", "test"),
    ]


def test_two_schools_with_the_same_number_are_refused_with_the_name_of_the_first():
    first = SchoolFactory.create(number="034567")
    with pytest.raises(ValidationError) as caught:
        domain.create_school(by=SYSTEM, board=first.board, number="034567", name="Twee", level="lager")
    assert errors(caught) == {"number": [f"Instellingsnummer 034567 is al van {first.name}. Kijk het nummer na."]}
    assert School.objects.count() == 1


def test_school_with_a_number_of_five_digits_is_refused():
    with pytest.raises(ValidationError) as caught:
        domain.create_school(by=SYSTEM, board=BoardFactory.create(), number="34567", name="Twee", level="lager")
    assert errors(caught) == {"number": ["Een instellingsnummer telt 6 cijfers."]}


def test_two_boards_with_the_same_name_are_refused():
    domain.create_board(by=SYSTEM, name="Kogeka")
    with pytest.raises(ValidationError) as caught:
        domain.create_board(by=SYSTEM, name="Kogeka")
    assert errors(caught) == {"name": ["Er is al een organisatie met de naam “Kogeka”. Kies een andere naam."]}


def test_directors_make_no_organisations():
    school = SchoolFactory.create()
    who = principal("directeur", school)
    with pytest.raises(Denied):
        domain.create_board(by=who, name="Kogeka")
    with pytest.raises(Denied):
        domain.create_centre(by=who, name="CLB")
    with pytest.raises(Denied):
        domain.create_school(by=who, board=school.board, number="034567", name="Twee", level="lager")


def test_operator_makes_organisations():
    who = principal("beheerder", operator())
    assert domain.create_board(by=who, name="Kogeka").name == "Kogeka"


def test_school_changes_its_moments_but_not_its_number():
    school = SchoolFactory.create(number="034567")
    who = principal("secretariaat", school)
    domain.change_school(by=who, school=school, moment_vm=2, moment_nm=7)
    with pytest.raises(Denied):
        domain.change_school(by=who, school=School.objects.get(), number="111111")
    assert School.objects.values_list("moment_vm", "moment_nm", "number").get() == (2, 7, "034567")


def test_the_same_moment_twice_is_refused():
    school = SchoolFactory.create()
    with pytest.raises(ValidationError) as caught:
        domain.change_school(by=SYSTEM, school=school, moment_vm=6)
    assert errors(caught) == {
        "moment_nm": ["Voormiddag en namiddag kunnen niet hetzelfde lesmoment hebben. Kies twee verschillende."]
    }


def test_another_school_is_not_changed():
    school, other = SchoolFactory.create(), SchoolFactory.create()
    with pytest.raises(Denied):
        domain.change_school(by=principal("directeur", school), school=other, moment_vm=2)


def test_location_number_is_unique_within_the_school():
    school, other = SchoolFactory.create(), SchoolFactory.create()
    domain.create_location(by=SYSTEM, school=school, number="1", name="Kerkstraat")
    domain.create_location(by=SYSTEM, school=other, number="1", name="Dorp")
    with pytest.raises(ValidationError) as caught:
        domain.create_location(by=SYSTEM, school=school, number="1", name="Nog een")
    assert errors(caught) == {"number": ["De school heeft al een vestigingsplaats met nummer 1."]}


def test_schools_form_a_group_and_leave_it():
    one, two = SchoolFactory.create(), SchoolFactory.create()
    group = domain.form_group(by=SYSTEM, name="Campus Noord", schools=[one, two])
    assert list(group.schools.order_by("pk")) == [one, two]
    domain.leave_group(by=SYSTEM, school=one)
    assert list(group.schools.all()) == [two]
    domain.leave_group(by=SYSTEM, school=two)
    assert SchoolGroup.objects.count() == 0


def test_a_group_with_a_school_of_others_is_refused():
    one, two = SchoolFactory.create(), SchoolFactory.create()
    with pytest.raises(Denied):
        domain.form_group(by=principal("directeur", one), name="Campus", schools=[one, two])


def test_joining_the_group_of_other_schools_is_refused():
    one, two = SchoolFactory.create(), SchoolFactory.create()
    domain.form_group(by=SYSTEM, name="Campus", schools=[two])
    with pytest.raises(Denied):
        domain.form_group(by=principal("directeur", one), name="Campus", schools=[one])


def test_a_new_centre_ends_the_service_of_the_one_before():
    old = ServiceFactory.create()
    new = domain.serve_school(by=SYSTEM, centre=CentreFactory.create(), school=old.school, first=date(2026, 9, 1))
    periods = dict(Service.objects.values_list("centre_id", "period"))
    assert periods == {
        old.centre_id: DateRange(date(2000, 1, 1), date(2026, 9, 1)),
        new.centre_id: DateRange(date(2026, 9, 1), None),
    }


def test_service_before_a_later_one_is_refused():
    later = ServiceFactory.create(period=DateRange(date(2026, 9, 1), None))
    with pytest.raises(ValidationError) as caught:
        domain.serve_school(by=SYSTEM, centre=CentreFactory.create(), school=later.school, first=date(2025, 9, 1))
    assert errors(caught) == {
        "first": ["Een ander CLB begeleidt deze school al in die periode. Kies een latere eerste dag."]
    }


def test_appointment_gives_a_role_for_a_period():
    school, user = SchoolFactory.create(), UserFactory.create()
    made = domain.appoint(
        by=SYSTEM, user=user, organisation=school, role="leerkracht", first=date(2026, 9, 1), last=date(2026, 12, 31)
    )
    assert (made.user, made.organisation_id, made.role) == (user, school.pk, "leerkracht")
    assert made.period == DateRange(date(2026, 9, 1), date(2027, 1, 1))


@pytest.mark.parametrize(("role", "name"), [("clb", "CLB-medewerker"), ("koning", "koning")])
def test_a_role_of_another_kind_of_organisation_is_refused(role, name):
    with pytest.raises(ValidationError) as caught:
        domain.appoint(
            by=SYSTEM, user=UserFactory.create(), organisation=SchoolFactory.create(), role=role, first=date(2026, 9, 1)
        )
    assert errors(caught) == {"role": [f"De functie “{name}” bestaat niet bij school."]}


def test_the_same_role_twice_is_refused():
    one = MembershipFactory.create(user__first_name="An", user__last_name="Baert")
    with pytest.raises(ValidationError) as caught:
        domain.appoint(by=SYSTEM, user=one.user, organisation=one.organisation, role=one.role, first=date(2026, 9, 1))
    assert errors(caught) == {"first": ["An Baert heeft deze functie hier al in (een deel van) die periode."]}


def test_director_appoints_at_the_own_school_only():
    school, other, user = SchoolFactory.create(), SchoolFactory.create(), UserFactory.create()
    who = principal("directeur", school)
    domain.appoint(by=who, user=user, organisation=school, role="leerkracht", first=date(2026, 9, 1))
    with pytest.raises(Denied):
        domain.appoint(by=who, user=user, organisation=other, role="leerkracht", first=date(2026, 9, 1))


def test_head_of_a_centre_does_not_appoint_at_the_schools_that_it_serves():
    service = ServiceFactory.create()
    who = principal("clbhoofd", service.centre)
    user = UserFactory.create()
    domain.appoint(by=who, user=user, organisation=service.centre, role="clb", first=date(2026, 9, 1))
    with pytest.raises(Denied):
        domain.appoint(by=who, user=user, organisation=service.school, role="directeur", first=date(2026, 9, 1))


def test_operator_appoints_anywhere():
    who = principal("beheerder", operator())
    for organisation, role in (
        (BoardFactory.create(), "bestuur"),
        (CentreFactory.create(), "clb"),
        (SchoolFactory.create(), "directeur"),
    ):
        domain.appoint(by=who, user=UserFactory.create(), organisation=organisation, role=role, first=date(2026, 9, 1))
    assert visible(Membership, to=who, act=acts.MEMBER_MANAGE).count() == 4
    assert set(visible(Centre, to=who, act=acts.MEMBER_MANAGE)) == set(Centre.objects.all())


def test_new_account_gets_a_password_that_is_given_once():
    school = SchoolFactory.create()
    made, password = domain.appoint_new(
        by=SYSTEM,
        username="an.baert",
        first_name="An",
        last_name="Baert",
        organisation=school,
        role="leerkracht",
        first=date(2026, 9, 1),
    )
    user = User.objects.get(username="an.baert")
    assert (made.user, user.check_password(password), len(password)) == (user, True, 23)
    assert password not in str(list(LogEntry.objects.values()))


def test_new_account_with_a_taken_name_is_refused_and_leaves_nothing():
    UserFactory.create(username="an.baert")
    with pytest.raises(ValidationError) as caught:
        domain.appoint_new(
            by=SYSTEM,
            username="An.Baert",
            first_name="An",
            last_name="Baert",
            organisation=SchoolFactory.create(),
            role="leerkracht",
            first=date(2026, 9, 1),
        )
    assert errors(caught) == {
        "username": ["De gebruikersnaam “An.Baert” bestaat al. Kies een andere, of kies “bestaand account”."]
    }
    assert User.objects.count() == 1


def test_new_account_that_cannot_be_appointed_is_not_made():
    with pytest.raises(ValidationError):
        domain.appoint_new(
            by=SYSTEM,
            username="an.baert",
            first_name="An",
            last_name="Baert",
            organisation=SchoolFactory.create(),
            role="clb",
            first=date(2026, 9, 1),
        )
    assert User.objects.count() == 0


def test_membership_ends_after_its_last_day():
    membership = MembershipFactory.create()
    domain.end_membership(by=SYSTEM, membership=membership, last=date(2026, 12, 31))
    assert Membership.objects.get().period == DateRange(date(2000, 1, 1), date(2027, 1, 1))
    with pytest.raises(ValidationError) as caught:
        domain.end_membership(by=SYSTEM, membership=Membership.objects.get(), last=date(2027, 1, 1))
    assert errors(caught) == {"last": ["De functie eindigt al op 31/12/2026. Stel opnieuw aan om te verlengen."]}


def test_membership_does_not_end_before_it_began():
    membership = MembershipFactory.create()
    with pytest.raises(ValidationError) as caught:
        domain.end_membership(by=SYSTEM, membership=membership, last=date(1999, 12, 31))
    assert errors(caught) == {"last": ["De functie begon op 01/01/2000; de laatste dag kan niet vroeger zijn."]}


def test_the_only_operator_stays():
    place = operator()
    one = MembershipFactory.create(organisation=place, role="beheerder")
    with pytest.raises(ValidationError) as caught:
        domain.end_membership(by=SYSTEM, membership=one, last=date(2026, 12, 31))
    assert errors(caught) == {"last": ["Dit is de enige beheerder. Stel eerst een andere beheerder aan."]}
    MembershipFactory.create(organisation=Organisation.objects.get(pk=place.pk), role="beheerder")
    domain.end_membership(by=SYSTEM, membership=one, last=date(2026, 12, 31))
    assert Membership.objects.get(pk=one.pk).period.upper == date(2027, 1, 1)


def test_members_of_another_school_are_not_ended():
    mine, theirs = SchoolFactory.create(), MembershipFactory.create()
    with pytest.raises(Denied):
        domain.end_membership(by=principal("directeur", mine), membership=theirs, last=date(2026, 12, 31))
