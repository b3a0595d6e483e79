"""Who reads letters, beside data that could leak; merging; keeping."""

import pytest

from leerrecht.access import acts, policy
from leerrecht.documents.retention import terms
from leerrecht.letters.models import Letter, Run
from leerrecht.people import domain as people
from leerrecht.people.domain.merging import merge_pupils
from leerrecht.people.models import ContactAccount
from leerrecht.transfers.domain.own_file import make
from tests.factories import SYSTEM, TODAY, EnrolmentFactory, UserFactory
from tests.letters.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]


@pytest.fixture
def world():
    return World()


def compartments(by):
    return sorted(policy.visible(Letter, to=by, act=acts.NOTE_VIEW).values_list("compartment", flat=True))


def test_each_reader_sees_the_letters_of_the_own_compartments(world):
    world.case()
    world.start()
    world.start(key="toah-informatie", values={})
    parent = world.parent()
    found = {
        role: compartments(world.by(role)) for role in ("leerkracht", "secretariaat", "directeur", "clb", "clbarts")
    }
    assert found == {
        "leerkracht": [], "secretariaat": ["attest"], "directeur": ["attest", "gedeeld"], "clb": ["gedeeld"],
        "clbarts": [],
    }  # fmt: skip
    assert compartments(parent) == ["attest", "gedeeld"]
    assert compartments(world.child()) == ["attest", "gedeeld"]
    assert compartments(world.of(world.user("elders", "directeur", world.other))) == []


def test_run_is_seen_by_who_reads_its_compartment(world):
    run = world.start()
    seen = {
        role: policy.visible(Run, to=world.by(role), act=acts.LETTER_SEND).filter(pk=run.pk).exists()
        for role in ("directeur", "secretariaat", "leerkracht", "clb")
    }
    assert seen == {"directeur": True, "secretariaat": False, "leerkracht": False, "clb": False}


def test_access_for_one_case_opens_letters_too(world):
    world.start()
    people.give_grant(
        by=world.by("directeur"), pupil=world.pupil, user=world.staff("brugfiguur"), kind="toegang",
        organisation_id=world.school.pk, compartments=["gedeeld"], reason="Gaat langs", last=TODAY,
    )  # fmt: skip
    assert compartments(world.by("brugfiguur")) == ["gedeeld"]


def test_letters_of_both_records_stay_when_they_become_one(world):
    twin = EnrolmentFactory.create(school=world.other).pupil
    world.start()
    letter = Letter.objects.get()
    Letter.objects.filter(pk=letter.pk).update(pupil=twin)
    world.start()
    twin.enrolments.all().delete()
    merge_pupils(by=SYSTEM, keep=world.pupil, drop=twin)
    kept = Letter.objects.order_by("copy").values_list("pupil", "copy", "again_because")
    assert list(kept) == [(world.pupil.pk, 1, ""), (world.pupil.pk, 2, "Stond op beide samengevoegde fiches.")]


def test_letters_know_when_they_are_destroyed():
    assert terms()[Letter].made == "made_at"


def test_own_file_holds_the_letters_that_the_asker_may_read_and_the_files_written_to_it(world):
    world.start()
    world.start(key="toah-informatie", values={})
    contact = world.pupil.contacts.get()
    user = UserFactory.create()
    ContactAccount.objects.create(user=user, contact=contact)
    own = make(by=world.of(user), pupil=world.pupil, asker=f"ouders-{contact.pk}", form="zip")
    rows = next(section.rows for section in own.sections if section.key == "brieven")
    assert sorted(row["vak"] for row in rows) == ["attesten", "gedeeld dossier van school en CLB"]
    assert sorted(name for name, _file in own.files) == sorted(row["bestand"] for row in rows)
    child = make(by=world.child(), pupil=world.pupil, asker="leerling", form="zip")
    rows = next(section.rows for section in child.sections if section.key == "brieven")
    assert ([row["bestand"] for row in rows], [row["aan"] for row in rows], child.files) == (
        ["inzage aan het loket"] * 2, ["[ouder met gezag]"] * 2, [],
    )  # fmt: skip
