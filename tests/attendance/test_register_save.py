"""Saving a register over HTTP: JSON in and out, bad input, conflicts, two people at once."""

import json
import threading
from datetime import date

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client

from leerrecht.access.models import LogEntry
from leerrecht.attendance.domain.queries.registers import calendar_of, class_sheet
from leerrecht.attendance.models import HalfDay, HalfDayHistory, Register
from leerrecht.enrolment.models import FreeDay
from tests.attendance.test_register_screen import NOW, client_of, member, teacher_of, url
from tests.factories import SYSTEM, TODAY, ClassGroupFactory, PlacementFactory, ServiceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def group():
    return ClassGroupFactory.create(name="3A")


@pytest.fixture
def noor(group):
    return PlacementFactory.create(class_group=group, enrolment__pupil__last_name="Aerts").enrolment.pupil


def save(client, group, body, day=TODAY, part="vm"):
    content = body if isinstance(body, str) else json.dumps(body)
    return client.post(url(group, day, part, name="register-save"), content, content_type="application/json")


def entry(pupil, mark, seen=0, **more):
    return {"pupil": pupil.pk, "mark": mark, "seen": seen, **more}


def stored():
    return list(HalfDay.objects.order_by("pupil__sort_key").values_list("pupil_id", "mark", "version"))


def test_marks_are_saved_and_answered_with_their_version(group, noor):
    user = teacher_of(group)
    answer = save(client_of(user), group, {"user": user.pk, "entries": [entry(noor, "L", minutes=7)], "taken": True})
    assert answer.status_code == 200
    assert answer.json() == {
        "changed": [{"pupil": noor.pk, "mark": "L", "version": 1, "minutes": 7, "by_id": user.pk}],
        "unchanged": [],
        "conflicts": [],
        "taken_at": "2026-11-20T09:00:00+00:00",
    }
    assert Register.objects.get().taken_by_id == user.pk


def test_same_marks_sent_twice_are_saved_once(group, noor):
    client = client_of(teacher_of(group))
    body = {"entries": [entry(noor, "B")], "taken": False}
    save(client, group, body)
    answer = save(client, group, body).json()
    assert (answer["changed"], answer["unchanged"], answer["conflicts"]) == ([], [noor.pk], [])
    assert stored() == [(noor.pk, "B", 1)]
    assert HalfDayHistory.objects.filter(pupil=noor).count() == 0


def test_mark_of_somebody_else_is_a_conflict_and_stays(group, noor):
    office = member("secretariaat", group.school, first_name="Sara", last_name="Maes")
    save(client_of(office), group, {"entries": [entry(noor, "Z")]})
    answer = save(client_of(teacher_of(group)), group, {"entries": [entry(noor, "B")]}).json()
    (conflict,) = answer["conflicts"]
    assert (conflict["mark"], conflict["version"], conflict["by"], conflict["by_id"]) == (
        "Z",
        1,
        "Sara Maes",
        office.pk,
    )
    assert answer["changed"] == []
    assert stored() == [(noor.pk, "Z", 1)]


def test_own_choice_after_a_conflict_is_kept_with_the_history(group, noor):
    office = member("secretariaat", group.school)
    save(client_of(office), group, {"entries": [entry(noor, "Z")]})
    save(client_of(teacher_of(group)), group, {"entries": [entry(noor, "B", seen=1)]})
    assert stored() == [(noor.pk, "B", 2)]
    assert [(old.mark, old.change) for old in HalfDayHistory.objects.filter(pupil=noor)] == [("Z", "U")]


BAD_BODIES = [
    ("geen json", "Dit is geen leesbare JSON."),
    ("[]", "“entries” ontbreekt of is geen lijst."),
    ({"entries": "x"}, "“entries” ontbreekt of is geen lijst."),
    ({"entries": [], "taken": "ja"}, "“taken” moet waar of onwaar zijn."),
    ({"entries": [], "user": "An"}, "“user” moet een nummer zijn."),
    ({"entries": ["x"]}, "Ingave 1 is niet leesbaar."),
    ({"entries": [{"pupil": True, "mark": "B", "seen": 0}]}, "Ingave 1: “pupil” ontbreekt of klopt niet."),
    ({"entries": [{"pupil": 2**70, "mark": "B", "seen": 0}]}, "Ingave 1: “pupil” ontbreekt of klopt niet."),
    ({"entries": [{"pupil": 1, "mark": "Q", "seen": 0}]}, "Ingave 1: “mark” ontbreekt of klopt niet."),
    ({"entries": [{"pupil": 1, "mark": ["B"], "seen": 0}]}, "Ingave 1: “mark” ontbreekt of klopt niet."),
    ({"entries": [{"pupil": 1, "mark": "B"}]}, "Ingave 1: “seen” ontbreekt of klopt niet."),
    ({"entries": [{"pupil": 1, "mark": "B", "seen": -1}]}, "Ingave 1: “seen” ontbreekt of klopt niet."),
    (
        {"entries": [{"pupil": 1, "mark": "L", "seen": 0, "minutes": 9999}]},
        "Ingave 1: “minutes” ontbreekt of klopt niet.",
    ),
    ({"entries": [{"pupil": 1, "mark": "B", "seen": 0, "ground": 3}]}, "Ingave 1: “ground” ontbreekt of klopt niet."),
    ({"entries": [{"pupil": 1, "mark": "B", "seen": 0}] * 501}, "Hoogstens 500 leerlingen in één keer."),
]


@pytest.mark.parametrize(("body", "error"), BAD_BODIES)
def test_body_that_cannot_be_read_is_refused_with_the_place(group, body, error):
    answer = save(client_of(teacher_of(group)), group, body)
    assert (answer.status_code, answer.json()) == (400, {"error": error})


@pytest.mark.parametrize(
    ("day", "part", "mark", "words"),
    [
        (date(2026, 11, 3), "vm", "B", "herfstvakantie"),
        (date(2026, 11, 18), "nm", "B", "woensdagnamiddag"),
        (date(2026, 11, 21), "vm", "B", "weekend"),
        (date(2026, 11, 19), "vm", "B", "pedagogische studiedag"),
        (date(2026, 11, 23), "vm", "B", "in de toekomst"),
        (date(2026, 11, 23), "vm", "-", "in de toekomst"),
        (date(2026, 11, 20), "vm", "H", "H"),
        (date(2026, 11, 20), "vm", "A", "A"),
        (date(2026, 11, 20), "vm", "P", "Code P geeft u niet zelf in"),
        (date(2025, 11, 20), "vm", "B", "ander schooljaar"),
    ],
)
def test_mark_that_cannot_be_is_refused_and_nothing_is_written(group, noor, day, part, mark, words):
    FreeDay.objects.create(school=group.school, date=date(2026, 11, 19), reason="pedagogische studiedag")
    other = PlacementFactory.create(class_group=group).enrolment.pupil
    body = {"entries": [entry(other, "Z"), entry(noor, mark)]}
    answer = save(client_of(teacher_of(group)), group, body, day, part)
    assert answer.status_code == 400
    assert words in answer.json()["error"]
    assert stored() == []


def test_unknown_pupil_is_refused(group, noor):
    stranger = PlacementFactory.create().enrolment.pupil
    answer = save(client_of(teacher_of(group)), group, {"entries": [entry(noor, "Z"), entry(stranger, "Z")]})
    assert (answer.status_code, answer.json()["error"]) == (
        400,
        "Een leerling zit op die dag niet in deze klas. Laad de pagina opnieuw om de juiste lijst te zien.",
    )
    assert stored() == []


def test_saving_is_refused_to_whoever_does_not_take_this_register(group, noor):
    clb = member("clb", ServiceFactory.create(school=group.school).centre)
    board = member("bestuur", group.school.board)
    elsewhere = teacher_of(ClassGroupFactory.create(school=group.school, name="4Z"))
    for user in (clb, board, elsewhere):
        assert save(client_of(user), group, {"entries": [entry(noor, "Z")]}).status_code == 403
    assert stored() == []
    assert LogEntry.objects.filter(act="register.take").count() == 0


def test_class_that_cannot_be_is_no_fault_of_the_server(group):
    client = client_of(teacher_of(group))
    for number, status in ((2**40, 403), (2**80, 404)):
        address = f"/registers/{number}/2026-11-20/vm/opslaan/"
        answer = client.post(address, json.dumps({"entries": []}), content_type="application/json")
        assert answer.status_code == status


def test_without_sign_in_the_answer_is_401_in_json(group, noor):
    answer = save(Client(), group, {"entries": [entry(noor, "Z")]})
    assert (answer.status_code, answer.json()["reason"]) == (401, "signed_out")


def test_marks_typed_by_another_user_are_not_taken_in(group, noor):
    user = teacher_of(group)
    answer = save(client_of(user), group, {"user": user.pk + 1, "entries": [entry(noor, "Z")]})
    assert (answer.status_code, answer.json()["reason"]) == (401, "other_user")
    assert stored() == []


def test_saving_asks_for_the_token(group, noor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(teacher_of(group))
    assert save(client, group, {"entries": [entry(noor, "Z")]}).status_code == 403
    assert stored() == []


def test_ground_and_own_code_are_checked(group, noor):
    client = client_of(member("secretariaat", group.school))
    wrong = save(client, group, {"entries": [entry(noor, "Z", ground="luxeverzuim")]})
    assert (wrong.status_code, wrong.json()["error"]) == (400, "Deze grond hoort niet bij code Z.")
    unknown = save(client, group, {"entries": [entry(noor, "Z", sub_code=77)]})
    assert unknown.status_code == 400
    right = save(client, group, {"entries": [entry(noor, "Z", ground="ziek_medisch")]})
    assert right.status_code == 200
    assert HalfDay.objects.get().ground == "ziek_medisch"
    teacher = save(client_of(teacher_of(group)), group, {"entries": [entry(noor, "Z", ground="type5")]})
    assert (teacher.status_code, teacher.json()["error"]) == (400, "Een grond of eigen code geeft het secretariaat in.")


@pytest.mark.parametrize("count", [2, 25])
def test_saving_keeps_its_query_budget(group, count, django_assert_max_num_queries):
    pupils = [place.enrolment.pupil for place in PlacementFactory.create_batch(count, class_group=group)]
    client = client_of(teacher_of(group))
    body = {"entries": [entry(pupil, "." if number else "B") for number, pupil in enumerate(pupils)], "taken": True}
    with django_assert_max_num_queries(10):
        assert save(client, group, body).status_code == 200
    sheet = class_sheet(
        to=SYSTEM, group=group, day=TODAY, part="vm", calendar=calendar_of(to=SYSTEM, group=group, day=TODAY)
    )
    assert [row.cell.mark for row in sheet.rows].count("B") == 1


@pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS)
def test_two_people_at_the_same_moment_lose_nothing(group):
    pupils = [place.enrolment.pupil for place in PlacementFactory.create_batch(12, class_group=group)]
    users = {"Z": member("secretariaat", group.school), "B": teacher_of(group)}
    clients = {mark: client_of(user) for mark, user in users.items()}
    answers = {}
    start = threading.Barrier(2)

    def press(mark):
        try:
            start.wait()
            body = {"entries": [entry(pupil, mark) for pupil in pupils], "taken": True}
            answers[mark] = save(clients[mark], group, body).json()
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[mark]) for mark in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    now = {pupil: mark for pupil, mark, _version in stored()}
    written = {mark: {cell["pupil"] for cell in answer["changed"]} for mark, answer in answers.items()}
    missed = {mark: {cell["pupil"] for cell in answer["conflicts"]} for mark, answer in answers.items()}
    everybody = {pupil.pk for pupil in pupils}
    assert set(now) == everybody
    assert written["Z"] | written["B"] == everybody
    assert written["Z"] & written["B"] == set()
    assert missed == {"Z": written["B"], "B": written["Z"]}
    assert {mark: {pupil for pupil, kept in now.items() if kept == mark} for mark in written} == written
    assert HalfDayHistory.objects.filter(pupil__in=pupils).count() == 0
    assert Register.objects.count() == 1
