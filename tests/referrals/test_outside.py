"""NAFT and what else a pupil follows outside the school: who proposes, what comes first, the term, the track."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from leerrecht.access import standing
from leerrecht.access.policy import Denied
from leerrecht.access.principal import command
from leerrecht.cases.models import Case, Track
from leerrecht.duties.domain.recompute import recompute
from leerrecht.duties.models import Outcome
from leerrecht.guidance.models import Begeleidingsdossier
from leerrecht.referrals import domain
from leerrecht.referrals.models import Referral, Step
from tests.factories import TODAY
from tests.referrals.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def refused(verb, *args, **facts):
    with pytest.raises(ValidationError) as error:
        verb(*args, **facts)
    return " ".join(error.value.messages)


def naft(world):
    """A NAFT that is ready to begin."""
    referral = world.begin("naft")
    world.step(referral, "voorstel", "clb", uitgeput="ja", aanbieder="Groep Intro")
    world.step(referral, "instemming", hoe="samen")
    world.step(referral, "rondetafel", text="We bouwen op")
    return referral


def test_school_has_no_naft_without_a_proposal_of_the_clb():
    world = World()
    referral = world.begin("naft")
    assert "alleen toegang tot een NAFT op voorstel van het CLB" in refused(
        world.step, referral, "voorstel", uitgeput="ja", aanbieder="Groep Intro"
    )
    told = refused(world.step, referral, "start", uren="10", terug="2027-01-15")
    assert "Een NAFT begint op voorstel van het CLB" in told
    assert "Vraag de instemming van leerling en ouders" in told


def test_clb_looks_first_at_what_the_school_can_do():
    world = World()
    referral = world.begin("naft", "clb")
    told = refused(world.step, referral, "voorstel", "clb", uitgeput="nee", aanbieder="Groep Intro")
    assert "gaat eerst na wat de school zelf nog kan" in told


def test_naft_begins_a_track_and_is_evaluated_every_two_months():
    world = World()
    referral = naft(world)
    world.step(referral, "start", uren="14", terug="2027-01-15")
    referral.refresh_from_db()
    track = Track.objects.get()
    assert (referral.track, track.kind, track.body, track.since, track.hours_a_week) == (
        track, "naft", "Groep Intro", TODAY, 14,
    )  # fmt: skip
    assert Case.objects.get().closed_on is None
    assert Step.objects.filter(on=None).values_list("kind", "due_on", "by_law").get() == (
        "evaluatie", date(2027, 1, 20), True,
    )  # fmt: skip
    world.step(referral, "evaluatie", besluit="verder")
    assert Step.objects.get(on=None).due_on == date(2027, 1, 20)


def test_naft_reaches_the_law_and_its_duties_close_by_the_real_act():
    world = World()
    referral = naft(world)
    world.step(referral, "start", uren="14", terug="2027-01-15")
    found = dict(Outcome.objects.filter(regel__startswith="naft").values_list("regel", "status"))
    assert found == {"naft.instemming": "vervuld", "naft.rondetafel": "vervuld", "naft.evaluatie": "open"}


def test_process_of_the_duties_knows_of_referrals_too():
    world = World()
    world.step(naft(world), "start", uren="14", terug="2027-01-15")
    standing._tell(connection, standing.texts_of(command("plichten", TODAY, vaults={"attest"})))
    recompute([world.pupil.pk], TODAY).raise_refused()
    standing._tell(connection, standing._before())
    assert Outcome.objects.filter(regel="naft.evaluatie").exists()


def test_nobody_agrees_means_no_naft():
    world = World()
    referral = world.begin("naft", "clb")
    world.step(referral, "voorstel", "clb", uitgeput="ja", aanbieder="Groep Intro")
    world.step(referral, "instemming", "clb", hoe="niemand")
    world.step(referral, "rondetafel", "clb")
    assert "zonder instemming kan het niet" in refused(
        world.step, referral, "start", "clb", uren="8", terug="2027-01-15"
    )


def test_naft_is_not_for_lager():
    world = World()
    world.placement.enrolment.level = "lager"
    world.placement.enrolment.save()
    assert "NAFT bestaat alleen in het secundair onderwijs" in refused(world.begin, "naft")


def test_closing_ends_the_track_and_nothing_of_the_school():
    world = World()
    world.b(5)
    referral = naft(world)
    world.step(referral, "start", uren="14", terug="2027-01-15")
    domain.close_referral(by=world.by("begeleider"), referral=referral, on=TODAY, ending="terug")
    track = Track.objects.get()
    assert (track.until, track.ended_how) == (TODAY, "terug")
    assert Step.objects.filter(on=None).count() == 0
    assert Case.objects.get().closed_on is None
    assert Begeleidingsdossier.objects.get().closed_on is None
    assert "afgesloten" in refused(world.step, referral, "evaluatie", besluit="verder")


def test_same_way_runs_once():
    world = World()
    world.begin("naft")
    assert "loopt al voor deze leerling" in refused(world.begin, "naft", "clb")


def test_facts_that_are_missing_are_named_by_field():
    world = World()
    with pytest.raises(ValidationError) as error:
        world.begin("groene_zorg")
    assert error.value.message_dict == {"grond": ["Vul dit in."]}
    referral = world.begin("groene_zorg", grond="problematisch_afwezig")
    with pytest.raises(ValidationError) as error:
        world.step(referral, "start", uren="90", terug="morgen", aanbieder="De hoeve")
    assert error.value.message_dict == {
        "uren": ["Geef een getal van 1 tot 60."], "terug": ["Geef een datum, zoals 2026-11-20."],
    }  # fmt: skip


def test_green_care_is_for_some_and_after_a_talk_with_the_clb():
    world = World()
    assert "Groene Zorg past hier niet" in refused(world.begin, "groene_zorg", grond="iets_anders")
    referral = world.begin("groene_zorg", grond="tijdelijk_uitgesloten")
    facts = {"uren": "8", "terug": "2027-01-15", "aanbieder": "De hoeve"}
    assert "Overleg met het CLB" in refused(world.step, referral, "start", **facts)
    world.step(referral, "overleg")
    world.step(referral, "start", **facts)
    assert Track.objects.get().kind == "groene_zorg"


def test_aanloopfase_needs_a_screening_and_enough_hours():
    world = World()
    referral = world.begin("aanloopfase")
    facts = {"soort": "alfv", "uren": "12", "uren_leren": "16", "aanbieder": "Groep Intro"}
    assert "Screen de leerling" in refused(world.step, referral, "start", **facts)
    world.step(referral, "screening", aan=["arbeid"])
    assert "minstens 13 uren per week" in refused(world.step, referral, "start", **facts)


def test_clb_is_told_who_asks_for_an_aanloopfase():
    told = refused(World().begin, "aanloopfase", "clb")
    assert "vraagt de school zelf" in told


def test_transition_is_asked_by_the_clb_with_everybody():
    world = World()
    facts = {"vorm": "bso", "graad": "3", "gesignaleerd": "2026-11-02"}
    assert "Het CLB meldt aan" in refused(world.begin, "transitie", **facts)
    assert "Dit kan nu niet" in refused(world.begin, "transitie", "clb", **facts | {"graad": "1"})
    referral = world.begin("transitie", "clb", **facts)
    world.step(referral, "akkoord", "clb", wie=["leerling", "school"])
    assert "zonder akkoord van context" in refused(world.step, referral, "aanmelding", "clb")


def test_somebody_without_the_function_begins_nothing():
    world = World()
    with pytest.raises(Denied):
        world.begin("naft", "leerkracht")
    assert Referral.objects.count() == 0


def test_term_is_set_where_the_law_gives_none_and_never_later_than_the_law():
    world = World()
    referral = naft(world)
    domain.set_term(by=world.by("begeleider"), referral=referral, kind="start", due_on=date(2026, 12, 1))
    assert Step.objects.get(on=None).due_on == date(2026, 12, 1)
    world.step(referral, "start", uren="14", terug="2027-01-15")
    assert "2027 kan niet" in refused(
        domain.set_term, by=world.by("begeleider"), referral=referral, kind="evaluatie", due_on=date(2027, 2, 1)
    )
