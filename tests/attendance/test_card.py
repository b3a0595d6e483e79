"""The card of a half-day: ground, own code, minutes and note, through the queue and as a page."""

import json

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from leerrecht import law
from leerrecht.access.models import LogEntry
from leerrecht.attendance.domain.cards import Card, save_cards
from leerrecht.attendance.domain.entries import Entry
from leerrecht.attendance.domain.register import save_register
from leerrecht.attendance.models import HalfDay, HalfDayHistory, HalfDayNote, SubCode
from leerrecht.enrolment.models import Gathering
from leerrecht.facts.models import Change
from leerrecht.organisations.models import Organisation
from tests.attendance.test_register_screen import client_of, member, teacher_of, url
from tests.factories import (
    SYSTEM,
    TODAY,
    ClassGroupFactory,
    MembershipFactory,
    PlacementFactory,
    ServiceFactory,
    UserFactory,
    half_day,
)

pytestmark = pytest.mark.django_db
NOW = "2026-11-20 10:00:00+01:00"
ILL = "ziek_medisch"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def group():
    return ClassGroupFactory.create(name="3A")


@pytest.fixture
def enrolment(group):
    return PlacementFactory.create(class_group=group, enrolment__pupil__last_name="Aerts").enrolment


@pytest.fixture
def office(group):
    return member("secretariaat", group.school, first_name="Sara", last_name="Maes")


def save(client, group, *entries, taken=False):
    body = {"entries": list(entries), "taken": taken}
    return client.post(url(group, name="register-save"), json.dumps(body), content_type="application/json")


def card(enrolment, mark, seen=0, **more):
    return {"pupil": enrolment.pupil_id, "mark": mark, "seen": seen, **more}


def address(group, enrolment):
    return f"{url(group)}{enrolment.pupil_id}/"


def stored(enrolment):
    found = HalfDay.objects.filter(pupil_id=enrolment.pupil_id)
    return list(found.values_list("mark", "ground", "sub_code__name", "late_minutes", "version"))


def notes(enrolment):
    return list(HalfDayNote.objects.filter(pupil_id=enrolment.pupil_id).order_by("id").values_list("text", flat=True))


def test_card_gives_mark_with_ground_own_code_and_note(group, enrolment, office):
    own = SubCode.objects.create(school=group.school, code="Z", name="ZK", label="ziekenhuis")
    said = card(enrolment, "Z", details=True, ground=ILL, sub_code=own.pk, note=" opgehaald door oma ")
    answer = save(client_of(office), group, said).json()
    assert answer["changed"] == [
        {"pupil": enrolment.pupil_id, "mark": "Z", "version": 1, "minutes": None, "by_id": office.pk}
    ]
    assert stored(enrolment) == [("Z", ILL, "ZK", None, 1)]
    assert notes(enrolment) == ["opgehaald door oma"]
    again = save(client_of(office), group, said).json()
    assert (again["changed"], again["unchanged"], again["conflicts"]) == ([], [enrolment.pupil_id], [])
    assert notes(enrolment) == ["opgehaald door oma"]


def test_card_takes_ground_and_own_code_away(group, enrolment, office):
    own = SubCode.objects.create(school=group.school, code="Z", name="ZK", label="ziekenhuis")
    client = client_of(office)
    save(client, group, card(enrolment, "Z", details=True, ground=ILL, sub_code=own.pk))
    save(client, group, card(enrolment, "Z", seen=1, details=True, ground="", sub_code=None))
    assert stored(enrolment) == [("Z", "", None, None, 2)]
    assert HalfDayHistory.objects.get(pupil_id=enrolment.pupil_id).ground == ILL
    assert LogEntry.objects.filter(act="halfday.refine", pupil_id=enrolment.pupil_id).count() == 1
    assert Change.objects.filter(pupil_id=enrolment.pupil_id).count() == 2


def test_ground_of_a_card_leaves_certificate_and_approval(group, enrolment, office):
    half = half_day(enrolment, TODAY, "vm", "P")
    HalfDay.objects.filter(pupil_id=half.pupil_id).update(approved_at=half.entered_at, approved_by_id=7)
    save(client_of(office), group, card(enrolment, "P", seen=1, details=True, ground="opvang_begeleiding"))
    now = HalfDay.objects.get(pupil_id=half.pupil_id)
    assert (now.ground, now.approved_by_id, now.version) == ("opvang_begeleiding", 7, 2)


def test_card_over_a_newer_version_is_a_conflict_and_keeps_the_note(group, enrolment, office):
    half_day(enrolment, TODAY, "vm", "Z")
    client = client_of(office)
    save(client, group, card(enrolment, "Z", seen=1, details=True, ground="ziek_ouderverklaring"))
    answer = save(client, group, card(enrolment, "Z", seen=1, details=True, ground=ILL, note="gebeld")).json()
    assert [cell["version"] for cell in answer["conflicts"]] == [2]
    assert stored(enrolment) == [("Z", "ziek_ouderverklaring", None, None, 2)]
    assert notes(enrolment) == ["gebeld"]


def test_card_over_a_mark_taken_away_meanwhile_is_a_conflict(group, enrolment):
    half = half_day(enrolment, TODAY, "vm", "Z")
    saved = save_cards(
        by=SYSTEM, class_group_id=group.pk, date=TODAY, part="vm", taken=False,
        entries=[Entry(half.pupil_id, "Z", 9, ground=ILL)], cards=[Card(half.pupil_id, details=True)],
    )  # fmt: skip
    assert [(cell.mark, cell.version) for cell in saved.conflicts] == [("Z", 1)]


def test_teacher_notes_but_gives_no_ground(group, enrolment):
    client = client_of(teacher_of(group))
    assert save(client, group, card(enrolment, ".", note="moeder belde")).status_code == 200
    refused = save(client, group, card(enrolment, "Z", details=True, ground=ILL))
    assert (refused.status_code, refused.json()) == (
        400,
        {"error": "Een grond of eigen code geeft het secretariaat in."},
    )
    assert (stored(enrolment), notes(enrolment)) == ([], ["moeder belde"])


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"mark": "Z", "ground": "rechtbank"}, "Deze grond hoort niet bij code Z op dit niveau."),
        ({"mark": ".", "ground": ILL}, "Wie aanwezig is, heeft geen grond of eigen code."),
        ({"mark": "Z", "sub_code": 999999}, "Deze eigen code hoort niet bij de gekozen code of school."),
        ({"mark": "Z", "note": "x" * 301}, "Ingave 1: “note” ontbreekt of klopt niet."),
        ({"mark": "Z", "details": "ja"}, "Ingave 1: “details” ontbreekt of klopt niet."),
    ],
)
def test_wrong_card_is_refused_whole(group, enrolment, office, more, error):
    said = {"pupil": enrolment.pupil_id, "seen": 0, "details": True, "note": "iets", **more}
    answer = save(client_of(office), group, said)
    assert (answer.status_code, answer.json()) == (400, {"error": error})
    assert (stored(enrolment), notes(enrolment)) == ([], [])


def test_card_without_entry_or_with_a_long_note_is_refused(group, enrolment):
    for cards, entries in (
        ([Card(enrolment.pupil_id)], []),
        ([Card(enrolment.pupil_id, note="x" * 301)], [Entry(enrolment.pupil_id, "Z", 0)]),
    ):
        with pytest.raises(ValidationError, match=r"kaart hoort|hoogstens 300"):
            save_cards(
                by=SYSTEM, class_group_id=group.pk, date=TODAY, part="vm", entries=entries, taken=False, cards=cards
            )  # fmt: skip


def test_note_is_changed_and_taken_away_but_kept(group, enrolment, office):
    client = client_of(office)
    for text in ("eerst", "dan", ""):
        save(client, group, card(enrolment, ".", note=text))
    assert notes(enrolment) == ["eerst", "dan", ""]
    page = client.get(address(group, enrolment))
    assert [(note.text, note.by) for note in page.context["card"].notes] == [
        ("", "Sara Maes"), ("dan", "Sara Maes"), ("eerst", "Sara Maes")
    ]  # fmt: skip
    assert "opmerking weggehaald" in page.content.decode()
    assert not client.get(url(group)).context["sheet"].rows[0].noted


def test_register_and_week_tell_which_half_days_have_a_note(group, enrolment, office):
    client = client_of(office)
    save(client, group, card(enrolment, ".", note="moeder belde"))
    assert client.get(url(group)).context["sheet"].rows[0].noted
    assert not client.get(url(group, part="nm")).context["sheet"].rows[0].noted
    week = client.get(f"/registers/{group.pk}/week/{TODAY.isoformat()}/").context["week"]
    assert [(cell.date, cell.part) for cell in week.rows[0].cells if cell.noted] == [(TODAY, "vm")]


def test_card_shows_who_and_what_stood_before(group, enrolment, office):
    teacher = teacher_of(group)
    save(client_of(teacher), group, card(enrolment, "-"))
    save(client_of(office), group, card(enrolment, "Z", seen=1, details=True, ground=ILL))
    page = client_of(office).get(address(group, enrolment))
    body = page.content.decode()
    assert "Ingegeven door Sara Maes op " in body
    assert [(step.before.mark, step.after.mark, step.after.ground) for step in page.context["card"].steps] == [
        ("-", "Z", law.GRONDEN[ILL].label), ("", "-", "")
    ]  # fmt: skip
    assert page.context["form"].initial["reason"] == f"Z.{ILL}"
    assert LogEntry.objects.filter(act="halfday.look", pupil_id=enrolment.pupil_id, actor_id=office.pk).count() == 1


def test_card_hides_the_ground_from_a_teacher(group, enrolment, office):
    save(client_of(office), group, card(enrolment, "Z", details=True, ground=ILL))
    page = client_of(teacher_of(group)).get(address(group, enrolment))
    assert page.context["form"].initial["reason"] == "Z"
    assert (page.context["card"].grounds, page.context["card"].sub_codes) == ({}, ())
    assert ILL not in page.content.decode()
    assert law.GRONDEN[ILL].label not in page.content.decode()


def test_teacher_saving_the_card_leaves_the_ground(group, enrolment, office):
    save(client_of(office), group, card(enrolment, "Z", details=True, ground=ILL))
    client_of(teacher_of(group)).post(
        address(group, enrolment), {"reason": "Z", "minutes": "", "note": "kreeg huiswerk mee", "seen": "1"}
    )
    assert stored(enrolment) == [("Z", ILL, None, None, 1)]
    assert notes(enrolment) == ["kreeg huiswerk mee"]


def test_plain_form_of_the_card_saves_and_goes_back(group, enrolment, office):
    client = client_of(office)
    answer = client.post(
        address(group, enrolment),
        {"reason": "L", "minutes": "12", "sub_code": "", "note": "", "seen": "0"}, follow=True,
    )  # fmt: skip
    assert answer.redirect_chain == [(url(group), 302)]
    assert "De kaart van Noor Aerts is bewaard." in answer.content.decode()
    assert stored(enrolment) == [("L", "", None, 12, 1)]
    late = client.post(
        address(group, enrolment), {"reason": "Z", "minutes": "", "sub_code": "", "note": "", "seen": "0"}, follow=True
    )
    assert "Er is niets overschreven" in late.content.decode()
    assert stored(enrolment) == [("L", "", None, 12, 1)]


def test_plain_form_keeps_what_was_typed_when_refused(group, enrolment, office):
    SubCode.objects.create(school=group.school, code="B", name="BX", label="spijbelt")
    own = SubCode.objects.get(name="BX")
    answer = client_of(office).post(
        address(group, enrolment), {"reason": "Z", "minutes": "", "sub_code": own.pk, "note": "let op", "seen": "0"}
    )
    body = answer.content.decode()
    assert "Deze eigen code hoort niet bij de gekozen code of school." in body
    assert "let op" in body
    assert stored(enrolment) == []


def test_fragment_is_the_inside_alone(group, enrolment, office):
    answer = client_of(office).get(address(group, enrolment), headers={"X-Leerrecht-Fragment": "kaart"})
    assert "<html" not in answer.content.decode()
    assert "data-card" in answer.content.decode()
    assert "X-Leerrecht-Fragment" in answer.headers["Vary"]


def test_card_of_another_class_or_stranger_is_not_found(group, enrolment):
    other = ClassGroupFactory.create()
    assert client_of(teacher_of(other)).get(address(group, enrolment)).status_code == 404
    away = PlacementFactory.create().enrolment
    assert client_of(teacher_of(group)).get(address(group, away)).status_code == 404
    assert Client().get(address(group, enrolment)).status_code == 302


def test_card_ahead_and_on_a_free_day_offers_only_what_may_be(group, enrolment, office):
    client = client_of(office)
    ahead = client.get(f"/registers/{group.pk}/2026-11-23/vm/{enrolment.pupil_id}/")
    letters = {value[:1] for value, _label in ahead.context["form"].fields["reason"].choices}
    assert "L" not in letters
    assert "minutes" not in ahead.context["form"].fields
    saturday = client.get(f"/registers/{group.pk}/2026-11-21/vm/{enrolment.pupil_id}/")
    assert saturday.context["form"] is None
    assert "geen les" in saturday.content.decode()


def test_clb_reads_the_card_without_a_form(group, enrolment):
    service = ServiceFactory.create(school=group.school)
    user = UserFactory.create()
    MembershipFactory.create(
        user=user, organisation=Organisation.objects.get(pk=service.centre_id), role="clb"
    )  # fmt: skip
    save_cards(
        by=SYSTEM, class_group_id=group.pk, date=TODAY, part="vm", entries=[Entry(enrolment.pupil_id, ".", 0)],
        taken=False, cards=[Card(enrolment.pupil_id, note="moeder belde")],
    )  # fmt: skip
    page = client_of(user).get(address(group, enrolment))
    assert page.context["form"] is None
    assert "moeder belde" in page.content.decode()


@pytest.mark.parametrize("count", [1, 8])
def test_card_keeps_its_query_budget(group, enrolment, office, count, django_assert_max_num_queries):
    for number in range(count):
        save_register(
            by=SYSTEM, class_group_id=group.pk, date=TODAY, part="vm", taken=False,
            entries=[Entry(enrolment.pupil_id, "L", number, minutes=number + 1)],
        )  # fmt: skip
        save(client_of(office), group, card(enrolment, "L", seen=number + 1, minutes=number + 1, note=f"{number}"))
    client = client_of(office)
    with django_assert_max_num_queries(20):
        assert client.get(address(group, enrolment)).status_code == 200


@pytest.fixture
def gathering(group, enrolment):
    found = Gathering.objects.create(school=group.school, name="uitstap", date=TODAY)
    found.pupils.add(enrolment.pupil)
    return found


def test_card_in_the_register_of_a_group_saves_in_the_own_class(group, enrolment, office, gathering):
    entries = [card(enrolment, "Z", details=True, ground=ILL, note="met de trein")]
    answer = client_of(office).post(
        f"/groepen/{gathering.pk}/vm/opslaan/",
        json.dumps({"entries": entries, "taken": False}), content_type="application/json",
    )  # fmt: skip
    assert [cell["mark"] for cell in answer.json()["changed"]] == ["Z"]
    assert stored(enrolment) == [("Z", ILL, None, None, 1)]
    assert list(HalfDayNote.objects.values_list("text", flat=True)) == ["met de trein"]


def test_card_from_a_group_leads_back_to_the_group(group, enrolment, office, gathering):
    client = client_of(office)
    page = client.get(f"/groepen/{gathering.pk}/vm/").content.decode()
    asked = f"{address(group, enrolment)}?groep={gathering.pk}"
    assert f'href="{asked}"' in page
    assert f'data-url="/groepen/{gathering.pk}/vm/opslaan/"' in client.get(asked).content.decode()
    answer = client.post(asked, {"reason": "L", "minutes": "12", "sub_code": "", "note": "", "seen": "0"})
    assert answer["Location"] == f"/groepen/{gathering.pk}/vm/"
    assert stored(enrolment) == [("L", "", None, 12, 1)]


@pytest.mark.parametrize("asked", ["geen", "of a day on which the pupil is not in it"])
def test_card_with_a_group_that_does_not_hold_the_pupil_is_that_of_the_class(
    group, enrolment, office, gathering, asked
):
    gathering.pupils.clear()
    key = asked if asked == "geen" else gathering.pk
    body = client_of(office).get(f"{address(group, enrolment)}?groep={key}").content.decode()
    assert f'data-url="{url(group, name="register-save")}"' in body
