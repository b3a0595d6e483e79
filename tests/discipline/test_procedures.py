from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from leerrecht import law
from leerrecht.access.policy import Denied
from leerrecht.discipline.domain import procedures, stepping
from leerrecht.discipline.domain.marking import mark_r
from leerrecht.discipline.domain.queries.deadlines import tasks_of_today
from leerrecht.discipline.domain.queries.procedures import known_of, procedure_page
from leerrecht.discipline.domain.queries.pupil import history
from leerrecht.discipline.models import Procedure, Report, StepDone
from leerrecht.duties.domain.casus import casus_of
from leerrecht.enrolment.models import Enrolment
from leerrecht.law.tucht import DEFINITIEF, PREVENTIEF, TIJDELIJK
from leerrecht.organisations.domain.periods import period
from tests.discipline.world import MONDAY, World
from tests.factories import TODAY, EnrolmentFactory, half_day

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def states(world, procedure):
    page = procedure_page(world.by("directeur"), procedure)
    return {str(line.step): line.state for line in page.known.lines}


def refused(error, field="__all__"):
    found = error.value.message_dict if hasattr(error.value, "error_dict") else {"__all__": error.value.messages}
    return found[field]


def outcomes(world, on=TODAY):
    return {one.regel: one for one in law.antwoord(casus_of([world.pupil.pk], on)[world.pupil.pk], on).uitkomsten}


def leave(world, last):
    enrolment = Enrolment.objects.get(pupil=world.pupil)
    enrolment.period = period(enrolment.period.lower, last)
    enrolment.save()


def test_whole_path_of_a_definitive_exclusion_up_to_the_casus():
    world = World()
    procedure = world.begin()
    assert states(world, procedure) == {
        "begeleiding": "nu", "kennisgeving": "nu", "inzage": "later", "horen": "later", "clb": "nu",
        "klassenraad": "nu", "schoolloopbaan": "nu", "bemiddeling": "nu", "beslissing": "later", "brief": "later",
        "opvang": "later", "agodi": "later", "beroep": "later", "commissie": "later", "evaluatie": "later",
    }  # fmt: skip
    procedure.delete()
    procedure = world.ready()
    world.advise(procedure)
    world.step(procedure, "bemiddeling", answer="afgewezen")
    assert states(world, procedure)["beslissing"] == "nu"
    procedure = world.decide(procedure)
    world.step(procedure, "brief", received_on=TODAY)
    world.step(procedure, "opvang", answer="ja")
    assert {key for key, state in states(world, procedure).items() if state != "klaar"} == {
        "agodi", "beroep", "commissie", "evaluatie",
    }  # fmt: skip
    casus = casus_of([world.pupil.pk], TODAY)[world.pupil.pk]
    assert [(one.van, one.tot, one.soort, one.school) for one in casus.maatregelen] == [
        (TODAY, None, DEFINITIEF, str(world.school.pk))
    ]
    assert sorted((one.soort, one.datum) for one in casus.gebeurtenissen) == [
        ("motivering_geen_begeleiding", TODAY), ("opvang_aangeboden", TODAY),
    ]  # fmt: skip
    assert [
        (one.kennisgeving, one.gehoord, one.klassenraad, one.ontvangst) for one in casus.meer["tuchtprocedure"]
    ] == [(MONDAY, MONDAY + timedelta(days=3), MONDAY + timedelta(days=3), TODAY)]
    found = outcomes(world)
    assert (found["tucht.agodi"].status, found["du.zoeken"].status) == ("open", "open")
    assert (found["tucht.motivering"].status, found["tuchtprocedure.horen"].status) == ("vervuld", "vervuld")
    assert found["beroep.recht"].uiterlijk == TODAY + timedelta(days=5)


def test_kleuter_is_never_suspended_or_excluded():
    world = World()
    Enrolment.objects.filter(pupil=world.pupil).update(level="kleuter")
    for kind in (PREVENTIEF, TIJDELIJK, DEFINITIEF):
        with pytest.raises(ValidationError, match="Een kleuter kan niet"):
            world.begin(kind)
    assert Procedure.objects.count() == 0


def test_preventive_suspension_asks_real_danger_and_is_reported_at_once():
    world = World()
    with pytest.raises(ValidationError) as error:
        world.begin(PREVENTIEF, danger="")
    assert "geen straf" in refused(error, "danger")[0]
    procedure = world.begin(PREVENTIEF)
    assert (procedure.verdict, procedure.decided_by) == ("genomen", "Directeur Test")
    assert [(one.kind, one.state) for one in Report.objects.all()] == [("melding", "wacht")]
    with pytest.raises(ValidationError, match="al een procedure"):
        world.begin(PREVENTIEF, first_day=date(2026, 12, 7), last_day=date(2026, 12, 7))


@pytest.mark.parametrize(
    ("level", "track", "last", "allowed"),
    [
        # From Friday 20 November: lessons on each working day.
        ("lager", "voltijds", date(2026, 11, 26), True),
        ("lager", "voltijds", date(2026, 11, 27), False),
        ("secundair", "voltijds", date(2026, 12, 3), True),
        ("secundair", "voltijds", date(2026, 12, 4), False),
        ("secundair", "deeltijds", date(2026, 12, 3), True),
        ("secundair", "deeltijds", date(2026, 12, 4), False),
    ],
)
def test_preventive_suspension_lasts_no_longer_than_the_law_says(level, track, last, allowed):
    world = World()
    Enrolment.objects.filter(pupil=world.pupil).update(level=level, track=track)
    if allowed:
        assert world.begin(PREVENTIEF, last_day=last).last_day == last
        return
    with pytest.raises(ValidationError) as error:
        world.begin(PREVENTIEF, last_day=last)
    assert f"De laatste dag kan {last - timedelta(days=1):%d/%m/%Y} zijn." in refused(error, "last_day")[0]


def test_neither_suspension_nor_temporary_exclusion_is_made_longer():
    world = World()
    first = world.begin(PREVENTIEF)
    Procedure.objects.filter(pk=first.pk).update(closed_on=TODAY, closed_how="uitgevoerd")
    monday = TODAY + timedelta(days=3)
    with pytest.raises(ValidationError, match="verlengen mag niet"):
        world.begin(PREVENTIEF, first_day=monday, last_day=monday)
    one = world.decide(world.ready(TIJDELIJK), last_day=date(2026, 12, 10), first_day=monday)
    Procedure.objects.filter(pk=one.pk).update(closed_on=TODAY, closed_how="uitgevoerd")
    with pytest.raises(ValidationError, match="kan niet verlengd"):
        world.decide(world.ready(TIJDELIJK), first_day=date(2026, 12, 11), last_day=date(2026, 12, 14))


def test_decision_waits_for_everything_that_must_come_first():
    world = World()
    procedure = world.begin()
    with pytest.raises(ValidationError) as error:
        world.decide(procedure)
    first = (
        "begeleiding vooraf, het voornemen schriftelijk melden, het dossier laten inkijken, leerling en ouders horen, "
        "klassenraad, gevolgen voor de schoolloopbaan"
    )
    assert refused(error) == [f"Eerst nog: {first}. Zonder dat kan de maatregel niet."]
    # A lighter measure is always possible.
    assert world.decide(procedure, verdict="lichter", first_day=None).verdict == "lichter"
    assert Report.objects.count() == 0


def test_decision_before_the_hearing_is_refused():
    world = World()
    procedure = world.ready()
    with pytest.raises(ValidationError) as error:
        world.decide(procedure, on=MONDAY + timedelta(days=1))
    assert "voor het horen" in refused(error, "on")[0]
    procedure.refresh_from_db()
    assert procedure.verdict == ""


def test_hearing_without_the_pupil_counts_only_with_a_reason_and_a_letter_that_arrived():
    world = World()
    procedure = world.begin()
    Procedure.objects.filter(pk=procedure.pk).update(opened_on=MONDAY)
    procedure.refresh_from_db()
    with pytest.raises(ValidationError, match="Doe eerst"):
        world.step(procedure, "horen", pupil_present=True, parents_present=True)
    notice = world.step(procedure, "kennisgeving", on=MONDAY, due_on=TODAY)
    with pytest.raises(ValidationError) as error:
        world.step(procedure, "horen", parents_present=True)
    assert "Wie was er niet" in refused(error, "absent")[0]
    tried = world.step(procedure, "horen", parents_present=True, absent="wil niet komen")
    assert (tried.counts, states(world, procedure)["horen"]) == (False, "nu")
    stepping.received(by=world.by("directeur"), row=notice, on=MONDAY + timedelta(days=1))
    assert world.step(procedure, "horen", parents_present=True, absent="wil niet komen").counts
    warnings = procedure_page(world.by("directeur"), procedure).warnings
    assert "Er is gehoord zonder de leerling. De commissie en de rechter kijken daarnaar." in warnings


def test_klassenraad_without_the_clb_does_not_count():
    world = World()
    procedure = world.begin()
    with pytest.raises(ValidationError, match="wie er in de klassenraad zat"):
        world.step(procedure, "klassenraad", answer="voor")
    world.council(procedure)
    without = world.step(procedure, "klassenraad", answer="voor")
    assert (without.counts, states(world, procedure)["klassenraad"]) == (False, "nu")
    assert any("zonder CLB" in one for one in procedure_page(world.by("directeur"), procedure).warnings)
    assert world.step(procedure, "klassenraad", answer="lichter", centre_present=True).counts
    assert StepDone.objects.filter(step="klassenraad").count() == 2


def test_pupil_who_left_is_not_excluded():
    world = World()
    procedure = world.ready()
    leave(world, TODAY - timedelta(days=1))
    with pytest.raises(ValidationError, match="niet meer in deze school"):
        world.decide(procedure)
    with pytest.raises(ValidationError, match="niet \\(meer\\) ingeschreven"):
        world.begin(TIJDELIJK)
    closed = procedures.close_procedure(by=world.by("directeur"), procedure=procedure, how="vertrokken")
    assert (closed.closed_on, closed.closed_how) == (TODAY, "vertrokken")


def test_second_exclusion_in_a_year_is_warned_of_and_each_has_its_own_measure():
    world = World()
    first = world.decide(world.ready(TIJDELIJK), first_day=TODAY, last_day=TODAY)
    procedures.revise(by=world.by("directeur"), procedure=first, last_day=None, words="Herzien")
    later = date(2026, 12, 7)
    second = world.ready(TIJDELIJK)
    assert any("dit schooljaar al" in one for one in procedure_page(world.by("directeur"), second).warnings)
    with pytest.raises(ValidationError, match="kan niet verlengd"):
        world.decide(second, first_day=TODAY, last_day=TODAY)
    world.decide(second, first_day=later, last_day=later)
    casus = casus_of([world.pupil.pk], TODAY)[world.pupil.pk]
    assert [one.van for one in casus.maatregelen] == [later]


def test_next_school_that_excludes_in_the_same_year_learns_nothing_of_the_first_time():
    world = World()
    first = world.decide(world.ready())
    world.step(first, "brief", received_on=TODAY)
    leave(world, TODAY - timedelta(days=1))
    procedures.close_procedure(by=world.by("directeur"), procedure=first, how="vertrokken")
    EnrolmentFactory.create(pupil=world.pupil, school=world.other, period=period(TODAY, date(2027, 8, 31)))
    head = world.of(world.user("elders", "directeur", world.other))
    begun = procedures.Begun(kind=DEFINITIEF, words="[[tucht]] opnieuw")
    second = procedures.open_procedure(by=head, pupil=world.pupil, school_id=world.other.pk, begun=begun)
    page = procedure_page(head, second)
    assert [one for one in page.warnings if "dit schooljaar" in one] == []
    assert any("eerste zware maatregel" in one for one in page.warnings)
    assert [one.procedure for one in history(head, world.pupil, TODAY).sanctions] == [second]
    with pytest.raises(ValidationError, match="al een procedure"):
        procedures.open_procedure(by=head, pupil=world.pupil, school_id=world.other.pk, begun=begun)
    # The law knows of both once the second is decided; so do the family, and nobody else.
    Procedure.objects.filter(pk=second.pk).update(
        verdict="genomen", decided_on=TODAY, decided_by="x", first_day=TODAY + timedelta(days=3)
    )
    casus = casus_of([world.pupil.pk], TODAY)[world.pupil.pk]
    assert [(one.van, one.school) for one in casus.maatregelen] == [
        (TODAY, str(world.school.pk)), (TODAY + timedelta(days=3), str(world.other.pk)),
    ]  # fmt: skip
    assert len(history(world.parent(), world.pupil, TODAY).sanctions) == 2


def test_temporary_exclusion_has_no_appeal_and_definitive_has_no_last_day():
    world = World()
    one = world.decide(world.ready(TIJDELIJK), last_day=date(2026, 12, 10))
    with pytest.raises(ValidationError, match="geen beroep"):
        world.step(one, "beroep")
    with pytest.raises(ValidationError) as error:
        world.decide(world.ready(DEFINITIEF), last_day=TODAY)
    assert "heeft geen laatste dag" in refused(error, "last_day")[0]


def test_appeal_after_the_term_is_kept_and_marked():
    world = World()
    procedure = world.ready(began=date(2026, 11, 2))
    procedure = world.decide(procedure, on=TODAY)
    world.step(procedure, "brief", received_on=TODAY)
    StepDone.objects.filter(step="brief").update(on=date(2026, 11, 12), received_on=date(2026, 11, 13))
    # The term is over: nobody is asked anything any more, and what comes late can still be noted.
    assert states(world, procedure)["beroep"] == "voorbij"
    assert "beroep" not in {item.what.lower() for item in tasks_of_today(world.by("directeur"), TODAY)}
    world.step(procedure, "beroep")
    page = procedure_page(world.by("directeur"), procedure)
    assert "Het beroep kwam na de termijn. De commissie bekijkt of het ontvankelijk is." in page.warnings
    assert outcomes(world)["beroep.laat"].status == "geldt"
    with pytest.raises(ValidationError, match="beroepscommissie zit"):
        world.step(procedure, "commissie", answer="onontvankelijk")
    world.commission(procedure)
    world.step(procedure, "commissie", answer="onontvankelijk")
    assert states(world, procedure)["commissie"] == "klaar"


def test_enrolment_elsewhere_does_not_end_an_appeal_and_annulment_undoes_the_measure():
    world = World()
    procedure = world.decide(world.ready())
    world.step(procedure, "brief", received_on=TODAY)
    world.step(procedure, "beroep")
    leave(world, TODAY)
    EnrolmentFactory.create(
        pupil=world.pupil, school=world.other, period=period(TODAY + timedelta(days=1), date(2027, 8, 31))
    )
    by = world.by("directeur", TODAY + timedelta(days=3))
    page = procedure_page(by, procedure)
    assert any("Het beroep loopt door" in one for one in page.warnings)
    with pytest.raises(ValidationError, match="Er loopt nog een beroep"):
        procedures.close_procedure(by=by, procedure=procedure, how="vertrokken")
    world.commission(procedure)
    world.step(procedure, "commissie", answer="vernietigd")
    procedure.refresh_from_db()
    assert (procedure.closed_how, casus_of([world.pupil.pk], TODAY)[world.pupil.pk].maatregelen) == ("vernietigd", ())
    # The report never left, so nothing has to be withdrawn.
    assert Report.objects.count() == 0


def test_revision_is_only_ever_lighter():
    world = World()
    procedure = world.decide(world.ready(TIJDELIJK), last_day=date(2026, 12, 4))
    by = world.by("directeur")
    with pytest.raises(ValidationError, match="in het voordeel"):
        procedures.revise(by=by, procedure=procedure, last_day=date(2026, 12, 7), words="Langer")
    revised = procedures.revise(by=by, procedure=procedure, last_day=date(2026, 11, 25), words="Het gaat beter")
    assert revised.last_day == date(2026, 11, 25)
    assert Report.objects.get().content["tot"] == "2026-11-25"


def test_half_days_of_a_measure_that_say_otherwise_are_shown_and_put_right():
    world = World()
    procedure = world.decide(world.ready(TIJDELIJK), first_day=TODAY, last_day=TODAY)
    half_day(world.placement.enrolment, TODAY, "vm", "B")
    by = world.by("directeur")
    shown = procedure_page(by, procedure).mismatches
    assert [(one.part, one.mark) for one in shown] == [("vm", "B"), ("nm", "")]
    assert mark_r(by=by, procedure=procedure) == 2
    assert procedure_page(by, procedure).mismatches == []


def test_closing_waits_for_the_end_and_for_an_appeal():
    world = World()
    by = world.by("directeur")
    procedure = world.decide(world.ready())
    world.step(procedure, "brief", received_on=TODAY)
    for how, why in (("uitgevoerd", "Beroep is nog mogelijk"), ("geen", "anders beslist"), ("stopgezet", "al beslist")):
        with pytest.raises(ValidationError, match=why):
            procedures.close_procedure(by=by, procedure=procedure, how=how)
    later = world.by("directeur", TODAY + timedelta(days=6))
    assert procedures.close_procedure(by=later, procedure=procedure, how="uitgevoerd").closed_how == "uitgevoerd"


def test_only_who_leads_the_school_begins_and_decides():
    world = World()
    for role in ("begeleider", "leerkracht", "secretariaat", "clb"):
        with pytest.raises(Denied):
            world.begin(by=world.by(role))
    procedure = world.begin()
    with pytest.raises(Denied):
        world.step(procedure, "kennisgeving", by=world.by("begeleider"), due_on=TODAY + timedelta(days=3))


def test_path_of_many_procedures_costs_the_same_queries(django_assert_num_queries):
    world = World()
    world.begin()
    rows = Procedure.objects.all()
    with django_assert_num_queries(4):
        known_of(rows)
    world.begin(TIJDELIJK)
    world.begin(PREVENTIEF)
    with django_assert_num_queries(4):
        known_of(rows)
