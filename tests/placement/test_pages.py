from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from leerrecht.access.models import LogEntry, User
from leerrecht.cases.domain.cases import open_case
from leerrecht.cases.panels import panels
from leerrecht.discipline.models import Procedure, StepDone
from leerrecht.guidance.domain.queries.today import today
from leerrecht.placement.domain.queries.figures import figures_of
from leerrecht.placement.domain.queries.worklist import last_acts, worklist
from leerrecht.placement.models import Approach, LopAgreement, SchoolSearch
from tests.factories import TODAY, PlacementFactory, PupilFactory, principal
from tests.placement.world import EXCLUDED, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def client_of(who):
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(pk=who.user_id))
    return client


def page(who, name, *args):
    return client_of(who).get(reverse(name, args=args))


def some(world, number, region=None, since=date(2026, 11, 2)):
    """Open searches of other pupils of the school, each with a school that was asked."""
    for _number in range(number):
        pupil = PlacementFactory.create(class_group=world.placement.class_group).enrolment.pupil
        search = SchoolSearch.objects.create(
            pupil=pupil, organisation_id=world.school.pk, counterpart_id=world.centre.pk, compartment="gedeeld",
            written_by="x", why="uitsluiting", since=since, excluded_on=since, begun_on=since, last_act_on=TODAY,
            level="secundair", school=world.school, region=region,
        )  # fmt: skip
        Approach.objects.create(
            search=search, name="Buiten", on=since, channel="telefoon", asked_by="x", answer="geweigerd",
            ground="volzet", answered_on=since,
        )  # fmt: skip


def test_search_is_read_by_care_team_head_clb_on_the_case_and_family():
    world = World()
    search = world.search()
    world.answered(world.ask_at(search), "geweigerd", ground="volzet", words="[[gedeeld]] geen plaats")
    world.case()
    other = world.of(world.user("elders", "directeur", world.other))
    colleague = world.of(world.user("collega", "clb", world.centre))
    readers = {
        who: world.by(who) for who in ("begeleider", "directeur", "clb", "leerkracht", "secretariaat", "clbhoofd")
    }
    readers |= {"kind": world.child(), "ouder": world.parent(), "elders": other, "collega": colleague}
    found = {name: page(who, "placement", search.pk).status_code for name, who in readers.items()}
    assert found == {
        "begeleider": 200, "directeur": 200, "clb": 200, "leerkracht": 404, "secretariaat": 404, "clbhoofd": 404,
        "kind": 200, "ouder": 200, "elders": 404, "collega": 404,
    }  # fmt: skip
    family = page(readers["ouder"], "placement", search.pk).content.decode()
    assert "[[gedeeld]] geen plaats" in family
    assert "9 schooldagen zonder school" in family
    assert "Een school vragen" not in family
    assert page(readers["kind"], "pupil-placement", world.pupil.pk).status_code == 200
    assert page(readers["ouder"], "placement-ask", search.pk).status_code == 404
    assert LogEntry.objects.filter(act="placement.view", object_id=str(search.pk)).count() == 6


def test_whole_search_goes_through_the_pages_and_both_walls():
    world = World()
    world.exclude()
    client = client_of(world.by("begeleider"))
    start = client.get(reverse("placement-new", args=[world.pupil.pk])).content.decode()
    assert "Zonder school sinds" in start
    client.post(
        reverse("placement-new", args=[world.pupil.pk]),
        {"why": "uitsluiting", "level": "secundair", "kind": "gewoon", "network": "gelijk", "study": "Hout",
         "region_id": world.region.pk, "words": "[[gedeeld]] dichtbij"},
    )  # fmt: skip
    search = SchoolSearch.objects.get()
    assert (search.since, search.study) == (EXCLUDED, "Hout")
    client.post(
        reverse("placement-ask", args=[search.pk]),
        {"school_id": world.near.pk, "on": "2026-11-20", "channel": "telefoon", "km": "7"},
    )
    asked = Approach.objects.get()
    client.post(reverse("placement-remind", args=[asked.pk]))
    refused = client.post(reverse("placement-answer", args=[asked.pk]), {"answer": "geweigerd", "on": "2026-11-20"})
    assert "Welke reden gaf de school" in refused.content.decode()
    client.post(
        reverse("placement-answer", args=[asked.pk]),
        {"answer": "geweigerd", "on": "2026-11-20", "ground": "elders_uitgesloten"},
    )
    client.post(reverse("placement-contest", args=[asked.pk]), {"complaint_on": "2026-11-20"})
    client.post(reverse("placement-step", args=[search.pk]), {"kind": "overleg", "on": "2026-11-20", "words": "x"})
    client.post(
        reverse("placement-wishes", args=[search.pk]),
        {"level": "secundair", "kind": "gewoon", "network": "vgo", "study": "Bouw", "agreed_on": "2026-11-20"},
    )
    shown = client.get(reverse("placement", args=[search.pk])).content.decode()
    for words in (
        "Deze weigering kan niet", "herinnerd op 20 november 2026", "Klacht bij de Commissie", "Bouw",
        "overlegd met leerling en ouders", "maakte geen afspraken", "Help een nieuwe school zoeken",
    ):  # fmt: skip
        assert words in shown
    again = client.post(
        reverse("placement-ask", args=[search.pk]), {"name": "Twee", "on": "2026-11-20", "channel": "mail"}
    )
    client.post(reverse("placement-take-back", args=[Approach.objects.get(name="Twee").pk]))
    assert (again.status_code, Approach.objects.count()) == (302, 1)
    client.post(
        reverse("placement-end", args=[search.pk]),
        {"how": "ingeschreven", "on": "2026-11-20", "enrolled_in": "Buiten", "provisional": "on"},
    )
    assert "De inschrijving is voorlopig" in client.get(reverse("placement", args=[search.pk])).content.decode()
    client.post(reverse("placement-appeal", args=[search.pk]), {"how": "terug", "on": "2026-11-20"})
    search.refresh_from_db()
    assert (search.ended_how, search.settled_how) == ("ingeschreven", "terug")


def test_clb_joins_through_its_page_and_the_notice_goes():
    world = World()
    search = world.search()
    world.case()
    client = client_of(world.by("clb"))
    address = reverse("placement", args=[search.pk])
    assert "Ik zoek mee" in client.get(address).content.decode()
    client.post(reverse("placement-join", args=[search.pk]))
    assert "Ik zoek mee" not in client.get(address).content.decode()
    search.refresh_from_db()
    assert search.centre_who == "Clb Test"


def test_longest_without_school_stands_first_and_rises_after_ten_school_days():
    world = World()
    search = world.search()
    some(world, 1, since=date(2026, 10, 26))
    lines, unsought, high = worklist(world.by("begeleider"))
    assert [(line.days, line.risen, line.refused) for line in lines] == [(14, True, 1), (9, False, 0)]
    assert (unsought, high) == ([], 1)
    lines, _unsought, _high = worklist(world.by("begeleider"), risen_only=True)
    assert [line.days for line in lines] == [14]
    assert dict(last_acts([world.pupil.pk], to=world.by("begeleider"))) == {world.pupil.pk: search.last_act_on}
    text = page(world.by("begeleider"), "placement-list").content.decode()
    assert "1 leerling zit langer dan 10 schooldagen zonder school" in text
    assert "nog niemand van het CLB" in text


def test_pupil_for_whom_nobody_searches_stands_on_the_lists_of_school_and_clb():
    world = World()
    world.exclude()
    world.ask()
    for who in ("begeleider", "clb"):
        _page, unsought, _high = worklist(world.by(who))
        assert [(one.pupil, one.since) for one in unsought] == [(world.pupil, EXCLUDED)]
    assert "u ziet geen zoektocht" in page(world.by("clb"), "placement-list").content.decode()
    assert "Zoeken naar een school" in page(world.by("begeleider"), "worklist-who").content.decode()
    assert page(world.by("leerkracht"), "placement-list").status_code == 403


@pytest.mark.parametrize("number", [2, 9])
def test_list_asks_the_same_queries_for_few_and_for_many(number, django_assert_num_queries):
    world = World()
    some(world, number, region=world.region)
    by = world.by("begeleider")
    with django_assert_num_queries(6):
        lines, _unsought, _high = worklist(by)
    assert len(lines) == number


def test_case_and_today_show_the_search():
    world = World()
    search = world.search()
    world.ask_at(search)
    by = world.by("begeleider")
    case = open_case(by=by, pupil=world.pupil, on=TODAY, organisation=world.school.pk)
    assert "zoektocht" in dict(panels(case, to=by))
    text = page(by, "case", case.pk).content.decode()
    assert "9 schooldagen zonder school" in text
    found = [item.what for section in today(by, TODAY).sections for item in section.items]
    assert "Herinner de school: ze antwoordde niet" in found


def test_appeal_is_told_to_the_head_and_not_to_the_rest():
    world = World()
    search = world.search()
    StepDone.objects.create(procedure=Procedure.objects.get(), step="beroep", on=TODAY, by_name="Ouder")
    assert "Er loopt een beroep" in page(world.by("directeur"), "placement", search.pk).content.decode()
    assert "Er loopt een beroep" not in page(world.by("begeleider"), "placement", search.pk).content.decode()


def test_lop_sees_numbers_with_small_ones_hidden_and_no_pupil():
    world = World()
    lop = principal("lop", world.lop)
    some(world, 12, region=world.region, since=date(2026, 10, 26))
    some(world, 2, region=world.region, since=TODAY)
    (row,) = figures_of(lop, world.lop)
    assert (row.long, row.short, row.open, row.refused, row.silent) == (None, None, 14, 14, 0)
    client = client_of(lop)
    text = client.get(reverse("placement-lop")).content.decode()
    assert "verborgen" in text
    assert str(PupilFactory._meta.model.objects.first()) not in text
    assert client.get(reverse("placement-list")).url == reverse("placement-lop")
    assert client.get(reverse("placement", args=[SchoolSearch.objects.first().pk])).status_code == 404
    assert page(world.by("begeleider"), "placement-lop").status_code == 403
    client.post(
        reverse("placement-lop-agree"),
        {"since": "2026-11-20", "with_file": "3", "taken_in": "2", "measured": "klasgroep"},
    )
    client.post(reverse("placement-lop-rota"), {f"school_{world.near.pk}": "1"})
    assert LopAgreement.objects.get().lop == world.lop
    assert f"{world.near}: 0 beurten" in client.get(reverse("placement-lop")).content.decode()
    search = SchoolSearch.objects.first()
    assert f"Eerst aan de beurt: {world.near}" in page(world.by("begeleider"), "placement", search.pk).content.decode()
