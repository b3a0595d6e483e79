"""An absence over a period."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from leerrecht.access.models import LogEntry
from leerrecht.access.policy import Denied
from leerrecht.attendance.domain.entries import Entry
from leerrecht.attendance.domain.period import Period, enter_period, plan_period
from leerrecht.attendance.domain.register import save_register
from leerrecht.attendance.models import HalfDay, HalfDayHistory, SubCode
from leerrecht.enrolment.models import FreeDay
from leerrecht.facts.models import Change
from tests.attendance.test_register_screen import NOW, client_of, member, teacher_of
from tests.factories import SYSTEM, TODAY, ClassGroupFactory, PlacementFactory, ServiceFactory, principal

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 16)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def place():
    return PlacementFactory.create(class_group__name="3A", enrolment__pupil__last_name="Aerts")


@pytest.fixture
def office(place):
    return principal("secretariaat", place.class_group.school, first_name="Sara", last_name="Maes")


def period(*places, **values):
    defaults = {
        "pupil_ids": tuple(place.enrolment.pupil_id for place in places),
        "first": MONDAY, "last": TODAY, "parts": ("vm", "nm"), "mark": "Z",
    }  # fmt: skip
    return Period(**(defaults | values))


def stored():
    return [(half.date.day, half.part, half.mark) for half in HalfDay.objects.order_by("pupil_id", "date", "part")]


def test_period_fills_the_half_days_held_and_no_other(place, office):
    FreeDay.objects.create(school=place.class_group.school, date=date(2026, 11, 19), reason="studiedag")
    result = enter_period(by=office, period=period(place))
    assert (len(result.new), result.replaced, result.kept, result.equal) == (7, (), (), ())
    assert stored() == [
        (16, "nm", "Z"), (16, "vm", "Z"), (17, "nm", "Z"), (17, "vm", "Z"), (18, "vm", "Z"), (20, "nm", "Z"),
        (20, "vm", "Z"),
    ]  # fmt: skip
    half = HalfDay.objects.filter(date=MONDAY).first()
    assert (half.source, half.entered_by_id, half.enrolment_id) == ("periode", office.user_id, place.enrolment_id)


def test_period_in_a_holiday_is_refused(place, office):
    with pytest.raises(ValidationError) as error:
        enter_period(by=office, period=period(place, first=date(2026, 11, 3), last=date(2026, 11, 6)))
    assert error.value.message_dict == {
        "first": ["In deze periode heeft geen van deze leerlingen les. Kies andere dagen of een ander dagdeel."]
    }


def test_period_keeps_marks_that_stand_there_unless_told_to_replace(place, office):
    save_register(
        by=SYSTEM, class_group_id=place.class_group_id, date=MONDAY, part="vm",
        entries=[Entry(place.enrolment.pupil_id, "B", 0)], taken=False,
    )  # fmt: skip
    result = enter_period(by=office, period=period(place, last=MONDAY))
    assert ([item.now for item in result.kept], len(result.new)) == (["B"], 1)
    assert stored() == [(16, "nm", "Z"), (16, "vm", "B")]
    result = enter_period(by=office, period=period(place, last=MONDAY, replace=True))
    assert ([item.now for item in result.replaced], len(result.equal)) == (["B"], 1)
    assert stored() == [(16, "nm", "Z"), (16, "vm", "Z")]
    assert [(old.mark, old.replaced_by_id) for old in HalfDayHistory.objects.filter(pupil=place.enrolment.pupil)] == [
        ("B", office.user_id)
    ]


def test_mark_entered_after_the_preview_is_not_replaced(place, office):
    seen_at = timezone.now() - timedelta(minutes=1)
    save_register(
        by=SYSTEM, class_group_id=place.class_group_id, date=MONDAY, part="vm",
        entries=[Entry(place.enrolment.pupil_id, "B", 0)], taken=False,
    )  # fmt: skip
    result = enter_period(by=office, period=period(place, last=MONDAY, replace=True, seen_at=seen_at))
    assert [(item.date, item.part, item.now) for item in result.kept] == [(MONDAY, "vm", "B")]
    assert stored() == [(16, "nm", "Z"), (16, "vm", "B")]


def test_period_reaches_no_further_than_the_enrolment(place, office):
    short = PlacementFactory.create(
        class_group=place.class_group, enrolment__period=DateRange(date(2026, 11, 18), date(2026, 11, 20)),
        period=DateRange(date(2026, 11, 18), date(2026, 11, 20)),
    )  # fmt: skip
    result = enter_period(by=office, period=period(short))
    assert [(item.date.day, item.part) for item in result.new] == [(18, "vm"), (19, "vm"), (19, "nm")]


def test_period_is_logged_and_told_for_each_pupil(place, office):
    other = PlacementFactory.create(class_group=place.class_group)
    enter_period(by=office, period=period(place, other, last=MONDAY))
    both = {place.enrolment.pupil_id, other.enrolment.pupil_id}
    assert {(entry.pupil_id, entry.detail["new"]) for entry in LogEntry.objects.filter(act="absence.period")} == {
        (pupil, 2) for pupil in both
    }
    assert set(Change.objects.values_list("pupil_id", flat=True)) == both


def test_p_of_the_office_waits_for_the_director_whose_own_p_is_approved(place, office):
    enter_period(by=office, period=period(place, last=MONDAY, parts=("vm",), mark="P"))
    director = principal("directeur", place.class_group.school)
    enter_period(by=director, period=period(place, last=MONDAY, parts=("nm",), mark="P"))
    assert list(HalfDay.objects.order_by("-part").values_list("part", "approved_by_id")) == [
        ("vm", None),
        ("nm", director.user_id),
    ]


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"last": date(2026, 11, 15)}, "last", "De laatste dag valt voor de eerste."),
        ({"first": date(1, 1, 1)}, "first", "Voor deze datum is er geen schoolkalender."),
        ({"last": date(9999, 12, 31)}, "last", "Voor deze datum is er geen schoolkalender."),
        ({"last": date(2028, 11, 15)}, "last", "Een periode is hoogstens een schooljaar lang."),
        ({"mark": "B", "last": date(2026, 11, 24)}, "last", "Deze datum ligt in de toekomst."),
        ({"mark": "H"}, None, "H"),
        ({"mark": "Q"}, None, "“Q” is geen code."),
        ({"ground": "luxeverzuim"}, "ground", "Deze grond hoort niet bij code Z"),
        ({"sub_code_id": 99}, "sub_code", "Deze eigen code hoort niet"),
        ({"pupil_ids": ()}, "pupils", "Kies minstens één leerling."),
    ],
)
def test_period_that_cannot_be_is_refused_and_writes_nothing(place, office, values, field, words):
    with pytest.raises(ValidationError) as error:
        enter_period(by=office, period=period(place, **values))
    messages = error.value.message_dict[field] if field else error.value.messages
    assert words in messages[0]
    assert stored() == []


def test_known_absence_ahead_is_allowed(place, office):
    monday = date(2026, 11, 23)
    enter_period(by=office, period=period(place, first=monday, last=monday, mark="R", ground="begrafenis_huwelijk"))
    assert stored() == [(23, "nm", "R"), (23, "vm", "R")]


def test_own_code_of_the_school_goes_along_and_of_another_is_refused(place, office):
    own = SubCode.objects.create(school=place.class_group.school, code="Z", name="Z1", label="griep")
    foreign = SubCode.objects.create(school=ClassGroupFactory.create().school, code="Z", name="Z1", label="griep")
    with pytest.raises(ValidationError):
        enter_period(by=office, period=period(place, sub_code_id=foreign.pk))
    enter_period(by=office, period=period(place, last=MONDAY, parts=("vm",), sub_code_id=own.pk))
    assert HalfDay.objects.get().sub_code_id == own.pk


def test_period_is_denied_to_teacher_clb_and_for_a_pupil_elsewhere(place, office):
    elsewhere = PlacementFactory.create()
    clb = principal("clb", ServiceFactory.create(school=place.class_group.school).centre)
    with pytest.raises(Denied):
        enter_period(by=office, period=period(place, elsewhere))
    with pytest.raises(Denied):
        plan_period(by=clb, period=period(place))
    assert client_of(teacher_of(place.class_group)).get("/registers/periode/").status_code == 403
    assert client_of(member("bestuur", place.class_group.school.board)).get("/registers/periode/").status_code == 403
    assert stored() == []


@pytest.mark.parametrize("count", [1, 10])
def test_plan_keeps_its_query_budget(place, office, count, django_assert_max_num_queries):
    places = PlacementFactory.create_batch(count, class_group=place.class_group)
    with django_assert_max_num_queries(3):
        plan_period(by=office, period=period(*places))


def typed(place, **values):
    return {
        "pupils": [place.enrolment.pupil_id], "first": "2026-11-16", "last": "2026-11-16", "parts": ["vm", "nm"],
        "mark": "Z",
    } | values  # fmt: skip


def test_screen_shows_the_plan_and_then_saves_it(place):
    client = client_of(member("secretariaat", place.class_group.school))
    preview = client.post("/registers/periode/", typed(place, preview="1"))
    assert (len(preview.context["plan"].new), stored()) == (2, [])
    assert "Halve dagen in te vullen: 2." in preview.content.decode()
    done = client.post("/registers/periode/", typed(place, save="1", seen_at=preview.context["seen_at"]), follow=True)
    assert [str(message) for message in done.context["messages"]] == [
        "Bewaard. Ingevulde halve dagen: 2, vervangen: 0, gelaten zoals ze waren: 0."
    ]
    assert stored() == [(16, "nm", "Z"), (16, "vm", "Z")]


def test_screen_finds_pupils_of_the_own_school_in_spite_of_spelling(place):
    PlacementFactory.create(enrolment__pupil__last_name="Aerts")
    client = client_of(member("secretariaat", place.class_group.school))
    page = client.post("/registers/periode/", typed(place, pupils=[], zoek="noor aerds", search="1"))
    assert page.context["found"] == [place.enrolment.pupil]
    assert page.context["form"]["first"].value() == "2026-11-16"


@pytest.mark.parametrize("pupils", [["x"], ["9" * 40], ["0"]])
def test_screen_with_pupils_that_cannot_be_asks_for_pupils(place, pupils):
    client = client_of(member("secretariaat", place.class_group.school))
    page = client.post("/registers/periode/", typed(place, save="1", pupils=pupils))
    assert list(page.context["form"].errors) == ["pupils"]
    assert stored() == []


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"pupils": []}, {"pupils": ["Kies minstens één leerling."]}),
        ({"first": "gisteren"}, {"first": ["Voer een geldige datum in."]}),
        ({"mark": ""}, {"mark": ["Dit veld is verplicht."]}),
        (
            {"mark": "B", "last": "2026-11-24"},
            {"last": ["Deze datum ligt in de toekomst. Vooraf kunt u alleen een gekende afwezigheid ingeven."]},
        ),
    ],
)
def test_screen_says_what_is_wrong_by_field_and_keeps_what_was_typed(place, values, errors):
    client = client_of(member("secretariaat", place.class_group.school))
    page = client.post("/registers/periode/", typed(place, save="1", **values))
    form = page.context["form"]
    assert form.errors == errors
    assert form["parts"].value() == ["vm", "nm"]
    assert stored() == []
