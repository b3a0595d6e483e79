"""The register follows the facts: found, kept up to date, ended with how; from nothing the same."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from leerrecht.cases.domain.tracks import end_track, start_track
from leerrecht.enrolment.models import Enrolment
from leerrecht.guidance.domain.home import Request, record_home, stop_home
from leerrecht.people.models import Pupil
from leerrecht.thuiszitters import tasks
from leerrecht.thuiszitters.domain import keeping, recompute
from leerrecht.thuiszitters.domain.merging import merge
from leerrecht.thuiszitters.models import Change, Judgement, Thuiszitter
from leerrecht.trajectories.domain import intake
from tests.duties.helpers import absent, last_half_days, mark
from tests.factories import SYSTEM, TODAY, EnrolmentFactory, PlacementFactory, PupilFactory
from tests.thuiszitters.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
MONDAY = date(2026, 11, 23)


def until(day):
    return DateRange(date(2026, 9, 1), day)


def shown(record):
    """reason, since, half-days, grounds, house."""
    kinds = " ".join(ground["soort"] for ground in record.grounds)
    house = f"school {record.school_id}" if record.school_id else f"clb {record.centre_id}"
    return f"{record.reason or '?'} {record.since} {record.half_days} {kinds} {house}"


def test_whoever_is_away_for_long_is_found_by_a_job_and_nobody_reported_it():
    world = World()
    first = world.away(20, "Z")
    record = world.sitter()
    assert shown(record) == f"T3 {first} 0.0 reeks school {world.school.pk}"
    assert (record.asked, record.reported, record.enrolled, record.leerplichtig, record.level) == (
        True, False, True, True, "secundair"
    )  # fmt: skip
    assert record.codes == [["Z", 20]]
    assert (Change.objects.count(), list(recompute.differences(TODAY))) == (0, [])


def test_nineteen_half_days_and_few_absences_are_no_finding():
    world = World()
    world.away(19)
    assert world.record() is None
    assert Change.objects.count() == 0


def test_back_at_school_ends_it_and_away_again_begins_another():
    world = World()
    world.away()
    for day in (TODAY, TODAY - timedelta(days=1), TODAY - timedelta(days=2), TODAY - timedelta(days=3)):
        for part in ("vm", "nm"):
            mark(world.placement.enrolment, day, part, ".")
    world.settle()
    ended = Thuiszitter.objects.get()
    assert (ended.ended_on, ended.ended_how, ended.ended_by) == (TODAY, "school", recompute.BY_ITSELF)
    world.away()
    assert [one.ended_how for one in Thuiszitter.objects.order_by("ended_on")] == ["school", ""]


@pytest.mark.parametrize(("other", "how"), [(True, "ingeschreven"), (False, "leerplicht")])
def test_it_ends_with_an_enrolment_elsewhere_and_where_leerplicht_ends(other, how):
    world = World()
    world.away()
    enrolment = world.placement.enrolment
    Enrolment.objects.filter(pk=enrolment.pk).update(period=until(TODAY))
    if other:
        for part in ("vm", "nm"):
            mark(enrolment, TODAY, part, ".")
        EnrolmentFactory.create(pupil=world.pupil, period=DateRange(TODAY, date(2027, 9, 1)), school=world.other)
    else:
        Pupil.objects.filter(pk=world.pupil.pk).update(birth_date=date(2008, 1, 1))
    recompute.recompute([world.pupil.pk], TODAY)
    record = Thuiszitter.objects.get()
    assert (record.ended_how, record.ended_on, record.holds) == (how, TODAY, False)


def test_nowhere_enrolled_stands_at_the_last_school():
    world = World()
    Enrolment.objects.filter(pk=world.placement.enrolment.pk).update(period=until(date(2026, 11, 1)))
    world.ask()
    world.settle()
    record = world.sitter()
    assert shown(record) == f"? 2026-11-01 0.0 niet_ingeschreven school {world.school.pk}"
    assert not record.enrolled


def home(world, asker="school"):
    request = Request(
        whole=False, asked_by=asker, why="[[gedeeld]] druk", pupil_view="liever niet", parents_view="moeilijk",
        tried="klas", road_back="stap", clb_on=date(2026, 11, 16), clb_who="Hilde", clb_view="akkoord", hours=12,
        first=date(2026, 11, 16), last=date(2026, 12, 18), review_on=date(2026, 12, 4),
    )  # fmt: skip
    return record_home(by=world.by("begeleider"), pupil=world.pupil, school_id=world.school.pk, request=request)


def test_an_agreement_to_stay_home_is_found_the_same_day_and_its_end_too():
    world = World()
    agreed = home(world)
    world.settle()
    record = world.sitter()
    assert shown(record) == f"T3 2026-11-16 9.0 thuis_school school {world.school.pk}"
    assert (record.reported, record.asked) == (True, False)
    stop_home(by=world.by("begeleider"), home=agreed)
    world.settle()
    assert world.record() is None
    assert Thuiszitter.objects.get().ended_how == "school"


def test_a_track_in_the_place_of_school_is_the_alternative_with_its_hours():
    world = World()
    track = start_track(
        by=world.by("begeleider"), pupil=world.pupil, kind="naft", organisation=world.partner, since=TODAY,
        hours_a_week=Decimal(12),
    )  # fmt: skip
    world.settle()
    record = world.sitter()
    assert shown(record) == f"T2 {TODAY} 9.0 buiten_school school {world.school.pk}"
    assert (record.alternative, record.hours) == (["naadloos flexibel traject (NAFT)"], Decimal(12))
    end_track(by=world.by("begeleider"), track=track, on=TODAY, how="terug")
    world.settle()
    assert world.record() is not None
    recompute.recompute([world.pupil.pk], MONDAY)
    assert world.record() is None


def test_what_only_the_clb_knows_stands_with_the_clb_alone():
    world = World()
    world.case()
    start_track(
        by=world.by("clb"), pupil=world.pupil, kind="mfc", organisation=None, body="MFC", since=TODAY, secret=True
    )
    world.settle()
    record = world.sitter()
    assert shown(record) == f"T7 {TODAY} 9.0 voorziening clb {world.centre.pk}"
    # Once the school can know it too, the line of the CLB ends and one of the school begins.
    world.away()
    assert [(one.compartment, one.ended_how) for one in Thuiszitter.objects.order_by("found_on", "ended_on")] == [
        ("clb", "anders"), ("gedeeld", ""),
    ]  # fmt: skip


def test_a_child_that_never_had_a_school_stands_with_the_clb_that_took_it_in():
    world = World()
    child = intake.Newcomer(first_name="Sam", last_name="Zonder", birth_date=date(2016, 4, 4))
    signal = intake.take_in(
        by=world.by("clb"), centre_id=world.centre.pk, newcomer=child, source="ouders", text="[[clb]] zoekt een school"
    )
    world.settle()
    record = world.record(signal.pupil)
    assert shown(record) == f"? 2021-09-01 0.0 niet_ingeschreven clb {world.centre.pk}"
    # Nobody keeps a child whom no school and no CLB knows: it stands with who keeps the list.
    recompute.recompute([PupilFactory.create(birth_date=date(2016, 4, 4)).pk], TODAY)
    assert Thuiszitter.objects.count() == 1


def test_a_confirmed_one_stays_until_a_person_says_so_where_the_register_says_present():
    world = World()
    world.away()
    world.judge()
    later = MONDAY + timedelta(weeks=8)
    recompute.recompute([world.pupil.pk], later)
    record = world.sitter()
    assert (record.holds, record.verdict) == (False, "klopt")
    assert list(recompute.differences(later)) == []
    keeping.close(by=world.by("begeleider"), record=record, how="school", on=TODAY)
    assert world.record() is None


def test_wrong_survives_recomputation_and_rises_with_new_facts():
    world = World()
    world.away(20, "Z")
    world.judge("klopt_niet", why_not="kort")
    recompute.recompute_all(TODAY)
    record = world.sitter()
    assert (record.wrong, record.risen) == (True, False)
    # The same absence goes on: nothing new.
    for part in ("vm", "nm"):
        mark(world.placement.enrolment, MONDAY, part, "Z")
    recompute.recompute([world.pupil.pk], MONDAY)
    assert world.sitter().wrong
    home(world)
    world.settle()
    record = world.sitter()
    assert (record.wrong, record.risen, Judgement.objects.get().verdict) == (False, True, "klopt_niet")


def test_who_died_never_comes_back_and_whom_a_person_took_off_only_with_new_facts():
    world = World()
    world.away()
    keeping.close(by=world.by("begeleider"), record=world.sitter(), how="anders", on=TODAY)
    recompute.recompute_all(TODAY)
    assert (world.record(), list(recompute.differences(TODAY))) == (None, [])
    home(world)
    world.settle()
    keeping.close(by=world.by("begeleider"), record=world.sitter(), how="overleden", on=TODAY)
    Enrolment.objects.filter(pk=world.placement.enrolment.pk).update(period=until(TODAY))
    recompute.recompute_all(TODAY)
    assert world.record() is None


def test_whom_a_person_adds_stays_until_a_person_or_another_school_ends_it():
    world = World()
    since = TODAY - timedelta(days=10)
    said = keeping.Said(verdict="anders", reason="T8", half_days=Decimal(2))
    record = keeping.note_sitter(by=world.by("begeleider"), pupil=world.pupil, since=since, said=said)
    assert shown(record) == f"? {since} 9.0 genoteerd school {world.school.pk}"
    recompute.recompute_all(TODAY)
    assert (world.sitter().pk, list(recompute.differences(TODAY))) == (record.pk, [])
    Enrolment.objects.filter(pk=world.placement.enrolment.pk).update(period=until(TODAY))
    EnrolmentFactory.create(pupil=world.pupil, period=DateRange(TODAY, date(2027, 9, 1)), school=world.other)
    recompute.recompute_all(TODAY)
    record.refresh_from_db()
    assert (world.record(), record.ended_how) == (None, "ingeschreven")


def test_each_morning_the_register_and_what_begins_by_its_own_date_are_looked_at():
    world = World()
    world.away()
    start_track(
        by=SYSTEM, pupil=PlacementFactory.create().enrolment.pupil, kind="toah", organisation=world.school,
        since=MONDAY,
    )  # fmt: skip
    Change.objects.all().delete()
    assert recompute.look_daily(MONDAY) == 2
    recompute.drain(MONDAY)
    assert sorted(Thuiszitter.objects.values_list("reason", "computed_on")) == [("T2", MONDAY), ("T4", MONDAY)]
    tasks.look_daily(0)
    tasks.recompute_changed()
    assert Change.objects.count() == 0


def test_two_records_of_one_child_become_one():
    world = World()
    world.away()
    twin = PlacementFactory.create(class_group=world.placement.class_group)
    absent(twin.enrolment, 22)
    Enrolment.objects.filter(pk=twin.enrolment.pk).update(
        period=DateRange(date(2025, 9, 1), date(2025, 9, 2)), school_year=2025
    )
    recompute.recompute([twin.enrolment.pupil_id], TODAY)
    assert Thuiszitter.objects.filter(ended_on=None).count() == 2
    assert merge(by=SYSTEM, keep=world.pupil, drop=twin.enrolment.pupil) == {"thuiszitters": 1}
    assert sorted(Thuiszitter.objects.filter(pupil=world.pupil).values_list("ended_how", flat=True)) == ["", "anders"]


def test_a_pupil_on_whom_the_law_refuses_holds_up_nobody():
    world = World()
    absent(world.placement.enrolment, 22)
    odd = PlacementFactory.create().enrolment
    absent(odd, 22)
    Pupil.objects.filter(pk=odd.pupil_id).update(birth_date=date(1900, 1, 1))
    Enrolment.objects.filter(pk=odd.pk).update(level="")
    recompute.note([world.pupil.pk, odd.pupil_id])
    recompute.drain(TODAY)
    assert world.record() is not None


EVENTS = st.lists(
    st.tuples(st.sampled_from(["B", "Z", "P", "."]), st.integers(0, 30), st.integers(1, 24)), min_size=1, max_size=3
)


@given(events=EVENTS, gone=st.booleans())
@settings(max_examples=4, deadline=None, phases=(Phase.generate,))
def test_step_by_step_and_from_nothing_give_the_same(events, gone):
    with transaction.atomic():
        world = World()
        for code, back, number in events:
            for day, part in last_half_days(number, TODAY - timedelta(days=back)):
                mark(world.placement.enrolment, day, part, code)
            world.settle()
        if gone:
            Enrolment.objects.filter(pk=world.placement.enrolment.pk).update(period=until(date(2026, 11, 2)))
            world.ask()
            world.settle()
        assert list(recompute.differences(TODAY)) == []
        before = list(Thuiszitter.objects.order_by("pk").values())
        recompute.recompute_all(TODAY)
        assert list(Thuiszitter.objects.order_by("pk").values()) == before
        transaction.set_rollback(True)
