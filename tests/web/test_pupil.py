from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from leerrecht.access.models import LogEntry
from leerrecht.attendance.models import Certificate, HalfDay, LessonMark
from leerrecht.duties.models import Outcome
from leerrecht.organisations.models import Organisation
from leerrecht.people.models import Contact
from leerrecht.web.actions import actions_for
from leerrecht.web.pupil import pupil_page
from tests.factories import (
    SCHOOL_YEAR,
    TODAY,
    YEAR,
    CentreFactory,
    ClassGroupFactory,
    ClassTeamFactory,
    EnrolmentFactory,
    MembershipFactory,
    PlacementFactory,
    PupilFactory,
    PupilNumberFactory,
    SchoolFactory,
    ServiceFactory,
    UserFactory,
    principal,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 10, 30, tzinfo=ZoneInfo("Europe/Brussels"))
SECRETS = ["[[attest:a]]", "0470 12 34 56", "topsportconvenant", "5 halve dagen B"]


@pytest.fixture(autouse=True)
def friday_morning():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def placement():
    """A pupil with data of every kind that some role may not see."""
    group = ClassGroupFactory.create(name="3MTA", school=SchoolFactory.create(name="Sint-Jozef"))
    placement = PlacementFactory.create(class_group=group, enrolment__pupil=PupilFactory.create(last_name="Janssens"))
    enrolment = placement.enrolment
    pupil, school = enrolment.pupil, enrolment.school
    PupilNumberFactory.create(pupil=pupil, board=school.board, number="0000104711")
    certificate = Certificate.objects.create(
        pupil=pupil, school=school, kind="medisch", first_day=date(2026, 9, 7), last_day=date(2026, 9, 8),
        received_on=date(2026, 9, 8), note="[[attest:a]]",
    )  # fmt: skip
    Contact.objects.create(pupil=pupil, name="Amira Haddad", legal_role="ouder", phone="0470 12 34 56")
    for mark, day, ground in (("Z", date(2026, 9, 7), ""), ("R", date(2026, 9, 10), "topsport")):
        HalfDay.objects.create(
            school_year=YEAR, pupil_id=pupil.pk, date=day, part="vm", enrolment_id=enrolment.pk, school_id=school.pk,
            mark=mark, ground=ground, certificate_id=certificate.pk if mark == "Z" else None, source="register",
            entered_at=timezone.now(), version=1,
        )  # fmt: skip
    LessonMark.objects.create(
        pupil=pupil, enrolment=enrolment, date=date(2026, 9, 11), part="vm", hour=2, subject="Frans"
    )
    outcome(pupil, school)
    return placement


def outcome(pupil, school, regel="b5.melding_clb", **values):
    defaults = {
        "aard": "plicht", "status": "open", "voor": ["school"], "sinds": date(2026, 10, 8), "school_year": YEAR,
        "omdat": ["5 halve dagen B in 2026-2027"], "bron": ["001:784-786"],
    }  # fmt: skip
    return Outcome.objects.create(pupil=pupil, school=school, regel=regel, **(defaults | values))


def member(role, place, placement=None):
    user = UserFactory.create()
    MembershipFactory.create(user=user, organisation=Organisation.objects.get(pk=place.pk), role=role)
    if role == "leerkracht" and placement is not None:
        ClassTeamFactory.create(class_group=placement.class_group, user=user, period=SCHOOL_YEAR)
    return user


def look(client, user, placement, query=""):
    client.force_login(user)
    return client.get(f"/leerlingen/{placement.enrolment.pupil_id}/{query}")


def test_care_team_sees_strip_duties_certificates_contacts_and_lessons(client, placement):
    response = look(client, member("begeleider", placement.class_group.school), placement)
    html = response.content.decode()
    assert [secret for secret in SECRETS if secret in html] == SECRETS
    assert "Meld aan het CLB" in html
    assert "Frans" in html
    assert [(code.mark, number) for code, number in response.context["page"].strip.counts] == [("R", 1), ("Z", 1)]


def test_teacher_of_the_class_sees_codes_but_no_ground_certificate_duty_or_contact(client, placement):
    response = look(client, member("leerkracht", placement.class_group.school, placement), placement)
    html = response.content.decode()
    assert [secret for secret in SECRETS if secret in html] == []
    assert "attest" not in html.split("<main")[1].lower()
    assert [(code.mark, number) for code, number in response.context["page"].strip.counts] == [("R", 1), ("Z", 1)]


def test_centre_sees_no_certificate_and_of_duties_only_its_own(client, placement):
    centre = CentreFactory.create()
    ServiceFactory.create(centre=centre, school=placement.class_group.school)
    outcome(
        placement.enrolment.pupil,
        placement.class_group.school,
        "clb.traject",
        voor=["clb"],
        omdat=["vraagt een traject"],
    )
    html = look(client, member("clb", centre), placement).content.decode()
    assert [secret for secret in SECRETS if secret in html] == ["0470 12 34 56"]
    assert "vraagt een traject" in html


@pytest.mark.parametrize("role", ["leerkracht", "secretariaat", "begeleider", "directeur"])
def test_another_school_gets_the_answer_of_a_pupil_who_does_not_exist(client, placement, role):
    response = look(client, member(role, SchoolFactory.create()), placement)
    assert response.status_code == 404
    assert "Janssens" not in response.content.decode()
    assert LogEntry.objects.filter(act="pupil.view").count() == 0


@pytest.mark.parametrize("kind", ["bestuur", "beheer"])
def test_board_and_operator_open_no_pupil(client, placement, kind):
    place = placement.class_group.school.board
    if kind == "beheer":
        place = Organisation.objects.create(kind="beheer", name="Beheer")
    user = member({"bestuur": "bestuur", "beheer": "beheerder"}[kind], place)
    assert look(client, user, placement).status_code == 404


def test_every_look_is_logged_with_the_ground(client, placement):
    user = member("begeleider", placement.class_group.school)
    look(client, user, placement)
    assert list(
        LogEntry.objects.filter(act="pupil.view").order_by("pk").values_list(
            "actor_id", "kind", "pupil_id", "organisation_id", "why", "detail"
        )
    ) == [
        (
            user.pk, "people.pupil", placement.enrolment.pupil_id, placement.class_group.school_id,
            "leerlingenbegeleider of zorgcoördinator van Sint-Jozef", {"school_year": 2026},
        )
    ]  # fmt: skip


def test_enrolment_and_class_at_another_school_stay_there(placement):
    pupil = placement.enrolment.pupil
    EnrolmentFactory.create(
        pupil=pupil, school_year=2025, period=DateRange(date(2025, 9, 1), date(2026, 9, 1)), school__name="Elders"
    )
    page = pupil_page(principal("begeleider", placement.class_group.school), pupil, on=TODAY)
    assert [school.enrolment.school.name for school in page.schools] == ["Sint-Jozef"]
    assert [year.label for year in page.years] == ["2026-2027"]


def test_sibling_is_shown_only_where_the_sibling_may_be_seen(placement):
    pupil = placement.enrolment.pupil
    here = EnrolmentFactory.create(school=placement.class_group.school).pupil
    elsewhere = EnrolmentFactory.create().pupil
    pupil.siblings.add(here, elsewhere)
    page = pupil_page(principal("begeleider", placement.class_group.school), pupil, on=TODAY)
    assert page.siblings == [here]


def test_earlier_school_year_can_be_chosen_and_nonsense_falls_back(client, placement):
    enrolment = placement.enrolment
    EnrolmentFactory.create(
        pupil=enrolment.pupil, school=enrolment.school, school_year=2025,
        period=DateRange(date(2025, 9, 1), date(2026, 9, 1)),
    )  # fmt: skip
    user = member("secretariaat", enrolment.school)
    chosen = [
        look(client, user, placement, query).context["page"].year
        for query in ("", "?schooljaar=2025", "?schooljaar=1999", "?schooljaar=x", "?schooljaar=²")
    ]
    assert chosen == [2026, 2025, 2026, 2026, 2026]


def test_record_that_was_merged_leads_to_the_one_that_is_left(client, placement):
    double = EnrolmentFactory.create(school=placement.class_group.school).pupil
    double.merged_into = placement.enrolment.pupil
    double.save()
    client.force_login(member("secretariaat", placement.class_group.school))
    assert client.get(f"/leerlingen/{double.pk}/").headers["Location"] == f"/leerlingen/{placement.enrolment.pupil_id}/"


def test_barred_contact_is_marked_and_gives_no_way_to_reach(client, placement):
    Contact.objects.create(
        pupil=placement.enrolment.pupil, name="Dirk Janssens", legal_role="ouder_zonder_gezag", phone="0499 00 00 00",
        email="dirk@example.org", lives_with=False, barred=True,
    )  # fmt: skip
    html = look(client, member("begeleider", placement.class_group.school), placement).content.decode()
    assert "Contact verboden door de rechter" in html
    assert "0499 00 00 00" not in html
    assert "dirk@example.org" not in html


@pytest.mark.parametrize("number", [1, 15])
def test_page_costs_the_same_number_of_queries_however_much_there_is(
    client, placement, number, django_assert_max_num_queries
):
    enrolment = placement.enrolment
    for place in range(number):
        Certificate.objects.create(
            pupil=enrolment.pupil, school=enrolment.school, kind="medisch", first_day=date(2026, 10, 1 + place),
            last_day=date(2026, 10, 1 + place), received_on=TODAY,
        )  # fmt: skip
        LessonMark.objects.create(
            pupil=enrolment.pupil, enrolment=enrolment, date=date(2026, 10, 1 + place), part="vm", hour=1
        )
        outcome(enrolment.pupil, enrolment.school, sinds=date(2026, 10, 10 + place))
    user = member("directeur", enrolment.school)
    client.force_login(user)
    with django_assert_max_num_queries(32):
        client.get(f"/leerlingen/{enrolment.pupil_id}/")


@pytest.mark.parametrize(
    ("role", "first", "others"),
    [
        ("leerkracht", ["Begeleiding", "Orde en tucht", "Discreet aan het CLB: steun voor ouders", "Formulieren"], {}),
        (
            "secretariaat", ["Attest toevoegen", "Afwezigheid ingeven", "Begeleiding"],
            {
                "afwezig": ["Onderwijs bij ziekte"], "helpen": ["Formulieren"],
                "school": ["Plaatsen en wachtlijsten", "Overdrachten"], "thuis": ["Brieven", "Eigen dossier"],
                "gegevens": ["Gegevens wijzigen", "Accounts"],
            },
        ),
        (
            "clb", ["Begeleiding", "CLB-dossier", "Doorverwijzen"],
            {
                "afwezig": ["Onderwijs bij ziekte"], "helpen": ["Formulieren"],
                "school": ["Zoeken naar een school", "Plaatsen en wachtlijsten", "Overdrachten"],
                "thuis": ["Brieven", "Toestemming en bezwaar", "Eigen dossier"],
                "gegevens": ["Wie keek in dit dossier", "Bewaring"],
            },
        ),
    ],
)  # fmt: skip
def test_head_of_the_page_shows_what_a_role_does_most_and_the_rest_behind_one_list(placement, role, first, others):
    school = placement.enrolment.school
    by = principal(role, ServiceFactory.create(school=school).centre if role == "clb" else school)
    pupil = placement.enrolment.pupil
    actions = actions_for(by, pupil, pupil_page(by, pupil, on=TODAY).may)
    behind = {group.key: [str(link.label) for link in group.links] for group in actions.groups}
    assert ([str(link.label) for link in actions.first], behind) == (first, others)


def test_page_shows_each_action_once_and_no_word_of_the_machine(client, placement):
    client.force_login(member("begeleider", placement.enrolment.school))
    text = client.get(f"/leerlingen/{placement.enrolment.pupil_id}/").text
    assert (text.count("Toestemming en bezwaar"), "Link(" in text, "Group(" in text) == (1, False, False)
