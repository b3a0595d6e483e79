from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from leerrecht.access import acts, policy
from leerrecht.access.models import User
from leerrecht.access.policy import Denied
from leerrecht.discipline.domain import advice, members
from leerrecht.discipline.domain.queries.deadlines import tasks_of_today
from leerrecht.discipline.models import ClbAdvice, Incident, Procedure, Report
from leerrecht.duties.models import Outcome
from leerrecht.law.tucht import PREVENTIEF
from leerrecht.organisations.models import Membership
from leerrecht.people.models import Grant
from leerrecht.transfers.domain.grounds import COMPARTMENTS
from tests.discipline.world import World
from tests.factories import ALWAYS, TODAY, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def client_of(who):
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(pk=who.user_id))
    return client


def status(who, name, *args):
    return client_of(who).get(reverse(name, args=args)).status_code


def test_procedure_is_read_by_head_pupil_and_parents_and_nobody_else():
    world = World()
    procedure = world.begin()
    world.case()
    readers = {
        who: world.by(who) for who in ("directeur", "begeleider", "leerkracht", "secretariaat", "clb", "clbhoofd")
    }
    barred = world.parent(name="Ander", barred=True, lives_with=False)
    readers |= {"kind": world.child(), "ouder": world.parent(), "geweerd": barred}
    readers["elders"] = world.of(world.user("elders", "directeur", world.other))
    found = {name: status(who, "discipline-procedure", procedure.pk) for name, who in readers.items()}
    assert found == {
        "directeur": 200, "begeleider": 404, "leerkracht": 404, "secretariaat": 404, "clb": 404, "clbhoofd": 404,
        "kind": 200, "ouder": 200, "geweerd": 404, "elders": 404,
    }  # fmt: skip
    text = client_of(readers["kind"]).get(reverse("discipline-procedure", args=[procedure.pk])).content.decode()
    assert "[[tucht]] de feiten" in text
    assert "Noteren" not in text


def test_clb_reads_the_question_and_its_own_advice_and_nothing_else():
    world = World()
    procedure = world.begin()
    world.case()
    asked = advice.ask_advice(by=world.by("directeur"), procedure=procedure, council_on=TODAY + timedelta(days=3))
    other = world.of(world.user("collega", "clb", world.centre))
    assert status(other, "discipline-advice", asked.pk) == 404
    client = client_of(world.by("clb"))
    page = reverse("discipline-advice", args=[asked.pk])
    assert "[[tucht]]" not in client.get(page).content.decode()
    client.post(page, {"answer": "lichter", "words": "Eerst een time-in"})
    asked.refresh_from_db()
    assert (asked.answer, asked.given_by, asked.note.text) == ("lichter", "Clb Test", "Eerst een time-in")
    assert [item.what for item in tasks_of_today(world.by("clb"), TODAY)] == []
    assert "Eerst een time-in" in client_of(world.by("directeur")).get(page).content.decode()
    with pytest.raises(Denied):
        advice.give_advice(by=world.by("directeur"), advice=asked, answer="voor", words="x")


def test_delegate_leads_one_procedure_by_a_grant_and_loses_it_again():
    world = World()
    procedure = world.begin()
    board = UserFactory.create(username="gemachtigde", first_name="Bo", last_name="Bestuur")
    Membership.objects.create(
        user=board, organisation_id=world.placement.class_group.school.board_id, role="bestuur", period=ALWAYS
    )  # fmt: skip
    by = world.of(board)
    assert status(by, "discipline-procedure", procedure.pk) == 404
    member = members.add_member(by=world.by("directeur"), procedure=procedure, seat="gemachtigde", user=board)
    client = client_of(by)
    page = client.get(reverse("discipline-procedure", args=[procedure.pk]))
    assert page.status_code == 200
    answer = client.post(
        reverse("discipline-step", args=[procedure.pk, "kennisgeving"]),
        {"on": TODAY.isoformat(), "due_on": (TODAY + timedelta(days=4)).isoformat()},
    )
    assert (answer.status_code, procedure.done.get().by_name) == (302, "Bo Bestuur")
    client.post(
        reverse("discipline-step", args=[procedure.pk, "schoolloopbaan"]), {"on": TODAY.isoformat(), "words": "w"}
    )
    assert procedure.done.get(step="schoolloopbaan").note.written_by == "Bo Bestuur"
    with pytest.raises(Denied):
        members.add_member(by=by, procedure=procedure, seat="gemachtigde", user=world.staff("leerkracht"))
    members.remove_member(by=world.by("directeur"), member=member)
    assert Grant.objects.get().withdrawn_at is not None
    assert client.get(reverse("discipline-procedure", args=[procedure.pk])).status_code == 404


def test_every_step_of_a_suspension_goes_through_the_pages():
    world = World()
    client = client_of(world.by("directeur"))
    begin = reverse("procedure-new", args=[world.pupil.pk, PREVENTIEF])
    assert "geen straf" in client.post(begin, {"words": "Feiten", "danger": ""}).content.decode()
    day = TODAY.isoformat()
    client.post(begin, {"words": "Feiten", "danger": "geweld", "first_day": day, "last_day": day})
    procedure = Procedure.objects.get()
    path = [procedure.pk]
    client.post(reverse("discipline-step", args=[*path, "brief"]), {"on": day, "received_on": day})
    client.post(reverse("discipline-step", args=[*path, "opvang"]), {"on": day, "answer": "ja"})
    client.post(reverse("discipline-step", args=[*path, "onderzoek"]), {"on": day, "answer": "nee", "words": "Niets"})
    client.post(reverse("discipline-code", args=path))
    report = Report.objects.get()
    client.post(reverse("discipline-report", args=[report.pk]), {"on": day, "receipt": "D-1"})
    page = client.get(reverse("discipline-procedure", args=path)).content.decode()
    assert page.count('<span class="tag">klaar</span>') == 4
    assert "Halve dagen die niet kloppen" not in page
    assert "D-1" in page
    refused = client.post(reverse("discipline-close", args=path), {"how": "uitgevoerd"}).content.decode()
    assert "De maatregel loopt nog." in refused
    client.post(reverse("discipline-revise", args=path), {"last_day": "", "words": "Geen gevaar"})
    procedure.refresh_from_db()
    assert procedure.closed_how == "herzien"


def test_incident_is_recorded_on_one_page_and_followed_up():
    world = World()
    client = client_of(world.by("leerkracht"))
    found = client.get(reverse("incident-choose"), {"q": world.pupil.last_name}).content.decode()
    assert reverse("incident-new", args=[world.pupil.pk]) in found
    client.post(
        reverse("incident-new", args=[world.pupil.pk]),
        {"behaviour": "praten", "moment": "les", "on": TODAY.isoformat(), "direction": "zaken"},
    )
    incident = Incident.objects.get()
    for what in ("verhaal", "herstel", "begeleiding"):
        client.post(
            reverse("incident-follow", args=[incident.pk, what]), {"on": TODAY.isoformat(), "words": f"Tekst {what}"}
        )
    client.post(reverse("incident-close", args=[incident.pk]))
    page = client.get(reverse("incident", args=[incident.pk])).content.decode()
    assert ("Tekst verhaal" in page, "Tekst herstel" in page, "afgerond op" in page) == (True, True, True)
    assert status(world.by("clb"), "incident", incident.pk) == 404
    assert status(world.parent(), "incident", incident.pk) == 404


@pytest.mark.parametrize("name", ["incident-list", "incident-apart", "discipline-list", "search-list"])
def test_lists_cost_the_same_queries_for_more_rows(name, django_assert_max_num_queries):
    world = World()
    client = client_of(world.by("directeur"))
    world.incident()
    world.begin()
    client.get(reverse(name))
    with django_assert_max_num_queries(19):
        client.get(reverse(name))
    for _n in range(3):
        world.incident()
    world.begin(PREVENTIEF)
    with django_assert_max_num_queries(19):
        assert client.get(reverse(name)).status_code == 200


def test_how_a_measure_is_carried_out_shows_on_no_list_of_who_reads_no_tucht():
    world = World()
    world.begin(PREVENTIEF)
    world.ask()
    assert Outcome.objects.filter(regel__startswith="tucht.").count() > 0
    seen = {
        role: policy.visible(Outcome, to=world.by(role), act=acts.DUTY_VIEW).filter(regel__startswith="tucht.").exists()
        for role in ("directeur", "begeleider", "secretariaat", "clb")
    }
    assert seen == {"directeur": True, "begeleider": False, "secretariaat": False, "clb": False}


def test_deadlines_are_tasks_of_today():
    world = World()
    world.begin(PREVENTIEF)
    found = tasks_of_today(world.by("directeur"), TODAY)
    assert [item.what for item in found] == [
        "De beslissing schriftelijk meedelen", "Melden aan AGODI", "Het onderzoek afronden",
    ]  # fmt: skip
    assert tasks_of_today(world.by("begeleider"), TODAY) == []
    assert ClbAdvice.objects.count() == 0


def test_next_school_is_never_offered_anything_of_this():
    world = World()
    world.begin(PREVENTIEF)
    assert "tucht" not in COMPARTMENTS
