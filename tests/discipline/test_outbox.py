from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings
from django.utils import timezone

from leerrecht import law
from leerrecht.discimus.transport import transport
from leerrecht.discimus.transport.test_double import NAME, TestDouble
from leerrecht.discipline.domain import outbox, procedures
from leerrecht.discipline.models import Report, ReportAttempt
from leerrecht.discipline.tasks import send_reports
from leerrecht.duties.domain.casus import casus_of
from leerrecht.law.tucht import PREVENTIEF
from tests.discipline.world import World
from tests.factories import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def test_report_that_fails_is_sent_again_once_with_the_same_key():
    world = World()
    world.begin(PREVENTIEF)
    double, now = TestDouble(failures=1), timezone.now()
    assert outbox.send_due(double, now=now) == 0
    report = Report.objects.get()
    assert (report.state, report.next_at) == ("later", now + timedelta(minutes=5))
    # Not before its time.
    assert (outbox.send_due(double, now=now + timedelta(minutes=4)), double.calls) == (0, 1)
    assert outbox.send_due(double, now=now + timedelta(minutes=6)) == 1
    assert outbox.send_due(double, now=now + timedelta(days=1)) == 0
    report.refresh_from_db()
    assert (report.state, report.channel, report.acknowledged_on) == ("bevestigd", NAME, TODAY)
    assert (double.calls, list(double.taken)) == (2, [str(report.pk)])
    assert [(one.number, one.accepted) for one in report.attempts.all()] == [(1, False), (2, True)]
    assert "Noor" not in str(report.content)


def test_acknowledgement_fulfils_the_duty_of_the_law():
    world = World()
    world.begin(PREVENTIEF)

    def duty():
        found = law.antwoord(casus_of([world.pupil.pk], TODAY)[world.pupil.pk], TODAY).uitkomsten
        return next(one.status for one in found if one.regel == "tucht.agodi")

    assert duty() == "open"
    outbox.send_due(TestDouble())
    assert duty() == "vervuld"


def test_try_without_an_end_is_made_again_only_when_its_process_is_lost():
    world = World()
    world.begin(PREVENTIEF)
    now, double = timezone.now(), TestDouble()
    ReportAttempt.objects.create(report=Report.objects.get(), number=1, begun_at=now)
    assert outbox.send_due(double, now=now + timedelta(minutes=5)) == 0
    assert outbox.send_due(double, now=now + timedelta(minutes=11)) == 1


def test_refused_report_is_put_right_and_laid_out_anew():
    world = World()
    procedure = world.begin(PREVENTIEF)
    Report.objects.update(content={"van": ""})
    outbox.send_due(TestDouble())
    refused = Report.objects.get()
    assert (refused.state, refused.refused_because) == ("geweigerd", "de begindatum ontbreekt")
    again = outbox.correct(by=world.by("directeur"), report=refused)
    assert (again.content["van"], procedure.reports.count()) == (TODAY.isoformat(), 2)
    assert outbox.send_due(TestDouble()) == 1
    with pytest.raises(ValidationError, match="niet geweigerd"):
        outbox.correct(by=world.by("directeur"), report=again)


def test_person_reports_by_hand_with_a_proof():
    world = World()
    world.begin(PREVENTIEF)
    report, by = Report.objects.get(), world.by("directeur")
    with pytest.raises(ValidationError) as error:
        outbox.report_by_hand(by=by, report=report, on=TODAY + timedelta(days=1), receipt=" ")
    assert sorted(error.value.message_dict) == ["on", "receipt"]
    done = outbox.report_by_hand(by=by, report=report, on=TODAY, receipt="Discimus 4711")
    assert (done.state, done.channel, done.receipt) == ("bevestigd", "met de hand", "Discimus 4711")
    double = TestDouble()
    assert (outbox.send_due(double), double.calls) == (0, 0)
    with pytest.raises(ValidationError, match="al bevestigd"):
        outbox.report_by_hand(by=by, report=done, on=TODAY, receipt="x")


def test_what_was_acknowledged_is_withdrawn_by_a_message_of_its_own():
    world = World()
    procedure = world.begin(PREVENTIEF)
    outbox.send_due(TestDouble())
    procedures.revise(by=world.by("directeur"), procedure=procedure, last_day=None, words="Geen gevaar meer")
    assert [(one.kind, one.state) for one in Report.objects.all()] == [
        ("melding", "bevestigd"),
        ("intrekking", "wacht"),
    ]


def test_job_sends_only_where_the_installation_has_a_channel():
    world = World()
    world.begin(PREVENTIEF)
    assert transport() is None
    send_reports(0)
    assert Report.objects.get().state == "wacht"
    with override_settings(AGODI_CHANNEL="leerrecht.discimus.transport.test_double.TestDouble"):
        send_reports(0)
    assert Report.objects.get().state == "bevestigd"
