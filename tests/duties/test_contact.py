"""Whether parents were reached and whether a difficulty is known: facts that the order of the list counts."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from leerrecht.access.models import LogEntry, User
from leerrecht.duties.domain.closing import note_contact, note_difficulty
from leerrecht.duties.domain.queries import worklist
from leerrecht.duties.domain.recompute import recompute
from leerrecht.duties.models import Outcome, PupilAnswer
from leerrecht.facts.domain import facts
from leerrecht.facts.models import Fact
from tests.duties.helpers import TODAY, absent
from tests.factories import SYSTEM, PlacementFactory, ServiceFactory, principal

pytestmark = pytest.mark.django_db
UNREACHED = "ouders niet bereikt of zonder medewerking"
DIFFICULTY = "gekende moeilijkheid"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def enrolment():
    enrolment = PlacementFactory.create().enrolment
    absent(enrolment, 1, "B")
    recompute([enrolment.pupil_id], TODAY)
    return enrolment


@pytest.fixture
def by(enrolment):
    return principal("begeleider", enrolment.school)


@pytest.fixture
def outcome(enrolment):
    return Outcome.objects.get(pupil_id=enrolment.pupil_id, regel="b1.contact")


def reasons(by, enrolment):
    row = worklist.row_of(enrolment.pupil_id, to=by, on=TODAY)
    return list(row.reasons) if row else None


def noted(enrolment):
    found = Fact.objects.filter(pupil_id=enrolment.pupil_id).order_by("id")
    return list(found.values_list("kind", "object", "date"))


def post(client, by, name, outcome, **data):
    client.force_login(User.objects.get(pk=by.user_id), backend="leerrecht.access.backends.PasswordBackend")
    return client.post(reverse(name, args=[outcome.pk]), data)


def test_parents_who_were_not_reached_make_it_urgent_and_the_duty_stays_open(client, by, enrolment, outcome):
    answer = post(
        client, by, "outcome-act", outcome,
        kind="contact_ouders", date=TODAY, result="ouders_niet_bereikt", channel="telefoon",
    )  # fmt: skip
    assert answer.status_code == 302
    assert noted(enrolment) == [("ouders_niet_bereikt", "telefoon", TODAY)]
    outcome.refresh_from_db()
    assert outcome.status == "open"
    assert UNREACHED in reasons(by, enrolment)
    assert LogEntry.objects.filter(act="fact.record", pupil_id=enrolment.pupil_id).count() == 1


def test_parents_who_were_reached_end_it_and_fulfil_the_duty(client, by, enrolment, outcome):
    note_contact(by=by, outcome_id=outcome.pk, date=TODAY, reached=False)
    post(client, by, "outcome-act", outcome, kind="contact_ouders", date=TODAY, result="ouders_bereikt", channel="")
    assert noted(enrolment) == [("ouders_bereikt", "", TODAY), ("contact_ouders", "", TODAY)]
    outcome.refresh_from_db()
    assert (outcome.status, outcome.vervuld_op) == ("vervuld", TODAY)
    assert UNREACHED not in reasons(by, enrolment)
    assert PupilAnswer.objects.get(pupil_id=enrolment.pupil_id).urgency["ouders_bereikt"] is True


def test_a_talk_with_the_pupil_asks_nothing_about_parents(client, by, enrolment, outcome):
    post(client, by, "outcome-act", outcome, kind="gesprek_leerling", date=TODAY)
    assert noted(enrolment) == [("gesprek_leerling", "", TODAY)]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({"result": "", "channel": ""}, "Zeg of u de ouders bereikte."),
        ({"result": "ouders_bereikt", "channel": "duif"}, "Selecteer een geldige keuze"),
        ({"result": "ouders_niet_bereikt", "date": TODAY + timedelta(days=1)}, "De datum ligt in de toekomst"),
    ],
)
def test_wrong_result_keeps_nothing_and_what_was_typed(client, by, enrolment, outcome, data, error):
    answer = post(client, by, "outcome-act", outcome, **{"kind": "contact_ouders", "date": TODAY, **data})
    assert answer.status_code == 200
    assert error in answer.content.decode()
    assert noted(enrolment) == []


def test_reached_on_a_day_before_the_duty_keeps_nothing(client, by, enrolment, outcome):
    before = outcome.sinds - timedelta(days=2)
    answer = post(client, by, "outcome-act", outcome, kind="contact_ouders", date=before, result="ouders_bereikt")
    assert "toen ontstond dit" in answer.content.decode()
    assert noted(enrolment) == []


def test_not_reached_of_an_earlier_school_year_counts_no_more(by, enrolment, outcome):
    note_contact(by=by, outcome_id=outcome.pk, date=date(2026, 6, 10), reached=False)
    assert reasons(by, enrolment) is not None
    assert UNREACHED not in reasons(by, enrolment)


def test_a_known_difficulty_is_noted_without_detail_and_taken_back(client, by, enrolment, outcome):
    page = post(client, by, "outcome-difficulty", outcome, known="gekende_moeilijkheid")
    assert page.status_code == 302
    assert DIFFICULTY in reasons(by, enrolment)
    assert noted(enrolment) == [("gekende_moeilijkheid", "", TODAY)]
    note_difficulty(by=by, outcome_id=outcome.pk, known=False)
    assert DIFFICULTY not in reasons(by, enrolment)
    assert noted(enrolment) == [("geen_gekende_moeilijkheid", "", TODAY)]


def test_list_offers_to_note_a_difficulty_to_the_school_alone(client, by, enrolment, outcome):
    client.force_login(User.objects.get(pk=by.user_id), backend="leerrecht.access.backends.PasswordBackend")
    body = client.get(reverse("worklist-who")).content.decode()
    address = "/moeilijkheid/"
    assert body.count(f'href="/plichten/{outcome.pk}{address}"') + body.count(address) >= 1
    assert "bereikbaarheid van de ouders" in body
    assert client.get(reverse("outcome-difficulty", args=[outcome.pk])).status_code == 200
    service = ServiceFactory.create(school=enrolment.school)
    centre = principal("clb", service.centre)
    row = worklist.row_of(enrolment.pupil_id, to=centre, on=TODAY)
    assert row is None or not any(line.may_note for line in row.lines)


def test_the_centre_cannot_note_for_the_school(enrolment):
    absent(enrolment, 6, "B")
    recompute([enrolment.pupil_id], TODAY)
    service = ServiceFactory.create(school=enrolment.school)
    centre = principal("clb", service.centre)
    shared = [found for found in Outcome.objects.filter(pupil_id=enrolment.pupil_id) if "clb" in found.voor]
    for found in shared:
        with pytest.raises(ValidationError, match="Dit noteert de school"):
            note_difficulty(by=centre, outcome_id=found.pk, known=True)
    assert shared != []


def test_what_the_centre_keeps_for_itself_does_not_show_in_the_order(by, enrolment):
    Fact.objects.create(
        pupil_id=enrolment.pupil_id, date=TODAY, kind="gekende_moeilijkheid", school_id=enrolment.school_id,
        compartment="clb",
    )  # fmt: skip
    recompute([enrolment.pupil_id], TODAY)
    assert DIFFICULTY not in reasons(by, enrolment)
    assert facts.marks([enrolment.pupil_id], TODAY) == {}


def test_marks_are_no_events_of_the_law(by, enrolment, outcome):
    note_contact(by=by, outcome_id=outcome.pk, date=TODAY, reached=False, channel="brief")
    assert facts.contribute([enrolment.pupil_id], TODAY) == {}
    with pytest.raises(ValidationError) as caught:
        facts.record_fact(
            by=SYSTEM, pupil_id=enrolment.pupil_id, date=TODAY, kind=facts.REACHED, school_id=enrolment.school_id,
            object="2026-10-06",
        )  # fmt: skip
    assert caught.value.messages == ["Kies uit de lijst hoe u de ouders probeerde te bereiken."]
