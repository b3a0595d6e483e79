import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.http import Http404

from leerrecht.access import acts, policy
from leerrecht.access.models import LogEntry
from leerrecht.demo.absences import PDF
from leerrecht.notes.domain import withdraw_note, write_note
from leerrecht.notes.domain.places import places
from leerrecht.notes.domain.reading import dossier, file_of
from leerrecht.notes.models import Aantekening
from leerrecht.people import domain as people
from tests.factories import SYSTEM, TODAY, PlacementFactory, PupilFactory
from tests.notes.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]


@pytest.fixture
def world():
    return World()


def written_by(world, by, compartment, organisation_id):
    return write_note(
        by=by, pupil=world.pupil, compartment=compartment, organisation_id=organisation_id, title="Titel", text="Tekst"
    )


def where(world, by):
    return {(place.compartment, place.organisation_id, place.counterpart_id) for place in places(by, world.pupil)}


def test_each_role_writes_in_its_own_compartments(world):
    school, centre = world.school.pk, world.centre.pk
    shared = ("gedeeld", school, centre)
    assert where(world, world.by("leerkracht")) == {("team", school, None)}
    assert where(world, world.by("secretariaat")) == {("attest", school, None)}
    assert where(world, world.by("begeleider")) == {
        ("team", school, None), ("zorg", school, None), shared, ("attest", school, None),
    }  # fmt: skip
    assert where(world, world.by("directeur")) == {
        ("team", school, None), ("zorg", school, None), shared, ("tucht", school, None), ("attest", school, None),
    }  # fmt: skip
    assert where(world, world.by("clb")) == set()
    assert where(world, world.by("clbarts")) == {("medisch", centre, None)}


def test_worker_on_the_case_writes_for_the_centre_shares_and_advises(world):
    world.case()
    school, centre = world.school.pk, world.centre.pk
    assert where(world, world.by("clb")) == {
        ("clb", centre, None), ("gedeeld", school, centre), ("tucht", school, centre),
    }  # fmt: skip


def test_partner_writes_for_itself_and_the_centre_reads_along(world):
    world.case()
    people.give_grant(
        by=world.by("clb"), pupil=world.pupil, user=world.staff("partner"), kind="partner",
        organisation_id=world.centre.pk, compartments=["partner"], reason="Traject", last=TODAY,
    )  # fmt: skip
    assert where(world, world.by("partner")) == {("partner", world.partner.pk, world.centre.pk)}
    note = written_by(world, world.by("partner"), "partner", world.partner.pk)
    assert list(policy.visible(Aantekening, to=world.by("clb"), act=acts.NOTE_VIEW)) == [note]
    assert list(policy.visible(Aantekening, to=world.by("directeur"), act=acts.NOTE_VIEW)) == []


def test_pupil_writes_in_confidence_and_parents_write_nothing(world):
    assert where(world, world.child()) == {("leerling", world.school.pk, None)}
    assert where(world, world.parent()) == set()


def test_teacher_does_not_write_about_a_pupil_of_another_class(world):
    other = PlacementFactory.create(class_group__school=world.school).enrolment.pupil
    assert places(world.by("leerkracht"), other) == []


def test_access_for_one_case_is_for_reading_only(world):
    people.give_grant(
        by=world.by("directeur"), pupil=world.pupil, user=world.staff("gedragsexpert"), kind="toegang",
        organisation_id=world.school.pk, compartments=["zorg"], reason="Observeert", last=TODAY,
    )  # fmt: skip
    assert where(world, world.by("gedragsexpert")) == set()


def test_note_is_kept_with_its_owner_and_the_log_holds_no_word_of_it(world):
    scan = SimpleUploadedFile("verslag.pdf", PDF, "application/pdf")
    note = write_note(
        by=world.by("begeleider"), pupil=world.pupil, compartment="zorg", organisation_id=world.school.pk,
        title="  Gesprek  ", text="Geheim \n", file=scan,
    )  # fmt: skip
    kept = Aantekening.objects.get()
    assert (kept.title, kept.text, kept.written_by, kept.organisation_id, kept.counterpart_id) == (
        "Gesprek", "Geheim", "Begeleider Test", world.school.pk, None,
    )  # fmt: skip
    assert (kept.file.compartment, kept.file.organisation_id, kept.file.pupil_id) == (
        "zorg", world.school.pk, world.pupil.pk,
    )  # fmt: skip
    entry = LogEntry.objects.get(act=acts.NOTE_WRITE)
    assert (entry.object_id, entry.pupil_id, entry.organisation_id, entry.detail) == (
        str(note.pk), world.pupil.pk, world.school.pk, {"compartment": "zorg", "file": True},
    )  # fmt: skip
    assert not [entry for entry in LogEntry.objects.values() if "Geheim" in str(entry) or "Gesprek" in str(entry)]


def test_note_where_one_may_not_write_is_denied_and_nothing_is_kept(world):
    with pytest.raises(policy.Denied):
        written_by(world, world.by("leerkracht"), "zorg", world.school.pk)
    with pytest.raises(policy.Denied):
        written_by(world, world.by("begeleider"), "zorg", world.other.pk)
    assert Aantekening.objects.count() == 0


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": " "}, "title"),
        ({"text": " "}, "text"),
        ({"text": "x" * 20_001}, "text"),
        ({"not_for_parents": "Vroeg het"}, "not_for_parents"),
    ],
)
def test_note_that_is_not_whole_is_refused(world, values, field):
    with pytest.raises(ValidationError) as caught:
        write_note(
            by=world.by("begeleider"), pupil=world.pupil, compartment="zorg", organisation_id=world.school.pk,
            **{"title": "Titel", "text": "Tekst", **values},
        )  # fmt: skip
    assert list(caught.value.message_dict) == [field]
    assert Aantekening.objects.count() == 0


def test_database_refuses_a_note_with_a_counterpart_where_none_reads_along(world):
    with pytest.raises(IntegrityError, match="note_counterpart_where_due"):
        Aantekening.objects.create(
            pupil=world.pupil, organisation_id=1, counterpart_id=2, compartment="zorg", title="x", text="x",
            written_by="x",
        )  # fmt: skip


def test_writer_withdraws_the_own_note_and_the_director_that_of_the_school(world):
    one = written_by(world, world.by("begeleider"), "zorg", world.school.pk)
    two = written_by(world, world.by("begeleider"), "team", world.school.pk)
    withdraw_note(by=world.by("begeleider"), note=one)
    withdraw_note(by=world.by("directeur"), note=two)
    assert list(Aantekening.objects.order_by("compartment").values_list("compartment", "withdrawn_by")) == [
        ("team", "Directeur Test"), ("zorg", "Begeleider Test"),
    ]  # fmt: skip
    with pytest.raises(ValidationError, match="al ingetrokken"):
        withdraw_note(by=world.by("begeleider"), note=one)


def test_reader_who_did_not_write_cannot_withdraw(world):
    note = written_by(world, world.by("directeur"), "zorg", world.school.pk)
    with pytest.raises(policy.Denied):
        withdraw_note(by=world.by("begeleider"), note=note)


def test_look_is_logged_per_house_with_compartments_and_without_text(world):
    world.case()
    world.notes()
    before = set(LogEntry.objects.values_list("pk", flat=True))
    shown = dossier(world.by("clb"), world.pupil)
    assert [section.key for section in shown.sections] == ["gedeeld", "clb", "partner"]
    looks = LogEntry.objects.exclude(pk__in=before).order_by("organisation_id")
    assert {(look.organisation_id, look.act, look.why, str(look.detail)) for look in looks} == {
        (place, acts.NOTE_VIEW, "op het dossier gezet door Clbhoofd Test", str({"compartments": {compartment: 1}}))
        for place, compartment in (
            (world.school.pk, "gedeeld"), (world.centre.pk, "clb"), (world.partner.pk, "partner"),
        )
    }  # fmt: skip


def test_look_that_shows_nothing_is_no_look(world):
    before = LogEntry.objects.count()
    assert dossier(world.by("clbhoofd"), world.pupil).sections == ()
    assert LogEntry.objects.filter(act=acts.NOTE_VIEW).count() == 0
    assert LogEntry.objects.count() >= before


@pytest.mark.parametrize("number", [1, 12])
def test_dossier_costs_the_same_number_of_queries_for_any_number_of_notes(world, number, django_assert_max_num_queries):
    who = world.by("begeleider")
    for _one in range(number):
        world.note("zorg")
    with django_assert_max_num_queries(14):
        assert len(dossier(who, world.pupil).sections[0].notes) == number


def test_file_is_served_to_who_reads_the_note_and_logged(world):
    note = world.note("zorg", file=SimpleUploadedFile("verslag.pdf", PDF, "application/pdf"))
    assert file_of(world.by("begeleider"), note.pk).name == "verslag.pdf"
    assert LogEntry.objects.filter(act="note.file", object_id=str(note.pk)).count() == 1
    with pytest.raises(Http404):
        file_of(world.by("leerkracht"), note.pk)


def test_file_of_a_withdrawn_note_is_gone(world):
    note = world.note("zorg", file=SimpleUploadedFile("verslag.pdf", PDF, "application/pdf"))
    withdraw_note(by=world.by("directeur"), note=note)
    with pytest.raises(Http404):
        file_of(world.by("begeleider"), note.pk)


def test_notes_follow_the_pupil_when_two_records_become_one(world):
    note = world.note("clb")
    keep = PupilFactory.create()
    people.merge_pupils(by=SYSTEM, keep=keep, drop=world.pupil)
    assert Aantekening.objects.get().pupil_id == keep.pk
    assert note.pupil_id != keep.pk
