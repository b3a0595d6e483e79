from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from leerrecht.access import acts, policy
from leerrecht.access.principal import NOBODY
from leerrecht.notes.domain.grounds import grounds
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.models import Membership, Organisation, Service
from leerrecht.people import domain as people
from leerrecht.people.models import Grant, PupilAccount
from tests.factories import (
    TODAY,
    ClassTeamFactory,
    MembershipFactory,
    PlacementFactory,
    PupilFactory,
    UserFactory,
    principal,
)
from tests.notes.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def world():
    world = World()
    world.notes()
    return world


def reads(who):
    return set(policy.visible(Aantekening, to=who, act=acts.NOTE_VIEW).values_list("compartment", flat=True))


@pytest.mark.parametrize(
    ("role", "compartments"),
    [
        ("leerkracht", {"team"}),
        ("secretariaat", {"attest"}),
        ("begeleider", {"team", "zorg", "gedeeld", "attest"}),
        ("directeur", {"team", "zorg", "gedeeld", "tucht", "attest"}),
        ("clb", set()),
        ("clbarts", {"medisch"}),
        ("clbhoofd", set()),
        ("partner", set()),
        ("vertrouwenspersoon", set()),
        ("gedragsexpert", set()),
        ("brugfiguur", set()),
    ],
)
def test_role_by_itself_reads_its_compartments(world, role, compartments):
    assert reads(world.by(role)) == compartments


@pytest.mark.parametrize("role", ["leerkracht", "secretariaat", "begeleider", "directeur"])
def test_another_school_reads_nothing(world, role):
    assert reads(principal(role, world.other)) == set()


def test_another_centre_reads_nothing_even_on_a_case_of_its_own(world):
    other = world.user("clb2", "clb", world.other_centre)
    Grant.objects.create(
        user=other, pupil=world.pupil, organisation_id=world.other_centre.pk, held_at_id=world.other_centre.pk,
        kind="zaak", compartments=["clb", "gedeeld", "partner", "tucht"], reason="x", period=DateRange(TODAY, None),
    )  # fmt: skip
    assert reads(world.of(other)) == set()
    assert reads(principal("clbarts", world.other_centre)) == set()


def test_nobody_reads_nothing(world):
    assert reads(NOBODY) == set()


def test_school_board_and_authorities_read_nothing(world):
    board = principal("bestuur", world.school.board)
    lop = principal("lop", Organisation.objects.create(kind="lop", name="LOP"))
    assert (reads(board), reads(lop)) == (set(), set())


def test_worker_on_the_case_reads_the_file_of_the_centre_what_is_shared_and_the_partner(world):
    world.case()
    assert reads(world.by("clb")) == {"clb", "gedeeld", "partner"}


def test_worker_on_the_case_reads_of_tucht_only_the_own_advice(world):
    world.case()
    advice = world.note("tucht")
    Aantekening.objects.filter(pk=advice.pk).update(counterpart_id=world.centre.pk)
    found = policy.visible(Aantekening, to=world.by("clb"), act=acts.NOTE_VIEW).filter(compartment="tucht")
    assert list(found) == [advice]


def test_worker_who_left_the_centre_has_lost_the_case(world):
    world.case()
    Membership.objects.filter(user=world.staff("clb")).update(period=DateRange(date(2020, 1, 1), TODAY))
    assert reads(world.by("clb")) == set()


def test_withdrawn_grant_opens_nothing(world):
    grant = world.case()
    people.withdraw_grant(by=world.by("clbhoofd"), grant=grant)
    assert reads(world.by("clb")) == set()


def test_access_of_yesterday_opens_nothing_today(world):
    people.give_grant(
        by=world.by("directeur"), pupil=world.pupil, user=world.staff("gedragsexpert"), kind="toegang",
        organisation_id=world.school.pk, compartments=["zorg"], reason="Observeert",
        first=YESTERDAY, last=YESTERDAY,
    )  # fmt: skip
    assert reads(world.by("gedragsexpert")) == set()
    assert reads(world.by("gedragsexpert", on=YESTERDAY)) == {"zorg"}


def test_access_opens_one_pupil_and_no_other(world):
    other = PlacementFactory.create(class_group=world.placement.class_group).enrolment.pupil
    people.give_grant(
        by=world.by("directeur"), pupil=other, user=world.staff("gedragsexpert"), kind="toegang",
        organisation_id=world.school.pk, compartments=["zorg"], reason="Observeert", last=TODAY,
    )  # fmt: skip
    assert reads(world.by("gedragsexpert")) == set()


def test_access_to_records_of_one_school_does_not_open_those_of_another(world):
    theirs = world.note("zorg", organisation_id=world.other.pk)
    people.give_grant(
        by=world.by("directeur"), pupil=world.pupil, user=world.staff("gedragsexpert"), kind="toegang",
        organisation_id=world.school.pk, compartments=["zorg"], reason="Observeert", last=TODAY,
    )  # fmt: skip
    found = policy.visible(Aantekening, to=world.by("gedragsexpert"), act=acts.NOTE_VIEW)
    assert theirs not in found
    assert [note.organisation_id for note in found] == [world.school.pk]


def test_teacher_of_last_year_reads_nothing_of_this_year(world):
    user = world.staff("leerkracht")
    user.classes.update(period=DateRange(date(2025, 9, 1), date(2026, 9, 1)))
    assert reads(world.by("leerkracht")) == set()


def test_teacher_reads_nothing_of_a_pupil_who_left_the_class(world):
    who = world.by("leerkracht")
    world.placement.period = DateRange(date(2026, 9, 1), date(2026, 11, 1))
    world.placement.save()
    assert reads(who) == set()


def test_teacher_of_another_class_reads_nothing(world):
    user = world.user("juf", "leerkracht", world.school)
    ClassTeamFactory.create(class_group__school=world.school, user=user)
    assert reads(world.of(user)) == set()


def test_teacher_at_two_schools_does_not_take_notes_of_the_former_school_along(world):
    world.note("team", organisation_id=world.other.pk)
    user = world.staff("leerkracht")
    MembershipFactory.create(user=user, organisation=Organisation.objects.get(pk=world.other.pk), role="leerkracht")
    found = policy.visible(Aantekening, to=world.by("leerkracht"), act=acts.NOTE_VIEW)
    assert {note.organisation_id for note in found} == {world.school.pk}


def test_doctor_reads_only_of_pupils_of_schools_that_the_centre_serves(world):
    Service.objects.filter(centre=world.centre).update(period=DateRange(date(2020, 1, 1), TODAY))
    assert reads(world.by("clbarts")) == set()


def test_pupil_reads_the_own_file_but_not_that_of_school_or_centre(world):
    assert reads(world.child()) == {"gedeeld", "tucht", "leerling", "attest"}


@pytest.mark.parametrize(("birthday", "shared"), [(date(2014, 11, 20), True), (date(2014, 11, 21), False)])
def test_pupil_reads_what_is_shared_from_the_age_at_which_the_law_presumes_ability(world, birthday, shared):
    who = world.child()
    type(world.pupil).objects.filter(pk=world.pupil.pk).update(birth_date=birthday)
    assert reads(who) == {"tucht", "leerling", "attest"} | ({"gedeeld"} if shared else set())


def test_pupil_reads_nothing_of_another_pupil(world):
    user = UserFactory.create()
    PupilAccount.objects.create(user=user, pupil=PupilFactory.create())
    assert reads(world.of(user)) == set()


@pytest.mark.parametrize("legal_role", ["ouder", "voogd", "pleegouder", "feitelijk"])
def test_parent_reads_what_parents_may_know(world, legal_role):
    assert reads(world.parent(legal_role=legal_role)) == {"gedeeld", "tucht", "attest"}


@pytest.mark.parametrize(
    "contact",
    [
        {"barred": True, "lives_with": False},
        {"legal_role": "ouder_zonder_gezag"},
        {"legal_role": "andere"},
    ],
    ids=["barred", "without authority", "other"],
)
def test_contact_who_is_no_parent_before_the_law_reads_nothing(world, contact):
    assert reads(world.parent(**contact)) == set()


def test_parent_barred_in_one_record_is_barred_whatever_another_says(world):
    who = world.parent()
    from leerrecht.people.models import Contact, ContactAccount

    barred = Contact.objects.create(pupil=world.pupil, name="Zelfde", legal_role="ouder", barred=True, lives_with=False)
    ContactAccount.objects.create(user_id=who.user_id, contact=barred)
    assert reads(who) == set()


def test_parent_of_a_pupil_who_came_of_age_reads_nothing(world):
    who = world.parent()
    type(world.pupil).objects.filter(pk=world.pupil.pk).update(birth_date=date(2008, 11, 20))
    assert reads(who) == set()


def test_note_that_the_pupil_does_not_want_parents_to_read_is_not_theirs(world):
    kept = world.note("gedeeld", not_for_parents="Noor vroeg het, en legde uit waarom")
    assert kept not in policy.visible(Aantekening, to=world.parent(), act=acts.NOTE_VIEW)
    assert kept in policy.visible(Aantekening, to=world.child(), act=acts.NOTE_VIEW)


def test_trust_person_reads_what_the_pupil_said_at_whatever_school(world):
    people.give_grant(
        by=world.child(), pupil=world.pupil, user=world.staff("vertrouwenspersoon"), kind="vertrouwenspersoon",
        organisation_id=world.school.pk, compartments=["leerling"], reason="Vertrouw ik",
    )  # fmt: skip
    world.note("leerling", organisation_id=world.other.pk)
    found = policy.visible(Aantekening, to=world.by("vertrouwenspersoon"), act=acts.NOTE_VIEW)
    assert sorted(note.compartment for note in found) == ["leerling", "leerling"]


def test_partner_reads_the_own_notes_and_never_those_of_the_school(world):
    world.case()
    people.give_grant(
        by=world.by("clb"), pupil=world.pupil, user=world.staff("partner"), kind="partner",
        organisation_id=world.centre.pk, compartments=["partner"], reason="Traject", last=TODAY,
    )  # fmt: skip
    assert reads(world.by("partner")) == {"partner"}


def test_ground_names_the_role_the_grant_or_the_family(world):
    world.case()

    def ground(who, compartment):
        note = Aantekening.objects.get(compartment=compartment)
        return policy.may(who, acts.NOTE_VIEW, note).why

    assert ground(world.by("begeleider"), "zorg") == f"leerlingenbegeleider of zorgcoördinator van {world.school}"
    assert ground(world.by("clb"), "clb") == "op het dossier gezet door Clbhoofd Test"
    assert ground(world.child(), "leerling") == "de leerling zelf"
    assert ground(world.parent(), "attest") == "ouder van de leerling"
    assert not policy.may(world.by("secretariaat"), acts.NOTE_VIEW, Aantekening.objects.get(compartment="zorg"))


def test_reader_has_no_ground_for_a_pupil_removed_while_the_page_is_drawn(world):
    found = grounds(world.by("begeleider"), world.pupil.pk + 1_000_000)
    assert (found.grants, found.itself, found.parent) == ((), False, False)


def test_ground_of_access_says_by_whom_and_until_when(world):
    people.give_grant(
        by=world.by("directeur"), pupil=world.pupil, user=world.staff("gedragsexpert"), kind="toegang",
        organisation_id=world.school.pk, compartments=["zorg"], reason="Observeert", last=date(2026, 12, 18),
    )  # fmt: skip
    note = Aantekening.objects.get(compartment="zorg")
    why = policy.may(world.by("gedragsexpert"), acts.NOTE_VIEW, note).why
    assert why == "toegang verleend door Directeur Test tot en met 18/12/2026"
