"""Contacts and staff in a OneRoster zip: nobody gets a right by a file."""

import pytest
from django.core.exceptions import ValidationError

from leerrecht.access.policy import Denied
from leerrecht.enrolment.models import ClassTeam
from leerrecht.exchange.domain.sources import save_source
from leerrecht.exchange.models import RosterLink
from leerrecht.organisations.models import Membership
from leerrecht.people.models import Contact, Pupil, PupilAccount
from tests.exchange.rosters import delta, place, user, whole, zipped
from tests.exchange.test_roster import roster
from tests.factories import SYSTEM, UserFactory, principal

pytestmark = pytest.mark.django_db


def role(key, who, what, **cells):
    return {
        "sourcedId": key, "userSourcedId": who, "roleType": "primary", "role": what, "orgSourcedId": "o1", **cells,
    }  # fmt: skip


def family(**files):
    """A complete zip: An is a parent of both pupils, Jef a guardian of one, and a coach is nobody's parent."""
    return whole(
        **{
            "users": [
                user("u1", "1", agentSourcedIds="a1,c1"), user("u2", "2", "Bram", "Peeters", agentSourcedIds="a1"),
                user("a1", "", "An", "Peeters", email="an@voorbeeld.be", phone="011 22 33 44"),
                user("a2", "", "Jef", "Maes", sms="0470 11 22 33", agentSourcedIds="u1"),
                user("c1", "", "Lies", "Coach"),
            ],
            "roles": [
                role("r1", "u1", "student"), role("r2", "u2", "student"), role("r3", "a1", "parent"),
                role("r4", "a2", "guardian"), role("r5", "c1", "proctor"),
            ],
            **files,
        }
    )  # fmt: skip


def staffed(**files):
    """A complete zip with a teacher of 3A who has an account, one who has none, and a principal."""
    return whole(
        **{
            "users": [
                user("u1", "1"), user("u2", "2", "Bram", "Peeters"), user("t1", "", "Ann", "De Smet", username="ADS"),
                user("t2", "", "Bo", "Claes"), user("d1", "", "Dirk", "Baas", username="dbaas"),
            ],
            "roles": [
                role("r1", "u1", "student"), role("r2", "u2", "student"), role("r3", "t1", "teacher"),
                role("r4", "t2", "teacher"), role("r5", "d1", "principal"),
            ],
            "enrollments": [
                place("p1", "u1", "k1"), place("p2", "u2", "k2"),
                place("p3", "t1", "k1", role="teacher", primary="true"),
            ],
            **files,
        }
    )  # fmt: skip


def contacts():
    rows = Contact.objects.order_by("pupil__last_name", "name")
    return list(rows.values_list("pupil__last_name", "name", "legal_role", "lives_with", "phone", "email"))


@pytest.fixture
def takes_contacts(school):
    save_source(by=SYSTEM, school=school, package="Ander pakket", parts=["namen", "contacten"])


@pytest.fixture
def teacher(school):
    """An account of Ann De Smet; the school gives teachers of its package the function of teacher."""
    save_source(by=SYSTEM, school=school, package="Ander pakket", staff={"teacher": "leerkracht"})
    return UserFactory.create(username="ads", first_name="Ann", last_name="De Smet")


def test_contacts_stay_outside_where_the_school_did_not_ask_for_them(school):
    assert (roster(zipped(family())).numbers, contacts()) == ((2, 2, 0, 0, {}), [])


def test_contacts_come_in_without_any_right_and_twice_is_once(school, takes_contacts):
    done = roster(zipped(family()))
    assert contacts() == [
        ("Janssens", "An Peeters", "andere", False, "011 22 33 44", "an@voorbeeld.be"),
        ("Janssens", "Jef Maes", "andere", False, "0470 11 22 33", ""),
        ("Peeters", "An Peeters", "andere", False, "011 22 33 44", "an@voorbeeld.be"),
    ]
    assert done.numbers == (5, 5, 0, 0, {})
    assert next(each[3:] for each in done.changes if each[2] == "Contactpersoon") == (
        "",
        "An Peeters, ouder: nog zonder rechten. Bevestig de juridische rol op de pagina van de leerling.",
    )
    assert set(Contact.objects.values_list("relation", flat=True)) == {
        "ouder, zegt het schoolpakket", "voogd, zegt het schoolpakket",
    }  # fmt: skip
    again = roster(zipped(family()))
    assert (again.numbers, again.changes) == ((5, 0, 5, 0, {}), [])


def test_what_a_person_settled_stays_and_a_delta_of_the_parent_alone_is_understood(school, takes_contacts):
    roster(zipped(family()))
    Contact.objects.filter(name="An Peeters").update(legal_role="ouder", relation="moeder", lives_with=True)
    Contact.objects.filter(name="Jef Maes").update(barred=True)
    moved = delta(users=[
        user("a1", "", "An", "Peeters", email="an@nieuw.be"), user("a2", "", "Jef", "Maes", email="jef@nieuw.be"),
    ])  # fmt: skip
    assert sorted(roster(moved).changes) == [
        ("gewijzigd", "Bram Peeters", "E-mailadres van contactpersoon An Peeters", "an@voorbeeld.be", "an@nieuw.be"),
        ("gewijzigd", "Noor Janssens", "E-mailadres van contactpersoon An Peeters", "an@voorbeeld.be", "an@nieuw.be"),
    ]
    assert [each[1:] for each in contacts()] == [
        ("An Peeters", "ouder", True, "011 22 33 44", "an@nieuw.be"),
        ("Jef Maes", "andere", False, "0470 11 22 33", ""),
        ("An Peeters", "ouder", True, "011 22 33 44", "an@nieuw.be"),
    ]
    gone = delta(users=[user("a1", "", "An", "Peeters", status="tobedeleted")])
    assert [each[:4] for each in roster(gone).changes] == [
        ("weg", "Noor Janssens", "Contactpersoon", "An Peeters"),
        ("weg", "Bram Peeters", "Contactpersoon", "An Peeters"),
    ]
    assert Contact.objects.count() == 3


def test_contact_of_the_same_name_is_no_second_one_and_a_wrong_address_is_refused_with_its_row(school, takes_contacts):
    roster(zipped(whole()))
    Contact.objects.create(pupil=Pupil.objects.get(last_name="Peeters"), name="AN PEETERS", legal_role="ouder")
    files = family()
    files["users"][3]["email"] = "geen adres"
    done = roster(zipped(files))
    assert [each.explanation for each in done.refused] == ["users.csv, rij 5: Voer een geldig e-mailadres in."]
    assert [each[:3] for each in contacts()] == [
        ("Janssens", "An Peeters", "andere"), ("Peeters", "An Peeters", "ouder"),
    ]  # fmt: skip


def test_contacts_whom_a_complete_zip_no_longer_has_are_told_and_stay(school, takes_contacts):
    roster(zipped(family()))
    left = family()
    left["users"] = [each for each in left["users"] if each["sourcedId"] != "a2"]
    left["roles"] = [each for each in left["roles"] if each["userSourcedId"] != "a2"]
    assert roster(zipped(left)).changes == [("weg", "Noor Janssens", "Contactpersoon", "Jef Maes", "")]
    assert Contact.objects.count() == 3


def test_staff_are_left_alone_where_the_school_chose_no_function(school):
    UserFactory.create(username="ads", last_name="De Smet")
    done = roster(zipped(staffed()), with_staff=True)
    assert (done.numbers, [each for each in done.changes if each[2] == "Functie"]) == ((2, 2, 0, 0, {}), [])
    assert Membership.objects.count() == 0


def test_staff_are_shown_first_and_get_a_function_only_when_asked(school, teacher):
    told = [
        ("medewerker", "Ann De Smet", "Functie", "", "leerkracht vanaf 20/11/2026"),
        ("account", "Bo Claes", "Functie", "", "leerkracht; nog geen account. Maak het bij “Wie werkt er”."),
        ("medewerker", "Ann De Smet", "Klas", "", "3A vanaf 20/11/2026"),
    ]
    shown = roster(zipped(staffed()))
    assert [each for each in shown.changes if each[2] in ("Functie", "Klas")] == told
    assert (Membership.objects.count(), ClassTeam.objects.count()) == (0, 0)
    given = roster(zipped(staffed()), with_staff=True)
    assert given.changes == [("nieuw", *told[0][1:]), told[1], ("nieuw", *told[2][1:])]
    assert list(Membership.objects.values_list("user", "organisation", "role")) == [
        (teacher.pk, school.pk, "leerkracht")
    ]
    assert list(ClassTeam.objects.values_list("user", "class_group__name", "titular")) == [(teacher.pk, "3A", True)]
    assert roster(zipped(staffed()), with_staff=True).changes == [told[1]]


def test_staff_who_left_in_the_package_are_told_and_keep_their_function(school, teacher):
    roster(zipped(staffed()), with_staff=True)
    gone = delta(
        roles=[role("r3", "t1", "teacher", status="tobedeleted")],
        enrollments=[place("p3", "t1", "k1", role="teacher", status="tobedeleted")],
    )
    assert roster(gone, with_staff=True).changes == [
        ("weg", "Ann De Smet", "Functie", "leerkracht", ""), ("weg", "Ann De Smet", "Klas", "3A", ""),
    ]  # fmt: skip
    new = roster(delta(roles=[role("r9", "t1", "teacher")]), with_staff=True)
    (refused,) = new.refused
    assert refused.explanation == (
        "roles.csv, rij 2, veld orgSourcedId: orgs.csv zit niet in deze zip, dus is de school niet gekend. Neem "
        "orgs.csv mee."
    )
    fewer = staffed()
    fewer["roles"] = [each for each in fewer["roles"] if each["userSourcedId"] != "t1"]
    assert roster(zipped(fewer), with_staff=True).changes[:1] == [
        ("account", "Bo Claes", "Functie", "", "leerkracht; nog geen account. Maak het bij “Wie werkt er”.")
    ]
    assert ("weg", "Ann De Smet", "Functie", "leerkracht", "") in roster(zipped(fewer)).changes
    assert (Membership.objects.count(), ClassTeam.objects.count()) == (1, 1)


def test_account_of_somebody_else_or_of_a_pupil_gets_nothing(school, teacher):
    teacher.last_name = "Anders"
    teacher.save()
    done = roster(zipped(staffed()), with_staff=True)
    (refused,) = done.refused
    assert refused.explanation == (
        "users.csv, rij 4, veld username: het account “ads” is hier van iemand met een andere naam. Kijk na wie "
        "bedoeld is."
    )
    teacher.last_name = "De Smet"
    teacher.save()
    PupilAccount.objects.create(user=teacher, pupil=Pupil.objects.get(last_name="Peeters"))
    assert roster(zipped(staffed()), with_staff=True).refused == []
    assert (Membership.objects.count(), RosterLink.objects.exclude(user=None).count()) == (0, 0)


def test_only_who_may_appoint_chooses_functions_and_gives_them(school, teacher):
    office, head = principal("secretariaat", school), principal("directeur", school)
    with pytest.raises(ValidationError) as error:
        save_source(by=office, school=school, package="Ander pakket", staff={"principal": "directeur"})
    assert error.value.message_dict == {"staff": ["Alleen wie beheert wie er werkt (de directeur), kiest dit."]}
    save_source(by=office, school=school, package="Nog een pakket", staff={"teacher": "leerkracht"})
    save_source(by=head, school=school, package="Nog een pakket", staff={"principal": "directeur"})
    with pytest.raises(ValidationError):
        save_source(by=head, school=school, package="Nog een pakket", staff={"student": "directeur"})
    UserFactory.create(username="dbaas", last_name="Baas")
    with pytest.raises(Denied):
        roster(zipped(staffed()), by=office, schools=[school], with_staff=True)
    assert Membership.objects.filter(user__username="dbaas").count() == 0
