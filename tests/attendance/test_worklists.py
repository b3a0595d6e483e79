"""The lists of what waits: registers, reasons, P, parents' notes; as queries and as pages."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import timezone

from leerrecht.access.models import LogEntry, User
from leerrecht.access.policy import Denied
from leerrecht.attendance.contributors import half_days as pieces
from leerrecht.attendance.domain.absences import AbsenceKey
from leerrecht.attendance.domain.approvals import approval_for, approve_p, refuse_p
from leerrecht.attendance.domain.letters import record_letter
from leerrecht.attendance.domain.queries import notes, worklists
from leerrecht.attendance.domain.queries.worklists import WorklistCounts
from leerrecht.attendance.domain.reasons import set_reason
from leerrecht.attendance.models import Certificate, HalfDay, HalfDayHistory, Register, SubCode
from leerrecht.enrolment.models import FreeDay
from leerrecht.facts.models import Change, Fact
from tests.factories import (
    TODAY,
    ClassGroupFactory,
    ClassTeamFactory,
    PlacementFactory,
    ServiceFactory,
    half_day,
    principal,
)

pytestmark = pytest.mark.django_db
WEDNESDAY, THURSDAY, FRIDAY = date(2026, 11, 18), date(2026, 11, 19), date(2026, 11, 20)
MONDAY, TUESDAY = date(2026, 11, 16), date(2026, 11, 17)
NEXT_MONDAY = date(2026, 11, 23)
FRIDAY_2PM = "2026-11-20 14:00:00+01:00"
NO_A = (
    "Noor Janssens: Dat kan niet: code A is er alleen voor een kleuter die nog niet leerplichtig is. "
    "Kies een andere code."
)
PAGES = ("worklist-registers", "worklist-unknown", "worklist-p", "worklist-notes")


@pytest.fixture(autouse=True)
def _friday_afternoon():
    with time_machine.travel(FRIDAY_2PM, tick=False):
        yield


@pytest.fixture
def placement():
    return PlacementFactory.create(class_group__name="K3", enrolment__pupil__last_name="Janssens")


@pytest.fixture
def school(placement):
    return placement.class_group.school


@pytest.fixture
def secretary(school):
    return principal("secretariaat", school)


@pytest.fixture
def director(school):
    return principal("directeur", school)


def teacher(group):
    who = principal("leerkracht", group.school)
    ClassTeamFactory.create(class_group=group, user_id=who.user_id)
    return who


def key(placement, first, last=None):
    return AbsenceKey(placement.enrolment.pupil_id, placement.enrolment.school_id, first, last or first)


def marks(placement):
    rows = HalfDay.objects.filter(pupil_id=placement.enrolment.pupil_id)
    return {(row.date.day, row.part): row.mark for row in rows}


def signed_in(client, who):
    client.force_login(User.objects.get(pk=who.user_id))
    return client


def take_all(group, but=()):
    """Every register of the class up to now, except those named."""
    from leerrecht.enrolment.domain.queries import calendar as held

    calendar = held.calendars([group.school_id], 2026)[group.school_id]
    keys = held.begun(held.half_days(calendar, date(2026, 9, 1), TODAY), timezone.localtime())
    Register.objects.bulk_create(
        Register(class_group=group, date=day, part=part, taken_at=timezone.now())
        for day, part in keys
        if (day, part) not in but
    )


# Registers


def open_registers(who):
    rows = worklists.open_registers(worklists.classes(who, 2026), timezone.localtime())
    return [(row.class_name, row.date, row.part, row.age) for row in rows]


def test_open_registers_are_the_half_days_held_and_begun_without_a_register(placement, school, secretary):
    take_all(placement.class_group, but=[(TUESDAY, "nm"), (WEDNESDAY, "vm"), (THURSDAY, "vm"), (FRIDAY, "nm")])
    FreeDay.objects.create(school=school, date=THURSDAY, reason="studiedag")
    assert open_registers(secretary) == [
        ("K3", TUESDAY, "nm", 3), ("K3", WEDNESDAY, "vm", 2), ("K3", FRIDAY, "nm", 0),
    ]  # fmt: skip


def test_afternoon_of_today_is_open_only_from_noon(placement, secretary):
    take_all(placement.class_group, but=[(FRIDAY, "vm"), (FRIDAY, "nm")])
    with time_machine.travel("2026-11-20 11:30:00+01:00", tick=False):
        assert open_registers(secretary) == [("K3", FRIDAY, "vm", 0)]


def test_class_without_pupils_that_day_has_no_open_register(placement, secretary):
    take_all(placement.class_group, but=[(MONDAY, "vm"), (FRIDAY, "vm")])
    placement.period = DateRange(WEDNESDAY, date(2027, 9, 1))
    placement.save()
    ClassGroupFactory.create(school=placement.class_group.school)
    assert open_registers(secretary) == [("K3", FRIDAY, "vm", 0)]


def test_open_registers_by_class_count_today_and_before_with_the_oldest(placement, secretary):
    take_all(placement.class_group, but=[(TUESDAY, "nm"), (FRIDAY, "vm"), (FRIDAY, "nm")])
    (row,) = worklists.open_classes(worklists.classes(secretary, 2026), timezone.localtime())
    assert (row.class_name, row.today, row.before, row.oldest) == ("K3", 2, 1, TUESDAY)


def test_open_registers_of_a_teacher_are_those_of_the_own_classes(placement):
    other = PlacementFactory.create(class_group__school=placement.class_group.school)
    for group in (placement.class_group, other.class_group):
        take_all(group, but=[(FRIDAY, "vm")])
    assert open_registers(teacher(placement.class_group)) == [("K3", FRIDAY, "vm", 0)]


# Absences without a reason


def absences(records, who):
    return [
        (row.last_name, row.class_name, row.first, row.first_part, row.last, row.last_part, row.half_days, row.age)
        for row in worklists.absences(records, who, TODAY)
    ]


def test_unknown_half_days_in_a_row_are_one_absence_over_wednesday_and_weekend(placement, secretary):
    enrolment = placement.enrolment
    for day, part in (
        (date(2026, 11, 13), "nm"), (MONDAY, "vm"), (MONDAY, "nm"), (TUESDAY, "vm"), (TUESDAY, "nm"), (WEDNESDAY, "vm"),
        (THURSDAY, "vm"), (FRIDAY, "vm"),
    ):  # fmt: skip
        half_day(enrolment, day, part, "-")
    assert absences(worklists.unknown(secretary, TODAY), secretary) == [
        ("Janssens", "K3", date(2026, 11, 13), "nm", THURSDAY, "vm", 7, 7),
        ("Janssens", "K3", FRIDAY, "vm", FRIDAY, "vm", 1, 0),
    ]


def test_unknown_of_other_schools_and_other_codes_are_not_on_the_list(placement, secretary):
    half_day(placement.enrolment, MONDAY, "vm", "B")
    half_day(PlacementFactory.create().enrolment, MONDAY, "vm", "-")
    assert absences(worklists.unknown(secretary, TODAY), secretary) == []


def test_reason_is_given_to_what_is_unknown_and_to_nothing_else(placement, secretary):
    enrolment = placement.enrolment
    half_day(enrolment, MONDAY, "vm", "-")
    half_day(enrolment, MONDAY, "nm", "B")
    half_day(enrolment, TUESDAY, "vm", "-")
    done = set_reason(by=secretary, keys=[key(placement, MONDAY, TUESDAY)], mark="R", ground="rechtbank")
    assert (done, marks(placement)) == (2, {(16, "vm"): "R", (16, "nm"): "B", (17, "vm"): "R"})
    row = HalfDay.objects.get(date=MONDAY, part="vm")
    assert (row.ground, row.entered_by_id, row.version) == ("rechtbank", secretary.user_id, 2)
    assert HalfDayHistory.objects.filter(replaced_by_id=secretary.user_id, mark="-").count() == 2
    entry = LogEntry.objects.get(act="absence.reason")
    assert (entry.pupil_id, entry.detail) == (enrolment.pupil_id, {"mark": "R", "half_days": 2})
    assert Change.objects.count() == 1


@pytest.mark.parametrize(
    ("mark", "ground", "message"),
    [
        ("A", "", NO_A),
        ("R", "topsport_basis", "Noor Janssens: Deze grond hoort niet bij code R op dit niveau."),
        ("L", "", "Kies een code uit de lijst."),
        ("Q", "", "Kies een code uit de lijst."),
    ],
)  # fmt: skip
def test_reason_that_the_level_does_not_have_is_refused_by_name_and_nothing_is_written(
    placement, secretary, mark, ground, message
):
    half_day(placement.enrolment, MONDAY, "vm", "-")
    with pytest.raises(ValidationError) as refused:
        set_reason(by=secretary, keys=[key(placement, MONDAY)], mark=mark, ground=ground)
    assert (refused.value.messages, marks(placement)) == ([message], {(16, "vm"): "-"})


def test_reason_for_an_absence_that_somebody_else_settled_says_so(placement, secretary):
    half_day(placement.enrolment, MONDAY, "vm", "Z")
    with pytest.raises(ValidationError) as refused:
        set_reason(by=secretary, keys=[key(placement, MONDAY)], mark="B")
    assert refused.value.code == "gone"


def test_reason_takes_an_own_code_of_the_school_only(placement, school, secretary):
    half_day(placement.enrolment, MONDAY, "vm", "-")
    own = SubCode.objects.create(school=school, code="R", name="R03", label="rechtbank")
    foreign = SubCode.objects.create(school=ClassGroupFactory.create().school, code="R", name="R03", label="rechtbank")
    with pytest.raises(ValidationError):
        set_reason(by=secretary, keys=[key(placement, MONDAY)], mark="R", sub_code_id=foreign.pk)
    set_reason(by=secretary, keys=[key(placement, MONDAY)], mark="R", sub_code_id=own.pk)
    assert HalfDay.objects.get().sub_code_id == own.pk


def test_reason_is_not_given_by_a_teacher_nor_for_another_school(placement, secretary):
    half_day(placement.enrolment, MONDAY, "vm", "-")
    stranger = principal("secretariaat", PlacementFactory.create().class_group.school)
    for who in (teacher(placement.class_group), stranger):
        with pytest.raises(Denied):
            set_reason(by=who, keys=[key(placement, MONDAY)], mark="B")
    assert marks(placement) == {(16, "vm"): "-"}


# P


def test_p_waits_until_the_director_decides_and_counts_as_unknown(placement, secretary, director):
    half_day(placement.enrolment, MONDAY, "vm", "-")
    half_day(placement.enrolment, NEXT_MONDAY, "vm", "P")
    set_reason(by=secretary, keys=[key(placement, MONDAY)], mark="P", ground="rouw")
    pupil = placement.enrolment.pupil_id
    assert sorted(pieces([pupil], TODAY)[pupil]) == [(MONDAY, "vm", "-", "rouw"), (NEXT_MONDAY, "vm", "-", "")]
    assert absences(worklists.waiting_p(secretary, TODAY), secretary) == [
        ("Janssens", "K3", MONDAY, "vm", MONDAY, "vm", 1, 4),
        ("Janssens", "K3", NEXT_MONDAY, "vm", NEXT_MONDAY, "vm", 1, 0),
    ]
    assert approve_p(by=director, keys=[key(placement, MONDAY)]) == 1
    row = HalfDay.objects.get(date=MONDAY)
    assert (row.mark, row.ground, row.approved_by_id, row.source) == ("P", "rouw", director.user_id, "akkoord")
    assert min(pieces([pupil], TODAY)[pupil]) == (MONDAY, "vm", "P", "rouw")
    assert [row[2] for row in absences(worklists.waiting_p(secretary, TODAY), secretary)] == [NEXT_MONDAY]


def test_refused_p_is_unknown_again_with_the_reason_in_the_log(placement, director):
    half_day(placement.enrolment, MONDAY, "vm", "P")
    assert refuse_p(by=director, keys=[key(placement, MONDAY)], reason="geen_bewijs") == 1
    row = HalfDay.objects.get()
    assert (row.mark, row.ground, row.version) == ("-", "", 2)
    entry = LogEntry.objects.get(act="p.refuse")
    assert (entry.pupil_id, entry.detail) == (
        placement.enrolment.pupil_id, {"half_days": 1, "reason": "geen_bewijs"},
    )  # fmt: skip


def test_p_entered_by_the_director_is_approved_at_once(placement, director, secretary):
    half_day(placement.enrolment, MONDAY, "vm", "-")
    set_reason(by=director, keys=[key(placement, MONDAY)], mark="P")
    assert HalfDay.objects.get().approved_by_id == director.user_id
    school_id = placement.enrolment.school_id
    assert (approval_for(director, school_id), approval_for(secretary, school_id)) == (True, False)


def test_p_is_decided_by_the_director_of_the_school_alone(placement, secretary):
    half_day(placement.enrolment, MONDAY, "vm", "P")
    stranger = principal("directeur", PlacementFactory.create().class_group.school)
    for who in (secretary, stranger, teacher(placement.class_group)):
        with pytest.raises(Denied):
            approve_p(by=who, keys=[key(placement, MONDAY)])
    assert HalfDay.objects.get().approved_at is None


def test_p_decided_already_is_not_decided_again(placement, director):
    half_day(placement.enrolment, MONDAY, "vm", "P")
    approve_p(by=director, keys=[key(placement, MONDAY)])
    with pytest.raises(ValidationError):
        refuse_p(by=director, keys=[key(placement, MONDAY)], reason="andere")


# Parents' notes


def note(placement, first, last=None, **more):
    return Certificate.objects.create(
        pupil_id=placement.enrolment.pupil_id, school_id=placement.enrolment.school_id, kind="ouderverklaring",
        first_day=first, last_day=last or first, received_on=first, **more,
    )  # fmt: skip


def listed(who):
    rows = notes.listed(notes.seen(who, 2026), 2026)
    return [(row.first_day, row.number, row.too_long, row.too_many, row.letter_on) for row in rows]


def test_notes_list_holds_the_fourth_and_later_and_what_is_too_long(placement, secretary):
    note(placement, date(2026, 9, 7), date(2026, 9, 11))
    for day in (14, 21, 28):
        note(placement, date(2026, 9, day))
    note(placement, date(2026, 9, 15), withdrawn_at=timezone.now())
    note(placement, date(2026, 10, 5))
    note(PlacementFactory.create(), MONDAY, FRIDAY)
    assert listed(secretary) == [
        (date(2026, 10, 5), 5, False, True, None),
        (date(2026, 9, 28), 4, False, False, None),
        (date(2026, 9, 7), 1, True, False, None),
    ]


def test_letter_is_noted_once_as_a_fact(placement, secretary):
    certificate = note(placement, MONDAY, FRIDAY)
    assert record_letter(by=secretary, certificate_ids=[certificate.pk]) == 1
    assert record_letter(by=secretary, certificate_ids=[certificate.pk]) == 0
    fact = Fact.objects.get()
    assert (fact.pupil_id, fact.kind, fact.object, fact.date, fact.school_id, fact.compartment, fact.by_id) == (
        placement.enrolment.pupil_id, "brief_ouderverklaring", str(certificate.pk), TODAY,
        placement.enrolment.school_id, "attest", secretary.user_id,
    )  # fmt: skip
    assert listed(secretary) == [(MONDAY, 1, True, False, TODAY)]
    assert worklists.counts(secretary, timezone.localtime()).notes == 0


def test_letter_for_a_note_that_may_not_be_seen_is_refused(placement):
    certificate = note(placement, MONDAY, FRIDAY)
    stranger = principal("secretariaat", PlacementFactory.create().class_group.school)
    with pytest.raises(ValidationError):
        record_letter(by=stranger, certificate_ids=[certificate.pk])
    assert Fact.objects.count() == 0


# Counts


def test_counts_tell_what_waits_for_each_role(placement, school, secretary, django_assert_max_num_queries):
    take_all(placement.class_group, but=[(TUESDAY, "nm"), (FRIDAY, "vm")])
    enrolment = placement.enrolment
    for day, part, mark in ((MONDAY, "vm", "-"), (MONDAY, "nm", "-"), (TUESDAY, "vm", "P"), (WEDNESDAY, "vm", "Z")):
        half_day(enrolment, day, part, mark)
    note(placement, THURSDAY, NEXT_MONDAY)
    registers = {"registers_today": 1, "registers_before": 1, "registers_oldest": TUESDAY}
    with django_assert_max_num_queries(6):
        found = worklists.counts(secretary, timezone.localtime())
    assert found == WorklistCounts(
        **registers, unknown_half_days=2, unknown_pupils=1, unknown_oldest=MONDAY, p_half_days=1, p_pupils=1, notes=1
    )
    assert worklists.counts(teacher(placement.class_group), timezone.localtime()) == WorklistCounts(**registers)
    clb = principal("clb", ServiceFactory.create(school=school).centre)
    assert worklists.counts(clb, timezone.localtime()) == WorklistCounts()


# Pages


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", ["secretariaat", "begeleider", "directeur"])
def test_worklist_is_open_to_who_works_on_it_and_says_when_it_is_empty(client, placement, name, role):
    take_all(placement.class_group)
    response = signed_in(client, principal(role, placement.class_group.school)).get(reverse(name))
    assert (response.status_code, b'class="empty"' in response.content) == (200, True)


@pytest.mark.parametrize(
    ("role", "statuses"),
    [
        ("leerkracht", (200, 403, 403, 403)),
        ("clb", (403, 403, 403, 403)),
        ("clbarts", (403, 403, 403, 403)),
        ("bestuur", (403, 403, 403, 403)),
        ("beheerder", (403, 403, 403, 403)),
    ],
)
def test_worklist_is_closed_to_other_roles(client, placement, school, role, statuses):
    half_day(placement.enrolment, MONDAY, "vm", "-")
    where = ServiceFactory.create(school=school).centre if role.startswith("clb") else school
    signed_in(client, principal(role, where))
    responses = [client.get(reverse(name)) for name in PAGES]
    assert tuple(response.status_code for response in responses) == statuses
    assert not any(b"Janssens" in response.content for response in responses)


def test_worklist_asks_to_sign_in(client):
    assert [client.get(reverse(name)).status_code for name in PAGES] == [302] * 4


def test_register_page_lists_classes_and_then_half_days_of_one(client, placement, secretary):
    group = placement.class_group
    take_all(group, but=[(TUESDAY, "nm"), (FRIDAY, "vm")])
    signed_in(client, secretary)
    assert f"?klas={group.pk}" in client.get(reverse("worklist-registers")).content.decode()
    text = client.get(reverse("worklist-registers"), {"klas": group.pk}).content.decode()
    assert reverse("register", args=[group.pk, "2026-11-17", "nm"]) in text


def test_reasons_are_given_on_the_page_many_at_once(client, placement, secretary):
    other = PlacementFactory.create(class_group=placement.class_group)
    for enrolment in (placement.enrolment, other.enrolment):
        half_day(enrolment, MONDAY, "vm", "-")
    rows = worklists.absences(worklists.unknown(secretary, TODAY), secretary, TODAY)
    response = signed_in(client, secretary).post(
        reverse("worklist-unknown"), {"keys": [row.key for row in rows], "reason": "B.luxeverzuim"}, follow=True
    )
    assert "2 halve dagen kregen een reden." in response.content.decode()
    assert set(HalfDay.objects.values_list("mark", "ground")) == {("B", "luxeverzuim")}


def test_list_leads_to_the_certificate_with_its_days_filled_in(client, placement, secretary):
    half_day(placement.enrolment, MONDAY, "vm", "-")
    url = f"{reverse('certificate-new', args=[placement.enrolment.pupil_id])}?van=2026-11-16&amp;tot=2026-11-16"
    assert url in signed_in(client, secretary).get(reverse("worklist-unknown")).content.decode()
    assert 'value="2026-11-16"' in client.get(url.replace("&amp;", "&")).content.decode()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"reason": "B"}, "Kies eerst één of meer afwezigheden."),
        ({"reason": "B", "keys": ["onzin"]}, "De keuze van afwezigheden is niet te lezen."),
        ({"keys": ["1:1:2026-11-16:2026-11-16"]}, "Reden"),
    ],
)
def test_reason_page_says_what_is_wrong(client, placement, secretary, data, message):
    half_day(placement.enrolment, MONDAY, "vm", "-")
    response = signed_in(client, secretary).post(reverse("worklist-unknown"), data)
    assert (response.status_code, message in response.content.decode()) == (200, True)
    assert marks(placement) == {(16, "vm"): "-"}


def test_choice_of_rows_is_kept_where_the_reason_is_wrong(client, placement, secretary):
    half_day(placement.enrolment, MONDAY, "vm", "-")
    (row,) = worklists.absences(worklists.unknown(secretary, TODAY), secretary, TODAY)
    response = signed_in(client, secretary).post(reverse("worklist-unknown"), {"keys": [row.key], "reason": ""})
    assert f'value="{row.key}" aria-label="Kies Janssens Noor, 16/11/2026" checked' in response.content.decode()


def test_p_is_decided_on_the_page_by_the_director(client, placement, director, secretary):
    half_day(placement.enrolment, MONDAY, "vm", "P")
    (row,) = worklists.absences(worklists.waiting_p(director, TODAY), director, TODAY)
    url = reverse("worklist-p")
    assert b'name="approve"' not in signed_in(client, secretary).get(url).content
    assert client.post(url, {"keys": [row.key], "approve": "1"}).status_code == 403
    signed_in(client, director).post(url, {"keys": [row.key], "approve": "1"})
    assert HalfDay.objects.get().approved_by_id == director.user_id


def test_p_is_not_refused_without_a_reason(client, placement, director):
    half_day(placement.enrolment, MONDAY, "vm", "P")
    (row,) = worklists.absences(worklists.waiting_p(director, TODAY), director, TODAY)
    response = signed_in(client, director).post(reverse("worklist-p"), {"keys": [row.key], "refuse": "1", "reason": ""})
    assert "Kies waarom u de code P weigert." in response.content.decode()
    client.post(reverse("worklist-p"), {"keys": [row.key], "refuse": "1", "reason": "te_vaak"})
    assert marks(placement) == {(16, "vm"): "-"}


def test_letters_are_noted_on_the_page(client, placement, secretary):
    certificate = note(placement, MONDAY, FRIDAY)
    url = reverse("worklist-notes")
    assert "te lang voor een briefje" in signed_in(client, secretary).get(url).content.decode()
    response = client.post(url, {"certificates": [certificate.pk]}, follow=True)
    assert "1 brief verstuurd" in response.content.decode()
    assert "te lang voor een briefje" in client.get(url, {"alle": "on"}).content.decode()


def test_filter_narrows_by_class_name_day_and_age(client, placement, secretary):
    other = PlacementFactory.create(class_group__school=placement.class_group.school, class_group__name="4B",
                                    enrolment__pupil__last_name="Claes")  # fmt: skip
    half_day(placement.enrolment, MONDAY, "vm", "-")
    half_day(other.enrolment, THURSDAY, "vm", "-")
    signed_in(client, secretary)

    def shown(**query):
        text = client.get(reverse("worklist-unknown"), query).content.decode()
        return tuple(name for name in ("Janssens", "Claes") if f">{name} Noor<" in text)

    assert shown() == ("Janssens", "Claes")
    assert shown(klas=other.class_group_id) == ("Claes",)
    assert shown(naam="jans") == ("Janssens",)
    assert shown(dag="2026-11-19") == ("Claes",)
    assert shown(ouder=3) == ("Janssens",)
    assert shown(dag="gisteren") == ("Janssens", "Claes")


@pytest.mark.parametrize("name", PAGES)
def test_export_goes_through_the_scope_of_the_list_and_is_logged(client, placement, secretary, name):
    strange = PlacementFactory.create(enrolment__pupil__last_name="=HYPERLINK(1)")
    for where in (placement, strange):
        half_day(where.enrolment, MONDAY, "vm", "-")
        half_day(where.enrolment, TUESDAY, "vm", "P")
        note(where, WEDNESDAY, NEXT_MONDAY)
    response = signed_in(client, secretary).get(reverse(name), {"uitvoer": "csv"})
    text = response.content.decode("utf-8-sig")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "HYPERLINK" not in text
    assert ("Janssens" in text, "K3" in text) == (name != "worklist-registers", True)
    assert LogEntry.objects.filter(act="export.run", actor_id=secretary.user_id).count() == 1


def test_export_keeps_a_name_that_looks_like_a_formula_as_text(client, school, secretary):
    placed = PlacementFactory.create(class_group__school=school, enrolment__pupil__last_name="=HYPERLINK(1)")
    half_day(placed.enrolment, MONDAY, "vm", "-")
    text = signed_in(client, secretary).get(reverse("worklist-unknown"), {"uitvoer": "csv"}).content.decode()
    assert "\r\n'=HYPERLINK(1) Noor;" in text


def test_export_is_refused_to_a_teacher(client, placement):
    signed_in(client, teacher(placement.class_group))
    assert client.get(reverse("worklist-registers"), {"uitvoer": "csv"}).status_code == 403


@pytest.mark.parametrize("number", [2, 30])
@pytest.mark.parametrize("name", PAGES)
def test_worklist_keeps_its_query_budget_whatever_its_length(
    client, placement, secretary, number, name, django_assert_max_num_queries
):
    for _number in range(number):
        placed = PlacementFactory.create(class_group__school=placement.class_group.school)
        half_day(placed.enrolment, MONDAY, "vm", "-")
        half_day(placed.enrolment, TUESDAY, "vm", "P")
        note(placed, MONDAY, FRIDAY)
    signed_in(client, secretary)
    with django_assert_max_num_queries(12):
        assert client.get(reverse(name)).status_code == 200
