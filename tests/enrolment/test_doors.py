"""Every address of organisations, people and enrolment as every role, and with the ids of another school."""

import pytest
from django.test import Client
from django.urls import reverse

from leerrecht.access.models import LogEntry
from leerrecht.enrolment.models import ClassGroup, ClassTeam, Enrolment, FreeDay
from leerrecht.organisations.models import Location, Membership
from leerrecht.people.models import Contact, Pupil
from tests.enrolment.world import ROLES, World

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]

READERS = {"secretariaat", "directeur", "begeleider", "leerkracht", "clb", "clbhoofd", "elders"}
EDITORS = {"secretariaat", "directeur"}
MANAGERS = EDITORS | {"beheerder"}
VIEWERS = {"secretariaat", "directeur", "begeleider", "clb", "clbhoofd", "bestuur", "beheerder"}

# (name, kind of id or "", who gets in, what the others get)
PAGES = [
    ("pupil-list", "", READERS, 403),
    ("pupil-export", "", {"secretariaat", "directeur", "begeleider", "elders"}, 403),
    ("pupil-new", "", EDITORS | {"elders"}, 403),
    ("pupil-edit", "pupil", EDITORS, 404),
    ("pupil-siblings", "pupil", EDITORS, 404),
    ("pupil-merge", "pupil", EDITORS, 404),
    ("contact-new", "pupil", EDITORS, 404),
    ("contact-edit", "contact", EDITORS, 404),
    ("contact-remove", "contact", EDITORS, 404),
    ("enrolment-new", "pupil", EDITORS, {"elders": 404, "*": 403}),
    ("enrolment-edit", "enrolment", EDITORS, 404),
    ("enrolment-move", "enrolment", EDITORS, 404),
    ("enrolment-end", "enrolment", EDITORS, 404),
    ("enrolment-result", "enrolment", EDITORS, 404),
    ("enrolment-remove", "enrolment", EDITORS, 404),
    ("class-list", "", READERS, 403),
    ("class-new", "", EDITORS | {"elders"}, 403),
    ("class", "class", READERS - {"elders"}, 404),
    ("class-edit", "class", EDITORS, {"begeleider": 403, "leerkracht": 403, "clb": 403, "clbhoofd": 403}),
    ("class-delete", "class", EDITORS, {"begeleider": 403, "leerkracht": 403, "clb": 403, "clbhoofd": 403}),
    ("class-team-join", "class", EDITORS, {"begeleider": 403, "leerkracht": 403, "clb": 403, "clbhoofd": 403}),
    ("class-team-leave", "team", EDITORS, {"bestuur": 403, "beheerder": 403}),
    ("school-list", "", VIEWERS | {"elders"}, 403),
    ("school", "school", VIEWERS, 404),
    ("location-edit", "location", MANAGERS, 404),
    ("school-edit", "school", {"beheerder"}, 403),
    ("school-new", "", {"beheerder"}, 403),
    ("board-new", "", {"beheerder"}, 403),
    ("centre-new", "", {"beheerder"}, 403),
    ("member-list", "", {"directeur", "clbhoofd", "beheerder", "elders"}, 403),
    ("member-new", "", {"directeur", "clbhoofd", "beheerder", "elders"}, 403),
    ("member-account", "", {"directeur", "clbhoofd", "beheerder", "elders"}, 403),
    ("member-end", "member", {"directeur", "beheerder"}, {"clbhoofd": 404, "elders": 404, "*": 403}),
]


def expected(role, allowed, otherwise):
    if role in allowed:
        return 200
    if isinstance(otherwise, dict):
        return otherwise.get(role, otherwise.get("*", 404))
    return otherwise


@pytest.mark.parametrize("role", ROLES)
def test_each_page_opens_for_who_may_and_for_nobody_else(role):
    world = World()
    client = world.client(role)
    # The operator sees the names of all schools, and no pupil at all.
    secret = {"elders": b"Alfa", "beheerder": b"Janssens"}.get(role, b"Beta")
    found, wanted = {}, {}
    for name, kind, allowed, otherwise in PAGES:
        response = client.get(reverse(name, args=[world.a.pks[kind]] if kind else []))
        text = b"".join(response) if response.streaming else response.content
        found[name] = (response.status_code, secret in text)
        wanted[name] = (expected(role, allowed, otherwise), False)
    assert found == wanted


@pytest.mark.parametrize(
    "role", ["secretariaat", "directeur", "begeleider", "leerkracht", "clb", "clbhoofd", "bestuur"]
)
def test_ids_of_another_school_are_not_found(role):
    world = World()
    client = world.client(role)
    open_doors = []
    for name, kind, _allowed, _otherwise in PAGES:
        if kind:
            response = client.get(reverse(name, args=[world.b.pks[kind]]))
            # 403 is for an act that the role does not have anywhere: the id plays no part in it.
            assert response.status_code in (403, 404), name
            assert b"Beta" not in response.content
            if response.status_code == 403:
                open_doors.append(name)
    assert set(open_doors) <= {"school-edit", "member-end", "enrolment-new", "class-team-leave"}


@pytest.mark.parametrize("name", [name for name, *_rest in PAGES])
def test_who_is_not_signed_in_signs_in_first(name):
    kind = next(kind for known, kind, *_rest in PAGES if known == name)
    response = Client().get(reverse(name, args=[1] if kind else []))
    assert (response.status_code, response.url.split("?")[0]) == (302, "/aanmelden/")


POSTS = [
    ("contact-remove", "contact", {}),
    ("pupil-sibling-remove", "pupil", {"leerling": "1"}),
    ("enrolment-remove", "enrolment", {}),
    ("class-delete", "class", {}),
    ("free-day-remove", "free-day", {}),
    ("location-remove", "location", {}),
    ("school-leave-group", "school", {}),
]


@pytest.mark.parametrize("role", ROLES)
def test_posts_on_records_of_another_school_change_nothing(role):
    world = World()
    client = world.client(role)
    mine, theirs = (world.b, world.a) if role == "elders" else (world.a, world.b)
    before = counts()
    if role == "beheerder":
        posts = [post for post in POSTS if post[1] in ("contact", "pupil", "enrolment", "class")]
    else:
        posts = POSTS
    for name, kind, data in posts:
        assert client.post(reverse(name, args=[theirs.pks[kind]]), data).status_code in (403, 404), name
    assert counts() == before
    assert mine.school.pk != theirs.school.pk


def counts():
    models = (Pupil, Contact, Enrolment, ClassGroup, ClassTeam, FreeDay, Location, Membership)
    return [model.objects.count() for model in models]


def test_ids_of_another_school_in_the_body_are_refused():
    world = World()
    client = world.client("secretariaat")
    a, b = world.a.pks, world.b.pks
    group = ClassGroup.objects.get(pk=b["class"])
    wrong = [
        ("enrolment-move", a["enrolment"], {"class_group": b["class"], "first_day": "2026-11-20"}, "class_group"),
        ("enrolment-new", a["pupil"], {"school": b["school"], "first_day": "2026-11-20"}, "school"),
        ("enrolment-edit", a["enrolment"], {"location": b["location"]}, "location"),
        ("class-edit", a["class"], {"name": "x", "location": b["location"]}, "location"),
        ("class-team-join", a["class"], {"user": world.b.team.user_id}, "user"),
    ]
    for name, pk, data, field in wrong:
        response = client.post(reverse(name, args=[pk]), data)
        assert response.status_code == 200, name
        assert field in response.context["form"].errors, name
        assert group.name not in response.content.decode(), name
    for name, data in (("pupil-siblings", {"leerling": b["pupil"]}), ("pupil-merge", {"met": b["pupil"]})):
        assert client.post(reverse(name, args=[a["pupil"]]), data).status_code == 404
    assert client.get(reverse("pupil-merge", args=[a["pupil"]]), {"met": b["pupil"]}).status_code == 404
    assert Enrolment.objects.count() == 2
    assert not world.a.pupil.siblings.exists()


def test_director_appoints_nobody_at_another_organisation():
    world = World()
    client = world.client("directeur")
    before = Membership.objects.count()
    for organisation in (world.b.school, world.centre, world.operator):
        data = {
            "user": world.b.team.user.username,
            "organisation": organisation.pk,
            "role": "beheerder",
            "first": "2026-11-20",
        }
        response = client.post(reverse("member-new"), data)
        assert set(response.context["form"].errors) == {"organisation", "role"}
    assert Membership.objects.count() == before


def test_changing_a_pupil_leaves_a_look_in_the_log():
    world = World()
    client = world.client("secretariaat")
    client.get(reverse("pupil-edit", args=[world.a.pupil.pk]))
    looks = LogEntry.objects.order_by("pk").values_list("act", "pupil_id", "why")
    assert list(looks) == [("pupil.view", world.a.pupil.pk, "secretariaat van School Alfa")]
