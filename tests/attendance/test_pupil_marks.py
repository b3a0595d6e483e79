"""The half-days of one pupil: strip, counts, history, verdicts, missed lesson hours."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.http import Http404
from django.urls import reverse

from leerrecht.access.models import LogEntry, User
from leerrecht.access.policy import Denied
from leerrecht.attendance.domain.absences import AbsenceKey
from leerrecht.attendance.domain.approvals import refuse_p
from leerrecht.attendance.domain.lessons import mark_lesson, unmark_lesson
from leerrecht.attendance.domain.queries import marks
from leerrecht.attendance.domain.queries.marks import State
from leerrecht.attendance.domain.reasons import set_reason
from leerrecht.attendance.domain.verification import set_verification
from leerrecht.attendance.models import HalfDay, LessonMark
from leerrecht.enrolment.models import FreeDay
from leerrecht.law import strip as strips
from tests.factories import (
    ClassTeamFactory,
    EnrolmentFactory,
    PlacementFactory,
    ServiceFactory,
    half_day,
    principal,
)

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY, WEDNESDAY = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 18)


@pytest.fixture(autouse=True)
def _friday_afternoon():
    with time_machine.travel("2026-11-20 14:00:00+01:00", tick=False):
        yield


@pytest.fixture
def placement():
    return PlacementFactory.create()


@pytest.fixture
def secretary(placement):
    return principal("secretariaat", placement.class_group.school, last_name="De Smet")


@pytest.fixture
def teacher(placement):
    who = principal("leerkracht", placement.class_group.school)
    ClassTeamFactory.create(class_group=placement.class_group, user_id=who.user_id)
    return who


def key(placement, day):
    return AbsenceKey(placement.enrolment.pupil_id, placement.enrolment.school_id, day, day)


def signed_in(client, who):
    client.force_login(User.objects.get(pk=who.user_id))
    return client


# Strip


def test_strip_holds_marks_on_the_calendar_of_the_school_and_p_without_approval_as_unknown(placement, secretary):
    FreeDay.objects.create(school=placement.class_group.school, date=TUESDAY, reason="studiedag")
    for day, part, mark in ((MONDAY, "vm", "B"), (MONDAY, "nm", "P"), (TUESDAY, "vm", "Z"), (WEDNESDAY, "vm", "L")):
        half_day(placement.enrolment, day, part, mark)
    strip = marks.strip_of(secretary, placement.enrolment.pupil, 2026)
    start = strips.index(MONDAY, "vm")
    assert strip[start : start + 12] == b"B-  L ....  "
    assert {mark: strip.count(mark.encode()) for mark in "PB-L"} == {"P": 0, "B": 1, "-": 1, "L": 1}


def test_strip_of_a_pupil_who_changed_school_shows_only_the_own_school(placement, secretary):
    enrolment = placement.enrolment
    enrolment.period = DateRange(TUESDAY, date(2027, 9, 1))
    enrolment.save()
    elsewhere = EnrolmentFactory.create(pupil=enrolment.pupil, period=DateRange(date(2026, 9, 1), TUESDAY))
    half_day(elsewhere, MONDAY, "vm", "B")
    half_day(enrolment, TUESDAY, "vm", "Z")
    strip = marks.strip_of(secretary, enrolment.pupil, 2026)
    assert strip[strips.index(MONDAY, "vm") : strips.index(WEDNESDAY, "vm")] == b"  Z."


def test_strip_asks_three_queries(placement, secretary, django_assert_num_queries):
    for day in (MONDAY, TUESDAY):
        half_day(placement.enrolment, day, "vm", "B")
    with django_assert_num_queries(3):
        marks.strip_of(secretary, placement.enrolment.pupil, 2026)


def test_remarks_hide_ground_and_certificate_from_a_teacher(placement, secretary, teacher):
    half_day(placement.enrolment, MONDAY, "vm", "Z")
    HalfDay.objects.update(ground="ziek_medisch", certificate_id=7)
    pupil = placement.enrolment.pupil
    seen = [marks.remarks_of(who, pupil, 2026)[MONDAY, "vm"] for who in (secretary, teacher)]
    assert [(remark.mark, remark.ground, remark.certificate_id) for remark in seen] == [
        ("Z", "ziek, medisch attest", 7), ("Z", "", None),
    ]  # fmt: skip


# History


def history(who, placement):
    return [
        (step.date, step.part, step.by, step.before, step.after)
        for step in marks.history_of(who, placement.enrolment.pupil, 2026)
    ]


def test_history_tells_each_change_by_whom_from_what_to_what(placement, secretary):
    half_day(placement.enrolment, MONDAY, "vm", "-")
    with time_machine.travel("2026-11-20 14:05:00+01:00", tick=False):
        set_reason(by=secretary, keys=[key(placement, MONDAY)], mark="P", ground="rouw")
    director = principal("directeur", placement.class_group.school, last_name="Maes")
    refuse_p(by=director, keys=[key(placement, MONDAY)], reason="andere")
    HalfDay.objects.filter(date=MONDAY).delete()
    steps = history(secretary, placement)
    unknown, asked = State("-"), State("P", "rouw")
    assert {(by, before, after) for _date, _part, by, before, after in steps} == {
        ("", State(), unknown), ("An De Smet", unknown, asked), ("An Maes", asked, unknown),
        ("An Maes", unknown, State()),
    }  # fmt: skip


def test_history_of_a_teacher_shows_codes_without_grounds(placement, secretary, teacher):
    half_day(placement.enrolment, MONDAY, "vm", "-")
    set_reason(by=secretary, keys=[key(placement, MONDAY)], mark="R", ground="jeugdhulpmaatregel")
    assert {after for *_rest, after in history(teacher, placement)} == {State("-"), State("R")}


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("secretariaat", 200),
        ("begeleider", 200),
        ("directeur", 200),
        ("clb", 200),
        ("bestuur", 404),
        ("beheerder", 404),
    ],
)
@pytest.mark.parametrize("name", ["pupil-history", "pupil-lessons"])
def test_pages_of_a_pupil_are_seen_by_who_sees_registers(client, placement, name, role, status):
    half_day(placement.enrolment, MONDAY, "vm", "R")
    HalfDay.objects.update(ground="jeugdhulpmaatregel")
    school = placement.class_group.school
    where = ServiceFactory.create(school=school).centre if role == "clb" else school
    response = signed_in(client, principal(role, where)).get(reverse(name, args=[placement.enrolment.pupil_id]))
    assert response.status_code == status
    assert (b"jeugdzorg" in response.content) == (
        name == "pupil-history" and role in {"secretariaat", "begeleider", "directeur"}
    )


@pytest.mark.parametrize("name", ["pupil-history", "pupil-lessons"])
def test_pages_of_a_pupil_are_seen_by_the_own_teacher_and_no_other(client, placement, teacher, name):
    url = reverse(name, args=[placement.enrolment.pupil_id])
    assert signed_in(client, teacher).get(url).status_code == 200
    assert signed_in(client, principal("leerkracht", placement.class_group.school)).get(url).status_code == 404


def test_look_at_the_history_is_logged(client, placement, secretary):
    signed_in(client, secretary).get(reverse("pupil-history", args=[placement.enrolment.pupil_id]))
    entry = LogEntry.objects.get(act="pupil.history")
    assert (entry.actor_id, entry.pupil_id) == (secretary.user_id, placement.enrolment.pupil_id)


def test_history_keeps_its_query_budget_whatever_its_length(
    client, placement, secretary, django_assert_max_num_queries
):
    signed_in(client, secretary)
    url = reverse("pupil-history", args=[placement.enrolment.pupil_id])
    for days in ((1, 2), (5, 6, 8, 9, 12, 13)):
        for day in days:
            half_day(placement.enrolment, date(2026, 10, day), "vm", "B")
        with django_assert_max_num_queries(14):
            assert client.get(url).status_code == 200


# Verdicts


def test_verdict_stands_beside_the_b_and_never_changes_it(client, placement, secretary):
    half_day(placement.enrolment, MONDAY, "vm", "B")
    half_day(placement.enrolment, MONDAY, "nm", "Z")
    url = reverse("pupil-history", args=[placement.enrolment.pupil_id])
    value = f"{placement.enrolment.school_id}:2026-11-16:vm"
    response = signed_in(client, secretary).post(url, {"half_days": [value], "verdict": "aanvaard"}, follow=True)
    assert "als gewettigd beschouwd" in response.content.decode()
    assert list(HalfDay.objects.order_by("-part").values_list("mark", "verification")) == [("B", "aanvaard"), ("Z", "")]
    assert set_verification(by=secretary, keys=[key(placement, MONDAY)], verdict="aanvaard") == 0


def test_verdict_of_a_teacher_or_on_no_b_is_refused(placement, secretary, teacher):
    half_day(placement.enrolment, MONDAY, "vm", "Z")
    with pytest.raises(Denied):
        set_verification(by=teacher, keys=[key(placement, MONDAY)], verdict="aanvaard")
    with pytest.raises(ValidationError):
        set_verification(by=secretary, keys=[key(placement, MONDAY)], verdict="aanvaard")
    with pytest.raises(ValidationError):
        set_verification(by=secretary, keys=[key(placement, MONDAY)], verdict="misschien")


@pytest.mark.parametrize("data", [{"verdict": "aanvaard"}, {"verdict": "aanvaard", "half_days": ["onzin"]}])
def test_verdict_without_a_readable_choice_says_so(client, placement, secretary, data):
    half_day(placement.enrolment, MONDAY, "vm", "B")
    url = reverse("pupil-history", args=[placement.enrolment.pupil_id])
    response = signed_in(client, secretary).post(url, data)
    assert (response.status_code, b"error-summary" in response.content) == (200, True)


# Lesson hours


def mark(by, placement, day=MONDAY, part="vm", hour=2, **more):
    return mark_lesson(by=by, pupil_id=placement.enrolment.pupil_id, date=day, part=part, hour=hour, **more)


def test_lesson_hours_show_what_comes_back(placement, teacher):
    mark(teacher, placement, subject="wiskunde")
    mark(teacher, placement, date(2026, 11, 9), subject="wiskunde")
    mark(teacher, placement, TUESDAY, hour=3, subject="Frans")
    missed = marks.lessons_of(teacher, placement.enrolment.pupil, 2026)
    assert marks.repeated_lessons(missed) == [("maandag, lesuur 2", 2), ("wiskunde", 2)]
    assert HalfDay.objects.count() == 0


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"day": date(2026, 11, 23)},
         {"date": ["Deze dag ligt in de toekomst. Een gemist lesuur noteert u op de dag zelf of later."]}),
        ({"day": date(2026, 11, 11)},
         {"date": ["Op die halve dag is er geen les. Kies een andere dag of een ander dagdeel."]}),
        ({"day": WEDNESDAY, "part": "nm"},
         {"date": ["Op die halve dag is er geen les. Kies een andere dag of een ander dagdeel."]}),
        ({"day": date(2025, 11, 17)},
         {"date": ["De leerling is op die dag niet ingeschreven waar u het register neemt."]}),
        ({"hour": 13}, {"hour": ["Kies een lesuur van 1 tot 12."]}),
        ({"late_minutes": 0}, {"late_minutes": ["Geef de minuten te laat als een getal van 1 tot 240."]}),
        ({"kind": "feest"}, {"kind": ["Kies les of werkplek."]}),
    ],
)  # fmt: skip
def test_lesson_hour_that_cannot_be_is_refused_at_its_field(placement, teacher, more, message):
    with pytest.raises(ValidationError) as refused:
        mark(teacher, placement, **more)
    assert (refused.value.message_dict, LessonMark.objects.count()) == (message, 0)


def test_lesson_hour_twice_is_refused(placement, teacher):
    mark(teacher, placement)
    with pytest.raises(ValidationError) as refused:
        mark(teacher, placement)
    assert list(refused.value.message_dict) == ["hour"]


def test_lesson_hour_is_noted_by_the_own_teacher_and_taken_away_again(placement, teacher):
    stranger = principal("leerkracht", placement.class_group.school)
    with pytest.raises(ValidationError):
        mark(stranger, placement)
    made = mark(teacher, placement)
    with pytest.raises(Http404):
        unmark_lesson(by=stranger, mark_id=made.pk)
    unmark_lesson(by=teacher, mark_id=made.pk)
    assert (LessonMark.objects.count(), LogEntry.objects.filter(act__startswith="lesson.").count()) == (0, 2)


def test_lesson_hour_is_noted_on_its_page_and_wrong_input_is_kept(client, placement, teacher):
    url = reverse("pupil-lessons", args=[placement.enrolment.pupil_id])
    data = {"date": "2026-11-16", "part": "vm", "hour": "2", "kind": "les", "subject": "wiskunde"}
    signed_in(client, teacher)
    wrong = client.post(url, {**data, "date": "2026-11-30"}).content.decode()
    assert ("Deze dag ligt in de toekomst." in wrong, 'value="wiskunde"' in wrong) == (True, True)
    assert client.post(url, data).status_code == 302
    made = LessonMark.objects.get()
    client.post(reverse("lesson-remove", args=[placement.enrolment.pupil_id, made.pk]))
    assert LessonMark.objects.count() == 0


def test_clb_reads_lesson_hours_and_notes_none(client, placement):
    clb = principal("clb", ServiceFactory.create(school=placement.class_group.school).centre)
    url = reverse("pupil-lessons", args=[placement.enrolment.pupil_id])
    signed_in(client, clb)
    assert b'name="hour"' not in client.get(url).content
    data = {"date": "2026-11-16", "part": "vm", "hour": "2", "kind": "les"}
    assert (client.post(url, data).status_code, LessonMark.objects.count()) == (404, 0)
