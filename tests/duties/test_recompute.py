from datetime import date

import pytest
import time_machine
from django.db import connection, transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from leerrecht.access.models import LogEntry
from leerrecht.duties import tasks
from leerrecht.duties.domain import everyone, recompute
from leerrecht.duties.models import Outcome, PupilAnswer
from leerrecht.facts import contributors
from leerrecht.facts.domain import changes
from leerrecht.facts.domain.facts import record_fact
from leerrecht.facts.models import Change
from leerrecht.law.casus import GEBEURTENIS_SOORTEN
from tests.duties.helpers import SYSTEM, TODAY, absent, last_half_days, mark
from tests.factories import PlacementFactory, PupilFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY):
        yield


def open_rules(enrolment):
    outcomes = Outcome.objects.filter(pupil_id=enrolment.pupil_id, status="open").order_by("regel")
    return list(outcomes.values_list("regel", flat=True))


def test_outcomes_are_up_to_date_after_a_mark_and_a_drain():
    enrolment = PlacementFactory.create().enrolment
    absent(enrolment, 1)
    recompute.drain(linger=0)
    assert list(Outcome.objects.order_by("regel").values_list("pupil_id", "school_id", "regel", "status", "sinds")) == [
        (enrolment.pupil_id, enrolment.school_id, "b.begeleiding", "open", TODAY),
        (enrolment.pupil_id, enrolment.school_id, "b1.contact", "open", TODAY),
    ]
    assert Change.objects.count() == 0


def test_an_outcome_keeps_its_number_and_moves_to_vervuld_when_the_act_is_there():
    enrolment = PlacementFactory.create().enrolment
    absent(enrolment, 1)
    recompute.drain(linger=0)
    before = Outcome.objects.get(regel="b1.contact").pk
    record_fact(
        by=SYSTEM, pupil_id=enrolment.pupil_id, date=TODAY, kind="contact_ouders", school_id=enrolment.school_id
    )
    recompute.drain(linger=0)
    found = Outcome.objects.get(regel="b1.contact")
    assert (found.pk, found.status, found.vervuld_op) == (before, "vervuld", TODAY)


def test_outcomes_go_when_their_reason_goes():
    enrolment = PlacementFactory.create().enrolment
    absent(enrolment, 1)
    recompute.drain(linger=0)
    mark(enrolment, TODAY, "nm", ".")
    recompute.drain(linger=0)
    assert Outcome.objects.count() == 0


def test_outcomes_follow_the_pupil_to_the_school_of_today():
    enrolment = PlacementFactory.create(enrolment__period=("2026-09-01", "2026-11-20")).enrolment
    absent(enrolment, 1, until=date(2026, 11, 19))
    now = PlacementFactory.create(enrolment__pupil=enrolment.pupil, enrolment__period=("2026-11-20", "2027-09-01"))
    recompute.recompute([enrolment.pupil_id], TODAY)
    assert set(Outcome.objects.values_list("school_id", flat=True)) == {now.class_group.school_id}


def test_recompute_twice_writes_nothing_the_second_time():
    enrolment = PlacementFactory.create().enrolment
    absent(enrolment, 6)
    first = recompute.recompute([enrolment.pupil_id], TODAY)
    at = PupilAnswer.objects.get().at
    second = recompute.recompute([enrolment.pupil_id], TODAY)
    assert (first.changed > 0, second.changed, PupilAnswer.objects.get().at) == (True, 0, at)


def test_a_notice_that_comes_in_during_the_computation_is_kept(monkeypatch):
    enrolment = PlacementFactory.create().enrolment
    absent(enrolment, 1)
    later = []

    def late(_pupil_ids, _on):
        later.append(Change.objects.create(pupil_id=enrolment.pupil_id))
        return {}

    monkeypatch.setitem(contributors._contributors, "te laat", late)
    recompute._drain_batch(())
    assert list(Change.objects.all()) == later


def test_a_pupil_on_whom_the_law_refuses_holds_up_nobody_else():
    good = PlacementFactory.create().enrolment
    wrong = PlacementFactory.create(enrolment__pupil__birth_date=date(1, 1, 1)).enrolment
    absent(wrong, 1)
    absent(good, 1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_pupil SET birth_date = '9999-12-31' WHERE id = %s", [wrong.pupil_id])
    with pytest.raises(ExceptionGroup):
        recompute.drain(linger=0)
    assert open_rules(good) == ["b.begeleiding", "b1.contact"]
    assert set(Change.objects.values_list("pupil_id", flat=True)) == {wrong.pupil_id}


def test_a_pupil_who_no_longer_exists_leaves_no_notice():
    Change.objects.create(pupil_id=987654321)
    recompute.drain(linger=0)
    assert Change.objects.count() == 0


def test_a_merged_record_has_no_outcomes_any_more():
    enrolment = PlacementFactory.create().enrolment
    absent(enrolment, 1)
    recompute.drain(linger=0)
    enrolment.pupil.merged_into = PupilFactory.create()
    enrolment.pupil.save()
    recompute.recompute([enrolment.pupil_id], TODAY)
    assert (Outcome.objects.count(), PupilAnswer.objects.count()) == (0, 0)


def test_the_sweep_puts_up_whose_answer_changes_today_and_wakes_the_job():
    due, later = PlacementFactory.create().enrolment, PlacementFactory.create().enrolment
    recompute.recompute([due.pupil_id, later.pupil_id], TODAY)
    PupilAnswer.objects.filter(pupil_id=due.pupil_id).update(changes_on=TODAY)
    tasks.sweep(0)
    assert list(Change.objects.values_list("pupil_id", flat=True)) == [due.pupil_id]
    assert waiting_jobs() == ["leerrecht.duties.recompute"]


def test_the_sweep_puts_up_everybody_in_a_new_school_year():
    enrolment = PlacementFactory.create().enrolment
    recompute.recompute([enrolment.pupil_id], date(2026, 8, 20))
    PupilAnswer.objects.update(changes_on=None)
    recompute.sweep(TODAY)
    assert list(Change.objects.values_list("pupil_id", flat=True)) == [enrolment.pupil_id]


def test_the_sweep_wakes_the_job_where_a_notice_was_left():
    Change.objects.create(pupil_id=1)
    recompute.sweep(TODAY)
    assert waiting_jobs() == ["leerrecht.duties.recompute"]


def test_recompute_all_finds_what_no_notice_told_and_is_logged():
    enrolment = PlacementFactory.create().enrolment
    absent(enrolment, 1)
    Change.objects.all().delete()
    assert [found.what for found in everyone.differences(TODAY)] == [
        f"b.begeleiding {TODAY}", f"b1.contact {TODAY}", "antwoord",
    ]  # fmt: skip
    done = everyone.recompute_all(TODAY)
    assert (done.pupils, done.changed, list(everyone.differences(TODAY))) == (1, 2, [])
    entry = LogEntry.objects.get(act="duties.recompute")
    assert (entry.actor, entry.detail) == ("plichten", {"pupils": 1, "changed": 2, "refused": 0})


def waiting_jobs():
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE status = 'todo'")
        return [row[0] for row in cursor.fetchall()]


HALF_DAYS = last_half_days(60)
MARKS = st.tuples(st.just("mark"), st.integers(0, 2), st.sampled_from(HALF_DAYS), st.sampled_from("BZRP-L.BZB"))
EVENTS = st.tuples(
    st.just("event"), st.integers(0, 2), st.sampled_from(HALF_DAYS), st.sampled_from(GEBEURTENIS_SOORTEN)
)


# Without shrinking: each example costs some tens of transactions.
@settings(max_examples=10, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(steps=st.lists(st.one_of(MARKS, EVENTS), min_size=5, max_size=30), every=st.integers(2, 7))
def test_recomputed_from_nothing_equals_what_is_stored(steps, every):
    """Whatever happens in whatever order, drained now and then: the stored answers are those of the facts."""
    with transaction.atomic():
        enrolments = [PlacementFactory.create().enrolment for _ in range(3)]
        changes.notify(enrolment.pupil_id for enrolment in enrolments)
        for number, (what, who, (day, part), word) in enumerate(steps):
            enrolment = enrolments[who]
            if what == "mark":
                mark(enrolment, day, part, word)
            else:
                record_fact(by=SYSTEM, pupil_id=enrolment.pupil_id, date=day, kind=word, school_id=enrolment.school_id)
            if number % every == 0:
                recompute.drain(linger=0)
        recompute.drain(linger=0)
        assert list(everyone.differences(TODAY)) == []
        transaction.set_rollback(True)
