from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.http import Http404

from leerrecht.access import acts
from leerrecht.access.models import LogEntry
from leerrecht.access.policy import visible
from leerrecht.duties.domain.acts_of_rules import BY_RECORD, acts_for, compartment_of
from leerrecht.duties.domain.closing import close_by_act, mark_seen, unsee
from leerrecht.duties.domain.queries import worklist
from leerrecht.duties.domain.recompute import recompute
from leerrecht.duties.models import Outcome, Seen, Side
from leerrecht.facts.models import Fact
from leerrecht.law import REGELS
from leerrecht.law.casus import GEBEURTENIS_SOORTEN
from leerrecht.ui.words import ACTS, ADDRESSEES, NATURES, STATES, citation
from tests.duties.helpers import TODAY, absent, mark
from tests.factories import PlacementFactory, SchoolFactory, ServiceFactory, principal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY):
        yield


def pupil_with(number, code="B", **placement):
    """An enrolment with its last half-days marked, and the days."""
    enrolment = PlacementFactory.create(**placement).enrolment
    days = absent(enrolment, number, code)
    recompute([enrolment.pupil_id], TODAY)
    return enrolment, days


def outcome_of(enrolment, regel):
    return Outcome.objects.get(pupil_id=enrolment.pupil_id, regel=regel)


def listed(by, enrolment):
    row = worklist.row_of(enrolment.pupil_id, to=by, on=TODAY)
    return sorted(line.outcome.regel for line in row.lines) if row else []


def test_close_by_act_fulfils_the_duty_at_once_and_is_logged():
    enrolment, _days = pupil_with(1)
    by = principal("begeleider", enrolment.school)
    outcome = outcome_of(enrolment, "b1.contact")
    fact = close_by_act(by=by, outcome_id=outcome.pk, kind="gesprek_leerling", date=TODAY)
    outcome.refresh_from_db()
    assert (outcome.status, outcome.vervuld_op, listed(by, enrolment)) == ("vervuld", TODAY, ["b.begeleiding"])
    assert (fact.kind, fact.date, fact.compartment) == ("gesprek_leerling", TODAY, "zorg")
    assert list(
        LogEntry.objects.filter(act="duty.close").order_by("pk").values_list("pupil_id", "organisation_id", "detail")
    ) == [(enrolment.pupil_id, enrolment.school_id, {"regel": "b1.contact", "fact": fact.pk})]


@pytest.mark.parametrize(
    ("days", "field", "message"),
    [
        (1, "date", "De datum ligt in de toekomst. Leg vast wat al gebeurd is."),
        (-3, "date", "Kies een datum op of na 20 november 2026: toen ontstond dit."),
    ],
)
def test_close_by_act_on_a_day_that_cannot_be_keeps_nothing(days, field, message):
    enrolment, _days = pupil_with(1)
    by = principal("begeleider", enrolment.school)
    with pytest.raises(ValidationError) as error:
        close_by_act(
            by=by, outcome_id=outcome_of(enrolment, "b1.contact").pk, kind="contact_ouders",
            date=TODAY + timedelta(days=days),
        )  # fmt: skip
    assert error.value.message_dict == {field: [message]}
    assert (Fact.objects.count(), outcome_of(enrolment, "b1.contact").status) == (0, "open")


def test_close_by_act_of_before_the_duty_counts_where_the_law_says_so():
    enrolment, days = pupil_with(5)
    by = principal("begeleider", enrolment.school)
    close_by_act(
        by=by, outcome_id=outcome_of(enrolment, "b5.begeleidingsdossier").pk, kind="begeleidingsdossier", date=days[0]
    )
    assert outcome_of(enrolment, "b5.begeleidingsdossier").status == "vervuld"


def test_close_by_act_with_an_act_of_another_rule_is_refused():
    enrolment, _days = pupil_with(5)
    by = principal("begeleider", enrolment.school)
    with pytest.raises(ValidationError) as error:
        close_by_act(by=by, outcome_id=outcome_of(enrolment, "b5.melding_clb").pk, kind="contact_ouders", date=TODAY)
    assert list(error.value.message_dict) == ["kind"]


def test_close_by_act_twice_is_refused():
    enrolment, _days = pupil_with(1)
    by = principal("begeleider", enrolment.school)
    outcome = outcome_of(enrolment, "b1.contact")
    close_by_act(by=by, outcome_id=outcome.pk, kind="contact_ouders", date=TODAY)
    with pytest.raises(ValidationError) as error:
        close_by_act(by=by, outcome_id=outcome.pk, kind="contact_ouders", date=TODAY)
    assert error.value.messages == ["Dit is al gedaan op 20 november 2026."]


def test_a_signal_is_answered_by_an_act_and_leaves_the_list_of_the_school_only():
    enrolment, _days = pupil_with(20, "Z")
    by = principal("begeleider", enrolment.school)
    clb = principal("clb", ServiceFactory.create(school=enrolment.school).centre)
    signal = outcome_of(enrolment, "z20.aandacht")
    close_by_act(by=by, outcome_id=signal.pk, kind="gesprek_leerling", date=TODAY)
    assert "z20.aandacht" not in listed(by, enrolment)
    assert "z20.aandacht" in listed(clb, enrolment)
    assert list(Seen.objects.values_list("regel", "side", "act", "reason", "on")) == [
        ("z20.aandacht", Side.SCHOOL, "gesprek_leerling", "", TODAY)
    ]


@pytest.mark.parametrize("role", ["leerkracht", "secretariaat"])
def test_close_by_act_by_a_role_that_may_not_is_as_if_it_does_not_exist(role):
    enrolment, _days = pupil_with(1)
    by = principal(role, enrolment.school)
    with pytest.raises(Http404):
        close_by_act(by=by, outcome_id=outcome_of(enrolment, "b1.contact").pk, kind="contact_ouders", date=TODAY)


def test_close_by_act_by_the_clb_only_for_what_is_addressed_to_a_clb():
    enrolment, _days = pupil_with(5)
    by = principal("clb", ServiceFactory.create(school=enrolment.school).centre)
    with pytest.raises(Http404):
        close_by_act(by=by, outcome_id=outcome_of(enrolment, "b5.melding_clb").pk, kind="melding_clb", date=TODAY)
    fact = close_by_act(by=by, outcome_id=outcome_of(enrolment, "clb.traject").pk, kind="clb_traject", date=TODAY)
    assert (fact.compartment, outcome_of(enrolment, "clb.traject").status) == ("clb", "vervuld")


def test_the_school_sees_neither_the_trajectory_of_the_clb_nor_its_fact():
    enrolment, _days = pupil_with(5)
    by = principal("clb", ServiceFactory.create(school=enrolment.school).centre)
    close_by_act(by=by, outcome_id=outcome_of(enrolment, "clb.traject").pk, kind="clb_traject", date=TODAY)
    for role in ("begeleider", "directeur", "secretariaat", "leerkracht"):
        who = principal(role, enrolment.school)
        assert not visible(Outcome, to=who, act=acts.DUTY_VIEW).filter(regel="clb.traject").exists()
        assert not visible(Fact, to=who, act=acts.DUTY_VIEW).exists()


def test_mark_seen_takes_it_from_the_list_and_survives_recomputation():
    enrolment, days = pupil_with(1)
    by = principal("begeleider", enrolment.school)
    seen = mark_seen(by=by, pupil_id=enrolment.pupil_id, regel="b1.contact", voorwerp="", reason=" Is al besproken. ")
    mark(enrolment, days[0], "vm", "B")
    recompute([enrolment.pupil_id], TODAY)
    Outcome.objects.all().delete()
    recompute([enrolment.pupil_id], TODAY)
    assert (listed(by, enrolment), seen.reason) == (["b.begeleiding"], "Is al besproken.")


def test_what_arises_anew_after_it_was_seen_is_on_the_list_again():
    enrolment, _days = pupil_with(1)
    by = principal("begeleider", enrolment.school)
    mark_seen(by=by, pupil_id=enrolment.pupil_id, regel="b1.contact", voorwerp="", reason="Misverstand.")
    mark(enrolment, TODAY, "nm", ".")
    mark(enrolment, date(2026, 11, 24), "vm", "B")
    with time_machine.travel(date(2026, 11, 24)):
        recompute([enrolment.pupil_id], date(2026, 11, 24))
        row = worklist.row_of(enrolment.pupil_id, to=by, on=date(2026, 11, 24))
    again = next(line for line in row.lines if line.outcome.regel == "b1.contact")
    assert again.seen_before.reason == "Misverstand."


@pytest.mark.parametrize("reason", ["", "   ", "x" * 401])
def test_mark_seen_without_a_usable_reason_is_refused(reason):
    enrolment, _days = pupil_with(1)
    by = principal("begeleider", enrolment.school)
    with pytest.raises(ValidationError) as error:
        mark_seen(by=by, pupil_id=enrolment.pupil_id, regel="b1.contact", voorwerp="", reason=reason)
    assert (list(error.value.message_dict), Seen.objects.count()) == (["reason"], 0)


def test_mark_seen_of_what_does_not_stand_open_is_refused():
    enrolment, _days = pupil_with(1)
    by = principal("begeleider", enrolment.school)
    for regel in ("b5.melding_clb", "bestaat.niet"):
        with pytest.raises(ValidationError):
            mark_seen(by=by, pupil_id=enrolment.pupil_id, regel=regel, voorwerp="", reason="Nee.")


def test_mark_seen_at_another_school_is_refused():
    enrolment, _days = pupil_with(1)
    by = principal("begeleider", SchoolFactory.create())
    with pytest.raises(ValidationError):
        mark_seen(by=by, pupil_id=enrolment.pupil_id, regel="b1.contact", voorwerp="", reason="Nee.")


def test_unsee_puts_it_back_and_is_logged():
    enrolment, _days = pupil_with(1)
    by = principal("begeleider", enrolment.school)
    seen = mark_seen(by=by, pupil_id=enrolment.pupil_id, regel="b1.contact", voorwerp="", reason="Vergissing.")
    unsee(by=by, seen_id=seen.pk)
    assert listed(by, enrolment) == ["b.begeleiding", "b1.contact"]
    assert list(LogEntry.objects.filter(act__startswith="duty.").order_by("pk").values_list("act", flat=True)) == [
        "duty.seen", "duty.unsee",
    ]  # fmt: skip


def test_unsee_of_what_the_other_side_said_is_as_if_it_does_not_exist():
    enrolment, _days = pupil_with(20, "Z")
    clb = principal("clb", ServiceFactory.create(school=enrolment.school).centre)
    seen = mark_seen(by=clb, pupil_id=enrolment.pupil_id, regel="z20.aandacht", voorwerp="", reason="In behandeling.")
    with pytest.raises(Http404):
        unsee(by=principal("directeur", enrolment.school), seen_id=seen.pk)


def test_every_kind_of_act_nature_and_addressee_of_the_law_has_words():
    assert sorted(ACTS) == sorted(GEBEURTENIS_SOORTEN)
    assert {rule.aard for rule in REGELS.values()} <= set(NATURES)
    assert {name for rule in REGELS.values() for name in rule.voor} <= set(ADDRESSEES)
    assert set(STATES) == {"open", "vervuld", "geldt"}


def test_every_duty_that_an_act_fulfils_offers_it_to_whom_it_is_addressed():
    for rule in REGELS.values():
        outcome = Outcome(regel=rule.regel, aard=rule.aard, voor=list(rule.voor))
        for side in Side:
            if rule.aard == "plicht" and side in rule.voor:
                # What a record answers, no date by itself does.
                assert acts_for(outcome, side) == (() if rule.regel in BY_RECORD else rule.handeling)


def test_every_source_of_a_rule_reads_as_a_text_and_a_place():
    for rule in REGELS.values():
        for source in rule.bron:
            assert citation(source).tekst
    cited = citation("001:784-786")
    assert (cited.plaats, cited.artikel.partition(",")[0]) == (
        "regel 784-786", "besluit van de Vlaamse Regering van 16 september 1997",
    )  # fmt: skip
    assert citation("een oude naam").voluit == "een oude naam"


@pytest.mark.parametrize(
    ("regel", "side", "compartment"),
    [
        ("b5.melding_clb", Side.SCHOOL, "zorg"),
        ("clb.traject", Side.CLB, "clb"),
        ("du.zoeken", Side.CLB, "gedeeld"),
        ("du.zoeken", Side.SCHOOL, "gedeeld"),
        ("z20.aandacht", Side.CLB, "clb"),
    ],
)
def test_the_fact_of_an_act_belongs_to_who_did_it_or_to_both_for_a_duty_of_both(regel, side, compartment):
    rule = REGELS[regel]
    assert compartment_of(Outcome(regel=regel, aard=rule.aard, voor=list(rule.voor)), side) == compartment
