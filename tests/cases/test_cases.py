from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from leerrecht.access import acts, policy
from leerrecht.access.models import LogEntry
from leerrecht.access.policy import Denied
from leerrecht.access.principal import command
from leerrecht.cases.domain import cases, tasks, tracks
from leerrecht.cases.models import Case, CaseTask, Track
from leerrecht.enrolment.models import Enrolment
from leerrecht.people.domain.merging import merge_pupils
from tests.cases.world import World
from tests.factories import TODAY, PupilFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def test_case_is_opened_once_and_shared_with_the_centre_of_the_school():
    world = World()
    world.case()
    case = world.opened()
    again = cases.open_case(by=world.by("clb"), pupil=world.pupil, on=TODAY, organisation=world.centre)
    assert (again, Case.objects.count()) == (case, 1)
    assert (case.organisation_id, case.counterpart_id, case.compartment, case.lead_house_id) == (
        world.school.pk, world.centre.pk, "gedeeld", world.school.pk,
    )  # fmt: skip
    chairs = case.participants.order_by("pk").values_list("party", "name", "took_up_on")
    assert list(chairs) == [
        ("leerling", "", None), ("ouders", "", None), ("school", "Begeleider Test", TODAY), ("clb", "", None),
    ]  # fmt: skip


def test_pupil_without_a_school_has_a_case_with_the_centre_alone():
    world = World()
    world.case()
    world.placement.delete()
    Enrolment.objects.filter(pupil=world.pupil).delete()
    case = cases.open_case(by=world.by("clb"), pupil=world.pupil, on=TODAY, organisation=world.centre)
    assert (case.organisation_id, case.counterpart_id, case.compartment) == (world.centre.pk, None, "clb")
    track = tracks.start_track(
        by=world.by("clb"), pupil=world.pupil, kind="jeugdhulp", organisation=None, body="CAW", since=None
    )
    assert (track.case, track.unanswered) == (case, True)


@pytest.mark.parametrize("role", ["leerkracht", "secretariaat", "clb", "partner", "vertrouwenspersoon"])
def test_who_does_not_write_in_what_is_shared_opens_no_case(role):
    world = World()
    with pytest.raises(Denied):
        cases.open_case(by=world.by(role), pupil=world.pupil, on=TODAY, organisation=world.school)
    assert Case.objects.count() == 0


def test_tracks_run_beside_each_other_and_one_end_does_not_close_the_case():
    world = World()
    world.case()
    plan = world.track()
    guidance = world.track(by=world.by("clb"), kind="clb", organisation=world.centre)
    tracks.end_track(by=world.by("clb"), track=guidance, on=TODAY, how="bereikt")
    plan.refresh_from_db()
    assert (plan.ended, plan.case.closed_on, plan.since) == (False, None, TODAY)
    with pytest.raises(ValidationError, match="Dit loopt nog: plan van de school"):
        cases.close_case(by=world.by("begeleider"), case=plan.case, on=TODAY, why_closed="klaar")
    with pytest.raises(ValidationError, match="loopt al in deze casus"):
        world.track()
    assert LogEntry.objects.filter(act="case.track").count() == 3


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "x"}, "kind"), ({"organisation": None}, "body"), ({"body": "CAW"}, "body"),
        ({"hours_a_week": 60}, "hours_a_week"), ({"review_on": TODAY - timedelta(days=9)}, "review_on"),
        ({"secret": True}, "secret"),
    ],
)  # fmt: skip
def test_track_that_misses_something_is_refused_at_its_field(values, field):
    with pytest.raises(ValidationError) as refused:
        World().track(**values)
    assert (list(refused.value.message_dict), Track.objects.count()) == ([field], 0)


def test_track_of_the_centre_alone_is_not_seen_by_the_school():
    world = World()
    world.case()
    case = world.opened()
    track = world.track(by=world.by("clb"), kind="jeugdhulp", organisation=None, body="CGG", secret=True)
    seen = {
        who: policy.visible(Track, to=world.by(who), act=acts.NOTE_VIEW).exists()
        for who in ("begeleider", "directeur", "clb", "clbhoofd", "partner", "leerkracht")
    }
    assert (track.case, track.compartment) == (case, "clb")
    assert seen == {
        "begeleider": False, "directeur": False, "clb": True, "clbhoofd": False, "partner": False,
        "leerkracht": False,
    }  # fmt: skip


def test_track_is_asked_taken_up_and_begun():
    world = World()
    track = world.track(kind="naft", organisation=world.partner, since=None, asked_on=date(2026, 11, 2))
    assert (track.unanswered, track.waiting) == (True, False)
    by = world.by("begeleider")
    track = tracks.take_up_track(by=by, track=track, on=date(2026, 11, 9), expected_on=date(2026, 12, 1), lead="Jo")
    assert (track.unanswered, track.waiting, track.lead) == (False, True, "Jo")
    bridge = world.track(kind="overbrugging", organisation=world.centre, bridges=track)
    track = tracks.begin_track(by=by, track=track, on=TODAY)
    assert (track.waiting, track.since, list(track.bridged_by.all())) == (False, TODAY, [bridge])
    with pytest.raises(ValidationError, match="al begonnen"):
        tracks.begin_track(by=by, track=track, on=TODAY)


def test_task_of_a_partner_comes_from_the_centre_and_lies_with_the_partner():
    world = World()
    world.case()
    case = world.opened()
    world.partner_grant()
    with pytest.raises(ValidationError, match="Een partner werkt in naam van het CLB"):
        tasks.assign_task(
            by=world.by("begeleider"), case=case, what="x", organisation=world.partner, due_on=TODAY
        )  # fmt: skip
    task = tasks.assign_task(
        by=world.by("clb"), case=case, what="Bel op maandag", organisation=world.partner, due_on=TODAY
    )  # fmt: skip
    seen = {
        who: policy.visible(CaseTask, to=world.by(who), act=acts.NOTE_VIEW).exists()
        for who in ("begeleider", "directeur", "clb", "partner")
    }
    assert seen == {"begeleider": False, "directeur": False, "clb": True, "partner": True}
    assert tasks.finish_task(by=world.by("partner"), task=task, on=TODAY).done_by == "Partner Test"


def test_command_opens_a_case_at_the_school():
    world = World()
    by = command("proef", TODAY, vaults={"gedeeld", "clb"})
    track = tracks.start_track(by=by, pupil=world.pupil, kind="toah", organisation=world.school, since=TODAY)
    assert (track.case.lead, track.case.organisation_id) == ("proef", world.school.pk)


def test_lead_goes_to_somebody_of_school_or_centre_and_is_never_empty():
    world = World()
    world.case()
    case = world.opened()
    by, clb = world.by("begeleider"), world.staff("clb")
    with pytest.raises(ValidationError, match="Een partner leidt niet"):
        cases.take_lead(by=by, case=case, organisation=world.partner, user=world.staff("partner"))
    with pytest.raises(ValidationError, match="werkt vandaag niet bij"):
        cases.take_lead(by=by, case=case, organisation=world.school, user=clb)
    case = cases.take_lead(by=by, case=case, organisation=world.centre, user=clb)
    assert (case.lead_house_id, case.lead) == (world.centre.pk, "Clb Test")


def test_cases_follow_the_pupil_when_two_records_become_one():
    world = World()
    world.track()
    keep = PupilFactory.create()
    merge_pupils(by=command("proef", TODAY), keep=keep, drop=world.pupil)
    assert (Case.objects.get().pupil_id, Track.objects.get().pupil_id) == (keep.pk, keep.pk)
