from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from leerrecht.access.models import LogEntry
from leerrecht.cases.domain import cases, summaries
from leerrecht.cases.domain.queries.worklist import case_list, case_rows
from leerrecht.cases.models import (
    Case,
    CaseTask,
    Decision,
    Exit,
    Invitation,
    Mediation,
    Part,
    Participant,
    Position,
    Release,
    Report,
    RoundTable,
    Summary,
)
from leerrecht.organisations.models import Membership
from tests.cases.world import World
from tests.factories import TODAY, PlacementFactory
from tests.guidance.test_file_page import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def post(client, address, doe, **values):
    response = client.post(address, {"doe": doe, **values})
    assert response.status_code == 302, response.content.decode()[:3000]
    return response


def test_school_works_through_a_case_by_its_pages():
    world = World()
    client = client_of(world.by("begeleider"))
    opened = client.post(reverse("cases-of-pupil", args=[world.pupil.pk]))
    case = Case.objects.get()
    address = reverse("case", args=[case.pk])
    assert opened.url == address
    post(client, address, "traject", kind="schoolplan", organisation=world.school.pk, since="2026-11-02", goal="Terug")
    post(client, address, "stoel", party="hulp", function="huisarts")
    post(client, address, "taak", what="Bel de ouders", organisation=world.school.pk, due_on="2026-11-27")
    post(client, address, "verhaal", text="Slaapt slecht", with_pupil="on")
    post(client, address, "bevestigen", party="ouders", name="Mama")
    post(client, address, "bemiddelen", threat="uitval", mediator="LOP")
    post(client, address, "bemiddeld", taken="ja", result="")
    post(client, address, "tafel", kind="rondetafel", on="2026-11-20", starts_at="14:00", place="Lokaal 12")
    text = client.get(address).content.decode()
    for words in (
        "Plan van de school",
        "huisarts",
        "Bel de ouders",
        "Slaapt slecht",
        "bevestigd op 20 november 2026",
        "LOP",
    ):
        assert words in text
    chair = Participant.objects.get(function="huisarts")
    assert (
        client.post(reverse("case-chair", args=[chair.pk]), {"name": "dokter Wit", "on": "2026-11-20"}).url == address
    )
    post(client, address, "taak-klaar", wat=CaseTask.objects.get().pk)
    post(client, address, "stoel-leeg", wat=chair.pk)
    assert (CaseTask.objects.get().done_on, Mediation.objects.get().taken, Summary.objects.count()) == (TODAY, "ja", 1)
    refused = client.post(address, {"doe": "sluiten", "on": "2026-11-20", "why_closed": "klaar"})
    assert "Dit loopt nog: plan van de school" in refused.content.decode()


def test_track_and_table_are_worked_by_their_pages():
    world = World()
    client = client_of(world.by("begeleider"))
    track = world.track(kind="aanloopfase", since=None)
    address = reverse("case-track", args=[track.pk])
    post(client, address, "opnemen", on="2026-11-20", lead="Jo")
    post(client, address, "begin", on="2026-11-20")
    post(client, address, "bekijken", on="2026-11-20", verdict="verder", text="Goed")
    post(client, address, "week", first="2026-11-20", waar_0vm="werk", wat_0vm="fietsenmaker")
    post(client, address, "werkplek", on="2026-11-20", level="on", next_step="gesprek")
    text = client.get(address).content.decode()
    assert all(words in text for words in ("fietsenmaker", "gesprek met de werkgever", "Goed", "niet in orde"))
    post(
        client, reverse("case", args=[track.case_id]), "tafel", kind="mdo", on="2026-11-20", starts_at="9:00", place="A"
    )
    table = RoundTable.objects.get()
    address = reverse("case-table", args=[table.pk])
    post(client, address, "uitnodigen", party="leerling", name="Noor")
    post(client, address, "voorstel", what="Halve dagen", organisation=world.school.pk, due_on="2026-12-01")
    asked, decision = Invitation.objects.get(), Decision.objects.get()
    post(client, address, "standpunt", invitation=asked.pk, decision=decision.pk, view="niet", words="te veel")
    post(client, address, "kwam", wat=asked.pk)
    post(client, address, "verslag", text="Besproken")
    text = client.get(address).content.decode()
    assert all(words in text for words in ("geen gezamenlijk besluit", "te veel", "Besproken"))
    assert Position.objects.get().view == "niet"
    address = reverse("case-track", args=[track.pk])
    post(client, address, "einde", on="2026-11-20", how="bereikt", output="Leercontract")
    assert "Leercontract" in client.get(address).content.decode()


def test_partner_works_by_its_own_page_and_sees_nothing_else():
    world = World()
    world.case()
    case = world.opened()
    summaries.write_summary(by=world.by("begeleider"), case=case, text="[[gedeeld]]", with_pupil=True)
    staff = world.staff("partner")
    clb = client_of(world.by("clb"))
    post(
        clb, reverse("case", args=[case.pk]), "partner", user=staff.username, kind="naft", since="2026-11-20",
        last="2027-06-30", question="Werk aan opstaan",
    )  # fmt: skip
    part = Part.objects.get()
    partner = client_of(world.by("partner"))
    assert partner.get(reverse("cases")).url == reverse("case-parts")
    address = reverse("case-part", args=[part.pk])
    assert str(world.pupil) in partner.get(reverse("case-parts")).content.decode()
    post(partner, address, "aanwezigheid", on="2026-11-20", there="aanwezig")
    post(partner, address, "vooruitgang", on="2026-11-20", text="Praat over thuis")
    post(clb, reverse("case", args=[case.pk]), "taak", what="Bel", organisation=world.partner.pk, due_on="2026-11-25")
    post(partner, address, "taak-klaar", wat=CaseTask.objects.get().pk)
    text = partner.get(address).content.decode()
    assert ("Werk aan opstaan" in text, "Praat over thuis" in text, "[[gedeeld]]" in text) == (True, True, False)
    case.refresh_from_db()
    assert Report.objects.count() == 2
    assert partner.get(reverse("case", args=[case.pk])).status_code == 404
    school = client_of(world.by("begeleider"))
    assert school.get(address).status_code == 404
    assert "Praat over thuis" not in school.get(reverse("case", args=[case.pk])).content.decode()
    assert "nog niet doorgegeven" in clb.get(reverse("case", args=[case.pk])).content.decode()
    post(clb, address, "vrijgeven", text="Komt op tijd")
    assert "Komt op tijd" in school.get(reverse("case", args=[case.pk])).content.decode()
    assert Release.objects.get().days_there == 1


def test_pupil_and_parents_read_the_case_and_change_nothing():
    world = World()
    case = world.opened()
    summaries.write_summary(by=world.by("begeleider"), case=case, text="[[gedeeld]]", with_pupil=True)
    for by in (world.child(), world.parent()):
        client = client_of(by)
        text = client.get(reverse("case", args=[case.pk])).content.decode()
        assert ("[[gedeeld]]" in text, "Bewaren" in text) == (True, False)
        assert client.post(reverse("case", args=[case.pk]), {"doe": "sluiten"}).status_code == 404
    assert LogEntry.objects.filter(act="note.view", pupil_id=world.pupil.pk).count() == 2


@pytest.mark.parametrize("role", ["leerkracht", "secretariaat", "clbarts", "clb", "clbhoofd"])
def test_who_does_not_work_on_the_case_does_not_find_it(role):
    world = World()
    case, client = world.opened(), client_of(world.by(role))
    assert client.get(reverse("case", args=[case.pk])).status_code == 404


def test_case_that_lies_still_rises_for_the_lead_then_for_director_and_head():
    world = World()
    lead = world.by("begeleider")
    case = world.opened()
    summaries.write_summary(by=lead, case=case, text="[[gedeeld]]", with_pupil=True)
    days = {
        who: [(row.still, row.rises, row.reads) for row in case_rows(world.by(who, on=date(2026, 12, 18)))]
        for who in ("begeleider", "directeur", "clbhoofd")
    }
    assert days == {
        "begeleider": [(20, True, True)], "directeur": [(20, False, True)], "clbhoofd": [(20, False, False)],
    }  # fmt: skip
    later = date(2027, 1, 8)
    assert [row.rises for row in case_rows(world.by("clbhoofd", on=later))] == [True]
    assert [row.rises for row in case_rows(world.by("directeur", on=later))] == [True]
    with time_machine.travel("2027-01-08 10:00"):
        text = client_of(world.by("clbhoofd", on=later)).get(reverse("cases")).content.decode()
    assert LogEntry.objects.filter(act="note.view", actor_id=world.staff("clbhoofd").pk).exists()
    assert ("25 schooldagen geleden" in text, "[[gedeeld]]" in text, str(case.pk) in text) == (True, False, False)


def test_step_in_the_guidance_file_is_an_act_and_who_left_does_not_lead():
    world = World()
    lead = world.by("begeleider")
    world.opened()
    later = date(2026, 12, 18)
    with time_machine.travel("2026-12-17 10:00"):
        world.entry(world.by("directeur", on=date(2026, 12, 17)), "zorg", on=date(2026, 12, 17))
    assert [(row.still, row.led) for row in case_rows(world.by("directeur", on=later))] == [(1, True)]
    Membership.objects.filter(user_id=lead.user_id).delete()
    assert [row.led for row in case_rows(world.by("directeur"))] == [False]


def fill(world, number):
    for _n in range(number):
        pupil = PlacementFactory.create(class_group=world.placement.class_group).enrolment.pupil
        cases.open_case(by=world.by("begeleider"), pupil=pupil, on=TODAY, organisation=world.school)


@pytest.mark.parametrize("number", [1, 6])
def test_list_and_page_ask_the_same_whatever_they_hold(number, django_assert_max_num_queries):
    world = World()
    fill(world, number)
    case = world.opened()
    for index, kind in enumerate(["schoolplan", "klashulp", "stop47", "mfc", "bkt"][:number]):
        world.track(kind=kind, since=TODAY - timedelta(days=index))
    by = world.by("directeur")
    with django_assert_max_num_queries(8):
        case_list(by)
    client = client_of(by)
    with django_assert_max_num_queries(20):
        client.get(reverse("case", args=[case.pk]))


def test_exit_is_noted_listed_and_asked_again():
    world = World()
    client = client_of(world.by("begeleider"))
    values = {"left_on": "2026-11-20", "motive": "werk", "motive_by": "leerling", "destination": "werk"}
    assert client.post(reverse("exit-new", args=[world.pupil.pk]), values).url == reverse("exits")
    gone = Exit.objects.get()
    assert "20 mei 2027" in client.get(reverse("exits")).content.decode()
    assert client.get(reverse("exit-look", args=[gone.pk])).status_code == 200
    assert client.post(reverse("exit-look", args=[gone.pk]), {"destination": "vdab"}).url == reverse("exits")
    assert "nagevraagd op 20 november 2026" in client.get(reverse("exits")).content.decode()
