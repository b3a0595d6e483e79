"""A- and M-document, a consult without a name, the regional consultation, and leaving."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from leerrecht.access.policy import Denied
from leerrecht.duties.models import Outcome
from leerrecht.people.models import Pupil
from leerrecht.referrals import domain
from leerrecht.referrals.domain.merging import merge
from leerrecht.referrals.models import Document, Referral, Step
from tests.factories import SYSTEM, TODAY, PupilFactory
from tests.referrals.test_outside import refused
from tests.referrals.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
M_DOCUMENT = {"voorziening": "ocj", "reden": "moeizaam", "gevaar": "nee"}
CONSULT = {"voorziening": "vk", "naam": "zonder"}


def test_school_makes_no_a_or_m_document_and_hears_why():
    world = World()
    assert "Bespreek uw vraag met het CLB" in refused(world.begin, "a_document", vrijwillig="ja")
    assert "Als school deelt u uw bezorgdheid" in refused(world.begin, "m_document", **M_DOCUMENT)


def test_doctor_of_the_clb_stands_for_the_clb():
    world = World()
    with pytest.raises(Denied):
        world.begin("a_document", "clbarts", "clb", vrijwillig="ja")
    assert "vraagt de school zelf" in refused(world.begin, "aanloopfase", "clbarts")


def test_a_document_is_for_voluntary_help_and_leaves_whole():
    world = World()
    assert "vrijwillige hulp" in refused(world.begin, "a_document", "clb", "clb", vrijwillig="nee")
    referral = world.begin("a_document", "clb", "clb", vrijwillig="ja")
    world.step(referral, "besproken", "clb")
    assert "nog niet volledig" in refused(world.step, referral, "verzonden", "clb")
    world.fill(referral, "a-document", world.by("clb"))
    world.step(referral, "verzonden", "clb")
    world.step(referral, "antwoord", "clb", antwoord="wacht", plaats_op="2027-03-01")
    Step.objects.filter(kind="antwoord").delete()
    with pytest.raises(ValidationError) as error:
        world.step(referral, "antwoord", "clb", antwoord="wacht")
    assert error.value.message_dict == {"plaats_op": ["Vul dit in."]}


def test_m_document_leaves_whole_and_known_and_help_is_evaluated_every_six_months():
    world = World()
    referral = world.begin("m_document", "clb", "clb", **M_DOCUMENT)
    world.fill(referral, "m-document", world.by("clb"))
    assert "leerling en ouders moeten ervan weten" in refused(world.step, referral, "verzonden", "clb")
    world.step(referral, "ingelicht", "clb")
    world.step(referral, "verzonden", "clb", text="Verteld in het onthaal")
    world.step(referral, "volledig", "clb", volledig="nee")
    world.step(referral, "volledig", "clb", volledig="ja")
    world.step(referral, "beslissing", "clb", uitkomst="hulp")
    assert Step.objects.get(on=None).due_on == date(2027, 5, 20)
    world.ask()
    assert not Outcome.objects.filter(regel__startswith="clb.m_document").exists()
    note = Step.objects.get(kind="verzonden").note
    assert (note.compartment, note.organisation_id) == ("clb", world.centre.pk)


def test_m_document_in_acute_danger_may_leave_first():
    world = World()
    referral = world.begin("m_document", "clb", "clb", **M_DOCUMENT | {"gevaar": "ja"})
    world.fill(referral, "m-document", world.by("clb"))
    world.step(referral, "verzonden", "clb")
    assert Document.objects.get().step.kind == "verzonden"


def test_m_document_with_a_gap_is_not_finished():
    world = World()
    referral = world.begin("m_document", "clb", "clb", **M_DOCUMENT)
    with pytest.raises(ValidationError):
        domain.attach_form(by=world.by("clb"), referral=referral, key="m-document", answers={"v1": "Noor"})
    assert Document.objects.count() == 0


def test_consult_without_a_name_holds_none():
    world = World()
    referral = world.begin("consult", "clb", "clb", **CONSULT)
    answers = {"v2": f"Een meisje, {world.pupil.first_name}, blijft weg", "v4": "Wat nu?"}
    with pytest.raises(ValidationError) as error:
        domain.attach_form(by=world.by("clb"), referral=referral, key="consult-gv", answers=answers)
    assert list(error.value.message_dict) == ["v2"]
    domain.attach_form(by=world.by("clb"), referral=referral, key="consult-gv", answers={**answers, "v2": "Blijft weg"})
    assert Document.objects.get().filled.compartment == "clb"


def test_rots_is_asked_by_the_clb_with_criteria():
    world = World()
    facts = {"door": "clb", "criteria": ["complex"]}
    assert "Het CLB meldt aan" in refused(world.begin, "rots", **facts)
    referral = world.begin("rots", "clb", "clb", **facts)
    world.step(referral, "aanmelding", "clb")
    world.step(referral, "consult", "clb")
    world.step(referral, "terugkoppeling", "clb")


def test_form_of_another_compartment_lies_in_its_own():
    world = World()
    referral = world.begin("aanloopfase")
    document = world.fill(referral, "screening-cdo", world.by("begeleider"))
    assert (document.filled.compartment, referral.compartment) == ("zorg", "gedeeld")
    assert "hoort niet bij" in refused(
        domain.attach_form, by=world.by("begeleider"), referral=referral, key="m-document", answers={}
    )


def test_nothing_goes_to_vdab_without_the_young_person():
    world = World()
    referral = world.begin("uitstroom", dreigt="2026-11-10")
    world.ask()
    assert Outcome.objects.get(regel="uitstroom.gesprek").status == "open"
    assert "Zonder akkoord van de jongere" in refused(world.step, referral, "vdab", akkoord="nee", hoe="samen")
    world.step(referral, "gesprek", wil="werk")
    world.step(referral, "vdab", akkoord="ja", hoe="samen")
    assert Outcome.objects.get(regel="uitstroom.gesprek").status == "vervuld"


def test_referrals_follow_the_pupil_and_one_of_two_is_closed():
    world = World()
    world.begin("naft")
    keep = PupilFactory.create()
    Referral.objects.create(
        pupil=keep, organisation_id=world.school.pk, counterpart_id=world.centre.pk, compartment="gedeeld", flow="naft",
        side="school", begun_on=TODAY, written_by="Begeleider",
    )  # fmt: skip
    assert merge(by=SYSTEM, keep=keep, drop=Pupil.objects.get(pk=world.pupil.pk)) == {"referrals": 1}
    assert sorted(Referral.objects.filter(pupil=keep).values_list("ending", flat=True)) == ["", "ingetrokken"]
