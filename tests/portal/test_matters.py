"""What pupil and parents ask or tell: a form with a term, followed to an answer of the school."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from leerrecht.access import policy
from leerrecht.attendance.models import HalfDay
from leerrecht.demo.absences import PDF
from leerrecht.discipline.models import Procedure
from leerrecht.places.models import Refusal
from leerrecht.portal.domain import matters
from leerrecht.portal.domain.merging import merge
from leerrecht.portal.models import Matter, OwnWord
from tests.discipline.world import MONDAY
from tests.duties.helpers import absent
from tests.factories import SYSTEM, TODAY, PupilFactory
from tests.portal.world import World, client_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def test_absence_is_told_with_a_photo_and_the_register_stays_as_it_was(world):
    client, before = client_of(world.household("An")), HalfDay.objects.count()
    answer = client.post(
        f"/mijn/{world.pupil.pk}/vragen/afwezig/",
        {"first": TODAY, "last": TODAY + timedelta(days=1), "text": "[[attest]] Koorts",
         "file": SimpleUploadedFile("attest.pdf", PDF, "application/pdf")},
    )  # fmt: skip
    assert answer.status_code == 302
    matter = Matter.objects.get()
    assert (matter.kind, matter.compartment, matter.asker, matter.first, matter.last, matter.due_on) == (
        "afwezig", "attest", "ouder", TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=1),
    )  # fmt: skip
    assert (HalfDay.objects.count(), matter.note.file.name) == (before, "attest.pdf")
    desk = client_of(world.by("secretariaat"))
    assert str(world.pupil) in text_of(desk.get("/vragen-van-thuis/"))
    shown = text_of(desk.get(f"/vragen-van-thuis/{matter.pk}/"))
    assert ("[[attest]] Koorts" in shown, f"/aantekeningen/{matter.note_id}/bestand/" in shown) == (True, True)


def test_answer_of_the_school_reaches_both_households(world):
    an, bert = world.household("An"), world.household("Bert")
    matter = world.bring(an, "fout", "[[attest]] hij was er", first=TODAY)
    desk, address = client_of(world.by("secretariaat")), f"/vragen-van-thuis/{matter.pk}/"
    assert desk.post(address, {"outcome": "", "text": ""}).status_code == 200
    assert desk.post(address, {"outcome": "ja", "text": "[[attest]] Verbeterd"}).status_code == 302
    for parent in (an, bert):
        text = text_of(client_of(parent).get(f"/mijn/{world.pupil.pk}/vragen/"))
        assert ("[[attest]] Verbeterd" in text, "de school volgt dit" in text) == (True, True)
    assert "Het laatst beantwoord" in text_of(desk.get("/vragen-van-thuis/"))
    with pytest.raises(ValidationError):
        matters.answer(by=world.by("secretariaat"), matter=matter, outcome="ja", text="x")
    with pytest.raises(ValidationError):
        matters.take_back(by=an, matter=matter)


def test_each_kind_reaches_only_those_who_read_where_it_lies(world):
    parent = world.household("An")
    for kind in ("fout", "herziening", "klacht", "thuis"):
        world.bring(parent, kind, f"[[{kind}]]", first=TODAY if kind in ("fout", "thuis") else None)
    seen = {}
    for role in ("secretariaat", "begeleider", "directeur", "leerkracht"):
        client = client_of(world.by(role))
        seen[role] = {
            one.kind for one in Matter.objects.all() if client.get(f"/vragen-van-thuis/{one.pk}/").status_code == 200
        }
    assert seen == {
        "secretariaat": {"fout"}, "begeleider": {"fout", "thuis"},
        "directeur": {"fout", "herziening", "klacht", "thuis"}, "leerkracht": set(),
    }  # fmt: skip
    assert Matter.objects.get(kind="thuis").counterpart_id == world.centre.pk
    assert client_of(world.by("leerkracht")).get("/vragen-van-thuis/").status_code == 403
    elsewhere = world.of(world.user("d2", "directeur", world.other))
    assert "Er wacht niets" in text_of(client_of(elsewhere).get("/vragen-van-thuis/"))


def test_question_is_taken_back_by_who_asked_and_by_nobody_else(world):
    an, bert = world.household("An"), world.household("Bert")
    matter = world.bring(an, "klacht", "[[tucht]] het loopt mis")
    address = f"/mijn/{world.pupil.pk}/vragen/{matter.pk}/intrekken/"
    assert client_of(bert).post(address).status_code == 404
    assert client_of(an).post(address).status_code == 302
    matter.refresh_from_db()
    assert (matter.withdrawn_on, matter.note.withdrawn_at is not None) == (TODAY, True)
    assert "[[tucht]]" not in text_of(client_of(world.by("directeur")).get(f"/vragen-van-thuis/{matter.pk}/"))


def test_reason_is_asked_for_what_is_unknown_and_given(world):
    days = absent(world.placement.enrolment, 2, until=TODAY)
    HalfDay.objects.filter(pupil_id=world.pupil.pk, date__in=days).update(mark="-")
    client = client_of(world.household("An"))
    assert "Waarom was uw kind er niet?" in text_of(client.get(f"/mijn/{world.pupil.pk}/"))
    address = f"/mijn/{world.pupil.pk}/waarom/"
    assert "Versturen" in text_of(client.get(address))
    sent = client.post(address, {"first": days[0], "last": days[-1], "text": "[[attest]] de bus reed niet"})
    assert sent.status_code == 302
    assert Matter.objects.get().kind == "reden"
    assert set(HalfDay.objects.filter(pupil_id=world.pupil.pk).values_list("mark", flat=True)) == {"-"}


def test_minor_does_not_report_the_own_absence_and_an_adult_does(world):
    with pytest.raises(policy.Denied):
        world.bring(world.child(), "afwezig", first=TODAY)
    assert client_of(world.child()).get(f"/mijn/{world.pupil.pk}/vragen/afwezig/").status_code == 404
    world.pupil.birth_date = TODAY.replace(year=TODAY.year - 18)
    world.pupil.save()
    assert world.bring(world.child(), "afwezig", first=TODAY).asker == "leerling"
    # From then on the pupil decides: the parents' accounts open nothing.
    assert client_of(world.household("An")).get(f"/mijn/{world.pupil.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("kind", "told", "field"),
    [
        ("klacht", {"text": " "}, "text"),
        ("afwezig", {}, "first"),
        ("afwezig", {"first": TODAY - timedelta(days=1)}, "first"),
        ("afwezig", {"first": TODAY + timedelta(days=91)}, "first"),
        ("afwezig", {"first": TODAY, "last": TODAY + timedelta(days=61)}, "last"),
        ("afwezig", {"first": TODAY, "last": TODAY - timedelta(days=1)}, "last"),
        ("reden", {"first": TODAY - timedelta(days=61)}, "first"),
        ("fout", {"first": TODAY + timedelta(days=1)}, "first"),
    ],
)
def test_what_is_missing_or_impossible_is_said_at_its_field(world, kind, told, field):
    parent = world.household("An")
    with pytest.raises(ValidationError) as refused:
        world.bring(parent, kind, told.pop("text", "tekst"), **told)
    assert (list(refused.value.message_dict), Matter.objects.count()) == ([field], 0)


def test_talk_about_a_measure_is_prepared_in_own_words_with_company(world):
    procedure = world.begin()
    Procedure.objects.filter(pk=procedure.pk).update(opened_on=TODAY - timedelta(days=2))
    procedure.refresh_from_db()
    world.notice(procedure, TODAY - timedelta(days=1))
    child, parent = client_of(world.child()), client_of(world.household("An"))
    assert "Bereid uw verhaal voor" in text_of(child.get(f"/mijn/{world.pupil.pk}/"))
    address = f"/mijn/{world.pupil.pk}/gesprek/{procedure.pk}/"
    assert "22 november 2026" in text_of(parent.get(address))
    assert child.post(address, {"text": "[[tucht]] ik werd geduwd", "companion": "oma"}).status_code == 302
    matter = Matter.objects.get()
    assert (matter.kind, matter.about, matter.companion, matter.due_on) == (
        "verhaal", str(procedure.pk), "oma", TODAY + timedelta(days=2),
    )  # fmt: skip
    shown = text_of(child.get(address))
    assert ("ik werd geduwd" in shown, "oma" in shown) == (True, True)
    rights = text_of(parent.get(f"/mijn/{world.pupil.pk}/rechten/"))
    assert ("U mag iemand meebrengen" in rights, "U kunt in beroep gaan" in rights) == (True, True)
    assert client_of(world.by("directeur")).get(f"/vragen-van-thuis/{matter.pk}/").status_code == 200
    assert child.get(f"/mijn/{world.pupil.pk}/gesprek/{matter.pk}/").status_code == 404


def test_list_of_the_school_asks_as_much_with_many_as_with_few(world, django_assert_max_num_queries):
    parent, desk = world.household("An"), client_of(world.by("directeur"))
    world.bring(parent, "klacht")
    desk.get("/vragen-van-thuis/")
    with django_assert_max_num_queries(20) as few:
        desk.get("/vragen-van-thuis/")
    for _number in range(5):
        world.bring(parent, "klacht")
    with django_assert_max_num_queries(len(few)):
        desk.get("/vragen-van-thuis/")


def test_what_was_written_follows_the_pupil_when_records_merge_and_is_in_the_own_file(world):
    world.say()
    world.bring(world.household("An"), "klacht")
    text = text_of(client_of(world.child()).get(f"/leerlingen/{world.pupil.pk}/eigen-dossier/"))
    assert text
    other = PupilFactory.create()
    assert merge(by=SYSTEM, keep=other, drop=world.pupil) == {"own_words": 1, "matters": 1, "quiet": 0}
    assert (OwnWord.objects.get().pupil_id, Matter.objects.get().pupil_id) == (other.pk, other.pk)


def test_refused_enrolment_goes_to_the_centre_and_never_to_the_school_that_refused(world):
    client, address = client_of(world.household("An")), f"/mijn/{world.pupil.pk}/weigering/"
    sent = {
        "school_name": "Elders",
        "on": TODAY,
        "way": "ontraden",
        "kind": "bovenbouw",
        "words": "[[gedeeld]] te duur",
    }
    assert client.post(address, sent | {"school_name": ""}).status_code == 200
    assert (client.post(address, sent).status_code, Refusal.objects.get().reporter) == (302, "ouders")
    shown = text_of(client.get(address))
    assert ("Elders" in shown, world.centre.name in shown) == (True, True)


def test_decision_says_what_was_done_with_what_was_said_and_a_remark_goes_with_the_report(world):
    procedure = world.begin()
    Procedure.objects.filter(pk=procedure.pk).update(opened_on=MONDAY)
    procedure.refresh_from_db()
    world.step(procedure, "begeleiding", on=MONDAY, no_care="onveilig")
    world.notice(procedure, MONDAY)
    child, parent, lead = client_of(world.child()), client_of(world.household("An")), client_of(world.by("directeur"))
    talk, page = f"/mijn/{world.pupil.pk}/gesprek/{procedure.pk}/", f"/tucht/{procedure.pk}/"
    child.post(talk, {"text": "[[tucht]] ik werd geduwd", "companion": "oma"})
    shown = text_of(lead.get(page))
    assert ("ik werd geduwd" in shown, "komt mee: oma" in shown, "nog niet geantwoord" in shown) == (True, True, True)
    assert "ik werd geduwd" in text_of(lead.get(f"{page}stap/horen/"))
    world.step(procedure, "inzage", on=MONDAY + timedelta(days=2), answer="ja")
    world.step(procedure, "horen", on=MONDAY + timedelta(days=3), pupil_present=True, parents_present=True)
    world.council(procedure)
    world.step(procedure, "klassenraad", on=MONDAY + timedelta(days=3), centre_present=True, answer="voor")
    world.step(procedure, "schoolloopbaan", on=MONDAY + timedelta(days=3))
    assert "Een opmerking bij het verslag" in text_of(parent.get(talk))
    parent.post(talk, {"text": "[[tucht]] dit zei hij niet"})
    assert list(Matter.objects.order_by("written_at").values_list("kind", "compartment")) == [
        ("verhaal", "tucht"), ("opmerking", "tucht"),
    ]  # fmt: skip
    with pytest.raises(ValidationError) as refused:
        world.decide(procedure)
    assert set(refused.value.message_dict) == {"heard", "heard_words"}
    sent = {"verdict": "genomen", "on": TODAY, "words": "[[tucht]] redenen", "first_day": TODAY}
    asked = lead.post(f"{page}beslissing/", sent)
    assert (asked.status_code, "Wat deed de school met wat leerling en ouders zeiden?" in text_of(asked)) == (200, True)
    heard = {"heard": "deels", "heard_words": "[[tucht]] we keken de camera na"}
    assert lead.post(f"{page}beslissing/", sent | heard).status_code == 302
    assert list(Matter.objects.values_list("outcome", flat=True)) == ["deels"] * 2
    for one, address in ((child, talk), (parent, talk), (lead, page)):
        assert text_of(one.get(address)).count("we keken de camera na") == 2
    Procedure.objects.filter(pk=procedure.pk).update(closed_on=TODAY, closed_how="uitgevoerd")
    after = text_of(child.get(talk))
    assert ("we keken de camera na" in after, "Mijn verhaal" in after, "De beslissing" in after) == (True, False, True)


def test_statement_is_spoken_and_what_it_is_follows_from_its_content(world):
    procedure = world.begin()
    child, address = client_of(world.child()), f"/mijn/{world.pupil.pk}/gesprek/{procedure.pk}/"
    assert child.post(address, {"text": ""}).status_code == 200
    false = SimpleUploadedFile("verhaal.mp3", PDF, "audio/mpeg")
    assert "is geen geluidsopname die we kennen" in text_of(child.post(address, {"recording": false}))
    sound = SimpleUploadedFile("verhaal.m4a", b"\0\0\0\x20ftypM4A " + b"\0" * 4_000_000, "audio/mp4")
    assert child.post(address, {"recording": sound}).status_code == 302
    matter = Matter.objects.get()
    assert (matter.note.text, matter.note.file.content_type, matter.compartment) == (
        "Ingesproken: luister naar de opname.", "audio/mp4", "tucht",
    )  # fmt: skip
    file = f"/aantekeningen/{matter.note_id}/bestand/"
    lead = client_of(world.by("directeur"))
    assert [file in text_of(one) for one in (child.get(address), lead.get(f"/tucht/{procedure.pk}/"))] == [True, True]
    assert lead.get(file)["Content-Disposition"].startswith("attachment")
    assert client_of(world.by("leerkracht")).get(file).status_code == 404
