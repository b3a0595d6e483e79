"""The file of the CLB: onthaal, steps, trajects; children without a school; home education; the trust person."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from leerrecht.access import acts
from leerrecht.access.policy import Denied, visible
from leerrecht.access.standing import stand
from leerrecht.cases.models import Track
from leerrecht.duties.models import PupilAnswer
from leerrecht.enrolment.models import Enrolment
from leerrecht.facts.models import Fact
from leerrecht.notes.models import Aantekening
from leerrecht.people.domain.grounds import words_of
from leerrecht.people.models import Grant, Pupil
from leerrecht.trajectories.domain import care, intake, merging, trajects, trust
from leerrecht.trajectories.domain.queries import file
from leerrecht.trajectories.domain.queries.presence import Stretch, presence
from leerrecht.trajectories.models import Answer, CareSignal, CareStep, HomeEducation, Signal, Traject
from tests.duties.helpers import absent
from tests.factories import TODAY, PlacementFactory
from tests.trajectories.test_signals import told
from tests.trajectories.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
DAY = timedelta(days=1)


def newcomer(world, by=None, **values):
    child = intake.Newcomer(first_name="Ilias", last_name="Amrani", birth_date=TODAY.replace(year=2013))
    said = {"newcomer": child, "source": "ouders", "text": "[[clb]] zoekt een school"} | values
    return intake.take_in(by=by or world.by("clb"), centre_id=world.centre.pk, **said)


def closing(world, traject, **values):
    said = {"on": TODAY, "ending": "terug", "text": "[[clb]] het gaat goed", "feedback": "[[gedeeld]]"} | values
    return trajects.close_traject(by=world.by("clb"), traject=traject, **said)


def test_step_lies_in_the_file_of_the_clb_and_the_school_reads_nothing_of_it():
    world = World()
    world.case()
    step = world.step(kind="onthaal", next="vraag")
    assert (step.compartment, step.organisation_id, step.note.compartment, step.note.title) == (
        "clb", world.centre.pk, "clb", "Onthaal, 20 november 2026",
    )  # fmt: skip
    for role in ("directeur", "begeleider", "clbarts", "clbhoofd"):
        assert visible(CareStep, to=world.by(role), act=acts.NOTE_VIEW).count() == 0
        with stand(world.by(role)):
            assert (CareStep.objects.count(), Aantekening.objects.count()) == (0, 0)


def test_step_is_only_of_who_is_on_the_case():
    world = World()
    with pytest.raises(Denied):
        world.step()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text": ""}, "text"),
        ({"whom": ""}, "whom"),
        ({"on": TODAY + DAY}, "on"),
        ({"kind": "raden"}, "kind"),
        ({"kind": "onthaal"}, "next"),
        ({"next": "team"}, "next"),
        ({"kind": "contact", "text": "", "reached": False}, "channel"),
        ({"kind": "contact", "text": "", "channel": "telefoon"}, "reached"),
        ({"minutes": 601}, "minutes"),
    ],
)
def test_step_says_what_is_missing(values, field):
    world = World()
    world.case()
    with pytest.raises(ValidationError) as error:
        world.step(**values)
    assert (list(told(error)), CareStep.objects.count(), Aantekening.objects.count()) == ([field], 0, 0)


def test_traject_tells_the_law_takes_up_the_signal_and_runs_as_a_track():
    world = World()
    world.b(5)
    world.case()
    traject = world.traject(domains=("leren", "psychosociaal"))
    assert (traject.domain, traject.domains, traject.lead, traject.review_on) == (
        "psychosociaal", ["leren"], "Clb Test", TODAY + timedelta(weeks=8),
    )  # fmt: skip
    assert (world.outcome("clb.traject").status, Fact.objects.get(kind="clb_traject").compartment) == ("vervuld", "clb")
    assert (world.signal().state, traject.signal) == ("opgenomen", world.signal())
    track = Track.objects.get()
    assert (traject.track, track.kind, track.since, track.compartment, track.house_id) == (
        track, "clb", TODAY, "gedeeld", world.centre.pk,
    )  # fmt: skip


def test_traject_of_which_the_school_was_not_told_lies_with_the_clb_alone():
    world = World()
    world.case()
    intake.ask(by=world.by("clb"), pupil=world.pupil, centre_id=world.centre.pk, source="leerling", text="[[clb]]")
    traject = world.traject()
    assert (traject.track.compartment, traject.track.organisation_id) == ("clb", world.centre.pk)
    assert visible(Track, to=world.by("directeur"), act=acts.NOTE_VIEW).count() == 0


def test_one_traject_at_a_time_led_by_who_is_on_the_case():
    world = World()
    world.case()
    with pytest.raises(ValidationError) as error:
        world.traject(lead_id=world.staff("clbarts").pk)
    assert list(told(error)) == ["lead"]
    world.traject()
    with pytest.raises(ValidationError) as error:
        world.traject()
    assert error.value.messages == ["Er loopt al een traject van dit CLB voor deze leerling."]


def test_closing_is_a_decision_with_a_reason_and_a_text_for_the_school():
    world = World()
    world.b(5)
    world.case()
    traject = world.traject()
    with pytest.raises(ValidationError) as error:
        closing(world, traject, ending="", text="", feedback="")
    assert set(told(error)) == {"ending", "text", "feedback"}
    traject = closing(world, traject)
    assert (traject.closed_on, traject.ending, traject.note.compartment, traject.closed_by) == (
        TODAY, "terug", "clb", "Clb Test",
    )  # fmt: skip
    assert (world.signal().state, Track.objects.get().ended_how) == ("afgesloten", "terug")
    answer = Answer.objects.get(kind="afgesloten")
    assert (answer.note.compartment, answer.note.text) == ("gedeeld", "[[gedeeld]]")
    with pytest.raises(ValidationError):
        closing(world, traject)


def test_compulsory_traject_does_not_end_by_a_refusal():
    world = World()
    world.b(5)
    world.case()
    with pytest.raises(ValidationError) as error:
        closing(world, world.traject(compulsory=True), ending="gestopt")
    assert told(error) == {"ending": ["Een verplicht traject stopt niet door een weigering."]}


def test_facts_of_presence_lie_beside_the_decision():
    world = World()
    absent(world.placement.enrolment, 4, until=TODAY - timedelta(weeks=5))
    absent(world.placement.enrolment, 2, code="Z")
    found = presence(world.pupil.pk, to=world.by("clb"), on=TODAY, since=TODAY - timedelta(days=1))
    month = timedelta(weeks=4)
    assert (found.before, found.now, found.whole) == (
        Stretch(TODAY - 2 * month + DAY, TODAY - month, 4, 4), Stretch(TODAY - month + DAY, TODAY, 2, 0),
        Stretch(TODAY - DAY, TODAY, 2, 0),
    )  # fmt: skip


def test_child_without_a_school_is_taken_in_by_who_opens_the_door():
    world = World()
    signal = newcomer(world)
    assert (signal.school, signal.shared, signal.source, signal.note.compartment) == (None, False, "ouders", "clb")
    grant = Grant.objects.get()
    assert (grant.user, grant.given_by, grant.pupil) == (world.staff("clb"), world.staff("clb"), signal.pupil)
    assert visible(Pupil, to=world.by("clb"), act=acts.CASE_VIEW).filter(pk=signal.pupil_id).exists()
    assert not visible(Pupil, to=world.by("directeur"), act=acts.CASE_VIEW).filter(pk=signal.pupil_id).exists()


def test_child_without_a_school_gets_a_traject_as_any_other():
    world = World()
    world.pupil = newcomer(world).pupil
    traject = world.traject()
    assert (traject.track.compartment, world.signal().state, Fact.objects.count()) == ("clb", "opgenomen", 0)
    closed = closing(world, traject, feedback="")
    assert (closed.ending, world.signal().state) == ("terug", "afgesloten")


def test_child_is_not_taken_in_twice():
    world = World()
    newcomer(world)
    child = intake.Newcomer(
        first_name=world.pupil.first_name, last_name=world.pupil.last_name, birth_date=world.pupil.birth_date
    )
    with pytest.raises(ValidationError):
        newcomer(world, newcomer=child)
    assert Signal.objects.count() == 1


def test_question_of_the_pupil_is_not_told_to_the_school():
    world = World()
    signal = intake.ask(
        by=world.by("clb"), pupil=world.pupil, centre_id=world.centre.pk, source="leerling", text="[[clb]]"
    )
    assert (signal.school_id, signal.shared, signal.about) == (world.school.pk, False, "vraag")
    assert visible(Signal, to=world.by("directeur"), act=acts.CLB_REPORT).count() == 0
    with pytest.raises(Denied):
        intake.ask(by=world.by("begeleider"), pupil=world.pupil, centre_id=world.centre.pk, source="school", text="x")


def test_home_education_after_many_b_is_an_alarm_and_no_absolute_absence():
    world = World()
    world.b(5, until=TODAY - DAY)
    Enrolment.objects.filter(pupil=world.pupil).update(
        period=(date(2026, 9, 1), TODAY), leave_reason="naar huisonderwijs"
    )
    world.ask()
    gone = file.gone_home(to=world.by("clb"), on=TODAY, within=timedelta(days=30))
    assert [one.pupil for one in gone] == [world.pupil]
    assert world.outcome("verzuim.absoluut").status == "open"
    home = intake.record_home_education(
        by=world.by("clb"), pupil=world.pupil, centre_id=world.centre.pk, begins_on=TODAY, motive="geen-aanbod"
    )
    assert (home.b_before, [row.alarm for row in file.home_rows(to=world.by("clb"))]) == (5, [True])
    assert Signal.objects.get(about="huisonderwijs").shared is False
    assert not PupilAnswer.objects.get(pupil=world.pupil).status["thuiszitter"]
    assert list(file.gone_home(to=world.by("clb"), on=TODAY, within=timedelta(days=30))) == []
    intake.end_home_education(by=world.by("clb"), home=home, on=TODAY)
    assert HomeEducation.objects.get().ends_on == TODAY


def test_home_education_without_many_b_is_no_alarm():
    world = World()
    world.b(4)
    intake.record_home_education(by=world.by("clb"), pupil=world.pupil, centre_id=world.centre.pk, begins_on=TODAY)
    assert Signal.objects.filter(about="huisonderwijs").count() == 0


def test_head_names_a_trust_person_who_does_not_guide():
    world = World()
    world.case()
    head, values = world.by("clbhoofd"), {"pupil": world.pupil, "centre_id": world.centre.pk, "reason": "te jong"}
    with pytest.raises(ValidationError) as error:
        trust.name_trust_person(by=head, who_id=world.staff("clb").pk, **values)
    assert list(told(error)) == ["who"]
    grant = trust.name_trust_person(by=head, who_id=world.staff("clbarts").pk, **values)
    assert (grant.kind, grant.compartments, grant.held_at_id) == ("vertrouwenspersoon", ["leerling"], world.centre.pk)
    assert words_of(grant) == "vertrouwenspersoon, aangewezen door Clbhoofd Test van het CLB"
    world.note("leerling")
    assert visible(Aantekening, to=world.by("clbarts"), act=acts.NOTE_VIEW).count() == 1
    with pytest.raises(ValidationError):
        trust.name_trust_person(by=head, who_id=world.staff("clbarts").pk, **values)


def test_only_the_head_names_a_trust_person_and_says_why():
    world = World()
    values = {"pupil": world.pupil, "centre_id": world.centre.pk, "who_id": world.staff("clbarts").pk}
    with pytest.raises(Denied):
        trust.name_trust_person(by=world.by("clb"), reason="te jong", **values)
    with pytest.raises(ValidationError):
        trust.name_trust_person(by=world.by("clbhoofd"), reason=" ", **values)


def test_school_must_answer_a_signal_about_its_care():
    world = World()
    values = {
        "school": world.school,
        "domain": "leren",
        "fase": 0,
        "title": "Toetsen",
        "text": "Veel kinderen vallen uit",
    }
    signal = care.give_care_signal(by=world.by("clb"), **values)
    assert (signal.answer_by, signal.centre_id) == (TODAY + timedelta(weeks=6), world.centre.pk)
    with pytest.raises(Denied):
        care.answer_care_signal(by=world.by("clb"), signal=signal, reply="aanpassen", text="We doen het")
    with pytest.raises(ValidationError) as error:
        care.answer_care_signal(by=world.by("directeur"), signal=signal, reply="", text="")
    assert set(told(error)) == {"reply", "text"}
    signal = care.answer_care_signal(by=world.by("directeur"), signal=signal, reply="niet", text="Geen uren")
    assert (signal.answered_on, signal.answered_by) == (TODAY, "Directeur Test")
    signal = care.note_change(by=world.by("directeur"), signal=signal, text="Toch begonnen")
    assert signal.changed_on == TODAY
    with pytest.raises(Denied):
        care.give_care_signal(by=world.by("begeleider"), **values)
    stranger = world.of(world.user("ander", "clb", world.other_centre))
    assert visible(CareSignal, to=stranger, act=acts.COOPERATION_KEEP).count() == 0


def test_trajects_and_the_last_step_of_the_case():
    world = World()
    world.case()
    world.traject()
    world.step(on=TODAY - DAY)
    page, rows = file.trajects_of(to=world.by("clb"), mine=True)
    assert [(one.traject.pupil, one.last, one.late) for one in rows] == [(world.pupil, TODAY - DAY, False)]
    assert dict(file.last_acts([world.pupil.pk], to=world.by("clb"))) == {world.pupil.pk: TODAY - DAY}
    assert dict(file.last_acts([world.pupil.pk], to=world.by("directeur"))) == {}
    assert file.trajects_of(to=world.by("clbhoofd"), mine=False)[1] == []
    assert page.paginator.count == 1


def test_traject_of_another_is_not_found():
    world = World()
    world.case()
    traject = world.traject()
    with pytest.raises(Http404):
        file.traject_of(traject.pk, by=world.by("clbhoofd"))


def test_merging_keeps_one_live_signal_and_one_running_traject():
    world = World()
    world.b(5)
    world.case()
    world.traject()
    other = PlacementFactory.create().enrolment.pupil
    Signal.objects.create(pupil=other, school=world.school, centre=world.centre, source="school", arisen_on=TODAY)
    Traject.objects.create(
        pupil=other, organisation_id=world.centre.pk, compartment="clb", began_on=TODAY, fase=2, domain="leren",
        lead="An", written_by="An",
    )  # fmt: skip
    merging.merge(by=world.by("clb"), keep=world.pupil, drop=other)
    assert (Signal.objects.filter(pupil=world.pupil).count(), Traject.objects.filter(closed_on=None).count()) == (2, 1)
