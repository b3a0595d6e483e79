from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.postgresql.psycopg_any import DateRange
from django.http import Http404
from django.urls import reverse

from leerrecht.access.models import LogEntry, User
from leerrecht.access.policy import Denied
from leerrecht.attendance.contributors import certificates as pieces
from leerrecht.attendance.domain.certificates import (
    add_certificate,
    correct_certificate,
    extend_cover,
    withdraw_certificate,
)
from leerrecht.attendance.models import Certificate, HalfDay, HalfDayHistory, Register
from leerrecht.documents.models import Upload
from leerrecht.enrolment.models import FreeDay
from leerrecht.facts.models import Change
from leerrecht.law.casus import Attest
from tests.documents.test_uploads import PDF, image
from tests.factories import EnrolmentFactory, PlacementFactory, half_day, principal

pytestmark = pytest.mark.django_db
NOT_ENROLLED = (
    "De leerling is in deze periode niet ingeschreven in deze school. Kijk de datums na, of eerst de inschrijving."
)
MONDAY, TUESDAY, WEDNESDAY = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 18)
THURSDAY, FRIDAY = date(2026, 11, 19), date(2026, 11, 20)
NEXT_MONDAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _friday_afternoon():
    with time_machine.travel("2026-11-20 14:00:00+01:00", tick=False):
        yield


@pytest.fixture
def placement():
    return PlacementFactory.create()


@pytest.fixture
def secretary(placement):
    return principal("secretariaat", placement.class_group.school)


def add(by, placement, first=MONDAY, last=TUESDAY, kind="medisch", **more):
    enrolment = placement.enrolment
    return add_certificate(
        by=by, pupil_id=enrolment.pupil_id, school_id=enrolment.school_id, kind=kind, first_day=first, last_day=last,
        received_on=more.pop("received_on", FRIDAY), **more,
    )  # fmt: skip


def marks(placement):
    rows = HalfDay.objects.filter(pupil_id=placement.enrolment.pupil_id)
    return {(row.date.day, row.part): (row.mark, row.ground) for row in rows}


def signed_in(client, who):
    client.force_login(User.objects.get(pk=who.user_id))
    return client


ILL = ("Z", "ziek_medisch")


def test_certificate_marks_every_half_day_held_in_its_period_also_ahead(placement, secretary):
    FreeDay.objects.create(school=placement.class_group.school, date=THURSDAY, reason="studiedag")
    done = add(secretary, placement, WEDNESDAY, NEXT_MONDAY)
    assert marks(placement) == {
        (18, "vm"): ILL, (20, "vm"): ILL, (20, "nm"): ILL, (23, "vm"): ILL, (23, "nm"): ILL,
    }  # fmt: skip
    assert done.outcome.covered == (
        (WEDNESDAY, "vm"), (FRIDAY, "vm"), (FRIDAY, "nm"), (NEXT_MONDAY, "vm"), (NEXT_MONDAY, "nm"),
    )  # fmt: skip
    row = HalfDay.objects.get(date=FRIDAY, part="vm")
    assert (row.certificate_id, row.source, row.entered_by_id, row.version) == (
        done.certificate.pk, "attest", secretary.user_id, 1,
    )  # fmt: skip


def test_certificate_is_logged_and_noticed_in_the_same_act(placement, secretary):
    done = add(secretary, placement)
    entry = LogEntry.objects.get(act="certificate.add")
    assert (entry.actor_id, entry.object_id, entry.pupil_id, entry.organisation_id, entry.detail) == (
        secretary.user_id, str(done.certificate.pk), placement.enrolment.pupil_id, placement.enrolment.school_id,
        {"covered": 4, "left_b": 0, "left_present": 0},
    )  # fmt: skip
    assert list(Change.objects.values_list("pupil_id", flat=True)) == [placement.enrolment.pupil_id]


def test_certificate_gives_unknown_its_reason_and_leaves_other_codes(placement, secretary):
    enrolment = placement.enrolment
    for day, part, mark in (
        (MONDAY, "vm", "-"), (MONDAY, "nm", "B"), (TUESDAY, "vm", "R"), (TUESDAY, "nm", "L"), (WEDNESDAY, "vm", "Z"),
    ):  # fmt: skip
        half_day(enrolment, day, part, mark)
    done = add(secretary, placement, MONDAY, WEDNESDAY)
    assert {key: mark for key, (mark, _ground) in marks(placement).items()} == {
        (16, "vm"): "Z", (16, "nm"): "B", (17, "vm"): "R", (17, "nm"): "L", (18, "vm"): "Z",
    }  # fmt: skip
    assert (done.outcome.covered, done.outcome.b, done.outcome.other) == (
        ((MONDAY, "vm"), (WEDNESDAY, "vm")), ((MONDAY, "nm"),), ((TUESDAY, "vm"), (TUESDAY, "nm")),
    )  # fmt: skip


def test_b_becomes_z_only_where_the_user_says_so_and_is_b_again_on_withdrawal(placement, secretary):
    half_day(placement.enrolment, MONDAY, "vm", "B")
    done = add(secretary, placement, MONDAY, MONDAY, over_b=True)
    assert marks(placement) == {(16, "vm"): ILL, (16, "nm"): ILL}
    withdraw_certificate(by=secretary, certificate_id=done.certificate.pk)
    assert marks(placement) == {(16, "vm"): ("B", ""), (16, "nm"): ("-", "")}


def test_present_in_a_register_taken_stays_present_until_the_user_says_otherwise(placement, secretary):
    Register.objects.create(class_group=placement.class_group, date=MONDAY, part="vm", taken_at="2026-11-16T08:30Z")
    done = add(secretary, placement, MONDAY, MONDAY)
    assert (marks(placement), done.outcome.present) == ({(16, "nm"): ILL}, ((MONDAY, "vm"),))
    again = extend_cover(by=secretary, certificate_id=done.certificate.pk, over_b=False, over_present=True)
    assert (marks(placement), again.outcome.present) == ({(16, "vm"): ILL, (16, "nm"): ILL}, ())


@pytest.mark.parametrize(("kind", "doubtful"), [("dixit", False), ("medisch", True)])
def test_doubtful_certificate_makes_unknown_problematic(placement, secretary, kind, doubtful):
    half_day(placement.enrolment, MONDAY, "vm", "-")
    half_day(placement.enrolment, MONDAY, "nm", "Z")
    add(secretary, placement, MONDAY, MONDAY, kind=kind, doubtful=doubtful)
    assert marks(placement) == {(16, "vm"): ("B", "twijfelachtig_attest"), (16, "nm"): ("Z", "")}


def test_chronic_certificate_proves_illness_and_says_nothing_of_days_present(placement, secretary):
    half_day(placement.enrolment, MONDAY, "vm", "-")
    add(secretary, placement, MONDAY, date(2027, 6, 30), kind="chronisch")
    assert marks(placement) == {(16, "vm"): ("Z", "chronisch_attest")}


def test_withdrawn_certificate_leaves_past_unknown_and_opens_what_lies_ahead(placement, secretary):
    done = add(secretary, placement, FRIDAY, NEXT_MONDAY)
    withdraw_certificate(by=secretary, certificate_id=done.certificate.pk)
    assert marks(placement) == {(20, "vm"): ("-", ""), (20, "nm"): ("-", "")}
    assert HalfDayHistory.objects.filter(replaced_by_id=secretary.user_id).count() == 4
    certificate = Certificate.objects.get()
    assert (certificate.withdrawn_by_id, pieces([certificate.pupil_id], FRIDAY)) == (secretary.user_id, {})


def test_half_day_of_a_withdrawn_certificate_goes_to_another_that_covers_it(placement, secretary):
    note = add(secretary, placement, MONDAY, TUESDAY, kind="ouderverklaring")
    medical = add(secretary, placement, TUESDAY, TUESDAY)
    withdraw_certificate(by=secretary, certificate_id=note.certificate.pk)
    assert marks(placement) == {
        (16, "vm"): ("-", ""), (16, "nm"): ("-", ""), (17, "vm"): ILL, (17, "nm"): ILL,
    }  # fmt: skip
    assert set(HalfDay.objects.filter(mark="Z").values_list("certificate_id", flat=True)) == {medical.certificate.pk}


def test_corrected_certificate_gives_back_what_falls_out_and_changes_its_ground(placement, secretary):
    done = add(secretary, placement, MONDAY, TUESDAY)
    correct_certificate(
        by=secretary, certificate_id=done.certificate.pk, kind="ouderverklaring", first_day=TUESDAY,
        last_day=WEDNESDAY, received_on=FRIDAY,
    )  # fmt: skip
    note = ("Z", "ziek_ouderverklaring")
    assert marks(placement) == {
        (16, "vm"): ("-", ""), (16, "nm"): ("-", ""), (17, "vm"): note, (17, "nm"): note, (18, "vm"): note,
    }  # fmt: skip


def test_withdrawn_certificate_is_not_corrected_nor_withdrawn_again(placement, secretary):
    done = add(secretary, placement)
    withdraw_certificate(by=secretary, certificate_id=done.certificate.pk)
    with pytest.raises(ValidationError, match="ingetrokken"):
        withdraw_certificate(by=secretary, certificate_id=done.certificate.pk)


def test_fourth_note_of_the_parents_is_said_at_once_and_the_fifth_asks_for_a_certificate(placement, secretary):
    told = [
        add(secretary, placement, day, day, kind="ouderverklaring").warnings
        for day in (date(2026, 9, 7), date(2026, 9, 14), date(2026, 9, 21), date(2026, 9, 28), date(2026, 10, 5))
    ]
    fourth = (
        "Dit is briefje 4 van de ouders, het laatste dat dit schooljaar telt. Laat de ouders weten dat vanaf nu "
        "telkens een medisch attest nodig is."
    )
    fifth = (
        "Dit is briefje 5 van de ouders dit schooljaar; er tellen er hoogstens 4. Vraag de ouders een medisch attest."
    )
    assert told == [(), (), (), (fourth,), (fifth,)]


def test_note_of_the_parents_for_more_days_than_the_law_allows_is_said_at_once(placement, secretary):
    too_long = (
        "Dit briefje dekt 4 kalenderdagen na elkaar; een briefje van de ouders volstaat voor hoogstens 3. "
        "Vraag de ouders een medisch attest."
    )
    assert add(secretary, placement, MONDAY, THURSDAY, kind="ouderverklaring").warnings == (too_long,)


def test_notes_for_a_toddler_under_six_have_no_limit(secretary, placement):
    enrolment = EnrolmentFactory.create(
        school=placement.class_group.school, level="kleuter", pupil__birth_date=date(2021, 5, 1)
    )
    done = add_certificate(
        by=secretary, pupil_id=enrolment.pupil_id, school_id=enrolment.school_id, kind="ouderverklaring",
        first_day=MONDAY, last_day=FRIDAY, received_on=FRIDAY,
    )  # fmt: skip
    assert done.warnings == ()


@pytest.mark.parametrize(
    ("first", "last", "more", "field", "message"),
    [
        (TUESDAY, MONDAY, {}, "last_day", "Het einde ligt voor het begin: kies een dag op of na 17/11/2026."),
        (
            date(2025, 3, 3), date(2025, 3, 4), {}, "first_day",
            NOT_ENROLLED,
        ),
        (
            MONDAY, MONDAY + timedelta(days=400), {}, "last_day",
            "Een attest dekt hoogstens een jaar. Registreer voor een langere periode een tweede attest.",
        ),
        (
            date(2028, 1, 10), date(2028, 1, 11), {}, "first_day",
            "Deze begindatum ligt meer dan een jaar vooruit. Kijk het jaartal na.",
        ),
        (
            MONDAY, MONDAY, {"received_on": NEXT_MONDAY}, "received_on",
            "Een attest kan niet in de toekomst ontvangen zijn. Kies vandaag of vroeger.",
        ),
        (MONDAY, MONDAY, {"kind": "griep"}, "kind", "Kies het soort attest uit de lijst."),
    ],
)  # fmt: skip
def test_certificate_that_cannot_be_is_refused_at_its_field(placement, secretary, first, last, more, field, message):
    with pytest.raises(ValidationError) as refused:
        add(secretary, placement, first, last, **more)
    assert refused.value.message_dict == {field: [message]}
    assert (Certificate.objects.count(), HalfDay.objects.count()) == (0, 0)


def test_scan_that_is_not_what_its_name_says_leaves_no_certificate(placement, secretary):
    with pytest.raises(ValidationError) as refused:
        add(secretary, placement, scan=SimpleUploadedFile("attest.pdf", image("PNG")))
    assert list(refused.value.message_dict) == ["scan"]
    assert (Certificate.objects.count(), Upload.objects.count(), HalfDay.objects.count()) == (0, 0, 0)


def test_half_days_outside_the_enrolment_are_not_marked(secretary, placement):
    enrolment = EnrolmentFactory.create(
        school=placement.class_group.school, period=DateRange(TUESDAY, date(2027, 9, 1))
    )
    done = add_certificate(
        by=secretary, pupil_id=enrolment.pupil_id, school_id=enrolment.school_id, kind="medisch", first_day=MONDAY,
        last_day=TUESDAY, received_on=FRIDAY,
    )  # fmt: skip
    assert done.outcome.covered == ((TUESDAY, "vm"), (TUESDAY, "nm"))


@pytest.mark.parametrize("role", ["leerkracht"])
def test_teacher_registers_no_certificate(placement, role):
    with pytest.raises(Denied):
        add(principal(role, placement.class_group.school), placement)


def test_secretariat_of_another_school_registers_no_certificate(placement):
    other = PlacementFactory.create()
    stranger = principal("secretariaat", other.class_group.school)
    with pytest.raises(Denied):
        add(stranger, placement)
    with pytest.raises(Http404):
        add_certificate(
            by=stranger, pupil_id=placement.enrolment.pupil_id, school_id=other.class_group.school_id, kind="medisch",
            first_day=MONDAY, last_day=MONDAY, received_on=FRIDAY,
        )  # fmt: skip


def test_casus_holds_certificates_and_a_doubtful_one_as_dixit(placement, secretary):
    add(secretary, placement, MONDAY, TUESDAY)
    add(secretary, placement, FRIDAY, FRIDAY, doubtful=True)
    pupil = placement.enrolment.pupil_id
    assert pieces([pupil], FRIDAY) == {
        pupil: [Attest(MONDAY, TUESDAY, soort="medisch"), Attest(FRIDAY, FRIDAY, soort="dixit")]
    }


# Pages


def page(client, who, name, *args):
    return signed_in(client, who).get(reverse(name, args=args))


def form_data(**more):
    return {
        "kind": "medisch", "first_day": "2026-11-16", "last_day": "2026-11-17", "received_on": "2026-11-20", "note": "",
        **more,
    }  # fmt: skip


def test_certificate_is_registered_on_its_page_with_a_scan(client, placement, secretary):
    url = reverse("certificate-new", args=[placement.enrolment.pupil_id])
    data = form_data(school=placement.enrolment.school_id, scan=SimpleUploadedFile("attest.pdf", PDF))
    response = signed_in(client, secretary).post(url, data, follow=True)
    certificate = Certificate.objects.get()
    assert response.redirect_chain == [(reverse("certificate", args=[certificate.pk]), 302)]
    assert (certificate.scan.name, certificate.scan.compartment, len(marks(placement))) == ("attest.pdf", "attest", 4)


def test_wrong_input_is_shown_at_its_field_and_kept(client, placement, secretary):
    url = reverse("certificate-new", args=[placement.enrolment.pupil_id])
    data = form_data(school=placement.enrolment.school_id, first_day="2026-11-19", note="gebeld")
    response = signed_in(client, secretary).post(url, data)
    text = response.content.decode()
    assert "Het einde ligt voor het begin" in text
    assert 'value="gebeld"' in text
    assert Certificate.objects.count() == 0


def test_scan_is_shown_through_its_certificate_and_the_look_is_logged(client, placement, secretary):
    done = add(secretary, placement, scan=SimpleUploadedFile("attest.pdf", PDF))
    response = page(client, secretary, "certificate-scan", done.certificate.pk)
    assert (response.content, response.headers["Content-Type"]) == (PDF, "application/pdf")
    entry = LogEntry.objects.get(act="certificate.scan")
    assert (entry.actor_id, entry.pupil_id) == (secretary.user_id, placement.enrolment.pupil_id)


@pytest.mark.parametrize(
    ("role", "status"),
    [("leerkracht", 404), ("secretariaat", 200), ("begeleider", 200), ("directeur", 200)],
)
@pytest.mark.parametrize("name", ["certificate", "certificate-scan", "certificate-edit", "certificate-withdraw"])
def test_certificate_is_seen_by_who_works_with_certificates(client, placement, secretary, role, status, name):
    done = add(secretary, placement, note="[[attest:a]]", scan=SimpleUploadedFile("[[attest:a]].pdf", PDF))
    who = principal(role, placement.class_group.school)
    response = page(client, who, name, done.certificate.pk)
    assert response.status_code == status
    if status == 404:
        assert b"[[attest:a]]" not in response.content


@pytest.mark.parametrize("role", ["clb", "clbarts", "clbhoofd", "bestuur", "beheerder"])
@pytest.mark.parametrize("name", ["certificate", "certificate-scan"])
def test_certificate_is_hidden_outside_the_school(client, placement, secretary, role, name):
    from tests.factories import ServiceFactory

    service = ServiceFactory.create(school=placement.class_group.school)
    done = add(secretary, placement, scan=SimpleUploadedFile("attest.pdf", PDF))
    where = service.centre if role.startswith("clb") else placement.class_group.school.board
    assert page(client, principal(role, where), name, done.certificate.pk).status_code == 404


def test_withdrawing_on_its_page_asks_first(client, placement, secretary):
    done = add(secretary, placement)
    assert (
        "4 halve dagen rusten op dit attest"
        in page(client, secretary, "certificate-withdraw", done.certificate.pk).content.decode()
    )
    client.post(reverse("certificate-withdraw", args=[done.certificate.pk]))
    assert {mark for mark, _ground in marks(placement).values()} == {"-"}


def test_page_of_a_certificate_asks_the_same_number_of_queries_whatever_its_length(
    client, placement, secretary, django_assert_max_num_queries
):
    short = add(secretary, placement, MONDAY, MONDAY)
    long = add(secretary, placement, date(2026, 9, 1), date(2026, 10, 30))
    signed_in(client, secretary)
    for done in (short, long):
        with django_assert_max_num_queries(16):
            assert client.get(reverse("certificate", args=[done.certificate.pk])).status_code == 200


def test_half_days_left_alone_are_taken_along_from_the_page(client, placement, secretary):
    half_day(placement.enrolment, MONDAY, "vm", "B")
    Register.objects.create(class_group=placement.class_group, date=MONDAY, part="nm", taken_at="2026-11-16T14:00Z")
    done = add(secretary, placement, MONDAY, MONDAY)
    text = page(client, secretary, "certificate", done.certificate.pk).content.decode()
    assert ("Aanwezig geregistreerd" in text, "zet de B om" in text) == (True, True)
    url = reverse("certificate-extend", args=[done.certificate.pk])
    client.post(url, {"over_b": "1"})
    assert marks(placement) == {(16, "vm"): ILL}
    client.post(url, {"over_present": "1"})
    assert marks(placement) == {(16, "vm"): ILL, (16, "nm"): ILL}


def test_certificate_is_corrected_on_its_page_and_keeps_its_scan(client, placement, secretary):
    done = add(secretary, placement, scan=SimpleUploadedFile("attest.pdf", PDF))
    signed_in(client, secretary)
    url = reverse("certificate-edit", args=[done.certificate.pk])
    assert 'value="2026-11-16"' in client.get(url).content.decode()
    client.post(url, form_data(kind="ouderverklaring", last_day="2026-11-16"))
    certificate = Certificate.objects.get()
    assert (certificate.kind, certificate.last_day, certificate.scan.name) == ("ouderverklaring", MONDAY, "attest.pdf")
    client.post(url, form_data(scan=SimpleUploadedFile("beter.pdf", PDF)))
    assert list(Upload.objects.values_list("name", flat=True)) == ["beter.pdf"]
    wrong = client.post(url, form_data(last_day="2026-11-01"))
    assert (wrong.status_code, b"Het einde ligt voor het begin" in wrong.content) == (200, True)


def test_withdrawn_certificate_can_be_looked_at_and_no_longer_changed(client, placement, secretary):
    done = add(secretary, placement)
    withdraw_certificate(by=secretary, certificate_id=done.certificate.pk)
    assert "ingetrokken" in page(client, secretary, "certificate", done.certificate.pk).content.decode()
    names = ("certificate-edit", "certificate-withdraw", "certificate-scan")
    assert [page(client, secretary, name, done.certificate.pk).status_code for name in names] == [404, 404, 404]


def test_certificate_for_a_pupil_of_another_school_is_not_found(client, placement):
    stranger = principal("secretariaat", PlacementFactory.create().class_group.school)
    assert page(client, stranger, "certificate-new", placement.enrolment.pupil_id).status_code == 404


@pytest.mark.parametrize(("content", "message"), [(b"", "leeg"), (b"MZ program", "geen PDF en geen foto")])
def test_scan_that_is_empty_or_a_program_is_refused_on_the_page(client, placement, secretary, content, message):
    url = reverse("certificate-new", args=[placement.enrolment.pupil_id])
    data = form_data(school=placement.enrolment.school_id, scan=SimpleUploadedFile("attest.pdf", content))
    response = signed_in(client, secretary).post(url, data)
    assert (message in response.content.decode(), Certificate.objects.count()) == (True, 0)
