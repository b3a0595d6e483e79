import pytest
from django.urls import reverse

from leerrecht.access.models import LogEntry
from tests.duties.helpers import absent
from tests.factories import PlacementFactory
from tests.guidance.test_file_page import client_of
from tests.guidance.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def page_of(world, by):
    return client_of(by).get(reverse("guidance-week", args=[world.placement.class_group.pk]))


@pytest.mark.parametrize("role", ["leerkracht", "begeleider"])
def test_week_of_a_class_tells_absences_and_what_lies_with_the_team_only(role):
    world = World()
    PlacementFactory.create(class_group=world.placement.class_group)
    absent(world.placement.enrolment, 3, "Z")
    world.entry(world.by("leerkracht"), "team", kind="afspraak", whom="")
    world.entry(world.by("begeleider"), "zorg")
    page = page_of(world, world.by(role))
    assert [(row.pupil, row.marks, len(row.entries)) for row in page.context["rows"]] == [(world.pupil, [("Z", 3)], 1)]
    text = page.content.decode()
    assert ("[[team]]" in text, "[[zorg]]" in text) == (True, False)
    looks = LogEntry.objects.filter(act="note.view", pupil_id=world.pupil.pk, detail__has_key="list")
    assert [look.compartments for look in looks] == [["team"]]


def test_secretariat_sees_absences_without_the_words_of_the_team():
    world = World()
    absent(world.placement.enrolment, 1)
    world.entry(world.by("leerkracht"), "team")
    row = page_of(world, world.by("secretariaat")).context["rows"][0]
    assert (row.marks, row.entries) == ([("B", 1)], [])


def test_class_of_another_is_not_found_and_a_quiet_week_says_so():
    world = World()
    assert "Een rustige week" in page_of(world, world.by("leerkracht")).content.decode()
    world.user("vreemd", "leerkracht", world.other)
    assert page_of(world, world.of(world.users["vreemd"])).status_code == 404
