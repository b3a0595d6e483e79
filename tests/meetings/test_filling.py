from datetime import date, timedelta

import pytest

from leerrecht.access.models import LogEntry
from leerrecht.access.policy import Denied
from leerrecht.duties.models import Outcome
from leerrecht.meetings.domain import agenda, filling, planning
from leerrecht.meetings.models import Item
from tests.factories import TODAY
from tests.guidance.test_today import a_plan, long_away
from tests.meetings.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
NEXT = TODAY + timedelta(days=14)


def shown(meeting):
    return {item.pupil: (item.reasons, item.shared) for item in Item.objects.filter(meeting=meeting)}


def test_agenda_fills_itself_with_the_reason_of_each():
    world = World()
    by = world.by("begeleider")
    signal, due = world.signal(), world.another()
    back, away = world.another(), world.another()
    a_plan(world, due.pupil, by)
    long_away(back, until=date(2026, 11, 17))
    long_away(away)
    found = shown(world.meeting())
    assert {pupil: [one for one in reasons if one != "signaal"] for pupil, (reasons, _s) in found.items()} == {
        signal: [], due.pupil: ["plan"], back.pupil: ["terug"], away.pupil: ["lang"],
    }  # fmt: skip
    assert found[signal] == (["signaal"], False)
    # The plan lies in the care file of the school; half-days are seen by the CLB too.
    assert (found[due.pupil][1], found[back.pupil][1]) == (False, True)
    assert Item.objects.get(pupil=signal).rules == ["b.begeleiding", "b1.contact"]


def test_new_signals_alone_fill_no_more_than_was_asked_and_only_since_the_former_meeting():
    world = World()
    for _n in range(3):
        world.signal()
    first = world.meeting(most=2)
    assert first.items.count() == 2
    Item.objects.all().update(state="besproken", discussed_at="2026-11-20T12:00Z")
    planning.close_meeting(by=world.by("begeleider"), meeting=first)
    Outcome.objects.update(sinds=TODAY - timedelta(days=1))
    assert world.meeting(on=NEXT).items.count() == 0


def test_what_was_not_discussed_and_open_tasks_come_back():
    world = World()
    by = world.by("begeleider")
    left, tasked, gone = world.signal(), world.signal(), world.signal()
    first = world.meeting(invited=("begeleider",))
    task = world.item(first, tasked)
    world.task(task, by)
    agenda.discussed(by=by, item=task)
    agenda.remove(by=by, item=world.item(first, gone), why="opgelost")
    second = world.meeting(on=NEXT)
    Item.objects.filter(meeting=second).delete()
    planning.close_meeting(by=by, meeting=first)
    Outcome.objects.update(sinds=TODAY - timedelta(days=1))
    Item.objects.filter(meeting=second).delete()
    filling.fill(by=by, meeting=second)
    assert {pupil: reasons for pupil, (reasons, _s) in shown(second).items()} == {left: ["verder"], tasked: ["taak"]}


def test_filling_twice_adds_nobody_twice_and_who_was_taken_off_stays_off():
    world = World()
    by = world.by("begeleider")
    pupil = world.signal()
    meeting = world.meeting()
    agenda.remove(by=by, item=world.item(meeting, pupil), why="elders")
    assert filling.fill(by=by, meeting=meeting) == 0
    assert world.item(meeting, pupil).state == "weg"


def test_job_fills_coming_agendas_without_what_is_the_clbs_alone():
    world = World()
    meeting = world.meeting(on=NEXT)
    pupil = world.signal()
    assert filling.fill_coming(TODAY) == 1
    assert list(shown(meeting)) == [pupil]
    closed = planning.close_meeting(by=world.by("begeleider"), meeting=meeting)
    assert filling.fill(by=world.by("begeleider"), meeting=closed) == 0


def test_who_was_put_on_the_agenda_is_logged_and_only_who_leads_fills():
    world = World()
    pupil = world.signal()
    meeting = world.meeting()
    logged = LogEntry.objects.filter(act="meeting.hold").exclude(pupil_id=None)
    assert [(entry.pupil_id, entry.compartments) for entry in logged] == [(pupil.pk, ["zorg"])]
    with pytest.raises(Denied):
        filling.fill(by=world.by("clb"), meeting=meeting)
