from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from leerrecht.access import acts
from leerrecht.access.domain import log
from leerrecht.access.models import LogEntry, User
from leerrecht.consent.domain import end_wish, record_wish
from leerrecht.logbook.domain.queries.looks import Wanted, actors_of, entries_of, lines, plain_lines
from leerrecht.notes.domain.reading import dossier
from leerrecht.people.domain import merge_pupils
from tests.factories import SYSTEM, TODAY, PupilFactory, UserFactory
from tests.notes.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]


@pytest.fixture
def world():
    return World()


def write(world, by, act=acts.PUPIL_VIEW, *compartments, organisation=None, **details):
    log.record(
        by=by, act=act, pupil_id=world.pupil.pk, organisation_id=organisation, compartments=compartments, **details
    )
    return LogEntry.objects.latest("pk")


def acts_for(world, principal, **wanted):
    return sorted(entries_of(principal, world.pupil, Wanted(**wanted)).values_list("act", flat=True))


def page(world, user, query=""):
    client = Client()
    client.force_login(user)
    return client.get(f"/leerlingen/{world.pupil.pk}/wie-keek/{query}", follow=True)


def text_of(answer):
    return answer.content.decode()


def test_who_reads_a_compartment_sees_what_was_done_there(world):
    school, centre = world.school.pk, world.centre.pk
    write(world, world.by("leerkracht"), acts.PUPIL_VIEW, organisation=school)
    owners = {"clb": centre, "medisch": centre, "partner": world.partner.pk}
    keys = ("team", "zorg", "gedeeld", "tucht", "clb", "medisch", "partner", "leerling", "attest")
    for key in keys:
        write(world, SYSTEM, f"test.{key}", key, organisation=owners.get(key, school))
    world.case()
    people = {role: world.by(role) for role in ("leerkracht", "secretariaat", "begeleider", "directeur", "clb")}
    people |= {"clbarts": world.by("clbarts"), "leerling": world.child(), "ouder": world.parent()}
    seen = {
        role: [act.removeprefix("test.") for act in acts_for(world, by) if act.startswith(("test.", "pupil."))]
        for role, by in people.items()
    }
    assert seen == {
        "leerkracht": [],
        "secretariaat": [],
        "begeleider": ["pupil.view", "attest", "gedeeld", "team", "zorg"],
        "directeur": ["pupil.view", "attest", "gedeeld", "team", "tucht", "zorg"],
        "clb": ["pupil.view", "clb", "gedeeld"],
        "clbarts": ["pupil.view", "medisch"],
        "leerling": ["pupil.view", "attest", "gedeeld", "leerling", "tucht"],
        "ouder": ["pupil.view", "attest", "gedeeld", "tucht"],
    }


def test_other_school_sees_nothing_of_what_was_done_here(world):
    write(world, world.by("begeleider"), organisation=world.school.pk)
    stranger = world.of(world.user("vreemd", "directeur", world.other))
    barred = world.parent(barred=True, lives_with=False)
    assert (acts_for(world, stranger), acts_for(world, barred)) == ([], [])


def test_clb_that_is_not_on_the_case_sees_nothing_of_its_compartments(world):
    write(world, SYSTEM, "test.clb", "clb", organisation=world.centre.pk)
    write(world, SYSTEM, "test.gedeeld", "gedeeld", organisation=world.school.pk)
    assert acts_for(world, world.by("clb")) == []


def test_pupil_too_young_to_judge_sees_nothing_of_what_is_shared(world):
    world.pupil.birth_date = date(2017, 1, 1)
    world.pupil.save()
    write(world, SYSTEM, "test.gedeeld", "gedeeld", organisation=world.school.pk)
    write(world, SYSTEM, "test.tucht", "tucht", organisation=world.school.pk)
    assert acts_for(world, world.child()) == ["test.tucht"]


def test_parents_never_see_the_wish_and_nothing_shared_while_it_stands(world):
    write(world, SYSTEM, "test.gedeeld", "gedeeld", organisation=world.school.pk)
    write(world, SYSTEM, "test.attest", "attest", organisation=world.school.pk)
    by = world.by("begeleider")
    found = record_wish(
        by=by, pupil=world.pupil, organisation_id=world.school.pk, stated_on=TODAY, how="gesprek", respected=True,
        reason="Bang",
    )  # fmt: skip
    parent, child = world.parent(), world.child()
    assert acts_for(world, parent) == ["test.attest"]
    assert acts_for(world, child) == ["test.attest", "test.gedeeld", "wish.record"]
    end_wish(by=by, wish=found, reason="Mag nu")
    assert acts_for(world, parent) == ["test.attest", "test.gedeeld"]


def test_parents_do_not_see_that_a_note_kept_from_them_was_written(world):
    world.note("gedeeld", not_for_parents="De leerling wil het niet")
    world.note("gedeeld")
    assert acts_for(world, world.parent()) == ["note.write"]
    assert acts_for(world, world.child()) == ["note.write", "note.write"]


def test_look_at_notes_is_seen_by_who_reads_one_of_them(world):
    for key in ("zorg", "gedeeld"):
        world.note(key)
    dossier(world.by("begeleider"), world.pupil)
    found = LogEntry.objects.get(act="note.view")
    assert (found.compartments, found.organisation_id) == (["gedeeld", "zorg"], world.school.pk)
    assert "note.view" in acts_for(world, world.parent())
    assert "note.view" not in acts_for(world, world.by("clb"))


def test_list_narrows_by_person_period_and_kind(world):
    one, two = world.by("begeleider"), world.by("directeur")
    write(world, one, acts.PUPIL_VIEW)
    write(world, two, acts.PUPIL_EDIT)
    write(world, two, acts.DUTY_VIEW)
    today = timezone.localdate(LogEntry.objects.latest("pk").at)
    assert [
        acts_for(world, two, actor=one.user_id),
        acts_for(world, two, looks=True),
        acts_for(world, two, looks=False),
        acts_for(world, two, first=today, last=today),
        acts_for(world, two, last=date(2020, 1, 1)),
        acts_for(world, two, first=date(2100, 1, 1)),
    ] == [
        ["pupil.view"], ["duty.view", "pupil.view"], ["pupil.edit"], ["duty.view", "pupil.edit", "pupil.view"], [], [],
    ]  # fmt: skip
    assert actors_of(two, world.pupil) == [
        (one.user_id, "Begeleider Test"), (two.user_id, "Directeur Test"),
    ]  # fmt: skip


def test_merged_record_brings_its_log(world):
    drop = PupilFactory.create(birth_date=world.pupil.birth_date)
    log.record(by=SYSTEM, act=acts.PUPIL_VIEW, pupil_id=drop.pk, organisation_id=world.school.pk)
    merge_pupils(by=SYSTEM, keep=world.pupil, drop=drop, choices={})
    assert "pupil.view" in acts_for(world, world.by("begeleider"))


def test_staff_read_names_and_grounds(world):
    by = world.by("begeleider")
    write(world, by)
    (line,) = lines(entries_of(by, world.pupil, Wanted()))
    assert (line.who, line.what, line.why, line.look) == (
        "Begeleider Test", "opende de pagina van de leerling",
        f"leerlingenbegeleider of zorgcoördinator van {world.school.name}", True,
    )  # fmt: skip


def test_family_reads_roles_and_places_and_no_names(world):
    by, child, parent = world.by("begeleider"), world.child(), world.parent()
    gone = UserFactory.create(last_name="Vertrokken")
    write(world, by, acts.CERTIFICATE_ADD)
    write(world, child)
    write(world, parent)
    write(world, SYSTEM)
    write(world, world.of(gone))
    shown = [(line.who, line.what) for line in plain_lines(entries_of(parent, world.pupil, Wanted()), parent)][::-1]
    look = "opende de pagina van de leerling"
    assert shown == [
        (f"Leerlingenbegeleider of zorgcoördinator van {world.school.name}", "bewaarde een attest"),
        ("De leerling", look), ("U zelf", look), ("Het systeem", look), ("Iemand die hier toen werkte", look),
    ]  # fmt: skip
    theirs = plain_lines(entries_of(child, world.pupil, Wanted()), child)
    assert [line.who for line in theirs][::-1][1:3] == ["U zelf", "Een ouder"]


def test_page_shows_staff_who_looked_and_logs_this_look_too(world):
    write(world, world.by("directeur"))
    answer = page(world, world.staff("begeleider"))
    assert [word in text_of(answer) for word in ("Directeur Test", "directeur van", "Waarom het mocht")] == [True] * 3
    entry = LogEntry.objects.latest("pk")
    assert (entry.act, entry.pupil_id, entry.organisation_id) == ("log.view", world.pupil.pk, world.school.pk)


def test_page_tells_the_family_no_name(world):
    write(world, world.by("directeur"))
    texts = [text_of(page(world, User.objects.get(pk=who.user_id))) for who in (world.child(), world.parent())]
    assert [(text.count("Directeur van"), "Directeur Test" in text) for text in texts] == [(1, False), (1, False)]


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("leerkracht", 403),
        ("secretariaat", 403),
        ("partner", 404),
        ("begeleider", 200),
        ("clb", 200),
        ("clbhoofd", 200),
    ],
)
def test_page_is_for_care_team_clb_and_family(world, role, status):
    assert page(world, world.staff(role)).status_code == status


def test_page_of_a_pupil_elsewhere_does_not_exist(world):
    assert page(world, world.user("vreemd", "directeur", world.other)).status_code == 404


def test_parent_who_works_elsewhere_sees_the_own_child(world):
    parent = world.parent()
    user = User.objects.get(pk=parent.user_id)
    world.users["ouder"] = user
    from tests.factories import MembershipFactory

    MembershipFactory.create(user=user, organisation=world.other, role="directeur")
    answer = page(world, user)
    assert (answer.status_code, "Waarom het mocht" in text_of(answer)) == (200, False)


def test_page_of_a_merged_record_leads_to_the_one_that_stayed(world):
    drop = PupilFactory.create(birth_date=world.pupil.birth_date)
    from tests.factories import PlacementFactory

    PlacementFactory.create(
        class_group=world.placement.class_group,
        enrolment__pupil=drop,
        enrolment__period=("2026-09-01", "2026-09-02"),
        period=("2026-09-01", "2026-09-02"),
    )
    drop.merged_into = world.pupil
    drop.save()
    client = Client()
    client.force_login(world.staff("begeleider"))
    answer = client.get(f"/leerlingen/{drop.pk}/wie-keek/")
    assert (answer.status_code, answer["Location"]) == (302, f"/leerlingen/{world.pupil.pk}/wie-keek/")


def test_period_that_ends_before_it_begins_is_told(world):
    assert "vóór de eerste dag" in text_of(page(world, world.staff("begeleider"), "?van=2026-11-20&tot=2026-11-01"))


@pytest.mark.parametrize("query", ["?wie=iemand", "?van=morgen", "?pagina=x", "?wat=iets"])
def test_filter_that_makes_no_sense_breaks_nothing(world, query):
    assert page(world, world.staff("begeleider"), query).status_code == 200


@pytest.mark.parametrize("who", ["staff", "family"])
def test_page_takes_as_many_queries_for_many_entries(world, who):
    user = world.staff("begeleider") if who == "staff" else User.objects.get(pk=world.parent().user_id)
    client = Client()
    client.force_login(user)
    address = f"/{'leerlingen' if who == 'staff' else 'mijn'}/{world.pupil.pk}/wie-keek/"
    write(world, world.by("directeur"))
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for role in ("directeur", "begeleider", "clbarts", "clbhoofd"):
        for _number in range(4):
            write(world, world.by(role))
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    # The own pages ask who comes, in which language and for which school.
    assert (len(many), len(many) <= (16 if who == "staff" else 20)) == (len(few), True)


def test_pages_of_a_long_list(world):
    for _number in range(60):
        write(world, world.by("directeur"))
    user = world.staff("begeleider")
    first, second = text_of(page(world, user)), text_of(page(world, user, "?pagina=2"))
    # The look at the first page moved the list by one entry of somebody else.
    assert (first.count("Directeur Test</th>"), second.count("Directeur Test</th>")) == (50, 11)
