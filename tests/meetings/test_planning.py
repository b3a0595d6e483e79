from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from leerrecht.access.policy import Denied
from leerrecht.documents.retention import terms
from leerrecht.meetings.domain import agenda, planning
from leerrecht.meetings.domain.merging import merge
from leerrecht.meetings.domain.queries.invited import invitable
from leerrecht.meetings.domain.queries.lists import next_day
from leerrecht.meetings.models import Item, Meeting, Minute
from leerrecht.transfers.domain.retention import dues, refs
from tests.factories import SYSTEM, TODAY, PlacementFactory
from tests.meetings.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def wanted(**values):
    return planning.Wanted(**{"on": TODAY, "starts_at": time(14), "place": "", "most": 12, "invited": ()} | values)


def test_school_and_its_clb_may_be_invited_and_nobody_else():
    world = World()
    for role in ("begeleider", "directeur", "leerkracht", "secretariaat", "clb", "partner"):
        world.staff(role)
    world.user("vreemd", "clb", world.other_centre)
    people = invitable(world.by("begeleider"), world.school.pk, TODAY)
    assert sorted(person.name for person in people) == [
        "Begeleider Test", "Clb Test", "Directeur Test", "Leerkracht Test",
    ]  # fmt: skip
    with pytest.raises(ValidationError) as error:
        world.meeting(invited=("partner",))
    assert "invited" in error.value.message_dict


def test_only_the_school_plans_and_not_in_the_past_nor_twice_at_one_hour():
    world = World()
    with pytest.raises(Denied):
        world.meeting(by=world.by("clb"))
    with pytest.raises(ValidationError) as past:
        world.meeting(on=TODAY - timedelta(days=1))
    assert past.value.message_dict == {"on": ["Kies vandaag of een dag die nog komt."]}
    world.meeting()
    with pytest.raises(ValidationError) as twice:
        world.meeting()
    assert twice.value.message_dict == {"starts_at": ["Op dit uur is er al een overleg van deze school."]}


def test_changing_replaces_who_is_invited():
    world = World()
    meeting = world.meeting(invited=("begeleider", "clb"))
    changed = wanted(place=" zaal  1 ", invited=(world.staff("begeleider").pk, world.staff("directeur").pk))
    planning.change_meeting(by=world.by("begeleider"), meeting=meeting, wanted=changed)
    meeting.refresh_from_db()
    names = set(meeting.participants.values_list("user__username", flat=True))
    assert (meeting.place, names) == ("zaal 1", {"begeleider", "directeur"})


def test_meeting_is_cancelled_while_nothing_was_discussed():
    world = World()
    world.b(1)
    by = world.by("begeleider")
    planning.cancel_meeting(by=by, meeting=world.meeting())
    meeting = world.meeting()
    world.minute(world.item(meeting), by)
    with pytest.raises(ValidationError, match="al iets besproken"):
        planning.cancel_meeting(by=by, meeting=meeting)
    assert Meeting.objects.get() == meeting


def test_next_day_keeps_the_rhythm_of_the_school_and_is_a_school_day():
    def held(*days):
        return [Meeting(on=day) for day in days]

    friday = date(2026, 11, 13)
    assert next_day(held(friday), TODAY, frozenset()) == date(2026, 11, 27)
    assert next_day(held(friday, date(2026, 11, 6)), TODAY, frozenset()) == TODAY
    # Two weeks after 18 December lies in the holidays.
    assert next_day(held(date(2026, 12, 18)), TODAY, frozenset()) == date(2027, 1, 4)


def test_agenda_is_moved_sorted_postponed_and_shared():
    world = World()
    by = world.by("begeleider")
    pupils = [world.signal() for _n in range(3)]
    meeting = world.meeting()

    def row():
        return [item.pupil for item in Item.objects.filter(meeting=meeting)]

    first = row()
    assert set(first) == set(pupils)
    agenda.move(by=by, item=world.item(meeting, first[2]), up=True)
    assert row() == [first[0], first[2], first[1]]
    agenda.move(by=by, item=world.item(meeting, first[0]), up=True)
    agenda.sort(by=by, meeting=meeting)
    assert row() == first
    item = agenda.postpone(by=by, item=world.item(meeting, first[0]))
    agenda.share(by=by, item=item, shared=True)
    item.refresh_from_db()
    assert (item.state, item.shared) == ("uitgesteld", True)
    agenda.add_pupil(by=by, meeting=meeting, pupil=first[0], shared=False)
    item.refresh_from_db()
    assert (item.state, Item.objects.count()) == ("open", 3)
    with pytest.raises(ValidationError):
        agenda.remove(by=by, item=item, why="")


def test_only_pupils_of_the_school_are_added_and_only_by_who_leads():
    world = World()
    other = PlacementFactory.create().enrolment
    meeting = world.meeting(invited=("begeleider", "clb"))
    with pytest.raises(ValidationError, match="van deze school"):
        agenda.add_pupil(by=world.by("begeleider"), meeting=meeting, pupil=other.pupil, shared=True)
    with pytest.raises(Denied):
        agenda.add_pupil(by=world.by("clb"), meeting=meeting, pupil=world.pupil, shared=True)


def test_item_knows_when_it_may_go_and_follows_a_merged_pupil():
    world = World()
    world.b(1)
    twin = world.signal()
    by = world.by("begeleider")
    meeting = world.meeting()
    term = terms()[Item]
    assert {due.ground for due in dues((term, ref) for ref in refs(term))} == {"bewaren.school"}
    world.minute(world.item(meeting, twin), by)
    assert merge(by=SYSTEM, keep=world.pupil, drop=twin) == {"meeting_items": 1}
    assert Minute.objects.get().item == world.item(meeting)
