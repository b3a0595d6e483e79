import csv
import io
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from leerrecht.access.models import LogEntry, User
from leerrecht.duties.domain.closing import close_by_act, mark_seen
from leerrecht.duties.domain.queries import worklist
from leerrecht.duties.domain.queries.worklist import PAGE_SIZE
from leerrecht.duties.domain.recompute import recompute
from leerrecht.duties.models import Outcome, Seen
from leerrecht.facts.models import Fact
from tests.duties.helpers import TODAY, absent, mark
from tests.factories import ClassGroupFactory, PlacementFactory, PupilNumberFactory, ServiceFactory, principal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def group():
    return ClassGroupFactory.create(name="3A")


def pupil(group, number, code="B", **pupil):
    placement = PlacementFactory.create(
        class_group=group, **{f"enrolment__pupil__{key}": value for key, value in pupil.items()}
    )
    absent(placement.enrolment, number, code)
    recompute([placement.enrolment.pupil_id], TODAY)
    return placement.enrolment


def names(rows):
    return [str(row.pupil) for row in rows]


def signed_in(client, who):
    client.force_login(User.objects.get(pk=who.user_id), backend="leerrecht.access.backends.PasswordBackend")
    return client


def test_the_most_urgent_stand_first_with_reasons_and_no_score(group):
    pupil(group, 1, first_name="Gewoon", last_name="Aerts")
    pupil(group, 1, first_name="Jong", last_name="Zeger", birth_date=date(2015, 1, 1))
    pupil(group, 20, code="Z", first_name="Snel", last_name="Maes")
    _page, rows = worklist.worklist(to=principal("begeleider", group.school), on=TODAY)
    assert [(str(row.pupil), row.class_name, row.reasons[0]) for row in rows[:2]] == [
        ("Jong Zeger", "3A", "11 jaar: nog veel ruimte om de band met de school te herstellen"),
        ("Snel Maes", "3A", "20 afwezige halve dagen in zes weken, alle codes samen"),
    ]
    assert names(rows) == ["Jong Zeger", "Snel Maes", "Gewoon Aerts"]


def test_duties_stand_before_signals_within_a_pupil(group):
    pupil(group, 10)
    _page, rows = worklist.worklist(to=principal("begeleider", group.school), on=TODAY)
    natures = [line.outcome.aard for line in rows[0].lines]
    assert natures == sorted(natures, key=["plicht", "signaal"].index)
    assert {"plicht", "signaal"} == set(natures)


def test_pupils_with_nothing_open_are_not_on_the_list(group):
    PlacementFactory.create(class_group=group)
    done, dismissed = pupil(group, 1), pupil(group, 1)
    by = principal("begeleider", group.school)
    for regel, kind in (("b1.contact", "contact_ouders"), ("b.begeleiding", "begeleidingsmaatregel")):
        close_by_act(by=by, outcome_id=Outcome.objects.get(pupil=done.pupil, regel=regel).pk, kind=kind, date=TODAY)
        mark_seen(by=by, pupil_id=dismissed.pupil_id, regel=regel, voorwerp="", reason="Afgesproken.")
    assert (worklist.count_needing(to=by, on=TODAY), worklist.worklist(to=by, on=TODAY)[1]) == (0, [])
    settled = worklist.settled(to=by, on=TODAY)
    assert sorted(settled.values_list("pupil_id", "regel")) == sorted(
        (who.pupil_id, regel) for who in (done, dismissed) for regel in ("b1.contact", "b.begeleiding")
    )


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"aard": "signaal"}, ["Snel Maes"]),
        ({"regel": "b1.contact"}, ["Ander Claes", "Gewoon Aerts"]),
        ({"search": "arts gewon"}, ["Gewoon Aerts"]),
        ({"search": "0000000042"}, ["Gewoon Aerts"]),
        ({"search": "bestaat niet"}, []),
    ],
)
def test_filters_narrow_the_list(group, filters, expected):
    one = pupil(group, 1, first_name="Gewoon", last_name="Aerts")
    PupilNumberFactory.create(pupil=one.pupil, board=group.school.board, number="0000000042")
    pupil(ClassGroupFactory.create(school=group.school), 1, first_name="Ander", last_name="Claes")
    pupil(group, 20, code="Z", first_name="Snel", last_name="Maes")
    who = principal("begeleider", group.school)
    _page, rows = worklist.worklist(to=who, on=TODAY, filters=worklist.Filters(**filters))
    assert sorted(names(rows)) == expected


def test_the_filter_of_a_class_shows_that_class_and_no_class_of_another_school(group):
    other = PlacementFactory.create().class_group
    pupil(other, 1, first_name="Vreemd")
    pupil(group, 1, first_name="Gewoon", last_name="Aerts")
    pupil(ClassGroupFactory.create(school=group.school), 1, first_name="Ander", last_name="Claes")
    who = principal("begeleider", group.school)
    for class_id, expected in ((group.pk, ["Gewoon Aerts"]), (other.pk, [])):
        _page, rows = worklist.worklist(to=who, on=TODAY, filters=worklist.Filters(class_id=class_id))
        assert names(rows) == expected


@pytest.mark.parametrize("pupils", [3, 30])
def test_the_list_takes_the_same_queries_for_few_and_for_many(client, group, django_assert_max_num_queries, pupils):
    for _number in range(pupils):
        pupil(group, 5)
    who = principal("begeleider", group.school)
    signed_in(client, who)
    with django_assert_max_num_queries(15):
        page = client.get(reverse("worklist-who"))
    assert page.content.count(b'<li class="card need"') == min(pupils, PAGE_SIZE)
    with django_assert_max_num_queries(15):
        client.get(reverse("worklist-who"), {"zoek": "Noor", "klas": group.pk, "aard": "plicht"})
    with django_assert_max_num_queries(15):
        client.get(reverse("worklist-settled"))


def test_the_page_shows_why_since_source_and_the_acts(client, group):
    one = pupil(group, 1, first_name="Gewoon", last_name="Aerts")
    page = signed_in(client, principal("begeleider", group.school)).get(reverse("worklist-who"))
    text = page.content.decode()
    outcome = Outcome.objects.get(pupil=one.pupil, regel="b1.contact")
    for part in (
        "Aerts Gewoon",
        "Neem contact op",
        "Sinds 20 november 2026",
        outcome.omdat[0][1:],
        "Actieplan ‘Afwezig op school’",
        "regel 771-772",
        reverse("outcome-act", args=[outcome.pk]),
        reverse("outcome-seen", args=[outcome.pk]),
    ):
        assert part in text


def test_advice_is_called_a_recommendation(client, group):
    one = pupil(group, 10)
    client = signed_in(client, principal("begeleider", group.school))
    for regel, expected in (("b10.politie", True), ("b5.melding_clb", False)):
        page = client.get(reverse("outcome", args=[Outcome.objects.get(pupil=one.pupil, regel=regel).pk]))
        assert ("aanbeveling, geen wet" in page.content.decode()) == expected


def test_the_secretariat_sees_the_list_without_buttons_to_close(client, group):
    pupil(group, 1)
    page = signed_in(client, principal("secretariaat", group.school)).get(reverse("worklist-who"))
    assert ("<h3>Neem contact op</h3>" in page.content.decode(), "Leg vast wat u deed" in page.content.decode()) == (
        True,
        False,
    )


def test_a_teacher_may_not_open_the_list(client, group):
    pupil(group, 1)
    client = signed_in(client, principal("leerkracht", group.school))
    for name in ("worklist-who", "worklist-settled", "worklist-export"):
        assert client.get(reverse(name)).status_code == 403


@pytest.mark.parametrize("name", ["outcome", "outcome-act", "outcome-seen"])
def test_an_outcome_of_another_school_does_not_exist(client, group, name):
    other = pupil(PlacementFactory.create().class_group, 1)
    pk = Outcome.objects.filter(pupil=other.pupil).first().pk
    client = signed_in(client, principal("directeur", group.school))
    assert client.get(reverse(name, args=[pk])).status_code == 404


def test_recording_an_act_from_the_line_gives_the_row_anew(client, group):
    one = pupil(group, 1, first_name="Gewoon", last_name="Aerts")
    outcome = Outcome.objects.get(pupil=one.pupil, regel="b1.contact")
    client = signed_in(client, principal("begeleider", group.school))
    address = reverse("outcome-act", args=[outcome.pk])
    form = client.get(address, headers={"HX-Request": "true"})
    assert ("<html" in form.content.decode(), "gesprek gehad met de leerling" in form.content.decode()) == (False, True)
    done = client.post(address, {"kind": "gesprek_leerling", "date": "2026-11-20"}, headers={"HX-Request": "true"})
    text = done.content.decode()
    assert (done["HX-Retarget"], done["HX-Reswap"]) == (f"#leerling-{one.pupil_id}", "outerHTML")
    assert (
        "Vastgelegd voor Gewoon Aerts: gesprek gehad met de leerling." in text,
        "<h3>Neem contact op</h3>" in text,
    ) == (True, False)


def test_recording_an_act_without_scripts_returns_to_the_page_it_came_from(client, group):
    one = pupil(group, 1)
    outcome = Outcome.objects.get(pupil=one.pupil, regel="b1.contact")
    client = signed_in(client, principal("begeleider", group.school))
    page = reverse("outcome", args=[outcome.pk])
    address = reverse("outcome-act", args=[outcome.pk])
    assert client.get(f"{address}?terug={page}").status_code == 200
    done = client.post(
        f"{address}?terug={page}", {"kind": "contact_ouders", "date": "20/11/2026", "result": "ouders_bereikt"}
    )
    away = client.get(f"{address}?terug=https://elders.example/")
    assert (done.status_code, done["Location"], "elders.example" in away.content.decode()) == (302, page, False)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"kind": "contact_ouders", "date": "2026-11-21", "result": "ouders_bereikt"}, "De datum ligt in de toekomst"),
        (
            {"kind": "contact_ouders", "date": "2026-11-01", "result": "ouders_bereikt"},
            "Kies een datum op of na 20 november 2026",
        ),
        ({"date": "2026-11-20"}, "Dit veld is verplicht"),
        ({"kind": "melding_clb", "date": "2026-11-20"}, "Selecteer een geldige keuze"),
    ],
)
def test_a_wrong_act_says_what_and_keeps_what_was_typed(client, group, given, message):
    one = pupil(group, 1)
    outcome = Outcome.objects.get(pupil=one.pupil, regel="b1.contact")
    client = signed_in(client, principal("begeleider", group.school))
    page = client.post(reverse("outcome-act", args=[outcome.pk]), given).content.decode()
    assert (message in page, f'value="{given["date"]}"' in page, Fact.objects.count()) == (True, True, 0)


def test_seen_needs_a_reason_and_can_be_taken_back(client, group):
    one = pupil(group, 1)
    outcome = Outcome.objects.get(pupil=one.pupil, regel="b1.contact")
    client = signed_in(client, principal("begeleider", group.school))
    address = reverse("outcome-seen", args=[outcome.pk])
    assert "Dit veld is verplicht" in client.post(address, {"reason": " "}).content.decode()
    client.post(address, {"reason": "De ouders belden zelf."})
    detail = client.get(reverse("outcome", args=[outcome.pk])).content.decode()
    assert "gezien, geen actie, omdat “De ouders belden zelf.”" in detail
    assert "De ouders belden zelf." in client.get(reverse("worklist-settled")).content.decode()
    client.post(reverse("seen-undo", args=[Seen.objects.get().pk]))
    assert (Seen.objects.count(), worklist.count_needing(to=principal("directeur", group.school), on=TODAY)) == (0, 1)


def test_looking_at_an_outcome_is_logged(client, group):
    one = pupil(group, 1)
    outcome = Outcome.objects.get(pupil=one.pupil, regel="b1.contact")
    who = principal("secretariaat", group.school)
    signed_in(client, who).get(reverse("outcome", args=[outcome.pk]))
    assert list(
        LogEntry.objects.filter(act="duty.view").order_by("pk").values_list("actor_id", "pupil_id", "object_id")
    ) == [(who.user_id, one.pupil_id, str(outcome.pk))]


def test_the_clb_sees_its_own_lines_and_not_those_of_the_school(client, group):
    one = pupil(group, 20, code="Z", first_name="Ziek")
    absent(one, 5, until=TODAY - timedelta(days=30))
    recompute([one.pupil_id], TODAY)
    text = (
        signed_in(client, principal("clb", ServiceFactory.create(school=group.school).centre))
        .get(reverse("worklist-who"))
        .content.decode()
    )
    assert ("Twintig halve dagen ziek" in text, "<h3>Neem contact op</h3>" in text) == (True, False)


def test_the_export_holds_the_list_as_narrowed_and_nothing_of_another_school(client, group):
    pupil(PlacementFactory.create().class_group, 1, first_name="Vreemd")
    pupil(group, 1, first_name="=1+1", last_name="Aerts")
    pupil(group, 1, first_name="Ander", last_name="Claes")
    client = signed_in(client, principal("directeur", group.school))
    answer = client.get(reverse("worklist-export"), {"regel": "b1.contact", "zoek": "Aerts"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [row[:7] for row in rows[1:]] == [
        ["Aerts", "'=1+1", group.school.name, "3A", "plicht", "nee", "Neem contact op"]
    ]
    assert list(LogEntry.objects.filter(act="export.run").order_by("pk").values_list("kind", "detail")) == [
        ("duties.worklist", {"pupils": 1})
    ]


def test_an_empty_list_says_why(client, group):
    client = signed_in(client, principal("begeleider", group.school))
    assert "Alles is opgevolgd" in client.get(reverse("worklist-who")).content.decode()
    assert "Niemand in deze keuze" in client.get(reverse("worklist-who"), {"zoek": "x"}).content.decode()
    assert "Nog niets afgehandeld" in client.get(reverse("worklist-settled")).content.decode()


def test_a_mark_of_today_is_on_the_list_after_the_job(client, group):
    one = PlacementFactory.create(class_group=group).enrolment
    mark(one, TODAY, "vm", "-")
    recompute([one.pupil_id], TODAY)
    client = signed_in(client, principal("begeleider", group.school))
    assert "Zoek de reden van de afwezigheid" in client.get(reverse("worklist-who")).content.decode()
