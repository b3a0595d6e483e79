import re
from datetime import date

import pytest
from django.urls import reverse

from leerrecht.documents.retention import terms
from leerrecht.guidance.domain.merging import merge
from leerrecht.guidance.domain.opening import open_file
from leerrecht.guidance.models import Agreement, Begeleidingsdossier, Entry, Plan, ThuisOpVraag
from leerrecht.notes.models import Aantekening
from leerrecht.transfers.domain.own_file import askers, make
from leerrecht.transfers.domain.retention import dues, refs
from tests.factories import SYSTEM, TODAY, PlacementFactory
from tests.guidance.test_file_page import client_of
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
        "guidance_files": 1, "guidance_entries": 0, "plans": 1, "agreements": 0, "homes": 0, "parents": 0,
    }  # fmt: skip
    files = Begeleidingsdossier.objects.filter(pupil=world.pupil)
    assert sorted((file.closed_on, file.closed_reason) for file in files if file.closed_on) == [
        (TODAY, "samengevoegd met een andere fiche")
    ]
    assert (files.count(), Plan.objects.filter(pupil=world.pupil).count()) == (2, 2)


def test_page_of_retention_shows_what_the_reader_reads_with_a_way_to_it():
    world = World()
    by = world.by("begeleider")
    world.entry(by, "gedeeld", kind="maatregel", whom="")
    open_file(by=by, pupil=world.pupil, school_id=world.school.pk)
    url = reverse("pupil-retention", args=[world.pupil.pk])
    shown = {who: _kinds(client_of(world.by(who)).get(url)) for who in ("begeleider", "leerkracht")}
    assert shown["begeleider"] >= {"Stap in het dossier", "Begeleidingsdossier"}
    assert shown["leerkracht"].isdisjoint({"Stap in het dossier", "Begeleidingsdossier"})


def _kinds(response):
    return (
        set()
        if response.status_code != 200
        else set(re.findall(r"begeleiding/\">([^<]+)</a></th>", response.content.decode()))
    )


def test_own_file_holds_each_step_with_what_it_was_but_no_third_persons():
    world = World()
    world.case()
    by = world.by("begeleider")
    world.entry(by, "gedeeld", kind="maatregel", whom="", domain="leren", fase=2, result="helpt", text="Met An Peeters")
    world.entry(by, "gedeeld", kind="gesprek", not_for_parents="De leerling vroeg het")
    world.entry(by, "zorg")
    plan = a_plan(world, world.pupil, by, trust="Karim")
    Plan.objects.filter(pk=plan.pk).update(compartment="gedeeld")
    child, parent = world.child(), world.parent()
    rows = {
        who: next(one.rows for one in _own_file(by_, world, who) if one.key == "begeleiding")
        for who, by_ in (("leerling", child), ("ouders", parent))
    }
    assert [row["soort"] for row in rows["leerling"]] == ["begeleidende maatregel", "gesprek"]
    (row,) = rows["ouders"]
    assert (row["dag"], row["domein"], row["zorgfase"], row["resultaat"]) == (
        "2026-11-20", "leren en studeren", "2: uitbreiding van zorg", "het helpt",
    )  # fmt: skip
    told = str([section.rows for section in _own_file(child, world, "leerling") if section.key != "logboek"])
    assert [name for name in ("Karim", "Begeleider Test") if name in told] == []


def _own_file(by, world, who):
    asker = next(one.key for one in askers(by, world.pupil) if one.key.startswith(who))
    return make(by=by, pupil=world.pupil, asker=asker, form="page").sections
