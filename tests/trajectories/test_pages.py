"""The pages of the front door, of the school's side and of the file, each through the server's own role."""

from datetime import timedelta

import pytest
from django.urls import reverse

from leerrecht.people.models import Grant, Pupil
from leerrecht.trajectories.models import CareSignal, CareStep, HomeEducation, Signal, Traject
from tests.factories import TODAY
from tests.guidance.test_file_page import client_of as client_for
from tests.trajectories.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def client_of(world, role):
    return client_for(world.by(role))


def page(client, name, *args, **query):
    response = client.get(reverse(name, args=args), query)
    return response, response.content.decode()


def post(client, name, *args, **values):
    return client.post(reverse(name, args=args), values)


def test_queue_shows_reasons_and_asks_the_same_number_of_queries_for_more(django_assert_max_num_queries):
    world = World()
    world.report(world.another(birth_date=TODAY.replace(year=2016)))
    client = client_of(world, "clb")
    page(client, "clb-door")
    with django_assert_max_num_queries(14) as first:
        response, text = page(client, "clb-door")
    assert (response.status_code, "10 jaar: nog veel ruimte om de band" in text) == (200, True)
    assert "de leerling komt niet meer of weigert elke begeleiding" in text
    for _number in range(4):
        world.another()
    with django_assert_max_num_queries(len(first.captured_queries)):
        page(client, "clb-door")


def test_school_reports_ranks_and_reads_the_answer():
    world = World()
    world.b(5)
    school, head = client_of(world, "begeleider"), client_of(world, "clbhoofd")
    assert f"/leerlingen/{world.pupil.pk}/clb/melden/" in page(school, "clb-reports")[1]
    wrong = post(school, "clb-report", world.pupil.pk, on=TODAY, parents_spoken="ja", text="")
    assert "Zeg waarom u nu meldt" in wrong.content.decode()
    done = post(
        school, "clb-report", world.pupil.pk, on=TODAY, parents_spoken="nee", criteria="weigert", text="[[gedeeld]]",
        first="on",
    )  # fmt: skip
    assert (done.status_code, world.signal().rank, world.signal().parents_spoken) == (302, 1, False)
    key = world.signal().pk
    post(school, "clb-reports", **{f"plaats-{key}": ""})
    assert world.signal().rank is None
    post(school, "clb-reports", **{f"plaats-{key}": "vijf"})
    post(head, "clb-signal", key, what="opnemen", who=world.staff("clb").pk, by_when=TODAY + timedelta(days=7))
    assert world.signal().state == "opgenomen"
    text = page(school, "clb-reports")[1]
    assert ("Clb Test" in text, "27 november 2026" in text) == (True, True)


def test_worker_answers_and_writes_back_to_the_school():
    world = World()
    world.b(5)
    world.case()
    key, client = world.signal().pk, client_of(world, "clb")
    assert "traject van het CLB" in page(client, "clb-signal", key)[1]
    assert "Zeg tegen wanneer" in post(client, "clb-signal", key, what="wachten").content.decode()
    post(client, "clb-signal", key, what="wachten", by_when=TODAY + timedelta(days=20), text="[[gedeeld]] even geduld")
    assert world.signal().state == "wacht"
    done = post(client, "clb-feedback", key, **{"terug-text": "[[gedeeld]] we belden"})
    assert done.status_code == 302
    text = page(client_of(world, "directeur"), "clb-reports")[1]
    assert ("even geduld" in text, "we belden" in text) == (True, True)


def test_worker_outside_the_case_sees_no_text_and_no_take_up():
    world = World()
    world.report(world.another(), text="[[gedeeld]] moeilijk thuis")
    text = page(client_of(world, "clb"), "clb-signal", Signal.objects.get().pk)[1]
    assert ("moeilijk thuis" in text, 'value="opnemen"' in text, "Er hoort een toelichting bij" in text) == (
        False, False, True,
    )  # fmt: skip


def test_file_from_onthaal_to_a_closed_traject():
    world = World()
    world.b(5)
    world.case()
    client, pk = client_of(world, "clb"), world.pupil.pk
    assert "Begin met het onthaal" in page(client, "clb-file", pk)[1]
    post(client, "clb-step-new", pk, kind="onthaal", on=TODAY, whom="ouders", next="vraag", text="[[clb]] vertelt")
    assert CareStep.objects.get().next == "vraag"
    post(
        client,
        "clb-traject-new",
        pk,
        on=TODAY,
        fase=2,
        domain="leren",
        lead=world.staff("clb").pk,
        goal="Terug in de klas",
    )
    traject = Traject.objects.get()
    text = page(client, "clb-file", pk)[1]
    assert ("[[clb]] vertelt" in text, "leren en studeren" in text) == (True, True)
    post(client, "clb-traject", traject.pk, fase=3, domain="leren", lead=world.staff("clb").pk)
    assert Traject.objects.get().fase == 3
    assert "leren en studeren" in page(client, "clb-trajects")[1]
    assert "Waarvan B" in page(client, "clb-traject-close", traject.pk)[1]
    post(client, "clb-traject-close", traject.pk, on=TODAY, ending="terug", text="[[clb]]", feedback="[[gedeeld]]")
    assert Traject.objects.get().closed_on == TODAY
    assert "Waarom het traject stopte" in page(client, "clb-traject", traject.pk)[1]


def test_file_of_a_pupil_outside_the_case_says_how_to_get_in():
    world = World()
    world.case()
    world.step(text="[[clb]] geheim")
    text = page(client_of(world, "clbhoofd"), "clb-file", world.pupil.pk)[1]
    assert ("geheim" in text, "leest alleen wie van het CLB op het dossier staat" in text) == (False, True)
    assert post(client_of(world, "clbhoofd"), "clb-step-new", world.pupil.pk).status_code == 403
    assert page(client_of(world, "directeur"), "clb-file", world.pupil.pk)[0].status_code == 403


def test_onthaal_of_a_child_without_a_school_is_seen_by_a_colleague_without_its_words():
    world = World()
    client = client_of(world, "clb")
    assert world.pupil.last_name in page(client, "clb-newcomer", q=world.pupil.last_name)[1]
    done = post(
        client, "clb-newcomer", first_name="Ilias", last_name="Amrani", birth_date="2013-02-01", source="ouders",
        text="[[clb]] zoekt een school",
    )  # fmt: skip
    child = Pupil.objects.get(last_name="Amrani")
    assert done.url == reverse("clb-file", args=[child.pk])
    assert page(client, "clb-file", child.pk)[0].status_code == 200
    assert "[[clb]] zoekt een school" in page(client, "clb-signal", Signal.objects.get().pk)[1]
    colleague = client_of(world, "clbarts")
    assert "Amrani" in page(colleague, "clb-door")[1]
    assert "zoekt een school" not in page(colleague, "clb-signal", Signal.objects.get().pk)[1]
    assert "Amrani" not in page(client_of(world, "begeleider"), "clb-reports")[1]


def test_question_discreet_word_and_home_education_through_their_pages():
    world = World()
    clb, teacher, pk = client_of(world, "clb"), client_of(world, "leerkracht"), world.pupil.pk
    assert post(clb, "clb-ask", pk, source="leerling", text="[[clb]]").status_code == 302
    assert post(teacher, "clb-support", pk, text="[[clb]] moe").status_code == 302
    assert "nog niet bekeken" in page(teacher, "clb-discreet")[1]
    assert post(clb, "clb-home-new", pk, begins_on=TODAY, motive="keuze").status_code == 302
    assert "een eigen keuze van het gezin" in page(clb, "clb-home")[1]
    post(clb, "clb-home-end", HomeEducation.objects.get().pk, on=TODAY)
    assert HomeEducation.objects.get().ends_on == TODAY
    assert sorted(Signal.objects.values_list("about", flat=True)) == ["steun", "vraag"]


def test_head_names_a_trust_person_through_the_page():
    world = World()
    head = client_of(world, "clbhoofd")
    post(head, "clb-trust", world.pupil.pk, who=world.staff("clbarts").pk, reason="te jong")
    assert Grant.objects.get().kind == "vertrouwenspersoon"
    assert page(client_of(world, "clb"), "clb-trust", world.pupil.pk)[0].status_code == 403


def test_signal_about_care_is_given_and_answered():
    world = World()
    clb, school = client_of(world, "clb"), client_of(world, "directeur")
    done = post(
        clb, "clb-care-new", school=world.school.pk, domain="leren", fase=0, title="Toetsen", text="Veel uitval"
    )
    key = CareSignal.objects.get().pk
    assert (done.status_code, "Toetsen" in page(school, "clb-care")[1]) == (302, True)
    post(school, "clb-care-signal", key, reply="aanpassen", text="We starten huiswerkklas")
    assert "We starten huiswerkklas" in page(clb, "clb-care-signal", key)[1]
    post(school, "clb-care-signal", key, text="Elke dinsdag huiswerkklas")
    assert "Elke dinsdag huiswerkklas" in page(clb, "clb-care-signal", key)[1]


@pytest.mark.parametrize("name", ["clb-door", "clb-newcomer", "clb-home", "clb-trajects", "clb-care-new"])
def test_pages_of_the_clb_are_not_of_a_school(name):
    world = World()
    assert page(client_of(world, "directeur"), name)[0].status_code == 403


@pytest.mark.parametrize("name", ["clb-reports", "clb-discreet"])
def test_pages_of_a_school_are_not_of_the_clb(name):
    world = World()
    assert page(client_of(world, "clb"), name)[0].status_code == 403


def test_empty_pages_say_why():
    world = World()
    clb = client_of(world, "clb")
    shown = [page(clb, name)[1] for name in ("clb-door", "clb-home", "clb-trajects", "clb-care")]
    said = ["Er wacht niemand", "Geen kinderen in huisonderwijs", "Geen lopende trajecten", "Nog geen signalen"]
    assert [words in text for words, text in zip(said, shown, strict=True)] == [True] * 4
    assert "Nog niemand gemeld" in page(client_of(world, "begeleider"), "clb-reports")[1]
