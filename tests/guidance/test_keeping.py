from datetime import date

import pytest

from leerrecht.documents.retention import terms
from leerrecht.guidance.domain.merging import merge
from leerrecht.guidance.domain.opening import open_file
from leerrecht.guidance.models import Agreement, Begeleidingsdossier, Entry, Plan, ThuisOpVraag
from leerrecht.notes.models import Aantekening
from leerrecht.transfers.domain.retention import dues, refs
from tests.factories import SYSTEM, TODAY, PlacementFactory
from tests.guidance.test_today import a_plan
from tests.guidance.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def test_every_confidential_model_knows_when_it_may_go():
    world = World()
    by = world.by("begeleider")
    world.entry(by, "gedeeld")
    term = terms()[Entry]
    due = next(dues((term, ref) for ref in refs(term)))
    assert (due.ground, due.on > date(2027, 8, 31)) == ("bewaren.school", True)
    assert {Begeleidingsdossier, Plan, Agreement, ThuisOpVraag} <= terms().keys()


def test_destroyed_text_leaves_the_step_without_words():
    world = World()
    entry = world.entry(world.by("begeleider"))
    Aantekening.objects.all().delete()
    entry.refresh_from_db()
    assert (entry.note, entry.kind) == (None, "gesprek")


def test_merged_records_keep_one_open_file_and_everything_else():
    world = World()
    by = world.by("begeleider")
    twin = PlacementFactory.create(class_group=world.placement.class_group).enrolment.pupil
    for pupil in (world.pupil, twin):
        open_file(by=by, pupil=pupil, school_id=world.school.pk)
        a_plan(world, pupil, by)
    assert merge(by=SYSTEM, keep=world.pupil, drop=twin) == {
        "guidance_files": 1, "guidance_entries": 0, "plans": 1, "agreements": 0, "homes": 0,
    }  # fmt: skip
    files = Begeleidingsdossier.objects.filter(pupil=world.pupil)
    assert sorted((file.closed_on, file.closed_reason) for file in files if file.closed_on) == [
        (TODAY, "samengevoegd met een andere fiche")
    ]
    assert (files.count(), Plan.objects.filter(pupil=world.pupil).count()) == (2, 2)
