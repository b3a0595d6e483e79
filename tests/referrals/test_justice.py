"""The police, AGODI and the public prosecutor: who may, with what, and what no longer may."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from leerrecht.duties.domain.queries.worklist import needing
from leerrecht.duties.models import Outcome, Seen
from leerrecht.facts.domain.facts import record_fact
from leerrecht.law.calendar import school_year
from leerrecht.referrals.models import Document, Step
from tests.duties.helpers import mark
from tests.factories import TODAY
from tests.referrals.test_outside import refused
from tests.referrals.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
STUBBORN = {"reden": "leerling", "zone": "school", "ouders_weten": "ja"}
PARENTS = {**STUBBORN, "reden": "ouders"}


def told_clb(world, on=TODAY):
    record_fact(
        by=world.by("begeleider"), pupil_id=world.pupil.pk, date=on, kind="melding_clb", school_id=world.school.pk
    )  # fmt: skip


def test_report_for_parents_waits_for_a_finding():
    world = World()
    assert "Dit kan nu niet" in refused(world.begin, "politie", **PARENTS)
    world.finding("onmacht")
    assert "Onmacht is geen zaak voor de politie" in refused(world.begin, "politie", **PARENTS)
    world.finding("onwil")
    assert world.begin("politie", **PARENTS).facts == PARENTS


def step_of(world, facts):
    """Begin as the CLB and report."""
    referral = world.begin("politie", "clb", "clb", **facts)
    return world.step(referral, "melding", "clb")


def test_clb_does_not_report():
    world = World()
    assert "De school meldt, niet het CLB" in refused(step_of, world, {**STUBBORN, "grond": "geen"})


def test_clb_in_need_says_on_what_it_rests():
    world = World()
    taken = step_of(world, {**STUBBORN, "grond": "noodtoestand"})
    assert taken.facts == {"lijst_tot": "2026-11-20", "clb": "ja"}


def test_report_answers_the_signal_and_keeps_the_sheet_as_it_left():
    world = World()
    world.b(10)
    told_clb(world)
    world.note("zorg")
    world.note("clb")
    world.entry(world.by("begeleider"), "zorg", text="In vertrouwen verteld")
    referral = world.begin("politie", **STUBBORN)
    world.step(referral, "melding")
    seen = Seen.objects.get(regel="b10.politie")
    assert (seen.act, seen.side, seen.school_year) == ("politie_melding", "school", school_year(TODAY))
    assert not needing(to=world.by("begeleider"), on=TODAY).filter(regel="b10.politie").exists()
    sheet = Document.objects.get()
    text = str(sheet.content)
    assert "In vertrouwen" not in text
    assert "[[zorg]]" not in text
    assert "[[clb]]" not in text
    assert [part["title"] for part in sheet.content["parts"]] == [
        "De melding", "Wat de school deed", "Contacten met het CLB", "Afwezigheden van dit schooljaar",
    ]  # fmt: skip
    assert "problematisch" in text
    world.b(12)
    assert Document.objects.get().content == sheet.content


def test_sheet_names_the_clb_or_does_not_leave():
    world = World()
    world.b(10)
    referral = world.begin("politie", **STUBBORN)
    told = refused(world.step, referral, "melding")
    assert "de contacten met het CLB staan er niet in" in told
    assert (Document.objects.count(), Step.objects.count()) == (0, 0)


def test_no_text_goes_along():
    world = World()
    referral = world.begin("politie", **STUBBORN)
    assert "alleen feiten" in refused(world.step, referral, "melding", text="Moeder drinkt")


def test_after_a_broken_contract_nobody_reports_again():
    world = World()
    told_clb(world)
    referral = world.begin("politie", **STUBBORN)
    world.step(referral, "melding")
    world.step(referral, "contract", kopie="ja")
    world.step(referral, "geschonden")
    assert "Geen nieuwe melding na het contract" in refused(world.step, referral, "melding")


def test_second_report_for_parents_asks_that_absences_go_on():
    world = World()
    world.b(10, until=date(2026, 11, 18))
    world.finding("onwil")
    told_clb(world, date(2026, 11, 16))
    referral = world.begin("politie", **PARENTS)
    world.step(referral, "melding", on=TODAY - timedelta(days=2))
    assert "Houden de afwezigheden aan" in refused(world.step, referral, "melding")
    mark(world.placement.enrolment, TODAY, "vm", "B")
    world.step(referral, "melding")
    assert Document.objects.count() == 2
    assert {one.regel for one in Outcome.objects.filter(regel__startswith="politie")} >= {"politie.opvolging"}


def zorgwekkend(world, role="begeleider"):
    return world.begin("zorgwekkend", role, reden="uitgeput", vastgesteld="2026-11-18")


def test_zorgwekkend_goes_whole_to_agodi_and_reaches_the_law():
    world = World()
    referral = zorgwekkend(world)
    world.ask()
    assert Outcome.objects.get(regel="zorgwekkend.mogelijk").status == "geldt"
    assert "nog niet volledig" in refused(world.step, referral, "melding")
    world.fill(referral, "zorgwekkend-dossier", world.by("begeleider"), finish=False)
    assert "nog niet volledig" in refused(world.step, referral, "melding")
    world.fill(referral, "zorgwekkend-dossier", world.by("begeleider"))
    taken = world.step(referral, "melding")
    assert taken.facts == {"delen": ["situatieschets", "chronologisch_overzicht", "motivering"]}
    assert not Outcome.objects.filter(regel__in=["zorgwekkend.mogelijk", "zorgwekkend.inhoud"]).exists()
    world.step(referral, "overleg", "clb")
    world.step(referral, "brief", "clb")
    assert Outcome.objects.get(regel="zorgwekkend.kopie").status == "open"
    world.step(referral, "kopie", wie=["school", "clb"])
    assert Outcome.objects.get(regel="zorgwekkend.kopie").status == "vervuld"


def test_parket_keeps_what_it_decided_with_the_clb_where_it_belongs():
    world = World()
    facts = {"bron": "gemandateerde_voorziening", "onwil": "nee", "hoogdringend": "nee"}
    referral = world.begin("parket", "clb", "clb", **facts)
    world.step(referral, "beslissing", "clb", uitkomst="hulp")
    world.ask()
    assert not Outcome.objects.filter(regel__startswith="parket").exists()
    with pytest.raises(ValidationError, match="hoort niet bij"):
        world.step(referral, "attest", "clb")
