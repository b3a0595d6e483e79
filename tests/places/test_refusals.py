from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.access.standing import stand
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.models import Location
from leerrecht.people.models import PupilAccount
from leerrecht.places.domain import refusing
from leerrecht.places.domain.own_file import SECTIONS
from leerrecht.places.domain.queries.refusals import refusal_list, refusal_page, term_of
from leerrecht.places.domain.queries.tasks import tasks_of_today
from leerrecht.places.models import Refusal, RefusalStep
from tests.factories import SYSTEM, TODAY, UserFactory
from tests.places.world import ASKED, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


@pytest.fixture
def world():
    return World()


def _seen(by, act=acts.REFUSAL_VIEW):
    return policy.visible(Refusal, to=by, act=act).count()


def test_the_school_that_refused_never_reads_it(world):
    pupil = world.pupil(world.school)
    told = world.refusal(pupil, words="[[clb:a]] ze belden niet terug")
    assert (told.handled_by_id, told.centre, told.look_on) == (world.centre.pk, True, TODAY + timedelta(days=10))
    assert (told.note.compartment, told.note.organisation_id) == ("clb", world.centre.pk)
    assert _seen(world.by("clb")) == _seen(world.by("clb"), acts.REFUSAL_KEEP) == 1
    for role, house in (
        ("directeur", world.other), ("directeur", None), ("leerkracht", None), ("lop", None), ("bestuur", None),
        ("secretariaat", None),
    ):  # fmt: skip
        assert _seen(world.by(role, house)) == 0, role


def test_what_a_school_follows_up_its_clb_follows_too(world):
    pupil = world.pupil(world.school)
    with stand(world.by("begeleider")):
        told = world.refusal(pupil, by=world.by("begeleider"), words="aan de telefoon")
    assert (told.handled_by_id, told.centre, told.note.compartment) == (world.school.pk, False, "gedeeld")
    assert [_seen(world.by(role)) for role in ("begeleider", "directeur", "clb")] == [1, 1, 1]
    assert [_seen(world.by(role)) for role in ("leerkracht", "secretariaat")] == [0, 0]


def test_the_family_reports_and_the_clb_of_the_school_follows_it_up(world):
    pupil = world.pupil(world.school)
    user = UserFactory.create()
    PupilAccount.objects.create(pupil=pupil, user=user)
    by = Principal(name=user.username, user_id=user.pk, on=TODAY)
    with stand(by):
        told = world.refusal(pupil, by=by, reporter="leerling", words="ze zeiden dat het vol is", document_on=TODAY)
    assert (told.handled_by_id, told.reporter, told.note.compartment) == (world.centre.pk, "leerling", "clb")
    assert _seen(by) == 1
    assert policy.may(by, acts.REFUSAL_KEEP, told).allowed is False
    with pytest.raises(ValidationError, match="Kies wie dit meldt"):
        world.refusal(pupil, by=by, reporter="clb")
    assert not refusal_page(by, told).keeps


def test_a_child_without_a_clb_of_its_own_names_one(world):
    pupil, user = world.pupil(world.far), UserFactory.create()
    PupilAccount.objects.create(pupil=pupil, user=user)
    by = Principal(name=user.username, user_id=user.pk, on=TODAY)
    told = refusing.Told(on=ASKED, way="volzet_gezegd", kind="okan", school_name="  Elders  ", reporter="leerling")
    with pytest.raises(ValidationError, match="Kies het CLB"):
        refusing.report_refusal(by=by, pupil=pupil, told=told)
    found = refusing.report_refusal(by=by, pupil=pupil, told=told, house_id=world.centre.pk)
    assert (found.handled_by_id, found.school_name, found.school) == (world.centre.pk, "Elders", None)


def test_reports_say_what_can_be(world):
    pupil = world.pupil(world.school)
    elsewhere = Location.objects.create(school=world.twin, number="9", name="Ver")
    for told, words in (
        ({"way": "zo"}, "Maak een keuze"),
        ({"kind": "zo"}, "Maak een keuze"),
        ({"about": "zo"}, "Maak een keuze"),
        ({"impact": "zo"}, "Maak een keuze"),
        ({"on": TODAY + timedelta(days=1)}, "toekomst"),
        ({"way": "formeel"}, "Kies de reden"),
        ({"ground": "volzet"}, "Een reden hoort bij"),
        ({"school_id": None}, "schrijf haar naam"),
        ({"school_id": 0}, "schrijf haar naam"),
        ({"location_id": elsewhere.pk}, "vestigingsplaats van deze school"),
        ({"document_on": ASKED - timedelta(days=1)}, "tussen de weigering en vandaag"),
        ({"reporter": "zo"}, "Kies wie dit meldt"),
        ({"words": "a" * 8001}, "Hoogstens 8000"),
    ):
        with pytest.raises(ValidationError, match=words):
            world.refusal(pupil, **told)
    with pytest.raises(ValidationError, match="eigen school"):
        world.refusal(pupil, by=world.by("begeleider"), school_id=world.school.pk)
    for role, child in (("clb", world.pupil(world.far)), ("lop", pupil), ("leerkracht", pupil)):
        with pytest.raises(policy.Denied):
            world.refusal(child, by=world.by(role))
    assert Refusal.objects.count() == Aantekening.objects.count() == 0


def test_a_refusal_with_a_ground_has_the_terms_of_the_law(world):
    told = world.refusal(way="formeel", ground="volzet", on=TODAY)
    assert term_of(told, TODAY) == (TODAY + timedelta(days=4), "Geef de ouders het document van de weigering")
    page = refusal_page(world.by("clb"), told)
    assert {one.outcome.regel for one in page.said} == {
        "weigering.document", "weigering.wachtlijst", "weigering.bemiddeling", "weigering.klacht",
    }  # fmt: skip
    clb = world.by("clb")
    with pytest.raises(ValidationError, match="Noteer eerst: bemiddeling"):
        refusing.take_step(by=clb, refusal=told, kind="bemiddeld", on=TODAY)
    refusing.take_step(by=clb, refusal=told, kind="attest", on=TODAY)
    refusing.take_step(by=clb, refusal=told, kind="bemiddeling", on=TODAY, words="het LOP gebeld")
    with pytest.raises(ValidationError, match="al genoteerd"):
        refusing.take_step(by=clb, refusal=told, kind="bemiddeling", on=TODAY)
    told = Refusal.objects.get(pk=told.pk)
    said = {one.outcome.regel: one.outcome.status for one in refusal_page(clb, told).said}
    assert said["weigering.bemiddelen"] == "open"
    assert said["weigering.document"] == "vervuld"
    assert "weigering.bemiddeling" not in said
    assert [step.kind for step in told.steps.all()] == ["attest", "bemiddeling"]
    assert RefusalStep.objects.get(kind="bemiddeling").note.text == "het LOP gebeld"


def test_a_refusal_under_the_table_is_looked_at_again_until_there_is_an_answer(world):
    told, clb = world.refusal(), world.by("clb")
    assert refusal_page(clb, told).said == []
    assert term_of(told, TODAY) == (TODAY + timedelta(days=10), "Vraag wat de school antwoordt")
    for wrong, words in (
        ({"kind": "zo", "on": TODAY}, "Kies wat er gedaan is"),
        ({"kind": "gebeld", "on": ASKED - timedelta(days=1)}, "tussen de weigering"),
        ({"kind": "gebeld", "on": TODAY, "look_on": TODAY}, "na vandaag"),
    ):
        with pytest.raises(ValidationError, match=words):
            refusing.take_step(by=clb, refusal=told, **wrong)
    refusing.take_step(by=clb, refusal=told, kind="gebeld", on=TODAY, look_on=TODAY + timedelta(days=3))
    for wrong, words in (
        ({"how": "zo", "on": TODAY}, "hoe het afliep"),
        ({"how": "terecht", "on": TODAY}, "Zonder reden en attest"),
        ({"how": "ingeschreven", "on": TODAY + timedelta(days=1)}, "tussen de weigering"),
    ):
        with pytest.raises(ValidationError, match=words):
            refusing.answer(by=clb, refusal=told, **wrong)
    refusing.answer(by=clb, refusal=told, how="ingeschreven", on=TODAY, impact="blijft")
    told = Refusal.objects.get(pk=told.pk)
    assert (told.closed_how, told.impact, term_of(told, TODAY)) == ("ingeschreven", "blijft", (None, ""))
    with pytest.raises(ValidationError, match="al afgesloten"):
        refusing.take_step(by=clb, refusal=told, kind="gebeld", on=TODAY)
    assert refusal_list(clb, TODAY)[1] == []
    assert len(refusal_list(clb, TODAY, whole=True)[1]) == 1


def test_a_reason_that_came_later_is_judged(world):
    told, clb = world.refusal(), world.by("clb")
    with pytest.raises(ValidationError, match="Kies de reden"):
        refusing.give_ground(by=clb, refusal=told, refused=refusing.Grounded(ground="zo"))
    refusing.give_ground(by=clb, refusal=told, refused=refusing.Grounded(ground="andere"))
    told = Refusal.objects.get(pk=told.pk)
    assert "weigering.onwettig" in {one.outcome.regel for one in refusal_page(clb, told).said}
    with pytest.raises(ValidationError, match="al genoteerd"):
        refusing.give_ground(by=clb, refusal=told, refused=refusing.Grounded(ground="volzet"))


def test_what_is_due_stands_on_the_page_of_today(world):
    clb = world.by("clb")
    told = world.refusal(way="formeel", ground="volzet")
    assert [(item.pupil, item.late) for item in tasks_of_today(clb, TODAY)] == [(told.pupil, True)]
    assert tasks_of_today(world.by("lop"), TODAY) == []
    assert tasks_of_today(world.by("directeur"), TODAY) == []
    assert refusing.follows(clb) == [world.centre.pk]


def test_own_file_tells_of_lists_and_refusals(world):
    pupil = world.pupil(world.school)
    world.waits(world.slot(), pupil)
    told = world.refusal(pupil)
    refusing.take_step(by=world.by("clb"), refusal=told, kind="gebeld", on=TODAY)
    gathering = SimpleNamespace(
        pupil=pupil, asker=SimpleNamespace(compartments={"gedeeld"}),
        seen=lambda model, act: policy.visible(model, to=world.by("clb"), act=act),
    )  # fmt: skip
    (_key, _title, lists), (_key2, _title2, reports) = SECTIONS
    assert [row["school"] for row in lists(gathering)] == ["De Linde"]
    assert [row["stappen"] for row in reports(gathering)] == ["2026-11-20: de school gecontacteerd"]
    gathering.asker.compartments = set()
    assert lists(gathering) == reports(gathering) == []


def test_the_system_reports_for_a_house(world):
    told = refusing.Told(on=ASKED, way="anders", kind="okan", school_id=world.other.pk)
    found = refusing.report_refusal(by=SYSTEM, pupil=world.pupil(), told=told, house_id=world.centre.pk)
    assert found.centre
