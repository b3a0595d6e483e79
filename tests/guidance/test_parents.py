from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from leerrecht.access.models import LogEntry
from leerrecht.access.policy import Denied
from leerrecht.enrolment.models import ClassGroup
from leerrecht.guidance.domain.parents import plan_meeting, record_parents
from leerrecht.guidance.domain.queries.parents import out_of_sight, sheet
from leerrecht.guidance.models import Ouderaanwezigheid, Oudercontact
from leerrecht.people.models import Contact
from tests.factories import TODAY, PlacementFactory
from tests.guidance.test_file_page import client_of
from tests.guidance.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def a_meeting(world, by=None, on=TODAY, whole=False):
    return plan_meeting(
        by=by or world.by("begeleider"), school=world.school,
        class_group=None if whole else world.placement.class_group, on=on, title="oudercontact",
    )  # fmt: skip


def contact(world, name, **values):
    return Contact.objects.create(**{"pupil": world.pupil, "name": name, "legal_role": "ouder"} | values)


def came(world, meeting, states, by=None):
    return record_parents(
        by=by or world.by("begeleider"), meeting=meeting, class_group=world.placement.class_group, came=states
    )


def noted(meeting):
    rows = Ouderaanwezigheid.objects.filter(meeting=meeting).order_by("contact_id")
    return [(row.pupil_id, row.contact_id, row.came, row.compartment) for row in rows]


def test_sheet_has_a_line_for_each_parent_but_not_for_who_was_barred():
    world = World()
    mother, father = contact(world, "Moeder"), contact(world, "Vader", order=2)
    contact(world, "Verboden", barred=True, lives_with=False)
    contact(world, "Oma", legal_role="geen")
    meeting = a_meeting(world)
    came(world, meeting, {(world.pupil.pk, mother.pk): "kwam", (world.pupil.pk, father.pk): ""})
    rows = sheet(world.by("begeleider"), meeting, world.placement.class_group)
    assert [(row.pupil, [(one.name, one.came) for one in row.parents]) for row in rows] == [
        (world.pupil, [("Moeder", "kwam"), ("Vader", "")])
    ]
    assert noted(meeting) == [(world.pupil.pk, mother.pk, "kwam", "team")]


def test_teacher_notes_parents_without_learning_their_names():
    world = World()
    mother = contact(world, "Moeder")
    meeting = a_meeting(world, by=world.by("leerkracht"))
    client, url = client_of(world.by("leerkracht")), reverse("parents-meeting", args=[meeting.pk])
    page = client.get(url).content.decode()
    assert ("Moeder" in page, "de ouders" in page) == (False, True)
    client.post(url, {f"kwam-{world.pupil.pk}-0": "bericht"})
    assert noted(meeting) == [(world.pupil.pk, None, "bericht", "team")]
    with pytest.raises(ValidationError):
        came(world, meeting, {(world.pupil.pk, mother.pk): "kwam"}, by=world.by("leerkracht"))
    lines = sheet(world.by("begeleider"), meeting, world.placement.class_group)[0].parents
    assert [(one.name, one.came) for one in lines] == [("Moeder", ""), ("de ouders", "bericht")]


def test_noting_again_changes_takes_back_and_leaves_alone():
    world = World()
    mother, father = contact(world, "Moeder"), contact(world, "Vader")
    meeting, pupil = a_meeting(world), world.pupil.pk
    came(world, meeting, {(pupil, mother.pk): "niet", (pupil, father.pk): "kwam"})
    kept = Ouderaanwezigheid.objects.get(contact=father).pk
    assert came(world, meeting, {(pupil, mother.pk): "", (pupil, father.pk): "kwam"}) == [pupil]
    assert [row.pk for row in Ouderaanwezigheid.objects.all()] == [kept]
    assert came(world, meeting, {(pupil, father.pk): "kwam"}) == []
    assert LogEntry.objects.filter(act="parents.record", pupil_id=pupil).count() == 2


def test_rest_did_not_come_in_one_press():
    world = World()
    mother = contact(world, "Moeder")
    second = PlacementFactory.create(class_group=world.placement.class_group).enrolment.pupil
    meeting = a_meeting(world)
    client, url = client_of(world.by("begeleider")), reverse("parents-meeting", args=[meeting.pk])
    client.post(url, {f"kwam-{world.pupil.pk}-{mother.pk}": "kwam", "rest": "niet"})
    assert sorted(noted(meeting)) == [
        (world.pupil.pk, mother.pk, "kwam", "team"), (second.pk, None, "niet", "team"),
    ]  # fmt: skip


def test_refused_are_days_to_come_pupils_of_elsewhere_and_values_of_nowhere():
    world = World()
    later = a_meeting(world, on=TODAY + timedelta(days=3))
    now = a_meeting(world)
    stranger = PlacementFactory.create().enrolment.pupil
    for meeting, states in (
        (later, {(world.pupil.pk, None): "kwam"}),
        (now, {(stranger.pk, None): "kwam"}),
        (now, {(world.pupil.pk, None): "misschien"}),
    ):
        with pytest.raises(ValidationError):
            came(world, meeting, states)
    other = ClassGroup.objects.create(school=world.school, school_year=2026, name="9Z")
    with pytest.raises(ValidationError):
        record_parents(by=world.by("directeur"), meeting=now, class_group=other, came={})
    assert not Ouderaanwezigheid.objects.exists()


def test_teacher_plans_for_own_classes_only():
    world = World()
    with pytest.raises(ValidationError) as refused:
        a_meeting(world, by=world.by("leerkracht"), whole=True)
    assert list(refused.value.message_dict) == ["class_group"]
    with pytest.raises(Denied):
        plan_meeting(
            by=world.by("leerkracht"), school=world.school, on=TODAY, title="x",
            class_group=ClassGroup.objects.create(school=world.school, school_year=2026, name="9Z"),
        )  # fmt: skip
    with pytest.raises(ValidationError):
        a_meeting(world, by=world.by("directeur")) and a_meeting(world, by=world.by("directeur"))


def test_meetings_through_the_pages():
    world = World()
    client, url = client_of(world.by("begeleider")), reverse("parents-meetings")
    refused = client.post(url, {"title": " ", "on": "2026-11-20", "whom": f"school-{world.school.pk}"})
    assert refused.context["form"].errors == {"title": ["Dit veld is verplicht."]}
    client.post(url, {"title": "infoavond", "on": "2026-11-20", "whom": f"school-{world.school.pk}"})
    meeting = Oudercontact.objects.get()
    assert "Infoavond, 20 november 2026" in client.get(url).content.decode()
    page = client.get(reverse("parents-meeting", args=[meeting.pk]), {"klas": world.placement.class_group_id})
    assert [row.pupil for row in page.context["rows"]] == [world.pupil]
    teacher = client_of(world.by("leerkracht"))
    assert teacher.get(reverse("parents-meeting", args=[meeting.pk])).status_code == 200
    refused = teacher.post(url, {"title": "x", "on": "2026-11-20", "whom": f"school-{world.school.pk}"})
    assert list(refused.context["form"].errors) == ["whom"]


@pytest.mark.parametrize("who", ["secretariaat", "clb"])
def test_pages_are_for_who_receives_parents(who):
    world = World()
    meeting = a_meeting(world)
    client = client_of(world.by(who))
    assert client.get(reverse("parents-meetings")).status_code == 403
    assert client.get(reverse("parents-meeting", args=[meeting.pk])).status_code == 404
    assert client.get(reverse("parents-lost")).status_code == 403


def test_meeting_of_another_school_is_not_found():
    world = World()
    meeting = a_meeting(world)
    world.user("vreemd", "begeleider", world.other)
    client = client_of(world.of(world.users["vreemd"]))
    assert client.get(reverse("parents-meeting", args=[meeting.pk])).status_code == 404
    assert out_of_sight(world.of(world.users["vreemd"]), TODAY) == []


def test_parents_are_out_of_sight_by_what_is_recorded_until_they_are_seen_again():
    world = World()
    by = world.by("begeleider")
    world.unreached(by, "telefoon", "brief", "telefoon")
    came(world, a_meeting(world, on=TODAY - timedelta(days=1)), {(world.pupil.pk, None): "niet"})
    assert [(one.pupil, one.reasons, one.seen) for one in out_of_sight(by, TODAY)] == [
        (
            world.pupil,
            [
                "3 pogingen zonder antwoord (telefonisch, met een brief), het laatst op 20 november 2026",
                "kwam niet naar oudercontact van 19 november 2026",
            ],
            None,
        )
    ]  # fmt: skip
    assert LogEntry.objects.filter(act="note.view", pupil_id=world.pupil.pk, actor_id=by.user_id).exists()
    world.entry(by, kind="gesprek", whom="ouders", text="Ze kwamen langs")
    assert out_of_sight(by, TODAY) == []


def test_parent_who_came_or_sent_word_is_not_out_of_sight():
    world = World()
    by = world.by("begeleider")
    mother, father = contact(world, "Moeder"), contact(world, "Vader")
    came(world, a_meeting(world), {(world.pupil.pk, mother.pk): "bericht", (world.pupil.pk, father.pk): "niet"})
    assert out_of_sight(by, TODAY) == []
    came(world, a_meeting(world, whole=True), {(world.pupil.pk, mother.pk): "niet"})
    assert out_of_sight(by, TODAY) == []


def test_longest_unseen_stands_first_and_contact_is_one_step_away(django_assert_max_num_queries):
    world = World()
    by = world.by("begeleider")
    never = PlacementFactory.create(class_group=world.placement.class_group).enrolment.pupil
    world.entry(by, kind="gesprek", whom="ouders", on=TODAY - timedelta(days=30))
    world.unreached(by, "telefoon")
    came(world, a_meeting(world), {(never.pk, None): "niet"})
    client, url = client_of(by), reverse("parents-lost")
    page = client.get(url)
    assert [line.pupil for line in page.context["lines"]] == [never, world.pupil]
    step = f"{reverse('guidance-entry-new', args=[never.pk])}?soort=contact&met=ouders&terug=/begeleiding/ouders/"
    assert step.replace("&", "&amp;").replace("terug=/begeleiding/ouders/", "terug=%2Fbegeleiding%2Fouders%2F") in (
        page.content.decode()
    )
    assert 'value="ouders" selected' in client.get(step).content.decode()
    with django_assert_max_num_queries(20) as first:
        client.get(url)
    meeting = a_meeting(world, whole=True)
    for _n in range(4):
        pupil = PlacementFactory.create(class_group=world.placement.class_group).enrolment.pupil
        came(world, meeting, {(pupil.pk, None): "niet"})
    with django_assert_max_num_queries(20) as second:
        assert len(client.get(url).context["lines"]) == 6
    assert len(first) == len(second)


def test_sheet_asks_as_many_queries_for_more_pupils(django_assert_max_num_queries):
    world = World()
    meeting = a_meeting(world)
    client, url = client_of(world.by("begeleider")), reverse("parents-meeting", args=[meeting.pk])
    client.get(url)
    with django_assert_max_num_queries(20) as first:
        client.get(url)
    PlacementFactory.create_batch(5, class_group=world.placement.class_group)
    with django_assert_max_num_queries(20) as second:
        assert len(client.get(url).context["rows"]) == 6
    assert len(first) == len(second)
