"""Groups for one day: making one, who is in it, and its register."""

import json

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from leerrecht.access import acts
from leerrecht.access.models import LogEntry
from leerrecht.attendance.domain.queries.gatherings import members
from leerrecht.attendance.models import HalfDay, Register
from leerrecht.enrolment.models import Gathering
from tests.attendance.test_register_screen import NOW, client_of, member, teacher_of
from tests.factories import SYSTEM, TODAY, ClassGroupFactory, ClassTeamFactory, PlacementFactory, ServiceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def classes():
    """Two classes of one school, with two pupils and one pupil."""
    first = ClassGroupFactory.create(name="3A")
    second = ClassGroupFactory.create(name="3B", school=first.school)
    PlacementFactory.create_batch(2, class_group=first)
    PlacementFactory.create(class_group=second)
    return first, second


def make(client, *groups, name="Uitstap", day="2026-11-20"):
    return client.post("/groepen/nieuw/", {"name": name, "date": day, "classes": [group.pk for group in groups]})


def of_class(group):
    return list(group.placements.order_by("enrolment__pupil__sort_key").values_list("enrolment__pupil_id", flat=True))


def test_group_holds_the_pupils_of_the_classes_and_is_logged(classes):
    user = member("secretariaat", classes[0].school)
    response = make(client_of(user), *classes)
    gathering = Gathering.objects.get()
    assert response["Location"] == reverse("gathering", args=[gathering.pk])
    assert {row.pupil_id for row in members(to=SYSTEM, gathering=gathering, act=acts.REGISTER_VIEW)} == {
        *of_class(classes[0]),
        *of_class(classes[1]),
    }
    entry = LogEntry.objects.get(act="gathering.create")
    assert (entry.actor_id, entry.organisation_id, entry.detail) == (user.pk, classes[0].school_id, {"pupils": 3})


@pytest.mark.parametrize(
    ("typed", "field", "error"),
    [
        ({"date": "2026-11-21"}, "date", "Op die dag is er geen les: weekend."),
        ({"date": "2025-11-20"}, "date", "Kies een dag van dit schooljaar."),
        ({"classes": []}, "classes", "Dit veld is verplicht."),
        ({"name": ""}, "name", "Dit veld is verplicht."),
    ],
)
def test_group_that_cannot_be_is_refused_and_keeps_what_was_typed(classes, typed, field, error):
    client = client_of(member("secretariaat", classes[0].school))
    data = {"name": "Uitstap", "date": "2026-11-20", "classes": [classes[0].pk]} | typed
    response = client.post("/groepen/nieuw/", data)
    assert response.context["form"].errors == {field: [error]}
    assert response.context["form"]["name"].value() == data["name"]
    assert Gathering.objects.count() == 0


def test_group_of_two_schools_is_refused(classes):
    from tests.factories import MembershipFactory, Organisation

    other = PlacementFactory.create().class_group
    user = member("secretariaat", classes[0].school)
    MembershipFactory.create(user=user, organisation=Organisation.objects.get(pk=other.school_id), role="secretariaat")
    response = make(client_of(user), classes[0], other)
    assert response.context["form"].errors == {"classes": ["Kies klassen van één school."]}


def test_who_stays_behind_is_unticked_and_a_class_can_join(classes):
    client = client_of(member("secretariaat", classes[0].school))
    make(client, classes[0])
    gathering = Gathering.objects.get()
    goes, stays = of_class(classes[0])
    client.post(
        reverse("gathering", args=[gathering.pk]),
        {"shown": [goes, stays], "pupils": [goes], "classes": [classes[1].pk]},
    )
    assert set(gathering.pupils.values_list("pk", flat=True)) == {goes, *of_class(classes[1])}


def test_group_is_deleted_and_its_marks_stay(classes):
    client = client_of(member("secretariaat", classes[0].school))
    make(client, classes[0])
    gathering = Gathering.objects.get()
    pupil = of_class(classes[0])[0]
    post(client, gathering, [{"pupil": pupil, "mark": "Z", "seen": 0}])
    client.post(reverse("gathering", args=[gathering.pk]), {"pupils": [], "delete": "1"})
    assert Gathering.objects.count() == 0
    assert HalfDay.objects.get().mark == "Z"


def post(client, gathering, entries, *, taken=False, part="vm"):
    return client.post(
        reverse("gathering-save", args=[gathering.pk, part]),
        json.dumps({"entries": entries, "taken": taken}),
        content_type="application/json",
    )


def test_register_of_a_group_is_saved_in_each_class_and_takes_whole_classes_only(classes):
    client = client_of(member("secretariaat", classes[0].school))
    make(client, *classes)
    gathering = Gathering.objects.get()
    one, two = of_class(classes[0])
    (three,) = of_class(classes[1])
    gathering.pupils.remove(two)
    entries = [{"pupil": one, "mark": "Z", "seen": 0}, {"pupil": three, "mark": "L", "seen": 0, "minutes": 4}]
    answer = post(client, gathering, entries, taken=True).json()
    assert sorted(cell["pupil"] for cell in answer["changed"]) == sorted([one, three])
    assert answer["conflicts"] == []
    assert list(Register.objects.values_list("class_group_id", flat=True)) == [classes[1].pk]
    HalfDay.objects.filter(pupil_id=three).delete()
    sheet = client.get(reverse("gathering-register", args=[gathering.pk, "vm"])).context["sheet"]
    assert {row.pupil_id: (row.cell.mark, row.present) for row in sheet.rows} == {one: ("Z", False), three: ("", True)}
    HalfDay.objects.create(
        school_year=2026, pupil_id=three, date=TODAY, part="vm", enrolment_id=classes[1].placements.get().enrolment_id,
        school_id=classes[1].school_id, mark="L", source="register", entered_at=timezone.now(), version=1,
    )  # fmt: skip
    assert sorted(HalfDay.objects.values_list("pupil_id", "mark")) == sorted([(one, "Z"), (three, "L")])


def test_register_of_a_group_with_one_bad_entry_writes_nothing(classes):
    client = client_of(member("secretariaat", classes[0].school))
    make(client, *classes)
    gathering = Gathering.objects.get()
    entries = [
        {"pupil": of_class(classes[0])[0], "mark": "Z", "seen": 0},
        {"pupil": of_class(classes[1])[0], "mark": "H", "seen": 0},
    ]
    answer = post(client, gathering, entries)
    assert answer.status_code == 400
    assert "H" in answer.json()["error"]
    assert HalfDay.objects.count() == 0


def test_pupil_outside_the_group_is_refused(classes):
    client = client_of(member("secretariaat", classes[0].school))
    make(client, classes[0])
    answer = post(client, Gathering.objects.get(), [{"pupil": of_class(classes[1])[0], "mark": "Z", "seen": 0}])
    assert (answer.status_code, answer.json()["error"]) == (
        400,
        "1 leerling(en) zitten niet in deze groep. Laad de pagina opnieuw.",
    )


def test_teacher_sees_and_marks_only_the_own_pupils_of_a_group(classes):
    make(client_of(member("secretariaat", classes[0].school)), *classes)
    gathering = Gathering.objects.get()
    teacher = client_of(teacher_of(classes[0]))
    page = teacher.get(reverse("gathering", args=[gathering.pk]))
    assert {row.enrolment.pupil_id for row in page.context["form"].rows} == set(of_class(classes[0]))
    assert page.context["hidden"] == 1
    register = teacher.get(reverse("gathering-register", args=[gathering.pk, "vm"]))
    assert {row.pupil_id for row in register.context["sheet"].rows} == set(of_class(classes[0]))
    foreign = post(teacher, gathering, [{"pupil": of_class(classes[1])[0], "mark": "B", "seen": 0}])
    assert foreign.status_code == 400
    assert HalfDay.objects.count() == 0


def test_teacher_makes_a_group_of_own_classes_only(classes):
    user = teacher_of(classes[0])
    page = client_of(user).get("/groepen/nieuw/")
    assert [group.name for group in page.context["form"].fields["classes"].queryset] == ["3A"]
    ClassTeamFactory.create(class_group=classes[1], user=user)
    assert make(client_of(user), *classes).status_code == 302


def test_group_of_another_school_is_not_found_and_the_clb_only_looks(classes):
    make(client_of(member("secretariaat", classes[0].school)), *classes)
    gathering = Gathering.objects.get()
    address = reverse("gathering-register", args=[gathering.pk, "vm"])
    stranger = client_of(member("secretariaat", ClassGroupFactory.create().school))
    assert stranger.get(address).status_code == 404
    clb = client_of(member("clb", ServiceFactory.create(school=classes[0].school).centre))
    page = clb.get(address)
    assert (page.status_code, page.context["may_take"]) == (200, False)
    assert post(clb, gathering, []).status_code == 404
    assert clb.get("/groepen/nieuw/").status_code == 403
    assert client_of(member("bestuur", classes[0].school.board)).get("/groepen/").status_code == 403


@pytest.mark.parametrize("count", [1, 8])
def test_list_of_groups_keeps_its_query_budget(classes, count, django_assert_max_num_queries):
    client = client_of(member("secretariaat", classes[0].school))
    for number in range(count):
        Gathering.objects.create(school=classes[0].school, name=f"Groep {number}", date=TODAY)
    with django_assert_max_num_queries(5):
        assert len(client.get("/groepen/").context["coming"]) == count
